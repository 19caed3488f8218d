package power

// tableFences enters the barriers (ISA Book II 4.6.1, 4.6.3). sync 0 is
// hwsync, sync 1 is lwsync, and sync 2 is ptesync, which orders all that
// hwsync does and besides it accesses of the processor to page tables, of
// which there are none here (Book III 5.9.2).
func tableFences() {
	fence := func(f FenceKind) Op { return Op{Kind: Fence, Fence: f} }
	add("sync", entry{form: formSync, op: fence(Sync), hi: 2})
	add("hwsync", entry{form: formNone, op: fence(Sync)})
	add("ptesync", entry{form: formNone, op: fence(Sync)})
	add("lwsync", entry{form: formNone, op: fence(LwSync)})
	add("eieio", entry{form: formNone, op: fence(Eieio)})
	add("isync", entry{form: formNone, op: fence(Isync)})
	add("msgsync", entry{form: formNone, op: fence(Msgsync)})
}

// tableRefused enters instructions that a reader of real code will meet and
// that have a meaning which is not modelled.
func tableRefused() {
	for why, names := range map[string][]string{
		"jumps to an address in a register are not modelled": {
			"bl", "bla", "ba", "blr", "blr-", "blr+", "blrl", "bctr", "bctrl", "bcl", "bclr", "bcctr",
			"beqlr", "bnelr", "bltlr", "bgelr", "bgtlr", "blelr", "bdnzlr", "mtlr", "mflr",
		},
		"traps are not modelled":                                   {"tw", "twi", "td", "tdi", "trap", "tweqi", "twnei", "tdeqi", "tdnei", "sc", "rfid", "hrfid"},
		"several accesses at once are not modelled":                {"lmw", "stmw", "lswi", "lswx", "stswi", "stswx", "lq", "stq", "lqarx", "stqcx."},
		"accesses in reverse byte order are not modelled":          {"lhbrx", "lwbrx", "ldbrx", "sthbrx", "stwbrx", "stdbrx"},
		"atomic updates in memory are not modelled":                {"lwat", "ldat", "stwat", "stdat"},
		"clearing a cache block is not modelled":                   {"dcbz", "dcbzl"},
		"carry and overflow are not modelled":                      {"adde", "addme", "addze", "subfe", "subfme", "subfze", "addo", "subfo", "nego"},
		"doorbells have one level here, that of msgsnd and msgclr": {"msgsndp", "msgclrp", "msgsndu", "msgclru"},
		"special registers are not modelled":                       {"mfspr", "mtspr", "mfmsr", "mtmsr", "mtmsrd", "mftb", "mfxer", "mtxer"},
		"operations on condition bits are not modelled":            {"crand", "cror", "crxor", "crnand", "crnor", "creqv", "crandc", "crorc", "crset", "crclr", "crmove", "crnot", "mcrf", "isel"},
	} {
		for _, n := range names {
			add(n, entry{form: formRefused, why: why})
		}
	}
}
