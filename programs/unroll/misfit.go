package unroll

import (
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Misfits returns warnings about constants in the condition or filter that do not fit the
// type of the location or register that is compared with them by <, <=, > or >=:
// x<3000000000 compares an int with -1294967296. It does not warn about = and !=, because
// -1 and 4294967295 are the same value of an int.
func Misfits(t *litmus.Test) diag.List {
	var all diag.List
	note := func(a *litmus.Atom) {
		if a.Op == litmus.Eq || a.Op == litmus.Ne || a.Other != nil || len(a.Values) != 1 || a.Values[0].Addr != "" || len(all) >= maxErrors {
			return
		}
		typ, name := event.Declared(t, a.Loc)
		s, v := event.Structure{}, &a.Values[0]
		written := s.ShowAs(event.Type{Size: 8, Signed: v.Num >= 0 || v.Span.Known() && v.Span.Text()[0] == '-'}, event.Number(v.Num))
		if text := s.ShowAs(typ, event.Number(v.Num)); text != written {
			d := diag.New(a.Span, diag.EventMisfit, "%s does not fit into %s, so %s is compared with %s", written, name, a.Loc, text)
			d.Warning = true
			all = append(all, d.WithFix("declare %s with a type that can hold %s, or compare it with another value", a.Loc, written))
		}
	}
	litmus.EachAtom(t.Filter, note)
	litmus.EachAtom(t.Cond.Prop, note)
	return all
}
