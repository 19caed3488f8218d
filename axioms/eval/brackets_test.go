package eval

import (
	"errors"
	"testing"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/execution/executiontest"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/event"
)

// bracketModel matches writes with reads. The group is written as herd7's models have it.
const bracketModel = `
let matching = let rec
	    open = W \ domain(m)
	and closed = R \ range(m)
	and free = open | closed
	and apart = [free] ; po ; [free]
	and near = [open] ; po ; [closed]
	and m = m | (near \ (apart ; apart))
	in m
empty matching & (rf^-1 ; rf) as b`

// TestBrackets compares the operator with the iteration that the definition stands for in
// herd7: each name takes its new value from the values of the others at that moment, until
// nothing changes.
func TestBrackets(t *testing.T) {
	m := fixture.ModelText(t, bracketModel)
	if m.Node(m.Named["matching"]).Op != rel.Brackets {
		t.Fatal("not recognised")
	}
	j := New(m)
	compared := 0
	for seed := range fixture.Nightly(60, 2000) {
		s := executiontest.Build(t, families.Small(uint64(seed)))
		few(s, 5, func(c *execution.Candidate) {
			j.Judge(nil, c)
			got, _ := j.Relation("matching")
			want := iterate(c)
			if len(got) != len(want) {
				t.Errorf("seed %d: %v, want %v", seed, got, want)
			}
			for _, p := range got {
				if !want[p] {
					t.Errorf("seed %d: %v, want %v", seed, got, want)
				}
			}
			compared += len(got)
		})
		if t.Failed() {
			return
		}
	}
	if compared < 30 {
		t.Errorf("only %d pairs", compared)
	}
}

// few calls f for the first executions of a structure.
func few(s *event.Structure, n int, f func(*execution.Candidate)) {
	enough := errors.New("enough")
	defer func() {
		if r := recover(); r != nil && r != any(enough) {
			panic(r)
		}
	}()
	executiontest.Each(s, func(c *execution.Candidate) {
		if n--; n < 0 {
			panic(enough)
		}
		f(c)
	})
}

// iterate computes the matching of writes with reads by the definition.
func iterate(c *execution.Candidate) map[[2]int]bool {
	s := c.X.S
	m := map[[2]int]bool{}
	for changed := true; changed; {
		changed = false
		free := map[int]bool{}
		for _, e := range c.Events() {
			free[int(e)] = s.Events[e].IsAccess()
		}
		for p := range m {
			free[p[0]], free[p[1]] = false, false
		}
		for _, a := range c.Events() {
			for _, b := range c.Events() {
				l, u := int(a), int(b)
				if !free[l] || !free[u] || !s.Events[l].IsWrite() || !s.Events[u].IsRead() || !s.Po(l, u) {
					continue
				}
				between := false
				for _, x := range c.Events() {
					between = between || free[int(x)] && s.Po(l, int(x)) && s.Po(int(x), u)
				}
				if !between && !m[[2]int{l, u}] {
					m[[2]int{l, u}], changed = true, true
				}
			}
		}
	}
	return m
}

// TestDiffer: the relation of different values, on all executions of a program.
func TestDiffer(t *testing.T) {
	j := New(fixture.ModelText(t, "let d = different-values(co | rf | po-loc)\nacyclic d as a"))
	for seed := range 20 {
		s := executiontest.Build(t, families.Small(uint64(seed)))
		few(s, 20, func(c *execution.Candidate) {
			j.Judge(nil, c)
			d, _ := j.Relation("d")
			in := map[[2]int]bool{}
			for _, p := range d {
				in[p] = true
			}
			for _, name := range []string{"co", "rf", "po-loc"} {
				all, _ := j.Relation(name)
				for _, p := range all {
					if differ := c.Value(p[0]) != c.Value(p[1]); differ != in[p] || differ && name == "rf" {
						t.Errorf("seed %d: %s %v: %v, want %v", seed, name, p, in[p], differ)
					}
				}
			}
		})
	}
}
