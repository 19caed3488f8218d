package isa

import "fmt"

// Kind is the kind of an operation.
type Kind uint8

// The kinds of operations, in terms of the fields of Op. An address is the sum A+B.
const (
	Nop        Kind = iota
	Arith           // Dst := ALU(A, B, C)
	Compare         // field CR := compare(A, B)
	Load            // Dst := memory[A+B]
	Store           // memory[A+B] := C
	LoadRes         // Load that sets the reservation
	StoreCond       // Store that succeeds only under the reservation; sets field 0
	Branch          // to Target
	CondBranch      // to Target under a condition, see Cond
	Trap            // a trap that never traps: it only tests A and B
	Fence           // the barrier of Tags
	FromCR          // Dst := the condition fields of Fields, at their places in 32 bits
	ToCR            // the condition fields of Fields := their places in A

	Msgsnd       // a doorbell to the thread named Target becomes pending
	Msgclr       // the doorbell of this thread is no longer pending
	TakeDoorbell // the pending doorbell is taken; no execution exists without one
	TryDoorbell  // the doorbell is taken or not; Dst := 1 or 0
	IrqDisable   // disables interrupts
	IrqEnable    // enables interrupts

	Control // a branch on A to the next instruction; only in a slot, as ctrl(r5)

	LocFence // the barrier of Tags, about the location at A+B, which it does not access
	Choose   // Dst := 0 or 1, whichever the execution chooses
	Await    // the thread waits forever if A is 0
)

// class is what instructions of a kind do besides computing, as a set of bits.
type class uint8

const (
	loads    class = 1 << iota // read memory
	stores                     // write memory
	doorbell                   // ring, take or clear a doorbell
	masks                      // enable or disable interrupts
)

// class returns the class of a kind. Every analysis of instructions asks it, so that a
// new kind is either handled by all of them or stops the program here.
func (k Kind) class() class {
	switch k {
	case Nop, Arith, Compare, Branch, CondBranch, Trap, Fence, LocFence, FromCR, ToCR, Control, Choose, Await:
		return 0
	case Load, LoadRes:
		return loads
	case Store, StoreCond:
		return stores
	case Msgsnd, Msgclr, TakeDoorbell, TryDoorbell:
		return doorbell
	case IrqDisable, IrqEnable:
		return masks
	default:
		panic(fmt.Sprintf("isa: unknown kind of operation %d", k))
	}
}

// Loads reports whether instructions of the kind read memory.
func (k Kind) Loads() bool { return k.class()&loads != 0 }

// Stores reports whether instructions of the kind write memory.
func (k Kind) Stores() bool { return k.class()&stores != 0 }

// Accesses reports whether instructions of the kind read or write memory.
func (k Kind) Accesses() bool { return k.class()&(loads|stores) != 0 }

// IsDoorbell reports whether instructions of the kind ring, take or clear a doorbell.
func (k Kind) IsDoorbell() bool { return k.class()&doorbell != 0 }

// HasEffect reports whether instructions of the kind change anything besides registers,
// the reservation and what comes next: memory, a doorbell, or whether interrupts are
// enabled.
func (k Kind) HasEffect() bool { return k.class()&^loads != 0 }

// ALU is the function of an Arith.
type ALU uint8

// The functions, on 64 bits. W stands for the low 32 bits of the operands, D for all 64, and
// U for unsigned.
const (
	Add ALU = iota
	Sub     // A-B
	And
	Or
	Xor
	Nand
	Nor
	AndC // A and not B
	OrC
	Eqv   // not (A xor B)
	Mul   // the low 64 bits of the product
	MulW  // the 64-bit product of two signed words
	DivW  // of signed words; the upper half is undefined
	DivWU // of unsigned words; the upper half is undefined
	DivD
	DivDU
	ShlW
	ShrW
	SarW // arithmetic: copies the sign
	ShlD
	ShrD
	SarD
	Ext8 // sign extension
	Ext16
	Ext32
	CountW // leading zeros
	CountD
	RotW // (the word A, twice, rotated left by B) and Mask, or C and not Mask
	RotD // (A rotated left by B) and Mask, or C and not Mask

	Equal // comparisons: 1 or 0
	Less  // of signed numbers
	LessU
)

// Bit is one bit of a condition register field.
type Bit uint8

// The bits of a condition register field, the most significant one first.
const (
	LT Bit = iota
	GT
	EQ
	SO // summary overflow: no modelled operation overflows, so compares clear it
)

// Reg is a register of a test; see [Registers]. The registers of the register file of the
// instruction set come first, with their numbers there, then the symbolic ones in the
// order in which a [Decoder] meets them.
type Reg int32

// Arg is an input of an operation: a register, or the constant Imm. The zero Arg is the
// constant 0. An operation without a second or third input has the constant 0 instead.
type Arg struct {
	IsReg bool
	Reg   Reg
	Imm   int64
}

// Constant returns the constant v as an input.
func Constant(v int64) Arg { return Arg{Imm: v} }

// Register returns the register r as an input.
func Register(r Reg) Arg { return Arg{IsReg: true, Reg: r} }

// Cond is the condition of a CondBranch: a conjunction of at most two tests.
type Cond struct {
	Always bool // do not test the condition register
	Bit    Bit  // else: test whether Bit of field CR equals When
	When   bool

	Reg  bool // instead: test whether A is not 0, or if When is false, is 0
	Free bool // what follows does not depend on the test; otherwise it depends on B, too

	Count bool // first Dst := Dst-1, then test whether Dst
	Zero  bool // is 0 or, if false, is not 0
}

// Op is an operation: one decoded instruction. Kind determines the fields that are used.
type Op struct {
	Kind Kind
	ALU  ALU // Arith

	Record   bool  // Arith: the dot form, compares the result with 0 into field 0
	Word     bool  // Compare: the low 32 bits only
	Unsigned bool  // Compare: as unsigned numbers
	Signed   bool  // Load: extend the sign; otherwise zeros
	Update   bool  // Load, Store: register A := the address
	Pair     bool  // Load, Store: the two halves of one atomic operation, in this order
	Address  bool  // Load, Store: of a pointer in C, which is taken to fit into a location that is declared with fewer bytes
	Waits    bool  // Load, LoadRes: repeated until the next Await with Waits lets the thread go on; Await: such a one
	Size     uint8 // of the access in bytes: 1, 2, 4 or 8; 0: as large as the location, which also says if it has a sign

	CR     uint8 // Compare, CondBranch: condition register field, 0–7
	Fields uint8 // FromCR, ToCR: bit 7-k set for field k
	Cond   Cond
	Tags   Tags // Fence: the barrier; loads and stores: the tags of their accesses

	Dst     Reg // Arith, Load, LoadRes, FromCR, TryDoorbell, Choose; CondBranch: the register that counts
	A, B, C Arg
	Mask    int64  // RotW, RotD
	Return  bool   // Branch, CondBranch: the target is the end of the thread
	Target  string // Branch, CondBranch: the label; Msgsnd: the thread
}

// Writes calls f for every register that the operation writes.
func (o *Op) Writes(f func(Reg)) {
	switch o.Kind {
	case Arith, Load, LoadRes, FromCR, TryDoorbell, Choose:
		f(o.Dst)
	case CondBranch:
		if o.Cond.Count {
			f(o.Dst)
		}
	case Nop, Compare, Store, StoreCond, Branch, Trap, Fence, LocFence, ToCR, Msgsnd, Msgclr, TakeDoorbell, IrqDisable, IrqEnable, Control, Await:
	default:
		panic(fmt.Sprintf("isa: unknown kind of operation %d", o.Kind))
	}
	if o.Update {
		f(o.A.Reg)
	}
}

// Reads calls f for every register that the operation reads.
func (o *Op) Reads(f func(Reg)) {
	use := func(args ...Arg) {
		for _, a := range args {
			if a.IsReg {
				f(a.Reg)
			}
		}
	}
	switch o.Kind {
	case Arith, Store, StoreCond:
		use(o.A, o.B, o.C)
	case Compare, Trap, Load, LoadRes, LocFence:
		use(o.A, o.B)
	case ToCR, Control, Await:
		use(o.A)
	case CondBranch:
		if o.Cond.Count {
			f(o.Dst)
		}
		if o.Cond.Reg {
			use(o.A, o.B)
		}
	case Nop, Branch, Fence, FromCR, Msgsnd, Msgclr, TakeDoorbell, TryDoorbell, IrqDisable, IrqEnable, Choose:
	default:
		panic(fmt.Sprintf("isa: unknown kind of operation %d", o.Kind))
	}
}

// WritesFields returns the condition register fields that the operation writes, as in
// Fields.
func (o *Op) WritesFields() uint8 {
	switch o.Kind {
	case Compare:
		return 1 << (7 - o.CR)
	case ToCR:
		return o.Fields
	case StoreCond:
		return 1 << 7
	case Arith:
		if o.Record {
			return 1 << 7
		}
	case Nop, Load, LoadRes, Store, Branch, CondBranch, Trap, Fence, LocFence, FromCR,
		Msgsnd, Msgclr, TakeDoorbell, TryDoorbell, IrqDisable, IrqEnable, Control, Choose, Await:
	default:
		panic(fmt.Sprintf("isa: unknown kind of operation %d", o.Kind))
	}
	return 0
}

// ReadsFields returns the condition register fields that the operation reads, as in
// Fields.
func (o *Op) ReadsFields() uint8 {
	switch o.Kind {
	case FromCR:
		return o.Fields
	case CondBranch:
		if !o.Cond.Always && !o.Cond.Reg {
			return 1 << (7 - o.CR)
		}
	case Nop, Arith, Compare, Load, LoadRes, Store, StoreCond, Branch, Trap, Fence, LocFence, ToCR,
		Msgsnd, Msgclr, TakeDoorbell, TryDoorbell, IrqDisable, IrqEnable, Control, Choose, Await:
	default:
		panic(fmt.Sprintf("isa: unknown kind of operation %d", o.Kind))
	}
	return 0
}
