package cat

import (
	"errors"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/programs/diag"
)

// full writes an expression with parentheses around everything that has parts.
func full(e Expr) string {
	switch e := e.(type) {
	case *Binary:
		return "(" + full(e.X) + strings.TrimSpace(opText[e.Op]) + full(e.Y) + ")"
	case *Unary:
		switch e.Op {
		case Compl:
			return "(~" + full(e.X) + ")"
		case Inverse:
			return "(" + full(e.X) + "^-1)"
		}
		return "(" + full(e.X) + map[UnOp]string{Plus: "+", Star: "*", Opt: "?"}[e.Op] + ")"
	case *App:
		return "<" + full(e.Fun) + " " + full(e.Arg) + ">"
	case *Bracket:
		return "[" + full(e.X) + "]"
	case *Tuple:
		var parts []string
		for _, x := range e.Elems {
			parts = append(parts, full(x))
		}
		return "(" + strings.Join(parts, ",") + ")"
	}
	return ExprString(e)
}

func TestPrecedence(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		// one operator
		{"a|b|c", "(a|(b|c))"},
		{"a++b++c", "(a++(b++c))"},
		{"a;b;c", "(a;(b;c))"},
		{`a\b\c`, `((a\b)\c)`},
		{"a&b&c", "(a&(b&c))"},
		// neighbouring levels, both ways round
		{"a|b++c", "(a|(b++c))"},
		{"a++b|c", "((a++b)|c)"},
		{"a++b;c", "(a++(b;c))"},
		{"a;b++c", "((a;b)++c)"},
		{`a;b\c`, `(a;(b\c))`},
		{`a\b;c`, `((a\b);c)`},
		{`a\b&c`, `(a\(b&c))`},
		{`a&b\c`, `((a&b)\c)`},
		{"a&b*c", "(a&(b*c))"},
		{"a*b&c", "((a*b)&c)"},
		{"a&~b", "(a&(~b))"},
		{"~a&b", "((~a)&b)"},
		{"a&b+", "(a&(b+))"},
		// distant levels
		{"a|b;c", "(a|(b;c))"},
		{"a&b;c", "((a&b);c)"},
		{"po;[A]&x", "(po;([A]&x))"},
		{`R*W & po \ id;a|b`, `(((((R*W)&po)\id);a)|b)`},
		{`a|b;c\d&e`, `(a|(b;(c\(d&e))))`},
		// the level of ~, closures and the product; ^-1 is tighter
		{"~~a", "(~(~a))"},
		{"~a^-1", "(~(a^-1))"},
		{"a+*?", "(((a+)*)?)"},
		{"a+ +", "((a+)+)"},
		{"a+^-1", "((a+)^-1)"},
		{"a^-1+", "((a^-1)+)"},
		{"a^-1^-1", "((a^-1)^-1)"},
		{"a ^ -1", "(a^-1)"},
		{"a*b^-1", "(a*(b^-1))"},
		{"a+*b", "((a+)*b)"},
		{"R*~W", "(R*(~W))"},
		// the two meanings of *
		{"a*", "(a*)"},
		{"a*;b", "((a*);b)"},
		{"a*|b*", "((a*)|(b*))"},
		{"a**b", "((a*)*b)"},
		{"_*W", "(_*W)"},
		{"a*[b]", "(a*[b])"},
		{"a*(b)", "(a*b)"},
		{"a*{}", "(a*{})"},
		{"a*0", "(a*0)"},
		{"(a*)&b", "((a*)&b)"},
		{"a*&b", "((a*)&b)"},
		{`a*\b`, `((a*)\b)`},
		// application
		{"f x", "<f x>"},
		{"f x y", "<<f x> y>"},
		{"f x^-1", "(<f x>^-1)"},
		{"f x;g y", "(<f x>;<g y>)"},
		{"f(x,y)", "<f (x,y)>"},
		{"f()", "<f ()>"},
		{"f x+", "(<f x>+)"},
		{"~f x", "(~<f x>)"},
		{"R*f x", "(R*<f x>)"},
		{"f [a] 'b {} 0 _", "<<<<<f [a]> 'b> {}> 0> _>"},
		{"f (a|b)", "<f (a|b)>"},
		{"f begin a|b end", "<f (a|b)>"},
		// names
		{"po-loc;Fence.r.rw", "(po-loc;Fence.r.rw)"},
		{"a-b|_x'", "(a-b|_x')"},
		{"a,b|c", "(a,(b|c))"},
	} {
		f := mustParse(t, "let x = "+c.in)
		got := full(f.Instrs[0].(*Let).Binds[0].Expr)
		if len(f.Instrs) != 1 || got != c.want {
			t.Errorf("%s: read as %s, want %s", c.in, got, c.want)
		}
		roundTrip(t, f)
	}
}

// Operators of one level that do not associate are refused: readers of the language disagree
// on them.
func TestMixedLevel(t *testing.T) {
	for _, in := range []string{"~a+", "~a*", "~a?", "R*W+", "R*W*R", "~R*W", "R*~W+", "a|~b+", "~~a*"} {
		_, err := Parse(diag.NewSource("test.cat", "let x = "+in))
		var l diag.List
		if !errors.As(err, &l) || len(l) != 1 || l[0].Code != diag.CatSyntaxMixed {
			t.Errorf("%s: got %v, want one %s", in, err, diag.CatSyntaxMixed)
		}
	}
	for _, in := range []string{"(~a)+", "~(a+)", "R*(W+)", "(R*W)+", "(R*W)*R", "~(R*W)"} {
		f := mustParse(t, "let x = "+in)
		if got := ExprString(f.Instrs[0].(*Let).Binds[0].Expr); got != in {
			t.Errorf("%s: printed as %s", in, got)
		}
	}
}

// A closure before a negated check is not a product.
func TestClosureBeforeNegatedCheck(t *testing.T) {
	f := mustParse(t, "let x = r*\n~empty x\nlet y = r* ~acyclic y")
	if len(f.Instrs) != 4 {
		t.Fatalf("%d statements, want 4:\n%s", len(f.Instrs), f)
	}
}
