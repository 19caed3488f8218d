package cat

// How tightly an expression binds, from loose to tight. A position in the text demands a
// minimal tightness; an expression that binds less tightly gets parentheses.
const (
	loosest   = iota // let, fun, try, if: they extend as far as possible
	ofUnion          // | ; the levels up to ofInter follow infixes
	ofAdd            // ++
	ofSeq            // ;
	ofDiff           // \
	ofInter          // &
	ofMixed          // ~ and the product *: nothing of their level beside them
	ofPostfix        // closures: only further closures and ^-1 after them
	ofInverse        // ^-1
	ofCall           // f x
	ofPrimary        // names, constants, brackets
)

var opText = map[BinOp]string{
	Union: " | ", Add: " ++ ", Seq: ";", Diff: ` \ `, Inter: " & ", Cross: "*",
}

func tightness(e Expr) int {
	switch e := e.(type) {
	case *LetIn, *Fun, *Try, *IfExpr, *Match:
		return loosest
	case *Binary:
		if e.Op == Cross {
			return ofMixed
		}
		return ofUnion + int(e.Op-Union)
	case *Unary:
		switch e.Op {
		case Compl:
			return ofMixed
		case Inverse:
			if tightness(e.X) == ofPostfix { // r+^-1 is still a postfix chain
				return ofPostfix
			}
			return ofInverse
		}
		return ofPostfix
	case *App:
		return ofCall
	}
	return ofPrimary
}

// expr writes e at a position that demands at least the given tightness.
func (w *writer) expr(e Expr, least int) {
	if tightness(e) < least {
		w.text("(")
		w.bare(e)
		w.text(")")
		return
	}
	w.bare(e)
}

// bare writes e without parentheses.
func (w *writer) bare(e Expr) {
	switch e := e.(type) {
	case *Var:
		w.text(e.Name)
	case *Tag:
		w.text("'", e.Name)
	case *Zero:
		w.text("0")
	case *Univ:
		w.text("_")
	case *SetLit:
		w.text("{")
		w.elements(e.Elems)
		w.text("}")
	case *Tuple:
		w.text("(")
		w.elements(e.Elems)
		w.text(")")
	case *Bracket:
		w.text("[")
		w.expr(e.X, loosest)
		w.text("]")
	case *App:
		w.expr(e.Fun, ofCall)
		if _, tuple := e.Arg.(*Tuple); !tuple {
			w.text(" ")
		}
		w.expr(e.Arg, ofPrimary)
	case *Unary:
		w.unary(e)
	case *Binary:
		left, right := operands(e.Op)
		w.expr(e.X, left)
		w.text(opText[e.Op])
		w.expr(e.Y, right)
	default:
		w.control(e)
	}
}

// operands returns the tightness that an operator demands of its operands. The operand on
// the side to which it associates may be of its own level.
func operands(op BinOp) (left, right int) {
	level := ofUnion + int(op-Union)
	switch op {
	case Cross:
		return ofPostfix, ofInverse
	case Diff:
		return level, level + 1
	}
	return level + 1, level
}

func (w *writer) unary(e *Unary) {
	switch e.Op {
	case Compl:
		w.text("~")
		least := ofInverse
		if x, ok := e.X.(*Unary); ok && x.Op == Compl {
			least = ofMixed
		}
		w.expr(e.X, least)
	case Plus:
		w.expr(e.X, ofPostfix)
		if w.plus { // "++" would be another operator
			w.text(" ")
		}
		w.text("+")
		w.plus = true
	case Star:
		w.expr(e.X, ofPostfix)
		w.text("*")
	case Opt:
		w.expr(e.X, ofPostfix)
		w.text("?")
	case Inverse:
		w.expr(e.X, ofPostfix)
		w.text("^-1")
	}
}
