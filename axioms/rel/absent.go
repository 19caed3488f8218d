package rel

import "strings"

// AbsentInfo describes a set of events that models of other architectures use and that is
// empty in a POWER program. Its name is known; an unknown name is an error.
type AbsentInfo struct {
	Name string
	Home string // the architecture or language in which it has a meaning
	Doc  string // its meaning there, in one sentence

	// Bound says that herd7, too, defines the name for POWER programs, as empty. For
	// other names, "try" falls through as it does in herd7.
	Bound bool
}

// Absent lists the names that are known and empty, grouped by Home.
var Absent = absentNames()

func absentNames() []AbsentInfo {
	var list []AbsentInfo
	add := func(home string, bound bool, names ...string) {
		for _, n := range names {
			name, doc, _ := strings.Cut(n, ": ")
			list = append(list, AbsentInfo{name, home, doc, bound})
		}
	}
	add("every architecture of herd7", true,
		"NExp: accesses that no instruction asks for, such as those of a page walk",
		"SPEC: events on a path that is only speculated",
		"AMO: accesses that read and write at once",
		"SPURIOUS: updates that the hardware makes on its own",
		"PRED: events of predicated instructions",
		"Rreg: reads of registers",
		"Wreg: writes of registers",
		"DATA: register reads that feed a value that is written",
		"T: accesses to allocation tags",
		"TLBI: invalidations of translations",
		"DC: cache maintenance by data address",
		"FAULT: accesses that end in a fault",
		"LKW: writes that take a lock")
	add("x86", false,
		"MFENCE: full fences",
		"SFENCE: fences between writes",
		"LFENCE: fences between reads",
		"NT: non-temporal accesses")
	add("ARM", false,
		"ISB: instruction synchronization barriers",
		"A: acquire reads; in C11 the accesses to atomics",
		"Q: acquire reads of the weaker kind (LDAPR)",
		"L: release writes",
		"NoRet: reads of atomic instructions that return no value",
		"S: speculated accesses",
		"PTE: accesses to page table entries",
		"PTEV: page table entries that are valid",
		"PTEINV: page table entries that are invalid",
		"AF: updates of access flags",
		"DB: updates of dirty bits",
		"Instr: fetches of instructions",
		"IC: cache maintenance of instructions",
		"TagCheck: reads of allocation tags that check an access")
	for _, b := range []string{"DMB", "DSB"} {
		add("ARM", false, b+": barriers "+b)
		for _, kind := range strings.Fields("SY LD ST ISH ISHLD ISHST OSH OSHLD OSHST NSH NSHLD NSHST") {
			add("ARM", false, b+"."+kind+": barriers "+b+" "+kind)
		}
	}
	for _, before := range []string{"r", "w", "rw"} {
		for _, after := range []string{"r", "w", "rw"} {
			add("RISC-V", false, "Fence."+before+"."+after+": fences from "+accesses[before]+" to "+accesses[after])
		}
	}
	add("RISC-V", false,
		"Fence.tso: fences that leave out the order from writes to reads",
		"Fence.i: fences for fetched instructions",
		"Acq: accesses with acquire annotation",
		"Rel: accesses with release annotation",
		"AcqRel: accesses with both annotations",
		"Sc: accesses with sequentially consistent annotation")
	add("C11", false,
		"RMW: accesses that read and write at once",
		"NA: accesses to what is no atomic",
		"RLX: relaxed accesses",
		"ACQ: acquire accesses and fences",
		"REL: release accesses and fences",
		"ACQ_REL: accesses and fences that acquire and release",
		"SC: sequentially consistent accesses and fences",
		"CON: consume reads",
		"LK: attempts to take a lock",
		"LKR: reads that take a lock",
		"LS: attempts to take a lock that succeed",
		"LF: attempts to take a lock that fail",
		"UL: releases of a lock",
		"RL: queries of a lock that find it taken",
		"RU: queries of a lock that find it free")
	return list
}

var accesses = map[string]string{"r": "reads", "w": "writes", "rw": "accesses"}

// AbsentByName finds a name that is known to be empty.
func AbsentByName(name string) (AbsentInfo, bool) {
	i, ok := absentIndex[name]
	if !ok {
		return AbsentInfo{}, false
	}
	return Absent[i], true
}

var absentIndex = func() map[string]int {
	m := make(map[string]int, len(Absent))
	for i, a := range Absent {
		if _, dup := m[a.Name]; dup {
			panic("rel: " + a.Name + " is listed twice")
		}
		m[a.Name] = i
	}
	return m
}()
