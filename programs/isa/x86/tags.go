package x86

import "github.com/fencewise/fencewise/programs/isa"

// The tags of x86.
const (
	Lock isa.Tag = 1 + iota
	Mfence
)

// X86 is the language of x86. The source is the Intel Software Developer's Manual, volume 3A,
// section 9.2.
var X86 = isa.Language{
	Name: "x86",
	Arch: "X86",

	Tags: []isa.TagInfo{
		Lock:   {Name: "lock", Cat: "EX", Also: []string{"A"}, Exclusive: true, Doc: "accesses of locked instructions, also the read of a cmpxchg that fails"},
		Mfence: {Name: "mfence", Cat: "MFENCE", Barrier: true, Orders: isa.AllPairs, Doc: "full fences: mfence, and a locked instruction on the stack, which Linux has in its place"},
	},
}
