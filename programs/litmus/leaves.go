package litmus

// EachLeaf calls f for every leaf of a proposition: an [*Atom], a [*Pending], a [*Waits] or
// a [*Const]. q may be nil.
func EachLeaf(q Prop, f func(Prop)) {
	switch q := q.(type) {
	case *Atom, *Pending, *Waits, *Const:
		f(q)
	case *Not:
		EachLeaf(q.P, f)
	case *And:
		for _, r := range q.Ps {
			EachLeaf(r, f)
		}
	case *Or:
		for _, r := range q.Ps {
			EachLeaf(r, f)
		}
	case *Implies:
		EachLeaf(q.P, f)
		EachLeaf(q.Q, f)
	}
}

// EachAtom calls f for every comparison of a proposition, which may be nil.
func EachAtom(q Prop, f func(*Atom)) {
	EachLeaf(q, func(leaf Prop) {
		if a, ok := leaf.(*Atom); ok {
			f(a)
		}
	})
}
