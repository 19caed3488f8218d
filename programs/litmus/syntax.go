package litmus

import (
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/kernelc"
	"github.com/fencewise/fencewise/programs/verdict"
)

// Test is the syntax tree of one litmus file. Only the format has been checked;
// the package of the architecture checks which instructions exist.
type Test struct {
	Src  *diag.Source
	File *diag.Source // the .c file that the test was made of; nil for a litmus file
	Arch string       // "PPC", or "C" for kernel C
	// Target is the machine that a program in C is compiled for: a name of package
	// kernel/target. It is "" or [AsWritten] for a program that is not compiled. No file
	// says it: whoever decides about the test sets it, in a copy.
	Target string
	Name   string
	Text   string // the parenthesised text after the name; "" when absent
	Doc    string // the quoted text under the header, without quotes
	Info   []Info

	Init    []Init
	Threads []*Thread
	Slots   []*Slot // in order of first appearance

	Locations []LocItem
	Filter    Prop // nil when absent
	Cond      Cond

	NameSpan diag.Span

	// Endian is the order of bytes that a line Endian=… or the command line states.
	Endian ByteOrder

	// Macros is the table of primitives of a test in C; nil means the embedded one.
	Macros *kernelc.Macros

	// Results lists what comments claim about a test in C: (* Result: Never *).
	Results []Result

	// Warnings lists what is valid but probably not what the author meant.
	Warnings diag.List
}

// Result is the text after "Result:" in a comment.
type Result struct {
	Text string
	Span diag.Span
}

// Info is one "key=value" line between the header and the init block.
type Info struct {
	Key, Value string
	Span       diag.Span
}

// Init is one item of the init block. It initialises one location or one register.
type Init struct {
	Span   diag.Span
	Type   string // "int", "uint64_t", …; "" when untyped
	Target Loc
	Ptr    bool    // declared with a star: T *x
	Array  int     // number of elements of T x[n]; 0 for a scalar
	Struct *Struct // of a struct, or of each element of an array of structs; else nil
	Values []Value // empty for the default, 0; several for an array or a struct
}

// Thread is one column of the program, or one function of a program in C.
type Thread struct {
	Name  string // "P0"
	Label string // its name for people, from a .c file: "CPU 42", "worker(2)"; else ""
	ID    int    // 0
	Span  diag.Span
	Cells []Cell // rows in order; cells that hold nothing are left out

	// Handler is the code that runs when the thread takes a doorbell
	// interrupt: the column headed by its name and "doorbell". Its name is
	// "P0 doorbell", and its ID is the thread's. nil if the thread has no handler.
	Handler *Thread

	// Body is the function of a thread in C, and nil otherwise. Cells then has a cell for
	// each of Body.Cells, in the same order. Its Instr has the text of the statement as
	// its Op and no Args; it is nil for a slot whose default is none.
	Body *kernelc.Func
}

// Cell is one row of one column: labels, at most one instruction, at most one
// barrier slot.
type Cell struct {
	Span   diag.Span
	Labels []Name
	Instr  *Instr // nil when empty; in a slot cell the default choice
	Slot   *Slot  // nil when the cell is no slot
	Row    int    // its row in the table, not counting empty rows; only for printing

	// Choices holds, for a slot in C, the statements of each of its choices at this place;
	// a slot that exchanges accesses has different ones at different places.
	Choices [][]*Instr
}

// Name is an identifier with its place.
type Name struct {
	Text string
	Span diag.Span
}

// Instr is one instruction: its mnemonic as written and its operands.
type Instr struct {
	Op   string
	Args []Operand
	Span diag.Span // the whole instruction
	OpAt diag.Span // the mnemonic
	Does string    // of a statement of C, which is the Op: without the type that a declaration begins with

	Origin *Origin // of a statement of a .c file; else nil
}

// OperandKind says what an operand looks like.
type OperandKind uint8

// The shapes of operands.
const (
	OpReg  OperandKind = iota // r5: Num is 5
	OpSym                     // %x: Text is "x"
	OpCR                      // cr3: Num is 3
	OpImm                     // -4, 0x10: Num
	OpMem                     // 8(r3), (r3): Num is the displacement, Base the register
	OpName                    // a label, a thread (P1) or another bare word: Text
	OpText                    // "text": Text without its quotes
)

// Operand is one operand of an instruction.
type Operand struct {
	Kind    OperandKind
	Renamed bool // a target that is written differently in the file, such as 1b or .+8
	Num     int64
	Text    string
	Base    *Operand // OpMem: an OpReg, OpSym, or OpImm for a register by its number
	Span    diag.Span
}

// Slot is a barrier slot: a place whose instructions are chosen per variant.
// A slot that is used in several cells has the same choice in all of them.
type Slot struct {
	Name    string
	Choices []Choice
	Default int // index into Choices
	Uses    []diag.Span
	Span    diag.Span // of the first use
}

// Choice is one choice of a slot: a sequence of instructions, empty for "none".
type Choice struct {
	Text   string   // in canonical spelling: "none", "lwsync", "msgsync+lwsync"
	Instrs []*Instr // empty for none

	// Stmts holds the statements of a choice in C, at the first use of the slot. Instrs
	// then has one entry for each, with the text of the statement.
	Stmts []kernelc.Stmt
	Span  diag.Span
}

// Loc names what a condition or an init item is about: a memory location, an array
// element, or a register of a thread.
type Loc struct {
	Span   diag.Span
	Thread int    // -1 for memory
	Reg    int    // register number; -1 for a symbolic register or memory
	Name   string // location name; symbolic register name without %
	Index  int    // array element; -1 for a scalar

	// Alone is set for a symbolic register that only one thread uses. Its name
	// determines the thread, and herd7 does not accept a thread before it.
	Alone bool

	// Local is set for a variable of a thread in C, which is a symbolic register that is
	// written without %.
	Local bool
}

// IsReg reports whether the location is a register.
func (l Loc) IsReg() bool { return l.Thread >= 0 }

// Value is a number or an address.
type Value struct {
	Span  diag.Span
	Num   int64
	Addr  string // location whose address it is; "" for a number
	Index int    // element of the array Addr; -1 for none
	Label string // "P0:L0", a code label; not used by PPC
}

// LocItem is one item of "locations [ … ]".
type LocItem struct {
	Loc  Loc
	Type string // "" when untyped
}

// Cond is the final condition: quantifier and proposition.
type Cond struct {
	Quant verdict.Quantifier
	Final bool // written as "final prop", which herd7 reads as exists; with or without kinds
	Kinds []Kind
	Prop  Prop
	Span  diag.Span
}

// Kind is one "with name: kind;" entry that some suites put after "final".
// It is kept for printing and otherwise ignored.
type Kind struct{ Name, Kind string }

// Prop is a proposition over a final state: one of *Atom, *Pending, *Waits, *Not, *And,
// *Or, *Implies, *Const.
type Prop interface {
	At() diag.Span
	prop()
}

// CmpOp is the operator of an atom.
type CmpOp uint8

// The operators of atoms.
const (
	Eq CmpOp = iota
	Ne
	Lt
	Le
	Gt
	Ge
)

// Atom compares a location or register with a value, a whole array with the
// values in braces (Eq or Ne), or one location with another.
type Atom struct {
	Loc    Loc
	Op     CmpOp
	Values []Value
	Braces bool // written {v,…}
	Other  *Loc // for loc=loc: the right side; Values is empty then
	Span   diag.Span

	// Says holds the atom in words, and Else its opposite, if a .c file has no name for the
	// register: "the assertion on line 17 fails".
	Says, Else string
}

// Pending is the atom pending(P1): it is true if a doorbell of the thread is pending.
type Pending struct {
	Thread int // its ID
	Span   diag.Span
}

// Waits is the proposition that some thread waits forever. No file has it: [Test.Terminating]
// asks about it.
type Waits struct{ Span diag.Span }

// Not, And, Or and Implies combine propositions; Const is true or false.
// And and Or hold two or more propositions.
type (
	Not struct {
		P    Prop
		Span diag.Span
	}
	And struct {
		Ps   []Prop
		Span diag.Span
	}
	Or struct {
		Ps   []Prop
		Span diag.Span
	}
	Implies struct {
		P, Q Prop
		Span diag.Span
	}
	Const struct {
		Value bool
		Span  diag.Span
	}
)

// At returns the span of the proposition.
func (p *Atom) At() diag.Span    { return p.Span }
func (p *Pending) At() diag.Span { return p.Span }
func (p *Waits) At() diag.Span   { return p.Span }
func (p *Not) At() diag.Span     { return p.Span }
func (p *And) At() diag.Span     { return p.Span }
func (p *Or) At() diag.Span      { return p.Span }
func (p *Implies) At() diag.Span { return p.Span }
func (p *Const) At() diag.Span   { return p.Span }

func (*Atom) prop()    {}
func (*Pending) prop() {}
func (*Waits) prop()   {}
func (*Not) prop()     {}
func (*And) prop()     {}
func (*Or) prop()      {}
func (*Implies) prop() {}
func (*Const) prop()   {}
