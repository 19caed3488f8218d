package power

// Kind is what an instruction is, as far as memory ordering is concerned.
type Kind uint8

// The kinds of instructions.
const (
	Nop        Kind = iota
	Arith           // Dst := ALU(A, B)
	Compare         // CR := compare(A, B)
	Load            // Dst := memory[Base+Index]
	Store           // memory[Base+Index] := Src
	LoadRes         // Load that sets the reservation
	StoreCond       // Store that succeeds only under the reservation; sets CR 0
	Branch          // to Target
	CondBranch      // to Target when bit Bit of field CR equals When
	Fence           // Fence
)

// ALU is the function of an Arith.
type ALU uint8

// The functions. Sub is A-B: subf swaps its operands when decoded.
const (
	Add ALU = iota
	Sub
	And
	Or
	Xor
)

// FenceKind says which barrier a Fence is.
type FenceKind uint8

// The barriers (ISA Book II 4.6.3, and isync in 4.6.1).
const (
	NoFence FenceKind = iota
	Sync
	LwSync
	Eieio
	Isync
)

// String is the mnemonic.
func (f FenceKind) String() string {
	return [...]string{"", "sync", "lwsync", "eieio", "isync"}[f]
}

// Bit is one bit of a condition register field.
type Bit uint8

// The bits of a condition register field.
const (
	LT Bit = iota
	GT
	EQ
)

// Reg is a register: 0–31 general purpose, or a symbolic one, -1-k for the
// k-th name that a Decoder has met.
type Reg int32

// Arg is an input of an instruction: a register or a constant.
type Arg struct {
	Const bool
	Reg   Reg
	Imm   int64
}

// Op is one decoded instruction.
type Op struct {
	Kind Kind

	ALU    ALU  // Arith
	Dst    Reg  // Arith, Load, LoadRes
	A, B   Arg  // Arith, Compare
	Record bool // Arith: the dot form, compares the result with 0 into CR 0

	Word     bool // Compare: the low 32 bits only
	Unsigned bool // Compare: as unsigned numbers
	CR       uint8

	Src         Arg // Store, StoreCond
	Base, Index Arg // the address is their sum
	Size        int // of the access, in bytes: 4 or 8

	Target string // Branch, CondBranch: label
	Bit    Bit
	When   bool

	Fence FenceKind
}

// Writes calls f for every register that the instruction changes.
func (o *Op) Writes(f func(Reg)) {
	switch o.Kind {
	case Arith, Load, LoadRes:
		f(o.Dst)
	}
}
