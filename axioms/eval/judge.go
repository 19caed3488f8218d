package eval

import (
	"fmt"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/internal/limit"
)

// Judge evaluates executions by one model. It keeps its memory from one
// execution to the next, and so must not be used from two goroutines at once.
// After a warm-up a judgement of an execution of 14 events by power.cat takes
// a few microseconds and allocates only for what it finds.
type Judge struct {
	m      *rel.Model
	groups []groupPlan
	parts  []axiomParts // per axiom

	shifting []bool // see rel.Model.Shifting; nil until it is needed
	monotone bool   // known where shifting is

	c    *execution.Candidate
	part *Ground // what of it is to be seen; nil for all
	space
	pos  []int32    // per event of the structure: its place among the executed ones
	mask bitset.Set // the executed events as a set of the structure's events

	round uint32     // number of the judgement
	done  []uint32   // per node: the judgement it was computed for
	rels  bitset.Set // per node n*w words
	sets  bitset.Set // per node w words
	all   bitset.Set // the set of all events
	work  bitset.Set // a set for the checks
	class bitset.Set // see classes
	in    []int
}

// New prepares a judge for a model, which must not change any more.
func New(m *rel.Model) *Judge {
	j := &Judge{m: m, done: make([]uint32, len(m.Nodes))}
	j.groups = make([]groupPlan, len(m.Groups))
	for i := range m.Groups {
		j.groups[i] = planGroup(m, i)
	}
	for i := range m.Axioms {
		j.parts = append(j.parts, axiomPartsOf(m, &m.Axioms[i]))
	}
	return j
}

// Model is what the judge judges by.
func (j *Judge) Model() *rel.Model { return j.m }

// Verdict is what a model says of an execution.
type Verdict struct {
	Violations []Violation // plain axioms that fail
	Flags      []Violation // flags that are raised
	Undefined  []Violation // conditions of defined behaviour that fail
}

// Consistent reports whether the model allows the execution. Flags and
// undefined behaviour do not forbid it.
func (v *Verdict) Consistent() bool { return len(v.Violations) == 0 }

// Judge checks every axiom and shows what is wrong with those that fail. The
// meter counts the work; if its context is over, Judge does not return but unwinds
// to the nearest [limit.Catch]. A nil meter sets no limit. The same holds for the
// other methods that are given a meter, and for those about the execution that was
// judged last.
func (j *Judge) Judge(m *limit.Meter, c *execution.Candidate) Verdict {
	j.meter = m
	j.begin(c)
	var v Verdict
	for i := range j.m.Axioms {
		a := &j.m.Axioms[i]
		fails := j.fails(a)
		switch {
		case a.Mode == rel.Plain && fails != a.Neg:
			v.Violations = append(v.Violations, j.violation(i, fails))
		case a.Mode == rel.UndefinedUnless && fails != a.Neg:
			v.Undefined = append(v.Undefined, j.violation(i, fails))
		case a.Mode == rel.Flag && fails == a.Neg:
			v.Flags = append(v.Flags, j.violation(i, fails))
		}
	}
	return v
}

// Consistent reports whether the model allows an execution. It stops at the first
// axiom that fails.
func (j *Judge) Consistent(m *limit.Meter, c *execution.Candidate) bool {
	j.meter = m
	j.begin(c)
	for i := range j.m.Axioms {
		if a := &j.m.Axioms[i]; a.Mode == rel.Plain && j.fails(a) != a.Neg {
			return false
		}
	}
	return true
}

// fails reports whether an axiom's expression lacks the property.
func (j *Judge) fails(a *rel.Axiom) bool {
	j.eval(a.Expr)
	switch {
	case a.Kind == rel.Acyclic:
		return j.core(j.rel(a.Expr), j.work)
	case a.Kind == rel.Irreflexive:
		return j.loop(j.rel(a.Expr)) >= 0
	case a.Kind != rel.Empty:
		panic(fmt.Sprintf("eval: no such kind of axiom: %d", a.Kind))
	case j.m.Node(a.Expr).Op.IsSet():
		return !j.setOf(a.Expr).Empty()
	}
	return !j.rel(a.Expr).Empty()
}

// Relation lists the pairs of a relation of the execution judged last, as
// events of the structure; false if the model names no such relation.
func (j *Judge) Relation(name string) (pairs [][2]int, ok bool) {
	m, ok := j.matrix(name)
	if !ok || j.c == nil {
		return nil, false
	}
	return j.pairs(m), true
}

// Pairs lists the pairs of a relation of the execution judged last, which is any
// node of the model, as events of the structure.
func (j *Judge) Pairs(id rel.ID) [][2]int {
	j.eval(id)
	return j.pairs(j.rel(id))
}

func (j *Judge) pairs(m bitset.Set) (pairs [][2]int) {
	for i, e := range j.c.Events() {
		j.row(m, i).Each(func(k int) { pairs = append(pairs, [2]int{int(e), int(j.c.Events()[k])}) })
	}
	return pairs
}

// matrix finds a relation by name: as the model binds it last, or a base one.
func (j *Judge) matrix(name string) (bitset.Set, bool) {
	if id, ok := j.m.Named[name]; ok {
		if j.m.Node(id).Op.IsSet() {
			return nil, false
		}
		if j.c != nil {
			j.eval(id)
		}
		return j.rel(id), true
	}
	b, ok := j.m.Vocabulary.Named(name)
	if !ok || b.IsSet() {
		return nil, false
	}
	m := make(bitset.Set, j.n*j.w)
	if j.c != nil {
		j.relation(m, b)
	}
	return m, true
}
