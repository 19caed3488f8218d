package litmus

// PropWords returns a proposition about a test for people: like [PropString], but for a test
// that was made of a .c file as C writes it, and in words where C has no name.
func (t *Test) PropWords(p Prop) string {
	if !t.FromC() {
		return PropString(p)
	}
	w := propWriter{name: Loc.inC, c: true}
	w.prop(p, levelOr)
	return w.String()
}

// inC returns the location as C names it.
func (l Loc) inC() string {
	if l.IsReg() {
		return l.Name
	}
	return l.bare()
}

// propInC writes what differs in C; false if nothing does.
func (b *propWriter) propInC(p Prop) bool {
	if n, ok := p.(*Not); ok {
		a, ok := n.P.(*Atom)
		switch {
		case ok && a.Else != "":
			b.WriteString(a.Else)
		case ok && !a.Braces:
			opposite := *a
			opposite.Op = [...]CmpOp{Eq: Ne, Ne: Eq, Lt: Ge, Le: Gt, Gt: Le, Ge: Lt}[a.Op]
			b.atomInC(&opposite)
		default:
			b.WriteString("!(")
			b.prop(n.P, levelOr)
			b.WriteByte(')')
		}
		return true
	}
	a, ok := p.(*Atom)
	if !ok || a.Braces {
		return false
	}
	b.atomInC(a)
	return true
}

// atomInC writes a comparison.
func (b *propWriter) atomInC(a *Atom) {
	switch {
	case a.Says != "" && a.Op == Eq && len(a.Values) == 1 && a.Values[0].Num == 1:
		b.WriteString(a.Says)
		return
	case a.Says != "" && a.Op == Ne && len(a.Values) == 1 && a.Values[0].Num == 1:
		b.WriteString(a.Else)
		return
	}
	op := a.Op.String()
	if a.Op == Eq {
		op = "=="
	}
	b.WriteString(b.name(a.Loc) + " " + op + " ")
	switch {
	case a.Other != nil:
		b.WriteString(b.name(*a.Other))
	case len(a.Values) == 1 && a.Values[0].Addr != "":
		b.WriteString("&" + a.Values[0].String())
	case len(a.Values) == 1:
		b.WriteString(a.Values[0].String())
	}
}

// connectives returns how "and", "or" are written.
func (b *propWriter) connectives() (and, or string) {
	if b.c {
		return " && ", " || "
	}
	return ` /\ `, ` \/ `
}
