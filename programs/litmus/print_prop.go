package litmus

import "strings"

// String returns the location as herd7 writes it in a condition: "0:r1", "0:%x",
// "[x]", "t[1]".
func (l Loc) String() string {
	switch {
	case l.Local:
		return itoa(l.Thread) + ":" + l.Name
	case l.Thread == anyThread:
		return "%" + l.Name
	case l.Thread >= 0 && l.Reg < 0:
		return itoa(l.Thread) + ":%" + l.Name
	case l.Thread >= 0:
		return itoa(l.Thread) + ":r" + itoa(l.Reg)
	case l.Index >= 0:
		return l.Name + "[" + itoa(l.Index) + "]"
	}
	return "[" + l.Name + "]"
}

// source returns the location as it is written in a test. herd7 does not read a
// thread before the name of a symbolic register that only one thread uses.
func (l Loc) source() string {
	if l.Alone && l.Reg < 0 {
		return "%" + l.Name
	}
	return l.String()
}

// bare returns the same as source, but without brackets around a scalar location.
func (l Loc) bare() string {
	if l.Thread == -1 && l.Index < 0 {
		return l.Name
	}
	return l.source()
}

// String returns the value as it is written in a test: "1", "x", "t[1]", "P0:L0".
func (v Value) String() string {
	switch {
	case v.Label != "":
		return v.Label
	case v.Addr != "" && v.Index >= 0:
		return v.Addr + "[" + itoa(v.Index) + "]"
	case v.Addr != "":
		return v.Addr
	}
	return itoa(int(v.Num))
}

// String returns the operator as it is printed.
func (o CmpOp) String() string { return [...]string{"=", "!=", "<", "<=", ">", ">="}[o] }

// String returns the condition as herd7 writes it in its log:
// "exists (1:r1=1 /\ [x]=2)". A "final" condition is printed as exists.
func (c Cond) String() string { return string(c.Quant) + " (" + PropString(c.Prop) + ")" }

// PropString returns the proposition in the style of herd7, without parentheses
// around the whole. A nil proposition is true.
func PropString(p Prop) string {
	return propText(p, Loc.String)
}

// propText returns the text of the proposition. name prints its locations.
func propText(p Prop, name func(Loc) string) string {
	w := propWriter{name: name}
	w.prop(p, levelOr)
	return w.String()
}

// propWriter writes propositions.
type propWriter struct {
	strings.Builder
	name func(Loc) string
	c    bool // as C writes it
}

// Levels of propositions. A proposition needs no parentheses where its own level or
// a lower one is required. A side of => is always parenthesised unless it is an
// atom, since readers differ on how => binds.
const (
	levelOr = iota
	levelAnd
	levelTerm
)

func level(p Prop) int {
	switch p.(type) {
	case *Or:
		return levelOr
	case *And:
		return levelAnd
	}
	return levelTerm
}

func parenthesised(p Prop, at int) bool {
	_, implies := p.(*Implies)
	return level(p) < at || implies && at > levelOr
}

// sideLevel returns the level at which a member of an And or Or is printed.
func sideLevel(p Prop, at int) int {
	if _, implies := p.(*Implies); implies {
		return levelTerm
	}
	return at
}

// printedDepth returns the nesting that the parser counts in the text of p.
func printedDepth(p Prop, at int) int {
	d := 0
	switch p := p.(type) {
	case *Not:
		d = 1 + printedDepth(p.P, levelOr)
	case *And:
		for _, q := range p.Ps {
			d = max(d, printedDepth(q, sideLevel(q, levelAnd)))
		}
	case *Or:
		for _, q := range p.Ps {
			d = max(d, printedDepth(q, sideLevel(q, levelOr)))
		}
	case *Implies:
		d = max(printedDepth(p.P, levelTerm), 1+printedDepth(p.Q, levelTerm))
	}
	if parenthesised(p, at) {
		d++
	}
	return d
}

func (b *propWriter) prop(p Prop, at int) {
	if parenthesised(p, at) {
		b.WriteByte('(')
		defer b.WriteByte(')')
	}
	if b.c && b.propInC(p) {
		return
	}
	and, or := b.connectives()
	switch p := p.(type) {
	case *Atom:
		b.atom(p)
	case *Pending:
		b.WriteString(pendingWord + "(P" + itoa(p.Thread) + ")")
	case *Waits:
		b.WriteString("a thread waits forever")
	case *Not:
		b.WriteString("not (")
		b.prop(p.P, levelOr)
		b.WriteByte(')')
	case *And:
		b.members(p.Ps, and, levelAnd)
	case *Or:
		b.members(p.Ps, or, levelOr)
	case *Implies:
		b.prop(p.P, levelTerm)
		b.WriteString(" => ")
		b.prop(p.Q, levelTerm)
	case *Const:
		if p.Value {
			b.WriteString("true")
		} else {
			b.WriteString("false")
		}
	case nil:
		b.WriteString("true")
	}
}

func (b *propWriter) members(ps []Prop, sep string, at int) {
	for i, p := range ps {
		if i > 0 {
			b.WriteString(sep)
		}
		b.prop(p, sideLevel(p, at))
	}
}

func (b *propWriter) atom(a *Atom) {
	if a.Braces { // herd7 does not allow brackets around the name before {…}
		b.WriteString(a.Loc.bare())
		b.WriteString(a.Op.String())
		b.WriteByte('{')
		for i, v := range a.Values {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(v.String())
		}
		b.WriteByte('}')
		return
	}
	b.WriteString(b.name(a.Loc))
	b.WriteString(a.Op.String())
	if a.Other != nil {
		b.WriteString(b.name(*a.Other))
	} else if len(a.Values) == 1 {
		b.WriteString(a.Values[0].String())
	}
}
