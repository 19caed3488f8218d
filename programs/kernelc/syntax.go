package kernelc

import "github.com/fencewise/fencewise/programs/diag"

// Func is one thread, P0(int *x, …) { … }, or the interrupt handler of one, whose name is
// arbitrary.
type Func struct {
	Name   string
	Params []Param
	Body   *Block
	Locals []Local // the variables that the body declares, each once
	Cells  []Cell  // what does something, in textual order
	NameAt diag.Span
	Span   diag.Span

	// Warnings lists what is valid but probably not what the author meant. Package litmus
	// moves it to the test.
	Warnings diag.List
}

// Param is a parameter of a thread. It is the address of the location of that name.
type Param struct {
	Type Type
	Name string
	Span diag.Span
}

// Local is a variable that the body of a thread declares.
type Local struct {
	Type Type
	Name string
	Span diag.Span
}

// Cell is one thing that a thread does: a statement, a declaration with an initial
// value, or the condition or the step of a loop.
type Cell struct {
	Text   string // in canonical spelling, without ';'
	Does   string // the same without the type that a declaration begins with
	Labels []Label
	Slot   *SlotStmt // not nil if the cell is a slot; Text is then its default choice, "" for none
	Span   diag.Span
}

// Label is the target of a goto.
type Label struct {
	Name string
	Span diag.Span
}

// Type is the type of a variable or a cast.
type Type struct {
	Name     string // "int", "atomic_t", "struct srcu_struct", …
	Stars    int    // 1 for a pointer to Name, 2 for a pointer to a pointer
	Volatile bool
	Span     diag.Span
}

// Op is an operator.
type Op uint8

// The operators. None is that of a plain assignment.
const (
	None Op = iota
	Add
	Sub
	Mul
	Div
	Rem
	And
	Or
	Xor
	AndNot // &~, only an operand of a builtin such as __atomic_op
	Nand   // ~&, as AndNot
	Shl
	Shr
	Eq
	Ne
	Lt
	Le
	Gt
	Ge
	LogAnd // &&
	LogOr  // ||
	Comma
	Neg    // -x
	Pos    // +x
	BitNot // ~x
	LogNot // !x
	Deref  // *x
	Addr   // &x
	NumOps
)

// Node is a statement or an expression.
type Node interface{ At() diag.Span }

// Stmt is one of *Block, *Decl, *ExprStmt, *If, *While, *For, *Break, *Continue, *Goto,
// *Labeled, *Return, *SlotStmt.
type Stmt interface {
	Node
	stmt()
}

// The statements. Cell is an index into Func.Cells.
type (
	// Block is { … }, and also the body of a thread or of a macro.
	Block struct {
		Stmts []Stmt
		Span  diag.Span
	}
	// Decl is a declaration of one variable. Init is nil, and Cell is -1, if it has no
	// initial value.
	Decl struct {
		Type Type
		Name string
		Init Expr
		Cell int
		Span diag.Span
	}
	// ExprStmt is an expression with ';'. X is nil for an empty statement, whose Cell is -1.
	ExprStmt struct {
		X    Expr
		Cell int
		Span diag.Span
	}
	// If has an Else of nil if there is none. Cell is that of the condition.
	If struct {
		Cond Expr
		Then Stmt
		Else Stmt
		Cell int
		Span diag.Span
	}
	// While is while (Cond) Body, or do Body while (Cond). Cell is that of the condition.
	While struct {
		Cond Expr
		Body Stmt
		Do   bool
		Cell int
		Span diag.Span
	}
	// For is for (Init; Cond; Post) Body. Init, Cond and Post are nil where they are left
	// out. Init has its own cell; CondCell and PostCell are -1 where there is none.
	For struct {
		Init     Stmt // nil, *Decl or *ExprStmt
		Cond     Expr
		Post     Expr
		Body     Stmt
		CondCell int
		PostCell int
		Span     diag.Span
	}
	Break    struct{ Span diag.Span }
	Continue struct{ Span diag.Span }
	// Goto has a label that the function defines.
	Goto struct {
		Label string
		Cell  int
		Span  diag.Span
	}
	// Labeled is Label: Stmt.
	Labeled struct {
		Label Label
		Stmt  Stmt
		Span  diag.Span
	}
	// Return ends the thread. X is nil or a value that nothing uses.
	Return struct {
		X    Expr
		Cell int
		Span diag.Span
	}
	// SlotStmt is a place whose statements are chosen per variant. All statements of its
	// choices have the cell Cell.
	SlotStmt struct {
		Name    string
		Choices []SlotChoice
		Default int // index into Choices
		Cell    int
		Span    diag.Span

		CommentAt diag.Span // the comment alone
	}
)

// SlotChoice is one choice of a slot: a sequence of statements, empty for "none".
type SlotChoice struct {
	Text  string // in canonical spelling: "none", "smp_wmb", "smp_mb+WRITE_ONCE(*x, 1)"
	Stmts []Stmt
	Span  diag.Span
}

// Expr is one of *Ident, *Number, *Unary, *Binary, *Assign, *IncDec, *Ternary, *Cast,
// *Call, *Index, *StmtExpr, *OpRef, *Asm.
type Expr interface {
	Node
	expr()
}

// IdentKind says what a name stands for.
type IdentKind uint8

// The kinds of names.
const (
	LocalVar IdentKind = iota // a variable of the thread, or of a macro's body
	Location                  // a parameter of the thread: the address of a location
	Formal                    // a parameter of a macro, in its body
	Thread                    // the name of a thread, as an argument: ppc_msgsnd(P1)
)

// The expressions.
type (
	// Ident is the name of a variable or a parameter.
	Ident struct {
		Name string
		Kind IdentKind
		Span diag.Span
	}
	// Number is a constant. Text is as written: 0x10, NULL, true, 1UL.
	Number struct {
		Val  int64
		Text string
		Span diag.Span
	}
	// Unary is Op X for Neg, Pos, BitNot, LogNot, Deref and Addr.
	Unary struct {
		Op   Op
		X    Expr
		Span diag.Span
	}
	// Binary is X Op Y for Add to LogOr and Comma, without AndNot and Nand.
	Binary struct {
		Op   Op
		X, Y Expr
		Span diag.Span
	}
	// Assign is L = R, or with an operator of Add to Xor, Shl or Shr, L Op= R.
	Assign struct {
		Op   Op
		L, R Expr
		Span diag.Span
	}
	// IncDec is ++X, --X, X++ or X--. Op is Add or Sub.
	IncDec struct {
		Op      Op
		X       Expr
		Postfix bool
		Span    diag.Span
	}
	// Ternary is Cond ? X : Y.
	Ternary struct {
		Cond, X, Y Expr
		Span       diag.Span
	}
	// Cast is (Type) X.
	Cast struct {
		Type Type
		X    Expr
		Span diag.Span
	}
	// Call is the use of a macro or, in the body of a macro, of a builtin, whose Tags are
	// the annotations in braces: __load{once}(X).
	Call struct {
		Fun   string
		Tags  []string
		Args  []Expr
		Span  diag.Span
		FunAt diag.Span // the name
	}
	// Index is X[I].
	Index struct {
		X, I Expr
		Span diag.Span
	}
	// StmtExpr is ({ … }): statements, the last of which gives the value. Only the bodies
	// of macros have it. Its variables have names that no program can use.
	StmtExpr struct {
		Body *Block
		Span diag.Span
	}
	// OpRef is an operator as an operand of a builtin: the + of __atomic_op(X,+,V).
	OpRef struct {
		Op   Op
		Span diag.Span
	}
	// Asm is inline assembly: asm volatile("…" : "=r"(x) : "r"(y) : "memory"). It is a
	// statement of its own, and has no value.
	Asm struct {
		Template string // with escapes such as \n replaced
		Outputs  []AsmOperand
		Inputs   []AsmOperand
		Clobbers []string
		Span     diag.Span
	}
)

// AsmOperand is an operand of inline assembly: [Name] "Constraint"(X).
type AsmOperand struct {
	Name       string // "" if it has none
	Constraint string
	X          Expr
}

// At returns the span of the node.
func (n *Block) At() diag.Span    { return n.Span }
func (n *Decl) At() diag.Span     { return n.Span }
func (n *ExprStmt) At() diag.Span { return n.Span }
func (n *If) At() diag.Span       { return n.Span }
func (n *While) At() diag.Span    { return n.Span }
func (n *For) At() diag.Span      { return n.Span }
func (n *Break) At() diag.Span    { return n.Span }
func (n *Continue) At() diag.Span { return n.Span }
func (n *Goto) At() diag.Span     { return n.Span }
func (n *Labeled) At() diag.Span  { return n.Span }
func (n *Return) At() diag.Span   { return n.Span }
func (n *SlotStmt) At() diag.Span { return n.Span }
func (n *Ident) At() diag.Span    { return n.Span }
func (n *Number) At() diag.Span   { return n.Span }
func (n *Unary) At() diag.Span    { return n.Span }
func (n *Binary) At() diag.Span   { return n.Span }
func (n *Assign) At() diag.Span   { return n.Span }
func (n *IncDec) At() diag.Span   { return n.Span }
func (n *Ternary) At() diag.Span  { return n.Span }
func (n *Cast) At() diag.Span     { return n.Span }
func (n *Call) At() diag.Span     { return n.Span }
func (n *Index) At() diag.Span    { return n.Span }
func (n *StmtExpr) At() diag.Span { return n.Span }
func (n *OpRef) At() diag.Span    { return n.Span }
func (n *Asm) At() diag.Span      { return n.Span }

func (*Block) stmt()    {}
func (*Decl) stmt()     {}
func (*ExprStmt) stmt() {}
func (*If) stmt()       {}
func (*While) stmt()    {}
func (*For) stmt()      {}
func (*Break) stmt()    {}
func (*Continue) stmt() {}
func (*Goto) stmt()     {}
func (*Labeled) stmt()  {}
func (*Return) stmt()   {}
func (*SlotStmt) stmt() {}

func (*Ident) expr()    {}
func (*Number) expr()   {}
func (*Unary) expr()    {}
func (*Binary) expr()   {}
func (*Assign) expr()   {}
func (*IncDec) expr()   {}
func (*Ternary) expr()  {}
func (*Cast) expr()     {}
func (*Call) expr()     {}
func (*Index) expr()    {}
func (*StmtExpr) expr() {}
func (*OpRef) expr()    {}
func (*Asm) expr()      {}
