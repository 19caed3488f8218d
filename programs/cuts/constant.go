package cuts

import (
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/kernelc"
)

// constants warns of each part of an expression that has one value whatever is loaded, though
// it is computed from a load.
func (f *finder) constants(x kernelc.Expr) {
	if x == nil {
		return
	}
	kernelc.Walk(x, func(n kernelc.Node) bool {
		b, ok := n.(*kernelc.Binary)
		if !ok {
			return true
		}
		is := f.constant(b)
		if is == "" {
			return true
		}
		what := kernelc.ExprText(b)
		if strings.Contains(what, "*)") { // a cast of the translation
			what = "this value"
		}
		f.warn(b.Span, diag.CConstant, "%s is always %s, whatever is loaded: compilers cut the dependency", what, is).
			Note("the verdicts count on the dependency as it is written")
		return false
	})
}

// constant returns the value that an operation has whatever is loaded; "" if it has none, or if no
// load decides its operands.
func (f *finder) constant(b *kernelc.Binary) string {
	if !f.depends(b) {
		return ""
	}
	for _, side := range [][2]kernelc.Expr{{b.X, b.Y}, {b.Y, b.X}} {
		n, ok := side[1].(*kernelc.Number)
		if ok && f.depends(side[0]) {
			if is := f.withNumber(b.Op, side[0], n.Val, side[1] == b.Y); is != "" {
				return is
			}
		}
	}
	if same(b.X, b.Y) {
		switch b.Op {
		case kernelc.Xor, kernelc.Sub, kernelc.Ne, kernelc.Lt, kernelc.Gt:
			return "0"
		case kernelc.Eq, kernelc.Le, kernelc.Ge:
			return "1"
		}
	}
	return ""
}

// withNumber returns the value that an operation on x and a number has whatever x is. right says
// that the number is its right operand. The number in x && 0 is rarely written: it is the value of a test such as
// j < i in a function that was expanded with known arguments, which compilers do not know.
func (f *finder) withNumber(op kernelc.Op, x kernelc.Expr, n int64, right bool) string {
	switch {
	case n == 0 && (op == kernelc.And || op == kernelc.Mul):
		return "0"
	case n == 0 && f.unsigned(x) && (right && op == kernelc.Lt || !right && op == kernelc.Gt):
		return "0"
	case n == 0 && f.unsigned(x) && (right && op == kernelc.Ge || !right && op == kernelc.Le):
		return "1"
	case right && (n == 1 || n == -1) && op == kernelc.Rem:
		return "0"
	case n == -1 && op == kernelc.Or:
		return "-1"
	}
	return ""
}

// unsigned reports whether a value is known to have no sign.
func (f *finder) unsigned(x kernelc.Expr) bool {
	switch x := x.(type) {
	case *kernelc.Ident:
		return isUnsigned(f.types[x.Name])
	case *kernelc.Cast:
		return isUnsigned(x.Type)
	}
	return false
}

func isUnsigned(t kernelc.Type) bool {
	return t.Stars == 0 && (strings.HasPrefix(t.Name, "unsigned") || t.Name == "_Bool" || t.Name == "bool")
}

// same reports whether two operands are the same computation on registers.
func same(x, y kernelc.Expr) bool {
	pure := true
	kernelc.Walk(x, func(n kernelc.Node) bool {
		switch n := n.(type) {
		case *kernelc.Call, *kernelc.Index, *kernelc.Assign, *kernelc.IncDec:
			pure = false
		case *kernelc.Unary:
			pure = pure && n.Op != kernelc.Deref
		}
		return pure
	})
	return pure && kernelc.ExprText(x) == kernelc.ExprText(y)
}
