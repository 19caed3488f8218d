package insert

import (
	"fmt"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/isa/sets"
	"github.com/fencewise/fencewise/programs/kernel/target"
	"github.com/fencewise/fencewise/programs/kernelc"
	"github.com/fencewise/fencewise/programs/litmus"
)

// In a program in C, statements are replaced in the trees of the threads, and the cells
// follow from them.

// inC reports whether the threads of a test are functions in C.
func inC(t *litmus.Test) bool { return len(t.Threads) > 0 && t.Threads[0].Body != nil }

// kept returns what replaces a statement that stays.
func kept(s kernelc.Stmt) []kernelc.Stmt {
	if compound(s) {
		return nil // its heading stays in any case
	}
	return []kernelc.Stmt{s}
}

// compound reports whether a statement has others in it.
func compound(s kernelc.Stmt) bool {
	switch s.(type) {
	case *kernelc.If, *kernelc.While:
		return true
	case *kernelc.Decl, *kernelc.ExprStmt, *kernelc.Return, *kernelc.Goto, *kernelc.SlotStmt:
		return false
	default:
		panic(fmt.Sprintf("insert: no statement with a cell: %T", s))
	}
}

// fillC is Fill for programs in C.
func fillC(t *litmus.Test, set map[string]string) *litmus.Test {
	return t.RewriteC(func(_ *litmus.Thread, _ int, s kernelc.Stmt) []kernelc.Stmt {
		if slot, ok := s.(*kernelc.SlotStmt); ok {
			return chosenStmts(slot, set)
		}
		return kept(s)
	})
}

// chosen returns the choice of a slot that set names, or else its default.
func chosen(slot *kernelc.SlotStmt, set map[string]string) *kernelc.SlotChoice {
	choice := &slot.Choices[slot.Default]
	for k := range slot.Choices {
		if slot.Choices[k].Text == set[slot.Name] {
			choice = &slot.Choices[k]
		}
	}
	return choice
}

// chosenStmts returns the statements of the choice of a slot that set names, or else of its
// default. If the default declares a variable and the choice does not, a declaration
// comes first.
func chosenStmts(slot *kernelc.SlotStmt, set map[string]string) []kernelc.Stmt {
	choice := chosen(slot, set)
	for _, s := range slot.Choices[slot.Default].Stmts {
		d, ok := s.(*kernelc.Decl)
		if !ok || choice == &slot.Choices[slot.Default] {
			continue
		}
		for _, other := range choice.Stmts {
			if o, same := other.(*kernelc.Decl); same && o.Name == d.Name {
				return choice.Stmts
			}
		}
		return append([]kernelc.Stmt{&kernelc.Decl{Type: d.Type, Name: d.Name, Cell: -1, Span: d.Span}}, choice.Stmts...)
	}
	return choice.Stmts
}

// statements says what the statements of a program do.
type statements struct {
	lang  *isa.Language
	steps map[*litmus.Thread][][]isa.Op // by thread and cell
}

// lowered returns what the statements of a program do, as they are written: barriers are added
// to and removed from the source, also if it is compiled for a target. The error holds
// diagnostics.
func lowered(t *litmus.Test) (*statements, error) {
	if of, err := target.Named(t.Target); t.Compiled() && (err != nil || !of.C11) {
		written := *t
		written.Target = litmus.AsWritten
		t = &written
	}
	set, err := sets.Of(t)
	if err != nil {
		return nil, err
	}
	l := &statements{lang: set.Language, steps: map[*litmus.Thread][][]isa.Op{}}
	var errs diag.List
	for _, th := range t.Columns() {
		steps, err := set.Lower(t, th, set.NewDecoder().Regs())
		if err != nil {
			errs = append(errs, diag.All(err)...)
			continue
		}
		by := make([][]isa.Op, len(th.Cells))
		for i := range steps {
			if steps[i].Slot == nil {
				by[steps[i].Cell] = append(by[steps[i].Cell], steps[i].Op)
			}
		}
		l.steps[th] = by
	}
	return l, errs.Err()
}

// barrier returns the tag of the barrier that a statement is; NoTag for others, and for
// the ends of critical sections, which are no barriers that one adds or removes.
func (l *statements) barrier(th *litmus.Thread, cell int) isa.Tag {
	ops := l.steps[th][cell]
	if len(ops) != 1 || ops[0].Kind != isa.Fence {
		return isa.NoTag
	}
	if t := l.lang.Barrier(ops[0].Tags); !l.lang.Tags[t].Section {
		return t
	}
	return isa.NoTag
}

// accesses reports whether a statement reads or writes memory.
func (l *statements) accesses(th *litmus.Thread, cell int) bool {
	for i := range l.steps[th][cell] {
		if l.steps[th][cell][i].Kind.Accesses() {
			return true
		}
	}
	return false
}

// stripC is Strip for programs in C. Grace periods stay: they are no mere barriers.
func stripC(t *litmus.Test) (*litmus.Test, error) {
	l, err := lowered(t)
	if err != nil {
		return nil, err
	}
	return t.RewriteC(func(th *litmus.Thread, cell int, s kernelc.Stmt) []kernelc.Stmt {
		if slot, ok := s.(*kernelc.SlotStmt); ok {
			return withoutBarriers(slot)
		}
		if b := l.barrier(th, cell); b != isa.NoTag && !l.lang.Tags[b].Grace {
			return nil
		}
		return kept(s)
	}), nil
}

// withoutBarriers returns what is left of a slot: nothing if one of its choices is none,
// else its default, which is an access.
func withoutBarriers(slot *kernelc.SlotStmt) []kernelc.Stmt {
	if onlyBarriers(slot) {
		return nil
	}
	return slot.Choices[slot.Default].Stmts
}

// optionalC is Optional for programs in C; with accesses it is Weaken.
func optionalC(t *litmus.Test, set map[string]string, accesses bool) (*litmus.Test, []Barrier, error) {
	l, err := lowered(t)
	if err != nil {
		return nil, nil, err
	}
	weaker := weakerThan(t)
	shared := places{}
	var all []Barrier
	made := map[string]string{} // the slot for each slot of the test
	u := t.RewriteC(func(th *litmus.Thread, cell int, s kernelc.Stmt) []kernelc.Stmt {
		stmts, of := []kernelc.Stmt{s}, ""
		slot, isSlot := s.(*kernelc.SlotStmt)
		if isSlot {
			stmts, of = chosenStmts(slot, set), slot.Name
		}
		b := Barrier{FromSlot: of, Without: None, Column: th.Title(), Line: lineOf(s)}
		var instead []kernelc.Stmt
		switch {
		case isSlot && onlyBarriers(slot):
			if len(stmts) == 0 {
				return nil
			}
			b.Text = chosen(slot, set).Text
		case !isSlot && (l.barrier(th, cell) != isa.NoTag || isC11Fence(s)):
			b.Text = fenceText(s)
		default:
			var ok bool
			if accesses && len(stmts) == 1 {
				instead, b.Text, b.Without, ok = weaker(stmts[0])
				b.Text, b.Without = kernelc.InC(b.Text), kernelc.InC(b.Without)
			}
			if !ok && isSlot {
				return stmts
			} else if !ok {
				return kept(s)
			}
		}
		key := of
		if o := l.origin(th, cell); key == "" && o != nil {
			b.Line, b.Column = o.Span.Line(), o.Func
			key = shared.key(o, b.Text)
		}
		if b.Slot = made[key]; b.Slot == "" || key == "" {
			b.Slot = optionalName(t, len(all), of)
			made[key] = b.Slot
			all = append(all, b)
		}
		return []kernelc.Stmt{&kernelc.SlotStmt{Name: b.Slot, Span: s.At(), CommentAt: s.At(), Choices: []kernelc.SlotChoice{
			{Text: b.Without, Stmts: instead, Span: s.At()}, {Text: b.Text, Stmts: stmts, Span: s.At()},
		}}}
	})
	return u, all, nil
}

// withoutOrder lists accesses that order others, each with the one that does not.
var withoutOrder = map[string]string{
	"smp_load_acquire": "READ_ONCE", "smp_store_release": "WRITE_ONCE", "rcu_assign_pointer": "WRITE_ONCE", "smp_store_mb": "WRITE_ONCE",
	"atomic_read_acquire": "atomic_read", "atomic_set_release": "atomic_set",
}

// relaxed is the end of the names of atomic operations that order nothing. The others have
// none of these ends, or one of ordered.
const relaxed = "_relaxed"

var ordered = []string{"_acquire", "_release"}

// weakerThan returns a function that returns what does the same as a statement and orders
// nothing, with the names of the two primitives. It reports false if there is nothing.
func weakerThan(t *litmus.Test) func(kernelc.Stmt) (other []kernelc.Stmt, from, to string, ok bool) {
	macros := t.Macros
	if macros == nil {
		macros = kernelc.Embedded()
	}
	weaker := func(name string) string {
		if to, ok := kernelc.C11With(name, "relaxed"); ok && to != name {
			return to
		}
		if to := withoutOrder[name]; to != "" {
			return to
		}
		base := name
		for _, end := range ordered {
			base = strings.TrimSuffix(base, end)
		}
		if _, has := macros.Lookup(base + relaxed); has && name != base+relaxed {
			return base + relaxed
		}
		return ""
	}
	return func(s kernelc.Stmt) (other []kernelc.Stmt, from, to string, ok bool) {
		switch s.(type) {
		case *kernelc.Decl, *kernelc.ExprStmt:
		default:
			return nil, "", "", false
		}
		alt, from, to, ok := kernelc.AlternativeBy(s, weaker)
		if !ok {
			return nil, "", "", false
		}
		return []kernelc.Stmt{alt}, from, to, true
	}
}

func lineOf(s kernelc.Stmt) int {
	if !s.At().Known() {
		return 0
	}
	return s.At().Line()
}

// onlyBarriers reports whether a slot is for barriers: it can be empty.
func onlyBarriers(slot *kernelc.SlotStmt) bool {
	for i := range slot.Choices {
		if len(slot.Choices[i].Stmts) == 0 {
			return true
		}
	}
	return false
}

// fenceText returns a barrier as its author writes it.
func fenceText(s kernelc.Stmt) string {
	if e, ok := s.(*kernelc.ExprStmt); ok {
		if c, ok := e.X.(*kernelc.Call); ok && kernelc.InC(c.Fun) != c.Fun {
			return kernelc.InC(c.Fun)
		}
	}
	return kernelc.StmtText(s)
}

// isC11Fence reports whether a statement is atomic_thread_fence.
func isC11Fence(s kernelc.Stmt) bool {
	e, ok := s.(*kernelc.ExprStmt)
	if !ok {
		return false
	}
	c, ok := e.X.(*kernelc.Call)
	return ok && strings.HasPrefix(c.Fun, "__c11_thread_fence_")
}
