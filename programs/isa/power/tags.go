package power

import "github.com/fencewise/fencewise/programs/isa"

// The tags of POWER, of accesses and of barriers (ISA Book II 4.6.3; isync in 4.6.1; msgsync
// in ISA 3.0, Book III 5.9.2; phwsync and plwsync in ISA 3.1, Book II 4.6.3).
const (
	Reserve isa.Tag = 1 + iota
	Sync
	LwSync
	Eieio
	Isync
	Msgsync
	Phwsync
	Plwsync
)

// POWER is the language of POWER assembly.
var POWER = isa.Language{
	Name: "POWER",
	Arch: "PPC",

	Reserves: true,
	Tags: []isa.TagInfo{
		Reserve: {Name: "reserve", Cat: "EX", Exclusive: true, Doc: "accesses with reservation: the read of lwarx, the write of a successful stwcx."},
		Sync:    {Name: "sync", Cat: "SYNC", Barrier: true, Orders: isa.AllPairs, Doc: "sync (hwsync) fences"},
		LwSync:  {Name: "lwsync", Cat: "LWSYNC", Barrier: true, Orders: isa.ReadRead | isa.ReadWrite | isa.WriteWrite, Doc: "lwsync fences"},
		Eieio:   {Name: "eieio", Cat: "EIEIO", Barrier: true, Orders: isa.WriteWrite, Doc: "eieio fences"},
		Isync:   {Name: "isync", Cat: "ISYNC", Barrier: true, Orders: isa.ReadRead | isa.ReadWrite, Control: true, Doc: "isync instructions"},
		Msgsync: {Name: "msgsync", Cat: "MSGSYNC", Barrier: true, Doorbells: true, Doc: "msgsync fences"}, // orders interrupts, not accesses
		Phwsync: {Name: "phwsync", Cat: "PHWSYNC", Barrier: true, Orders: isa.AllPairs, Since: "3.1", Doc: "phwsync (sync 4) fences"},
		Plwsync: {Name: "plwsync", Cat: "PLWSYNC", Barrier: true, Orders: isa.ReadRead | isa.ReadWrite | isa.WriteWrite, Since: "3.1", Doc: "plwsync (sync 5) fences"},
	},
}
