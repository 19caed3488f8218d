package cat

import "github.com/fencewise/fencewise/programs/diag"

// File is one cat file, as written.
type File struct {
	Src    *diag.Source
	Arch   string // bare name on the header line: "PPC"; "" when absent
	Title  string // quoted title; "" when absent
	CatDep bool
	Head   diag.Span // the first word or text of the header line; unknown without one
	Instrs []Instr
}

// Instr is one top-level statement: *Let, *Check, *Include, *Show, *Procedure,
// *Call, *ForAll, *With, *If, *MatchInstr, *Enum, *Instructions, *Debug.
type Instr interface {
	At() diag.Span
	instr()
}

// Let is "let b and b …", or "let rec b and b … [when check]".
type Let struct {
	Rec   bool
	Binds []Bind
	When  *Check // nil when absent
	Span  diag.Span
}

// Bind is "pattern = expr", or "name params = expr" (a function).
type Bind struct {
	Name   Ident   // the bound name; for a tuple pattern the first name
	Tuple  []Ident // names of a tuple pattern; nil for a plain name
	IsFun  bool    // true for "name params = expr"
	Params []Ident // parameters of a function, possibly empty: f () = …
	Expr   Expr
	Span   diag.Span
}

// Ident is a name with its place.
type Ident struct {
	Name string
	Span diag.Span
}

// CheckKind is the property that a check demands.
type CheckKind uint8

// The properties.
const (
	Acyclic CheckKind = iota
	Irreflexive
	Empty
)

// CheckMode says what the result of a check means.
type CheckMode uint8

// The modes: a plain check that fails rejects the execution; a flag never
// rejects and is raised when the check succeeds; undefined_unless never
// rejects and makes the behaviour undefined when the check fails; assert is
// an internal sanity check.
const (
	Plain CheckMode = iota
	Flag
	UndefinedUnless
	Assert
)

// Check is "[flag] [~]acyclic expr as name".
type Check struct {
	Mode CheckMode
	Kind CheckKind
	Neg  bool
	Expr Expr
	Name string // "" when unnamed
	Span diag.Span
}

// Include is "include "file"".
type Include struct {
	Path string
	Span diag.Span
}

// Show is "show a,b", "show e as n" or "unshow a,b"; it only affects drawings.
type Show struct {
	Un    bool
	Names []Ident
	Expr  Expr // nil unless "show e as n"
	As    string
	Span  diag.Span
}

// Procedure is "procedure f(x,y) = … end".
type Procedure struct {
	Rec    bool
	Name   Ident
	Params []Ident
	Body   []Instr
	Span   diag.Span
}

// Call is "call f(args) [as name]".
type Call struct {
	Name Ident
	Arg  Expr
	As   string
	Span diag.Span
}

// ForAll is "forall x in S do … end".
type ForAll struct {
	Var  Ident
	Set  Expr
	Body []Instr
	Span diag.Span
}

// With is "with x from S".
type With struct {
	Var  Ident
	From Expr
	Span diag.Span
}

// If is "if cond instrs [else instrs] end".
type If struct {
	Cond       VCond
	Then, Else []Instr
	Span       diag.Span
}

// MatchInstr is the statement form of match.
type MatchInstr struct {
	Expr    Expr
	Clauses []MatchInstrClause
	Span    diag.Span
}

// MatchInstrClause is "|| 'tag -> instrs"; Tag is the tag without its quote,
// or "_" for the default.
type MatchInstrClause struct {
	Tag  string
	Body []Instr
	Span diag.Span
}

// Enum is "enum name = 'a || 'b".
type Enum struct {
	Name Ident
	Tags []Ident
	Span diag.Span
}

// Instructions is "instructions R[{'a,'b}]" or "default R[…]" of bell files.
type Instructions struct {
	Default bool
	Name    Ident
	Sets    []Expr
	Span    diag.Span
}

// Debug is "debug expr".
type Debug struct {
	Expr Expr
	Span diag.Span
}

// VCond is a static condition on variant names: *VName, *VNot, *VAnd, *VOr.
type VCond interface{ vcond() }

// The forms of static conditions.
type (
	VName struct {
		Name string
		Span diag.Span
	}
	VNot struct{ C VCond }
	VAnd struct{ A, B VCond }
	VOr  struct{ A, B VCond }
)

func (*VName) vcond() {}
func (*VNot) vcond()  {}
func (*VAnd) vcond()  {}
func (*VOr) vcond()   {}

// Expr is an expression: *Var, *Tag, *Zero, *Univ, *SetLit, *Unary, *Binary,
// *Bracket, *App, *Tuple, *LetIn, *Fun, *Try, *IfExpr, *Match.
type Expr interface {
	At() diag.Span
	expr()
}

// UnOp is a prefix or postfix operator.
type UnOp uint8

// The unary operators: ~e, e+, e*, e?, e^-1.
const (
	Compl UnOp = iota
	Plus
	Star
	Opt
	Inverse
)

// BinOp is an infix operator.
type BinOp uint8

// The binary operators: a|b, a++b, a;b, a\b, a&b, a*b.
const (
	Union BinOp = iota
	Add
	Seq
	Diff
	Inter
	Cross
)

// The forms of expressions.
type (
	Var struct {
		Name string
		Span diag.Span
	}
	Tag struct {
		Name string // without the quote
		Span diag.Span
	}
	Zero struct{ Span diag.Span } // 0
	Univ struct{ Span diag.Span } // _
	// SetLit is {a,b}; without elements {} .
	SetLit struct {
		Elems []Expr
		Span  diag.Span
	}
	Unary struct {
		Op   UnOp
		X    Expr
		Span diag.Span
	}
	Binary struct {
		Op   BinOp
		X, Y Expr
		Span diag.Span
	}
	// Bracket is [s], the identity on s.
	Bracket struct {
		X    Expr
		Span diag.Span
	}
	// App is f x; several arguments are one Tuple.
	App struct {
		Fun, Arg Expr
		Span     diag.Span
	}
	// Tuple is (a,b) and, without elements, ().
	Tuple struct {
		Elems []Expr
		Span  diag.Span
	}
	LetIn struct {
		Rec   bool
		Binds []Bind
		Body  Expr
		Span  diag.Span
	}
	Fun struct {
		Params []Ident
		Body   Expr
		Span   diag.Span
	}
	Try struct {
		X, Else Expr
		Span    diag.Span
	}
	IfExpr struct {
		Cond       Cond
		Then, Else Expr
		Span       diag.Span
	}
	Match struct {
		X       Expr
		Clauses []MatchClause
		Span    diag.Span
	}
)

// Cond is the condition of an if expression: a comparison of X and Y with
// Rel "=", "subset" or "in", or a static condition in V.
type Cond struct {
	Rel  string
	X, Y Expr
	V    VCond
}

// MatchClause is one clause of a match expression. Tag is a tag without its
// quote, "_" or "{}"; with Tag empty it is the pattern "Elem ++ Rest", or
// "Pt | Elem ++ Rest", in which each may be "_".
type MatchClause struct {
	Tag            string
	Pt, Elem, Rest string
	Body           Expr
	Span           diag.Span
}

func (*Let) instr()          {}
func (*Check) instr()        {}
func (*Include) instr()      {}
func (*Show) instr()         {}
func (*Procedure) instr()    {}
func (*Call) instr()         {}
func (*ForAll) instr()       {}
func (*With) instr()         {}
func (*If) instr()           {}
func (*MatchInstr) instr()   {}
func (*Enum) instr()         {}
func (*Instructions) instr() {}
func (*Debug) instr()        {}

// At returns the place of the statement.
func (i *Let) At() diag.Span          { return i.Span }
func (i *Check) At() diag.Span        { return i.Span }
func (i *Include) At() diag.Span      { return i.Span }
func (i *Show) At() diag.Span         { return i.Span }
func (i *Procedure) At() diag.Span    { return i.Span }
func (i *Call) At() diag.Span         { return i.Span }
func (i *ForAll) At() diag.Span       { return i.Span }
func (i *With) At() diag.Span         { return i.Span }
func (i *If) At() diag.Span           { return i.Span }
func (i *MatchInstr) At() diag.Span   { return i.Span }
func (i *Enum) At() diag.Span         { return i.Span }
func (i *Instructions) At() diag.Span { return i.Span }
func (i *Debug) At() diag.Span        { return i.Span }

func (*Var) expr()     {}
func (*Tag) expr()     {}
func (*Zero) expr()    {}
func (*Univ) expr()    {}
func (*SetLit) expr()  {}
func (*Unary) expr()   {}
func (*Binary) expr()  {}
func (*Bracket) expr() {}
func (*App) expr()     {}
func (*Tuple) expr()   {}
func (*LetIn) expr()   {}
func (*Fun) expr()     {}
func (*Try) expr()     {}
func (*IfExpr) expr()  {}
func (*Match) expr()   {}

// At returns the place of the expression.
func (e *Var) At() diag.Span     { return e.Span }
func (e *Tag) At() diag.Span     { return e.Span }
func (e *Zero) At() diag.Span    { return e.Span }
func (e *Univ) At() diag.Span    { return e.Span }
func (e *SetLit) At() diag.Span  { return e.Span }
func (e *Unary) At() diag.Span   { return e.Span }
func (e *Binary) At() diag.Span  { return e.Span }
func (e *Bracket) At() diag.Span { return e.Span }
func (e *App) At() diag.Span     { return e.Span }
func (e *Tuple) At() diag.Span   { return e.Span }
func (e *LetIn) At() diag.Span   { return e.Span }
func (e *Fun) At() diag.Span     { return e.Span }
func (e *Try) At() diag.Span     { return e.Span }
func (e *IfExpr) At() diag.Span  { return e.Span }
func (e *Match) At() diag.Span   { return e.Span }
