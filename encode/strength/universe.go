package strength

import (
	"fmt"
	"slices"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/axioms/vocabulary"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// universe is a handful of events with the static relations over them. The first of the
// events are those that change; nothing else is fixed but what holds in every execution.
type universe struct {
	*kinds
	m      *rel.Model
	f      *cnf.Formula
	n      int
	change *change
	base   map[vocabulary.Base][]cnf.Lit // sets by event, relations by pair
	shared map[rel.ID][]cnf.Lit          // of nodes that are the same in both versions
	names  []string                      // by variable; "" for one that is defined by its clauses
}

// classes lists sets such that every event is in exactly one. A kind of barrier that
// was added to the language later is included only if the model mentions it, so that
// the formulas of older models stay the same.
func classes(m *rel.Model) []vocabulary.Base {
	all := []vocabulary.Base{vocabulary.SetR, vocabulary.SetW, vocabulary.SetIW}
	for _, t := range m.Vocabulary.Language.Barriers() {
		b := vocabulary.Tagged(t)
		if m.Vocabulary.Language.Tags[t].Since == "" || slices.ContainsFunc(m.Nodes, func(n rel.Node) bool { return n.Op == rel.SetBase && n.Base == b }) {
			all = append(all, b)
		}
	}
	return append(all, vocabulary.SetMsgsnd, vocabulary.SetIrq, vocabulary.SetMsgclr)
}

func newUniverse(m *rel.Model, n int, c *change, k *kinds, by *limit.Meter) *universe {
	u := &universe{kinds: k, m: m, f: cnf.New(), n: n, change: c, base: map[vocabulary.Base][]cnf.Lit{}, shared: map[rel.ID][]cnf.Lit{}}
	u.f.Meter = by
	u.events()
	for _, b := range u.relations() {
		lits := make([]cnf.Lit, n*n)
		for k := range lits {
			lits[k] = u.namedVar("%s(e%d,e%d)", u.m.Vocabulary.Name(b), k/n, k%n)
		}
		u.base[b] = lits
	}
	u.order()
	u.together()
	return u
}

// relations returns the base relations of the universe: those that no execution
// chooses. An optional one (see [event.StaticInfo]) is included only for a model that
// uses it; for others it would only add variables.
func (u *universe) relations() []vocabulary.Base {
	var all, optional []vocabulary.Base
	for r := range event.NumStatic {
		b := vocabulary.StaticBase(r)
		switch {
		case !event.Statics[r].Optional:
			all = append(all, b)
		case slices.ContainsFunc(u.m.Nodes, func(n rel.Node) bool { return n.Op == rel.RelBase && n.Base == b }):
			optional = append(optional, b)
		}
	}
	if slices.ContainsFunc(u.m.Nodes, func(n rel.Node) bool { return n.Op == rel.RelBase && n.Base == vocabulary.RelSi }) {
		optional = append(optional, vocabulary.RelSi) // any relation: what holds for each holds for that of accesses
	}
	return slices.Concat(all, []vocabulary.Base{vocabulary.RelLoc, vocabulary.RelInt, vocabulary.RelExt}, optional)
}

// endSet returns the base set in which the pairs of a static relation start or end;
// false if they can start or end anywhere.
func endSet(k event.EventClass) (vocabulary.Base, bool) {
	switch k {
	case event.AnyEvent:
		return vocabulary.NoBase, false
	case event.AnyAccess:
		return vocabulary.SetM, true
	case event.AnyRead, event.ReservingRead:
		return vocabulary.SetR, true
	case event.AnyStore, event.ConditionalStore:
		return vocabulary.SetW, true
	default:
		panic("strength: no such class of events")
	}
}

// newVar makes a variable that its clauses define.
func (u *universe) newVar() cnf.Lit { return u.namedVar("") }

// namedVar makes a variable with a name.
func (u *universe) namedVar(format string, args ...any) cnf.Lit {
	l := u.f.Var(cnf.Meaning{Kind: cnf.BoolExpr})
	for len(u.names) < int(l) {
		u.names = append(u.names, "")
	}
	u.names = append(u.names, fmt.Sprintf(format, args...))
	return l
}

func (u *universe) add(lits ...cnf.Lit) { u.f.Add(cnf.Tag{Part: cnf.PartGuard}, lits...) }

// events makes the base sets. The tags of what changes differ between the two versions, so
// they are left out here, and a barrier is in no class; see compute.
func (u *universe) events() {
	classes, lang := classes(u.m), u.m.Vocabulary.Language
	for _, b := range classes {
		lits := make([]cnf.Lit, u.n)
		for i := range lits {
			switch changes := i < u.change.size(); {
			case changes && u.change.class(i) == b:
				lits[i] = cnf.True
			case changes:
				lits[i] = cnf.False
			default:
				lits[i] = u.namedVar("%s(e%d)", u.m.Vocabulary.Name(b), i)
			}
		}
		u.base[b] = lits
	}
	w := make([]cnf.Lit, u.n) // W contains the initial writes, too
	u.base[vocabulary.SetM], u.base[vocabulary.SetF] = make([]cnf.Lit, u.n), make([]cnf.Lit, u.n)
	for i := range u.n {
		var some []cnf.Lit
		for k, b := range classes {
			some = append(some, u.base[b][i])
			for _, c := range classes[:k] {
				u.add(-u.base[b][i], -u.base[c][i])
			}
		}
		if i >= u.change.size() {
			u.add(some...)
		}
		w[i] = u.or(u.base[vocabulary.SetW][i], u.base[vocabulary.SetIW][i])
		u.base[vocabulary.SetM][i] = u.or(u.base[vocabulary.SetR][i], w[i])
		for t := 1; t < len(lang.Tags); t++ { // tags of accesses, which may have any of them
			if info := &lang.Tags[t]; !info.Barrier {
				name, b := info.Name, vocabulary.Tagged(isa.Tag(t))
				if info.Exclusive && !lang.Annotated { // the only one
					name = "exclusive"
				}
				if i < u.change.size() && u.change.accesses != nil {
					u.base[b] = append(u.base[b], cnf.False) // see compute
					continue
				}
				u.base[b] = append(u.base[b], u.and(u.namedVar("%s(e%d)", name, i), u.base[vocabulary.SetM][i]))
			}
		}
		fences := cnf.False
		for _, b := range classes { // in order: a formula is a function of the model
			if isBarrier(u.m, b) && !u.located(b) {
				fences = u.or(fences, u.base[b][i])
			}
		}
		if i == 0 && u.change.accesses == nil { // comparing one that is about a location with another is refused
			fences = cnf.True
		}
		u.base[vocabulary.SetF][i] = fences
	}
	u.base[vocabulary.SetW] = w
	if u.m.Vocabulary.Language.Annotated {
		u.base[vocabulary.SetShown] = u.each(u.n, func(i int) cnf.Lit {
			return u.and(u.namedVar("%s(e%d)", u.m.Vocabulary.Name(vocabulary.SetShown), i), u.base[vocabulary.SetM][i])
		})
	}
}

// order adds what holds of the static relations. Program order is a strict order of
// the events of a thread, without initial writes. The other static relations are
// contained in it, and start and end at events of their classes; one that goes onward
// extends to all later events.
func (u *universe) order() {
	n := u.n
	po := u.base[vocabulary.RelPo]
	relations, located := u.relations(), u.anyLocated()
	for i := range n {
		u.add(-po[i*n+i])
		for j := range n {
			ij := i*n + j
			u.add(-po[ij], -u.base[vocabulary.SetIW][i])
			u.add(-po[ij], -u.base[vocabulary.SetIW][j])
			u.add(-po[ij], u.base[vocabulary.RelInt][ij])
			u.add(-u.base[vocabulary.RelInt][ij], -u.base[vocabulary.RelExt][ij])
			u.add(-u.base[vocabulary.RelLoc][ij], u.base[vocabulary.RelLoc][j*n+i])
			u.add(-u.base[vocabulary.RelLoc][ij], u.base[vocabulary.SetM][i], located[i])
			for _, b := range relations {
				r, ok := b.Static()
				if !ok || r == event.Po {
					continue
				}
				d := u.base[b]
				u.add(-d[ij], po[ij])
				if from, ok := endSet(event.Statics[r].From); ok {
					u.add(-d[ij], u.base[from][i])
				}
				if to, ok := endSet(event.Statics[r].To); ok {
					u.add(-d[ij], u.base[to][j])
				}
			}
			for k := range n {
				u.add(-po[ij], -po[j*n+k], po[i*n+k])
				for _, b := range relations {
					if r, ok := b.Static(); ok && r.Onward(u.m.Vocabulary.Language) {
						d := u.base[b]
						u.add(-d[ij], -po[j*n+k], d[i*n+k])
					}
				}
			}
		}
	}
}

// located reports whether b is the set of the barriers of one kind, which are about one
// location.
func (u *universe) located(b vocabulary.Base) bool {
	t, ok := b.Tag()
	return ok && u.m.Vocabulary.Language.Tags[t].Located
}

// anyLocated returns for each event the literal that it is a barrier about one location.
func (u *universe) anyLocated() []cnf.Lit {
	return u.each(u.n, func(i int) cnf.Lit {
		x := cnf.False
		for _, b := range classes(u.m) {
			if u.located(b) {
				x = u.or(x, u.base[b][i])
			}
		}
		return x
	})
}

func (u *universe) and(a, b cnf.Lit) cnf.Lit {
	switch {
	case a == cnf.False || b == cnf.False:
		return cnf.False
	case a == cnf.True || a == b:
		return b
	case b == cnf.True:
		return a
	}
	g := u.newVar()
	u.add(-g, a)
	u.add(-g, b)
	u.add(g, -a, -b)
	return g
}

func (u *universe) or(a, b cnf.Lit) cnf.Lit { return -u.and(-a, -b) }

// version is the universe with certain tags of what changes.
type version struct {
	*universe
	tags []isa.Tags
	memo map[rel.ID][]cnf.Lit
}

// under returns the universe with the given tags of what changes.
func (u *universe) under(tags []isa.Tags) *version {
	return &version{universe: u, tags: tags, memo: map[rel.ID][]cnf.Lit{}}
}

// valueLits returns the literals of a node: of its events, or of its pairs. Of a node that is
// not simple, these are some of its pairs: those that it has whatever the execution chooses.
func (v *version) valueLits(id rel.ID) []cnf.Lit {
	memo := v.memo
	if !v.changes[id] {
		memo = v.shared
	}
	if x, ok := memo[id]; ok {
		return x
	}
	if v.opaque[id] {
		memo[id] = v.opaqueLits(id)
		return memo[id]
	}
	x := v.compute(v.m.Node(id))
	memo[id] = x
	return x
}

// compute makes the literals of a node from those of its operands.
func (v *version) compute(n *rel.Node) []cnf.Lit {
	switch n.Op {
	case rel.SetBase:
		set := append([]cnf.Lit(nil), v.base[n.Base]...)
		if t, ok := n.Base.Tag(); ok {
			for i, tags := range v.tags {
				if tags.Has(t) {
					set[i] = cnf.True
				}
			}
		}
		return set
	case rel.RelBase:
		if n.Base.Dynamic() {
			return v.constant(rel.RelEmpty)
		}
		return v.base[n.Base]
	case rel.RecVar, rel.Brackets:
		return v.constant(rel.RelEmpty)
	case rel.SetUniv, rel.RelUniv, rel.SetEmpty, rel.RelEmpty:
		return v.constant(n.Op)
	}
	var a, b []cnf.Lit
	if a = v.valueLits(n.A); n.B != 0 {
		b = v.valueLits(n.B)
	}
	switch n.Op {
	case rel.SetCompl, rel.Compl:
		a = v.upperLits(n.A)
	case rel.SetDiff, rel.Diff:
		b = v.upperLits(n.B)
	}
	if n.Op.IsSet() && n.Op != rel.Domain && n.Op != rel.Range {
		return v.each(v.n, func(i int) cnf.Lit { return v.elementLit(n.Op, a, b, i) })
	}
	size := v.n * v.n
	if n.Op.IsSet() {
		size = v.n
	}
	return v.each(size, func(k int) cnf.Lit {
		i, j := k/v.n, k%v.n
		switch n.Op {
		case rel.Domain, rel.Range:
			x := cnf.False
			for m := range v.n {
				if n.Op == rel.Domain {
					x = v.or(x, a[k*v.n+m])
				} else {
					x = v.or(x, a[m*v.n+k])
				}
			}
			return x
		case rel.Ident:
			if i != j {
				return cnf.False
			}
			return a[i]
		case rel.Plus:
			return a[k]
		case rel.Opt, rel.Star:
			if i == j {
				return cnf.True
			}
			return a[k]
		case rel.Cross:
			return v.and(a[i], b[j])
		case rel.Inverse:
			return a[j*v.n+i]
		case rel.Seq:
			x := cnf.False
			for m := range v.n {
				x = v.or(x, v.and(a[i*v.n+m], b[m*v.n+j]))
			}
			return x
		}
		return v.elementLit(n.Op, a, b, k)
	})
}

// opaqueLits makes the literals of a set that is the same in both versions.
func (v *version) opaqueLits(id rel.ID) []cnf.Lit {
	most := v.mostLits(id)
	return v.each(v.n, func(i int) cnf.Lit {
		x := v.namedVar("%s(e%d)", v.m.Text(id), i)
		v.add(-x, most[i])
		return x
	})
}

// mostLits returns the literals of the events that can be in an opaque set.
func (v *version) mostLits(id rel.ID) []cnf.Lit {
	n := v.m.Node(id)
	switch {
	case n.Op != rel.SetDiff:
		return v.constant(rel.SetUniv)
	case !v.pointwise[n.A]:
		return v.mostLits(n.A)
	}
	a, b := v.valueLits(n.A), v.valueLits(n.B)
	return v.each(v.n, func(i int) cnf.Lit { return v.and(a[i], -b[i]) })
}

// upperLits returns the literals of a node of which two events decide about a pair, and for
// other nodes those of all pairs.
func (v *version) upperLits(id rel.ID) []cnf.Lit {
	switch {
	case v.pointwise[id]:
		return v.valueLits(id)
	case v.m.Node(id).Op.IsSet():
		return v.constant(rel.SetUniv)
	}
	return v.constant(rel.RelUniv)
}

// elementLit computes an element that depends on one element of each operand.
func (v *version) elementLit(op rel.Op, a, b []cnf.Lit, k int) cnf.Lit {
	switch op {
	case rel.Union, rel.SetUnion:
		return v.or(a[k], b[k])
	case rel.Inter, rel.SetInter:
		return v.and(a[k], b[k])
	case rel.Diff, rel.SetDiff:
		return v.and(a[k], -b[k])
	case rel.Compl, rel.SetCompl:
		return -a[k]
	}
	panic("strength: a node that is not simple")
}

// constant returns the literals of an empty or a full set or relation.
func (v *version) constant(op rel.Op) []cnf.Lit {
	size, is := v.n, cnf.True
	if !op.IsSet() {
		size = v.n * v.n
	}
	if op == rel.SetEmpty || op == rel.RelEmpty {
		is = cnf.False
	}
	return v.each(size, func(int) cnf.Lit { return is })
}

// each calls f for each element and returns the literals.
func (u *universe) each(size int, f func(k int) cnf.Lit) []cnf.Lit {
	x := make([]cnf.Lit, size)
	for k := range x {
		x[k] = f(k)
	}
	return x
}
