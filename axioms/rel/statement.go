package rel

import (
	"fmt"

	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/programs/diag"
)

// frame says where a statement is: at the top level of a file, or in the body of a
// procedure, whose bindings are local to the call.
type frame struct {
	inside bool
	local  *binding
	prefix string // of the names of checks: "call p(…) as prefix"
	calls  []*cat.Procedure
	seq    int // top-level bindings that the procedure sees
}

// here returns the scope at the current point of a frame.
func (e *elab) here(f *frame) scope {
	if f.inside {
		return scope{f.seq, f.local}
	}
	return scope{seq: e.globals.seq}
}

func (e *elab) bind(f *frame, name string, t *thunk) {
	if f.inside {
		t.local = true
		f.local = scope{local: f.local}.with(name, t).local
		return
	}
	e.globals.bind(name, t)
}

// exec executes one statement. It records errors, and the next statement is executed
// anyway.
func (e *elab) exec(in cat.Instr, f *frame) {
	if len(e.errs) >= maxErrors {
		return
	}
	if err := e.step(in.At()); err != nil {
		e.report(err)
		return
	}
	switch in := in.(type) {
	case *cat.Let:
		e.let(in, f)
	case *cat.Check:
		e.check(in, f)
	case *cat.Include:
		e.include(in, f)
	case *cat.Show, *cat.Debug: // only affect what herd7 draws and prints
	case *cat.Procedure:
		p := &procedure{in, e.here(f)}
		t := known(in.Name.Name, p)
		if in.Rec {
			p.in = p.in.with(t.name, t)
		}
		e.bind(f, t.name, t)
	case *cat.Call:
		e.call(in, f)
	case *cat.If:
		body := in.Else
		if e.variant(in.Cond) {
			body = in.Then
		}
		for _, in := range body {
			e.exec(in, f)
		}
	case *cat.With:
		e.with(in, f)
	case *cat.ForAll:
		e.forAll(in, f)
	case *cat.MatchInstr:
		e.matchInstr(in, f)
	case *cat.Enum:
		e.enum(in, f)
	case *cat.Instructions:
		if !e.opts.Language.Annotated {
			e.report(unsupported(in.Span, "instructions").Note("tags belong to bell files, which describe languages other than POWER"))
		} // it says which kinds of instructions may bear which tags; the macros of a program decide that
	}
}

// let binds names. "when" stops herd7's iteration of a recursive definition as soon as a
// check fails, and rejects the execution. Because the definition only grows, this is the
// same as checking its fixpoint.
func (e *elab) let(in *cat.Let, f *frame) {
	for _, t := range e.bindings(in.Rec, in.Binds, e.here(f)) {
		e.bind(f, t.name, e.built(t, f))
		if !f.inside && t.def != nil {
			e.defs = append(e.defs, t)
		}
	}
	switch w := in.When; {
	case w == nil:
	case w.Neg || w.Mode != cat.Plain:
		e.report(unsupported(w.Span, "when").Note("only a check that rejects can end a recursion"))
	default:
		e.check(w, f)
	}
}

func unsupported(at diag.Span, what string) *diag.Diagnostic {
	return diag.New(at, diag.CatUnsupported, "`%s` is not supported", what)
}

// check turns a check into an axiom. It leaves out an assert, which checks herd7 itself.
func (e *elab) check(c *cat.Check, f *frame) {
	if c.Mode == cat.Assert {
		return
	}
	a := Axiom{Name: c.Name, Neg: c.Neg, Span: c.Span}
	if f.prefix != "" && a.Name != "" {
		a.Name = f.prefix + a.Name
	}
	switch c.Mode {
	case cat.Flag:
		a.Mode = Flag
	case cat.UndefinedUnless:
		a.Mode = UndefinedUnless
	}
	var err *diag.Diagnostic
	switch c.Kind {
	case cat.Acyclic:
		a.Kind = Acyclic
		a.Expr, err = e.relation(c.Expr, e.here(f))
	case cat.Irreflexive:
		a.Kind = Irreflexive
		a.Expr, err = e.relation(c.Expr, e.here(f))
	case cat.Empty:
		a.Kind = Empty
		a.Expr, err = e.either(c.Expr, e.here(f))
	default:
		panic(fmt.Sprintf("rel: no such kind of check: %d", c.Kind))
	}
	if err != nil {
		e.report(err)
		return
	}
	e.model.Axioms = append(e.model.Axioms, a)
}

// call executes the body of a procedure.
func (e *elab) call(c *cat.Call, f *frame) {
	in := e.here(f)
	v, err := e.name(c.Name, in)
	if err != nil {
		e.report(err)
		return
	}
	p, ok := v.(*procedure)
	if !ok {
		e.report(diag.New(c.Name.Span, diag.CatCall, "%s is %s, not a procedure", c.Name.Name, v.kind()))
		return
	}
	for _, outer := range f.calls {
		if outer == p.def {
			e.report(diag.New(c.Span, diag.CatRecursion, "procedure %s calls itself", p.def.Name.Name))
			return
		}
	}
	arg, err := e.eval(c.Arg, in)
	if err != nil {
		e.report(err)
		return
	}
	body, err := e.pass(p.def.Name.Name, p.def.Params, arg, p.in, c.Arg.At())
	if err != nil {
		e.report(err)
		return
	}
	inner := &frame{inside: true, local: body.local, seq: body.seq, prefix: f.prefix, calls: append(f.calls[:len(f.calls):len(f.calls)], p.def)}
	if c.As != "" {
		inner.prefix += c.As
	}
	for _, in := range p.def.Body {
		e.exec(in, inner)
	}
}

// variant evaluates a static condition.
func (e *elab) variant(c cat.VCond) bool {
	switch c := c.(type) {
	case *cat.VName:
		return e.opts.Variants[c.Name]
	case *cat.VNot:
		return !e.variant(c.C)
	case *cat.VAnd:
		return e.variant(c.A) && e.variant(c.B)
	case *cat.VOr:
		return e.variant(c.A) || e.variant(c.B)
	}
	return false
}
