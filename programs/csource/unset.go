package csource

import (
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/kernelc"
	"github.com/fencewise/fencewise/programs/litmus"
)

// A variable of a function that is read before it has a value has no value that could be relied on:
// C gives the read no meaning. The registers of the litmus test begin with 0 instead. So a read before
// which no way sets the variable is refused; one before which some way does not is watched: a register
// says whether the variable has a value, and an outcome in which it is read without one is bad.
//
// Which reads these are follows from the statements of the thread, after functions are expanded and
// loops with a known number of rounds are written out.

// isSet says which registers of a thread have a value; nil stands for a place that nothing reaches.
type isSet []uint64

// unset finds the reads of registers without a value in one thread.
type unset struct {
	th         *thread
	number     map[string]int // of the registers, by name
	labels     map[string]isSet
	heads      map[kernelc.Stmt]isSet // what comes back to a loop
	next       map[string]isSet       // what this pass found for labels
	back       map[kernelc.Stmt]isSet
	breaks     []isSet
	loops      []kernelc.Stmt
	report     func(*kernelc.Ident)
	reportCell func(*object, *cell, diag.Span)
	changed    bool
	objects    map[string]*object // of the thread, whose members are followed
	used       map[string]bool    // the registers that are read anywhere
	some       bool               // a register counts as set if some way sets it, and not all
}

// checkUnset reports reads of variables that have no value, in the threads of a test and in its
// condition.
func (r *reader) checkUnset(test *litmus.Test) {
	ends := make([]*unset, len(test.Threads))
	last := make([]isSet, len(test.Threads))
	for _, th := range r.threads {
		t := test.Threads[th.index]
		ends[th.index], last[th.index] = th.findUnset(t.Body)
	}
	for _, h := range r.handlers {
		if t := test.Threads[h.index].Handler; t != nil {
			h.findUnset(t.Body)
		}
	}
	r.checkUnsetAtEnd(test, ends, last)
}

// findUnset reports the reads of one thread, and returns what has a value at its end.
func (th *thread) findUnset(f *kernelc.Func) (*unset, isSet) {
	th.follow(f, true, th.readsUnset, func(*object, *cell, diag.Span) {})
	return th.follow(f, false, func(id *kernelc.Ident) { th.mayBeUnset(id.Name, th.here(id.Span)) }, th.cellUnset)
}

// follow calls report for the registers that are read although not all ways that lead there set them, or
// with some although no way does. It returns what is set at the end.
func (th *thread) follow(f *kernelc.Func, some bool, report func(*kernelc.Ident), reportCell func(*object, *cell, diag.Span)) (*unset, isSet) {
	u := &unset{th: th, some: some, number: map[string]int{}, objects: map[string]*object{}, labels: map[string]isSet{}, heads: map[kernelc.Stmt]isSet{}}
	for i, l := range f.Locals {
		u.number[l.Name] = i
	}
	u.private()
	u.used = readAnywhere(f)
	u.report, u.reportCell = func(*kernelc.Ident) {}, func(*object, *cell, diag.Span) {}
	var end isSet
	for first := true; first || u.changed; first = false {
		end = u.pass(f)
	}
	u.report, u.reportCell = report, reportCell
	u.pass(f)
	return u, end
}

// pass follows the statements once.
func (u *unset) pass(f *kernelc.Func) isSet {
	u.changed, u.next, u.back = false, map[string]isSet{}, map[kernelc.Stmt]isSet{}
	start := make(isSet, len(u.number)/64+1)
	end := u.stmt(start, f.Body)
	for l, s := range u.next {
		u.changed = u.changed || !s.equal(u.labels[l])
	}
	for n, s := range u.back {
		u.changed = u.changed || !s.equal(u.heads[n])
	}
	u.labels, u.heads = u.next, u.back
	return end
}

// meet returns what has a value where two ways meet.
func (u *unset) meet(s, t isSet) isSet {
	if s == nil {
		return t
	}
	if t == nil {
		return s
	}
	both := make(isSet, len(s))
	for i := range s {
		if both[i] = s[i] & t[i]; u.some {
			both[i] = s[i] | t[i]
		}
	}
	return both
}

func (s isSet) equal(t isSet) bool {
	if (s == nil) != (t == nil) {
		return false
	}
	for i := range s {
		if s[i] != t[i] {
			return false
		}
	}
	return true
}

// with returns a state in which one more register has a value.
func (s isSet) with(n int) isSet {
	if s == nil || s.has(n) {
		return s
	}
	t := append(isSet(nil), s...)
	t[n/64] |= 1 << (n % 64)
	return t
}

func (s isSet) has(n int) bool { return s[n/64]>>(n%64)&1 != 0 }

// stmt follows a statement.
func (u *unset) stmt(s isSet, n kernelc.Stmt) isSet {
	switch n := n.(type) {
	case nil:
	case *kernelc.Block:
		for _, below := range n.Stmts {
			s = u.stmt(s, below)
		}
	case *kernelc.Decl:
		if n.Init != nil {
			s = u.set(u.expr(s, n.Init), n.Name)
		}
	case *kernelc.ExprStmt:
		s = u.expr(s, n.X)
	case *kernelc.If:
		s = u.expr(s, n.Cond)
		then := u.stmt(s, n.Then)
		if n.Else != nil {
			s = u.stmt(s, n.Else)
		}
		s = u.meet(s, then)
	case *kernelc.While:
		s = u.loop(s, n, n.Cond, n.Body, nil, n.Do)
	case *kernelc.For:
		s = u.loop(u.stmt(s, n.Init), n, n.Cond, n.Body, n.Post, false)
	case *kernelc.Break:
		if k := len(u.breaks) - 1; k >= 0 {
			u.breaks[k] = u.meet(u.breaks[k], s)
		}
		return nil
	case *kernelc.Continue:
		if k := len(u.loops) - 1; k >= 0 {
			u.back[u.loops[k]] = u.meet(u.back[u.loops[k]], s)
		}
		return nil
	case *kernelc.Goto:
		u.next[n.Label] = u.meet(u.next[n.Label], s)
		return nil
	case *kernelc.Labeled:
		return u.stmt(u.meet(s, u.labels[n.Label.Name]), n.Stmt)
	case *kernelc.Return:
		u.expr(s, n.X)
		return nil
	case *kernelc.SlotStmt:
		var after isSet
		for i := range n.Choices {
			t := s
			for _, below := range n.Choices[i].Stmts {
				t = u.stmt(t, below)
			}
			after = u.meet(after, t)
		}
		return after
	default:
		panic("csource: no such statement")
	}
	return s
}

// loop follows a loop. A continue in a loop with a step goes to the condition without it, which sets
// no less than the step does.
func (u *unset) loop(s isSet, n kernelc.Stmt, cond kernelc.Expr, body kernelc.Stmt, post kernelc.Expr, do bool) isSet {
	u.breaks, u.loops = append(u.breaks, nil), append(u.loops, n)
	s = u.meet(s, u.heads[n])
	var after isSet
	test := func(s isSet) isSet {
		s = u.expr(s, cond)
		if k, ok := cond.(*kernelc.Number); cond != nil && (!ok || k.Val == 0) {
			after = u.meet(after, s)
		}
		if k, ok := cond.(*kernelc.Number); ok && k.Val == 0 {
			return nil
		}
		return s
	}
	if !do {
		s = test(s)
	}
	s = u.stmt(s, body)
	s = u.expr(s, post)
	if do {
		s = test(u.meet(s, u.heads[n]))
	}
	if s != nil {
		u.back[n] = u.meet(u.back[n], s)
	}
	after = u.meet(after, u.breaks[len(u.breaks)-1])
	u.breaks, u.loops = u.breaks[:len(u.breaks)-1], u.loops[:len(u.loops)-1]
	return after
}

// set returns the state after a register got a value.
func (u *unset) set(s isSet, name string) isSet {
	if n, ok := u.number[name]; ok {
		return s.with(n)
	}
	return s
}

// read reports a register that has no value.
func (u *unset) read(s isSet, id *kernelc.Ident) {
	if n, ok := u.number[id.Name]; ok && id.Kind == kernelc.LocalVar && s != nil && !s.has(n) {
		u.report(id)
	}
}

// expr follows an expression.
func (u *unset) expr(s isSet, x kernelc.Expr) isSet {
	switch x := x.(type) {
	case nil, *kernelc.Number, *kernelc.OpRef:
	case *kernelc.Ident:
		u.read(s, x)
		s = u.setAll(s, x.Name)
	case *kernelc.Unary:
		if o, cells := u.target(x); o != nil {
			u.readCells(s, o, cells, x.Span)
			break
		}
		s = u.expr(s, x.X)
		if id, ok := x.X.(*kernelc.Ident); ok && x.Op == kernelc.Addr { // what takes the address sets it
			s = u.set(s, id.Name)
		}
	case *kernelc.Binary:
		s = u.expr(s, x.X)
		if y := u.expr(s, x.Y); x.Op != kernelc.LogAnd && x.Op != kernelc.LogOr {
			s = y
		} else {
			s = u.meet(s, y)
		}
	case *kernelc.Assign:
		id, ok := x.L.(*kernelc.Ident)
		if ok && x.Op == kernelc.None && !u.used[id.Name] && u.isAddress(x.R) { // nothing follows this copy of the address
			return u.set(s, id.Name)
		}
		s = u.expr(s, x.R)
		if o, cells := u.target(x.L); o != nil {
			if x.Op != kernelc.None {
				u.readCells(s, o, cells, x.Span)
			}
			s = u.setCells(s, o, cells)
			break
		}
		if !ok || x.Op != kernelc.None {
			s = u.expr(s, x.L)
		}
		if ok {
			s = u.set(s, id.Name)
		}
	case *kernelc.IncDec:
		s = u.expr(s, x.X)
	case *kernelc.Ternary:
		s = u.expr(s, x.Cond)
		s = u.meet(u.expr(s, x.X), u.expr(s, x.Y))
	case *kernelc.Cast:
		s = u.expr(s, x.X)
	case *kernelc.Call:
		s = u.call(s, x)
	case *kernelc.Index:
		s = u.expr(u.expr(s, x.X), x.I)
	case *kernelc.StmtExpr:
		s = u.stmt(s, x.Body)
	case *kernelc.Asm:
		for _, o := range x.Inputs {
			s = u.expr(s, o.X)
		}
		for _, o := range x.Outputs {
			if obj, cells := u.target(o.X); obj != nil {
				if strings.Contains(o.Constraint, "+") {
					u.readCells(s, obj, cells, x.Span)
				}
				s = u.setCells(s, obj, cells)
				continue
			}
			id, ok := o.X.(*kernelc.Ident)
			if !ok || strings.Contains(o.Constraint, "+") {
				s = u.expr(s, o.X)
			}
			if ok {
				s = u.set(s, id.Name)
			}
		}
	default:
		panic("csource: no such expression")
	}
	return s
}

// readsUnset reports a read of a register that nothing has set.
func (th *thread) readsUnset(id *kernelc.Ident) {
	of := th.stands[id.Name]
	at := th.here(id.Span)
	switch {
	case of.function != "":
		th.r.fail(at, diag.CUnset, "the value of %s is used, and %[1]s ends without one", of.function).
			WithFix("end %s with a return that has a value", of.function)
	case of.variable != "":
		th.r.fail(wordIn(at, of.variable), diag.CUnset, "%s has no value here", diag.Quote(of.variable)).
			Note("it is declared at %s, and nothing sets it before it is read", of.at).
			WithFix("give it a value where it is declared: %s = 0", of.variable)
	}
}

// standsFor says what a register stands for in the user's file.
type standsFor struct {
	variable string // its name
	function string // whose value it is
	at       diag.Span
}

// wordIn returns the place of a name in a place; the place if the name is not there.
func wordIn(at diag.Span, name string) diag.Span {
	text := at.Text()
	if name == "" {
		return at
	}
	for off := 0; off < len(text); {
		k := strings.Index(text[off:], name)
		if k < 0 {
			return at
		}
		k += off
		if (k == 0 || !kernelc.InName(text[k-1])) && (k+len(name) == len(text) || !kernelc.InName(text[k+len(name)])) {
			return at.Src.Span(at.Start+k, at.Start+k+len(name))
		}
		off = k + len(name)
	}
	return at
}

// checkUnsetAtEnd notes the registers in the condition that may have no value at the end of their
// thread.
func (r *reader) checkUnsetAtEnd(test *litmus.Test, ends []*unset, last []isSet) {
	for _, loc := range locs(test.Cond.Prop) {
		if !loc.Local || loc.Thread < 0 || loc.Thread >= len(ends) || ends[loc.Thread] == nil {
			continue
		}
		u := ends[loc.Thread]
		if n, ok := u.number[loc.Name]; ok && last[loc.Thread] != nil && !last[loc.Thread].has(n) {
			u.th.mayBeUnset(loc.Name, u.th.here(loc.Span))
		}
	}
}

// locs returns the locations and registers that a proposition names.
func locs(p litmus.Prop) (all []litmus.Loc) {
	switch p := p.(type) {
	case *litmus.Atom:
		all = append(all, p.Loc)
		if p.Other != nil {
			all = append(all, *p.Other)
		}
	case *litmus.Not:
		return locs(p.P)
	case *litmus.And:
		for _, q := range p.Ps {
			all = append(all, locs(q)...)
		}
	case *litmus.Or:
		for _, q := range p.Ps {
			all = append(all, locs(q)...)
		}
	}
	return all
}
