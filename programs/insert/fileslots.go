package insert

import (
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/kernelc"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Weaker makes a slot of each barrier, primitive and atomic operation in a .c file that could be weaker,
// with the weaker ones and itself as choices. What stands there is the default.
func Weaker(t *litmus.Test) (*litmus.Test, []Point, error) { return slotsOfFile(t, nil, true) }

// c11Fences are the choices of a point in a program with the atomic operations of C11.
var c11Fences = []string{"__c11_thread_fence_acq_rel", "__c11_thread_fence_seq_cst"}

// slotsOfFile is Slots for a test that was made of a .c file, or with weaker Weaker.
func slotsOfFile(t *litmus.Test, choices []litmus.Choice, weaker bool) (*litmus.Test, []Point, error) {
	names, err := kernelNames(choices)
	if err != nil {
		return nil, nil, err
	}
	t = fillC(t, nil)
	l, err := lowered(t)
	if err != nil {
		return nil, nil, err
	}
	if choices == nil && isC11(t) {
		names = nil
		for _, f := range c11Fences {
			names = append(names, []string{f})
		}
	}
	macros := t.Macros
	if macros == nil {
		macros = kernelc.Embedded()
	}
	var points []Point
	shared := places{}
	slot := func(s kernelc.Stmt, at *site, what string, p Point, all []kernelc.SlotChoice, def int) *kernelc.SlotStmt {
		name, isNew := shared.name(at, what)
		if isNew {
			p.Slot, p.Column, p.Line, p.site, p.Weaker = name, at.Func, at.Span.Line(), at, weaker
			if at.File != "" {
				p.Column += " of " + at.File
			}
			points = append(points, p)
		}
		return &kernelc.SlotStmt{Name: name, Span: s.At(), CommentAt: s.At(), Choices: all, Default: def}
	}
	u := t.RewriteC(func(th *litmus.Thread, cell int, s kernelc.Stmt) []kernelc.Stmt {
		at := l.origin(th, cell)
		if at == nil || compound(s) {
			return kept(s)
		}
		text := th.Cells[cell].Instr.Phrase()
		accesses := l.accesses(th, cell)
		before, after := l.neighbours(th, cell)
		var out []kernelc.Stmt
		if !weaker && accesses && before && canPrecede(at) {
			p, all := Point{Before: text, to: map[string]string{}}, []kernelc.SlotChoice{{Text: None, Span: s.At()}}
			for _, of := range names {
				c := kernelc.SlotChoice{Span: s.At()}
				var texts []string
				for _, name := range of {
					c.Stmts = append(c.Stmts, kernelc.CallStmt(name, s))
					texts = append(texts, kernelc.InC(name))
				}
				c.Text = strings.Join(texts, "+")
				p.to[c.Text] = strings.Join(texts, "+")
				all = append(all, c)
			}
			out = append(out, slot(s, at, fenceBefore, p, all, 0))
		}
		call := operation(s, at, macros)
		if choices != nil {
			return append(out, s)
		}
		if wait := waitsFor(s, at); wait != "" && weaker {
			less := strings.TrimSuffix(wait, "_acquire") + relaxed
			p := Point{Before: text, Instead: wait, from: wait, to: map[string]string{wait: wait, less: less}}
			return append(out, slot(s, at, wait, p, []kernelc.SlotChoice{{Text: less, Span: s.At()}, {Text: wait, Stmts: []kernelc.Stmt{s}, Span: s.At()}}, 1))
		}
		if call == "" {
			return append(out, s)
		}
		var to []string
		for _, other := range family(macros, call) {
			if o, is := rank(other), rank(call); weaker && o < is || !weaker && o > is && useful(other, before, after) {
				to = append(to, other)
			}
		}
		isFence := strings.HasPrefix(call, "__c11_thread_fence_") || slices.Contains([]string{"smp_rmb", "smp_wmb", "smp_mb"}, call)
		if weaker && isFence && at.Span.Start == at.Op.Start {
			to = append([]string{None}, to...)
		}
		if len(to) == 0 {
			return append(out, s)
		}
		if weaker {
			to = append(to, call)
		} else {
			to = append([]string{call}, to...)
		}
		p := Point{Before: text, Instead: kernelc.InC(call), from: call, to: map[string]string{}}
		if !namedAt(at.Op, call) {
			if !weaker {
				return append(out, s)
			}
			p.Macro = at.Op.Text()
		}
		var all []kernelc.SlotChoice
		for _, name := range to {
			c := kernelc.SlotChoice{Text: kernelc.InC(name), Stmts: []kernelc.Stmt{s}, Span: s.At()}
			switch {
			case name == None:
				c.Stmts = nil
			case name != call:
				other, _, _, ok := kernelc.AlternativeBy(s, func(n string) string {
					if n == call {
						return name
					}
					return ""
				})
				if !ok {
					return append(out, s)
				}
				c.Stmts = []kernelc.Stmt{other}
			}
			p.to[c.Text] = name
			all = append(all, c)
		}
		return append(out, slot(s, at, call, p, all, slices.Index(to, call)))
	})
	return u, points, nil
}

// isC11 reports whether the program has atomic operations of C11, and none of the kernel.
func isC11(t *litmus.Test) bool { return strings.Contains(t.Src.Text, "__c11_") }

// useful reports whether a stronger operation can order more: an acquire if something follows it, a
// release if something precedes it.
func useful(name string, before, after bool) bool {
	order, ok := kernelc.C11Order(name)
	switch {
	case ok && order == "acquire", strings.HasSuffix(name, "_acquire"):
		return after
	case ok && order == "release", strings.HasSuffix(name, "_release"):
		return before
	}
	return before || after
}

// operation returns the primitive in a statement that can be exchanged; "" if there is none.
func operation(s kernelc.Stmt, at *site, macros *kernelc.Macros) string {
	if !at.Op.Known() {
		return ""
	}
	found := ""
	kernelc.AlternativeBy(s, func(n string) string {
		if found == "" && (len(family(macros, n)) > 1 || n == "smp_wmb") {
			found = n
		}
		return ""
	})
	if found != "" && !namedAt(at.Op, found) {
		if op, ok := only(at.Span, found); ok { // it is an argument of a macro
			o := *at.Origin
			o.Op, at.Origin = op, &o
		}
	}
	return found
}

// waitsFor returns the primitive that waits for a value, if the statement is the barrier at the end of
// the loop that it is.
func waitsFor(s kernelc.Stmt, at *site) string {
	e, ok := s.(*kernelc.ExprStmt)
	if !ok || !at.Op.Known() {
		return ""
	}
	c, ok := e.X.(*kernelc.Call)
	if word := at.Op.Text(); ok && c.Fun == "smp_acquire__after_ctrl_dep" && strings.Contains(word, "_cond_") && strings.HasSuffix(word, "_acquire") {
		return word
	}
	return ""
}

// kinds lists primitives of the kernel that differ in the order that they make alone.
var kinds = [][]string{
	{"READ_ONCE", "smp_load_acquire"}, {"WRITE_ONCE", "smp_store_release"},
	{"atomic_read", "atomic_read_acquire"}, {"atomic64_read", "atomic64_read_acquire"}, {"atomic_long_read", "atomic_long_read_acquire"},
	{"atomic_set", "atomic_set_release"}, {"atomic64_set", "atomic64_set_release"}, {"atomic_long_set", "atomic_long_set_release"},
	{"smp_rmb", "smp_wmb", "smp_mb"},
}

// family lists the primitives that do what one does, with more or less order.
func family(macros *kernelc.Macros, name string) []string {
	if orders := kernelc.C11Orders(name); orders != nil {
		var all []string
		for _, o := range orders {
			with, _ := kernelc.C11With(name, o)
			all = append(all, with)
		}
		return all
	}
	for _, f := range kinds {
		if slices.Contains(f, name) {
			return f
		}
	}
	base := strings.TrimSuffix(name, relaxed)
	for _, end := range ordered {
		base = strings.TrimSuffix(base, end)
	}
	var all []string
	for _, end := range append([]string{relaxed}, append(slices.Clone(ordered), "")...) {
		if _, has := macros.Lookup(base + end); has && (end != "" || base != "smp_load" && base != "smp_store") {
			all = append(all, base+end)
		}
	}
	return all
}

// rank says how much a primitive orders, within its family.
func rank(name string) int {
	if order, ok := kernelc.C11Order(name); ok {
		return map[string]int{"relaxed": 0, "acquire": 1, "release": 1, "acq_rel": 2, "seq_cst": 3}[order]
	}
	for _, f := range kinds {
		if i := slices.Index(f, name); i >= 0 {
			if f[0] == "smp_rmb" { // neither of smp_rmb and smp_wmb orders more
				i = i / 2
			}
			return i
		}
	}
	switch {
	case strings.HasSuffix(name, relaxed):
		return 0
	case strings.HasSuffix(name, "_acquire"), strings.HasSuffix(name, "_release"):
		return 1
	}
	return 2
}

// Costs names what a choice at the point costs, as cost files for kernel C do.
func (p *Point) Costs(choice string) []string {
	name := p.to[choice]
	if p.from == "" {
		var all []string
		for _, f := range strings.Split(name, "+") {
			switch {
			case strings.Contains(f, "seq_cst"):
				f = "smp_mb"
			case strings.Contains(f, "acq_rel"):
				all, f = append(all, "acquire"), "release"
			}
			all = append(all, f)
		}
		return all
	}
	if order, ok := kernelc.C11Order(name); ok && strings.Contains(name, "_fence_") && order == "seq_cst" {
		return []string{"smp_mb"}
	}
	if order, ok := kernelc.C11Order(name); ok {
		return map[string][]string{"acquire": {"acquire"}, "release": {"release"}, "acq_rel": {"acquire", "release"}, "seq_cst": {"full"}}[order]
	}
	switch {
	case name == None, name == "READ_ONCE", name == "WRITE_ONCE", strings.HasSuffix(name, relaxed):
		return nil
	case strings.HasSuffix(name, "_acquire"):
		return []string{"acquire"}
	case strings.HasSuffix(name, "_release"):
		return []string{"release"}
	case strings.HasPrefix(name, "smp_") && !strings.HasPrefix(name, "smp_store"):
		return []string{name}
	case strings.HasSuffix(name, "_read"), strings.HasSuffix(name, "_set"):
		return nil
	}
	return []string{"full"}
}
