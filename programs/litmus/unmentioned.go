package litmus

import (
	"cmp"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// unmentioned warns of each location and register that the filter, the
// condition or the locations name, and that neither the init block nor an
// instruction does. Such a location holds 0 in every execution, and so does the
// register: herd7 reads it so too, but the writer hardly meant it.
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

// locations yields the locations that the init block names, some of them
// several times. No instruction names one.
func (u *mentions) locations(yield func(string) bool) {
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
		if t := &u.t.Init[i].Target; t.IsReg() && t.same(l) {
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
	for known := range u.locations {
		if known == name {
			return
		}
	}
	d := u.warn(at, name, "nothing in the program mentions the location %s, so it holds 0", quote(name))
	if d == nil {
		return
	}
	known := slices.Compact(slices.Sorted(u.locations))
	near := ""
	if len(name) > 2 { // a shorter one is near to every other
		near = diag.Nearest(name, known)
	}
	if i := slices.IndexFunc(known, func(k string) bool { return strings.EqualFold(k, name) }); i >= 0 {
		near = known[i]
	}
	switch {
	case near != "":
		d.WithFix("did you mean %s?", near)
	case len(known) > 0:
		d.Note("its locations: %s", list(known))
	}
}

// register warns of a register that its thread does not use and the init block
// does not set.
func (u *mentions) register(l *Loc) {
	if u.uses(l.Thread, l) || u.sets(l) {
		return
	}
	d := u.warn(l.Span, l.String(), "P%d does not use the register %s, so it holds 0", l.Thread, l.register())
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
	u.used(l.Thread, func(reg int, name string) {
		own = append(own, (&Loc{Thread: l.Thread, Reg: reg, Name: name}).register())
	})
	if len(own) > 0 {
		slices.SortFunc(own, func(a, b string) int { return cmp.Or(len(a)-len(b), strings.Compare(a, b)) })
		own = slices.Compact(own)
		d.Note("it uses %s", list(own))
	}
}

// uses reports whether an instruction of a thread has the register.
func (u *mentions) uses(thread int, l *Loc) (yes bool) {
	u.used(thread, func(reg int, name string) { yes = yes || reg == l.Reg && name == l.Name })
	return yes
}

// used calls f for each register in the instructions of a thread: with its
// number, or with -1 and its name. A register can come several times.
func (u *mentions) used(thread int, f func(reg int, name string)) {
	for _, th := range u.t.Threads {
		if th.ID != thread {
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
			byNumber(in, func(n int) { f(n, "") })
		})
	}
}

// byNumber calls f for the numbers of an instruction that can be those of
// registers: what stands in parentheses, and all numbers where the first
// operand is one (lwarx 5,0,3) or a 0 stands before the last (lwarx r5,0,3).
func byNumber(in *Instr, f func(n int)) {
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

// warn adds a warning, unless there is one about the same name; nil then.
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

// list joins names for a message; of many it shows the first.
func list(names []string) string {
	const most = 12
	if len(names) > most {
		return strings.Join(names[:most], ", ") + ", …"
	}
	return strings.Join(names, ", ")
}
