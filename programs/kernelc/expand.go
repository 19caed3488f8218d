package kernelc

import (
	"fmt"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// maxNodes bounds the nodes of one expansion.
const maxNodes = 20000

// Expand replaces a call by the body of its macro, with all macros in it and in the
// arguments expanded: only builtins are left. It returns an Expr, or a *Block if the macro
// consists of statements. The error is a *diag.Diagnostic.
func (m *Macros) Expand(c *Call) (Node, error) {
	e := &expander{m: m, at: c.Span}
	n := e.call(c, &copier{replace: e.argument})
	if e.err != nil {
		return nil, e.err
	}
	return n, nil
}

// expander expands one call of a program.
type expander struct {
	m     *Macros
	at    diag.Span // of the call in the program
	nodes int
	round int // numbers the expansions of macros with variables
	err   *diag.Diagnostic
}

// fail records the first error. What is returned after it is not used.
func (e *expander) fail(d *diag.Diagnostic) Expr {
	if e.err == nil {
		e.err = d
	}
	return &Number{Text: "0", Span: e.at}
}

// count counts a node, and reports whether the expansion can go on.
func (e *expander) count() bool {
	if e.nodes++; e.nodes == maxNodes {
		e.fail(diag.New(e.at, diag.DefRecursion, "the expansion is larger than %d nodes", maxNodes).WithFix("split the statement"))
	}
	return e.err == nil
}

// argument copies what the program wrote, with its macros expanded.
func (e *expander) argument(x Expr) (Expr, bool) {
	if !e.count() {
		return x, true
	}
	if c, ok := x.(*Call); ok {
		return e.value(c, &copier{replace: e.argument}), true
	}
	return nil, false
}

// value expands a call whose value is needed.
func (e *expander) value(c *Call, in *copier) Expr {
	n := e.call(c, in)
	if x, ok := n.(Expr); ok {
		if b, ok := x.(*Call); !ok || builtins[b.Fun].value {
			return x
		}
	}
	return e.fail(noValue(c))
}

func noValue(c *Call) *diag.Diagnostic {
	return diag.New(c.Span, diag.KernelCNoValue, "%s has no value", c.Fun).WithFix("write it as a statement of its own")
}

// call expands a call. in copies its arguments.
func (e *expander) call(c *Call, in *copier) Node {
	if !e.count() {
		return e.fail(e.err)
	}
	if isBuiltin(c.Fun) || len(c.Tags) > 0 {
		if d := checkBuiltin(c); d != nil {
			return e.fail(d)
		}
		y := *c
		y.Args = in.exprs(c.Args)
		in.span(&y.Span)
		in.span(&y.FunAt)
		if e.err == nil {
			if d := checkOperands(&y); d != nil {
				return e.fail(d)
			}
		}
		return &y
	}
	mac, ok := e.m.Lookup(c.Fun)
	if !ok {
		return e.fail(e.m.unknown(c))
	}
	if len(c.Args) != len(mac.Params) {
		return e.fail(mac.wrongArguments(c))
	}
	args := map[string]Expr{}
	for i, p := range mac.Params {
		args[p] = in.expr(c.Args[i])
	}
	if e.err != nil {
		return e.fail(e.err)
	}
	return e.body(mac, args)
}

// body returns a copy of the body of a macro with its parameters replaced.
func (e *expander) body(mac *Macro, args map[string]Expr) Node {
	e.round++
	suffix := fmt.Sprintf("@%d.%d", e.at.Start, e.round)
	declared := map[string]bool{}
	again := &copier{replace: func(x Expr) (Expr, bool) { return x, !e.count() }}
	in := &copier{at: &e.at}
	in.replace = func(x Expr) (Expr, bool) {
		if !e.count() {
			return x, true
		}
		switch x := x.(type) {
		case *Ident:
			switch {
			case x.Kind == Formal:
				return again.expr(args[x.Name]), true
			case declared[x.Name]:
				return &Ident{Name: x.Name + suffix, Span: e.at}, true
			}
		case *Unary:
			return simplify(&Unary{Op: x.Op, X: in.expr(x.X), Span: e.at}), true
		case *Call:
			return e.value(x, in), true
		}
		return nil, false
	}
	in.decl = func(d *Decl) {
		declared[d.Name] = true
		d.Name += suffix
	}
	in.stmt = func(s *ExprStmt) (Stmt, bool) {
		c, ok := s.X.(*Call)
		if !ok {
			return nil, false
		}
		switch n := e.call(c, in).(type) {
		case *Block:
			return n, true
		case Expr:
			return &ExprStmt{X: n, Cell: -1, Span: e.at}, true
		}
		panic("kernelc: a macro is neither statements nor an expression")
	}
	if mac.Block != nil {
		return in.block(mac.Block)
	}
	return in.expr(mac.Expr)
}

// simplify drops & and * that cancel each other.
func simplify(x *Unary) Expr {
	inner, ok := x.X.(*Unary)
	if ok && (x.Op == Deref && inner.Op == Addr || x.Op == Addr && inner.Op == Deref) {
		return inner.X
	}
	return x
}

// unknown returns the diagnostic for a call of a primitive that is not in the table.
func (m *Macros) unknown(c *Call) *diag.Diagnostic {
	if d := refused(c); d != nil {
		return d
	}
	d := diag.New(c.FunAt, diag.KernelCPrimitive, "the primitive %s is unknown", diag.Quote(c.Fun))
	if near := diag.Nearest(c.Fun, m.names); near != "" {
		return d.WithFix("did you mean %s?", near)
	}
	return d.WithFix("write it with other primitives, or define it in a table of macros (--macros)")
}

// wrongArguments returns the diagnostic for a call with too few or too many arguments.
func (m *Macro) wrongArguments(c *Call) *diag.Diagnostic {
	return diag.New(c.Span, diag.KernelCArguments, "%s has %s, but %d are given", m.Name, plural(len(m.Params), "argument"), len(c.Args)).
		WithFix("write %s(%s)", m.Name, strings.Join(m.Params, ", "))
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// Check reports every use of a primitive in the function that the table cannot expand:
// unknown names, wrong arguments, statements whose value is needed. It stops after 50.
func Check(f *Func, m *Macros) diag.List {
	var errs diag.List
	try := func(c *Call, statement bool) {
		if len(errs) >= maxErrors {
			return
		}
		if wrong := m.checkThreads(f, c); wrong != nil {
			errs = errs.Merge(wrong...)
			return
		}
		n, err := m.Expand(c)
		if err != nil {
			errs = errs.Merge(diag.All(err)...)
			return
		}
		if statement {
			return
		}
		_, block := n.(*Block)
		if b, ok := n.(*Call); block || ok && !builtins[b.Fun].value {
			errs = errs.Merge(noValue(c))
		}
	}
	Walk(f.Body, func(n Node) bool {
		switch n := n.(type) {
		case *ExprStmt:
			if c, ok := n.X.(*Call); ok {
				try(c, true)
				return false
			}
		case *Call:
			try(n, false)
			return false
		}
		return true
	})
	return errs
}
