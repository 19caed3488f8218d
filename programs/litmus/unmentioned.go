package litmus

import (
	"cmp"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// unmentioned warns of each location and register that the filter, the condition
// or the locations name, but neither the init block nor an instruction does. It
// holds 0 in every execution, as in herd7, which is probably not what the author
// meant.
func (p *parser) unmentioned() {
	u := mentions{t: p.test}
	for i := range p.test.Locations {
		u.loc(&p.test.Locations[i].Loc)
	}
	EachAtom(p.test.Filter, u.atom)
	EachAtom(p.test.Cond.Prop, u.atom)
	slices.SortStableFunc(p.test.Warnings, func(a, b *diag.Diagnostic) int { return a.Span.Start - b.Span.Start })
}

// mentions looks up what the program of a test names.
type mentions struct {
	t      *Test
	warned []string
}

// locations yields the locations that the init block or the parameters of threads name,
// some of them several times. Instructions cannot name locations.
func (u *mentions) locations(yield func(string) bool) {
	for _, th := range u.t.Columns() {
		if th.Body == nil {
			continue
		}
		for i := range th.Body.Params {
			if !yield(th.Body.Params[i].Name) {
				return
			}
		}
	}
	for i := range u.t.Init {
		in := &u.t.Init[i]
		if !in.Target.IsReg() && !yield(in.Target.Name) {
			return
		}
		for k := range in.Values {
			if a := in.Values[k].Addr; a != "" && !yield(a) {
				return
			}
		}
	}
}

// sets reports whether the init block sets a register.
func (u *mentions) sets(l *Loc) bool {
	for i := range u.t.Init {
		if t := &u.t.Init[i].Target; t.IsReg() && t.sameTarget(l) {
			return true
		}
	}
	return false
}

func (u *mentions) atom(a *Atom) {
	u.loc(&a.Loc)
	if a.Other != nil {
		u.loc(a.Other)
	}
	for i := range a.Values {
		if v := &a.Values[i]; v.Addr != "" {
			u.location(v.Addr, v.Span)
		}
	}
}

func (u *mentions) loc(l *Loc) {
	if l.IsReg() {
		u.register(l)
	} else {
		u.location(l.Name, l.Span)
	}
}

// location warns of a location that the init block does not name.
func (u *mentions) location(name string, at diag.Span) {
	if slices.ContainsFunc(u.t.Init, func(in Init) bool { return in.Owns(name) }) {
		return // the fields of structs are known
	}
	for known := range u.locations {
		if known == name {
			return
		}
	}
	d := u.warn(at, name, "nothing in the program mentions the location %s, so it holds 0", diag.Quote(name))
	if d == nil {
		return
	}
	known := slices.Compact(slices.Sorted(u.locations))
	near := ""
	if len(name) > 2 { // a shorter name is close to every other
		near = diag.Nearest(name, known)
	}
	if i := slices.IndexFunc(known, func(k string) bool { return strings.EqualFold(k, name) }); i >= 0 {
		near = known[i]
	}
	switch {
	case near != "":
		d.WithFix("did you mean %s?", near)
	case len(known) > 0:
		d.Note("the program's locations are %s", listNames(known))
	}
}

// register warns of a register that its thread does not use and the init block
// does not set.
func (u *mentions) register(l *Loc) {
	if u.uses(l.Thread, l) || u.sets(l) {
		return
	}
	d := u.warn(l.Span, l.String(), "P%d does not use the %s %s, so it holds 0", l.Thread, l.registerWord(), l.register())
	if d == nil {
		return
	}
	var others []string
	for _, th := range u.t.Threads {
		if u.uses(th.ID, l) {
			o := *l
			o.Thread = th.ID
			others = append(others, o.String())
		}
	}
	if len(others) == 1 {
		d.WithFix("did you mean %s?", others[0])
		return
	}
	var own []string
	u.eachUsed(l.Thread, func(reg int, name string) {
		own = append(own, (&Loc{Thread: l.Thread, Reg: reg, Name: name, Local: l.Local}).register())
	})
	if len(own) > 0 {
		slices.SortFunc(own, func(a, b string) int { return cmp.Or(len(a)-len(b), strings.Compare(a, b)) })
		own = slices.Compact(own)
		d.Note("it uses %s", listNames(own))
	}
}

// uses reports whether an instruction of the thread uses the register.
func (u *mentions) uses(thread int, l *Loc) (yes bool) {
	u.eachUsed(thread, func(reg int, name string) { yes = yes || reg == l.Reg && name == l.Name })
	return yes
}

// eachUsed calls f for each register in the instructions of a thread: with its
// number, or with -1 and its name. It may call f several times for one register.
func (u *mentions) eachUsed(thread int, f func(reg int, name string)) {
	for _, th := range u.t.Threads {
		if th.ID != thread {
			continue
		}
		if th.Body != nil {
			for i := range th.Body.Locals {
				f(-1, th.Body.Locals[i].Name)
			}
			continue
		}
		eachRegister(th.Cells, func(o *Operand) {
			if o.Kind == OpReg {
				f(int(o.Num), o.Text)
			} else {
				f(-1, o.Text)
			}
		})
		eachInstr(th.Cells, func(in *Instr) {
			eachNumberedRegister(in, func(n int) { f(n, "") })
		})
	}
}

// eachNumberedRegister calls f for the numbers in an instruction that can mean registers: a
// number in parentheses, and all numbers if the first operand is a number
// (lwarx 5,0,3) or the middle one of three is 0 (lwarx r5,0,3).
func eachNumberedRegister(in *Instr, f func(n int)) {
	n := len(in.Args)
	all := n > 0 && in.Args[0].Kind == OpImm || n == 3 && in.Args[1].Kind == OpImm && in.Args[1].Num == 0
	for i := range in.Args {
		o := &in.Args[i]
		is := all
		if o.Kind == OpMem {
			o, is = o.Base, true
		}
		if is && o.Kind == OpImm && o.Num >= 0 && o.Num < numRegs {
			f(int(o.Num))
		}
	}
}

// warn adds a warning and returns it. It returns nil if a warning about the same
// name exists or the test has too many warnings.
func (u *mentions) warn(at diag.Span, name, format string, args ...any) *diag.Diagnostic {
	if slices.Contains(u.warned, name) || len(u.t.Warnings) >= maxErrors {
		return nil
	}
	u.warned = append(u.warned, name)
	d := diag.New(at, diag.LitmusUnmentioned, format, args...)
	d.Warning = true
	u.t.Warnings = append(u.t.Warnings, d)
	return d
}

// listNames joins names for a message. Of many names it shows only the first ones.
func listNames(names []string) string {
	const limit = 12
	if len(names) > limit {
		return strings.Join(names[:limit], ", ") + ", …"
	}
	return strings.Join(names, ", ")
}
