package encode

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/unroll"
)

// TestAcyclic compares vertex elimination with the definition: under every choice of
// edges the clauses are satisfiable exactly if there is no cycle.
func TestAcyclic(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 400 {
		n := 2 + r.IntN(5)
		x := &Encoding{F: cnf.New(), n: n, w: 1, mem: &memory{}}
		g := x.newGraph()
		type edge struct {
			u, v int
			l    cnf.Lit
		}
		var edges []edge
		for u := range n {
			for v := range n {
				switch r.IntN(5) {
				case 0, 1:
					l := x.F.Var(cnf.Meaning{Kind: cnf.ReadsFrom})
					g.edge(u, v, l)
					edges = append(edges, edge{u, v, l})
				case 2:
					if r.IntN(4) == 0 && u != v {
						g.edge(u, v, cnf.True)
						edges = append(edges, edge{u, v, cnf.True})
					}
				}
			}
		}
		x.acyclic(g, cnf.Tag{}, 0)
		p := cnf.NewPropagator(x.F)
		for range 30 {
			on := make(bitset.Set, n)
			mark := p.Mark()
			ok := !p.Failed()
			for _, e := range edges {
				l := e.l
				if l != cnf.True && r.IntN(2) == 0 {
					l = -l
				} else {
					on[e.u] |= 1 << e.v
				}
				ok = ok && p.Assume(l)
			}
			// All decisions are made: what is left follows by propagation,
			// or may be false.
			y := &Encoding{n: n, w: 1, F: x.F}
			y.close(on)
			cyclic := false
			for u := range n {
				cyclic = cyclic || on[u]>>u&1 != 0
			}
			if ok == cyclic {
				t.Fatalf("satisfiable: %v, cyclic: %v, edges %v", ok, cyclic, edges)
			}
			p.Undo(mark)
		}
	}
}

// TestBounds checks may and must on executions: in every execution that the model allows,
// each named relation lies between them.
func TestBounds(t *testing.T) {
	checkBounds(t, fixture.Model(t, "power"), 120, families.Small)
}

// parts names the relations between the events of one access, and with those of others.
const parts = `"parts"
let same-thread = int
let same-access = si
let same-location = loc
let between = int \ po \ po^-1
let beyond = ext & si
acyclic po-loc | rf | co | fr as coherence
acyclic (po | rf | si & 0) as causality
irreflexive same-thread ; same-access ; (between & po) as one
irreflexive same-location ; beyond ; po as two
`

// TestBoundsOfParts is TestBounds with accesses of mixed size.
func TestBoundsOfParts(t *testing.T) {
	mixed := func(seed uint64) string { return families.Mixed(seed, "little") }
	on := map[string]bool{rel.MixedVariant: true}
	power, err := models.LoadWith("power", on)
	if err != nil {
		t.Fatal(err)
	}
	checkBounds(t, power, 25, mixed)
	m, err := models.Parse(diag.NewSource("parts.cat", parts), on)
	if err != nil {
		t.Fatal(err)
	}
	checkBounds(t, m, 60, mixed)
}

func checkBounds(t *testing.T, m *rel.Model, programs int, draw func(seed uint64) string) {
	t.Helper()
	enc := NewEncoder(m)
	judge := eval.New(m)
	checked := 0
	for seed := range programs {
		text := draw(uint64(seed))
		test := fixture.Parse(t, diag.NewSource("random", text))
		s := fixture.Structure(t, test, unroll.Options{})
		x, err := enc.Start(context.Background(), Query{Structure: s, Goal: Any}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for {
			if _, more, err := x.Next(); err != nil {
				t.Fatal(err)
			} else if !more {
				break
			}
			reach := x.plan.stages[x.stage].reach
			o := enumerate.Options{MaxCandidates: 2000}
			_, err := enumerate.Each(context.Background(), s, m, o, func(c *execution.Candidate) bool {
				judge.Judge(nil, c)
				for name, id := range m.Named {
					if !reach[id] || m.Nodes[id].Op.IsSet() {
						continue
					}
					pairs, ok := judge.Relation(name)
					if !ok {
						continue
					}
					actual := make(bitset.Set, x.n*x.w)
					for _, p := range pairs {
						actual[p[0]*x.w+p[1]>>6] |= 1 << (p[1] & 63)
						if !x.inBound(x.rels.may, id, p[0], p[1]) {
							t.Errorf("%s holds between %d and %d and may not\n%s", name, p[0], p[1], text)
						}
					}
					x.eachPair(x.rows(x.rels.must, id), func(i, j int) {
						if !x.hasPair(actual, i, j) {
							t.Errorf("%s must hold between %d and %d and does not\n%s", name, i, j, text)
						}
					})
					checked++
				}
				return !t.Failed()
			})
			if err != nil {
				t.Fatal(err)
			}
			if err := x.Add(); err != nil {
				t.Fatal(err)
			}
			if t.Failed() || x.P.Failed() {
				break
			}
		}
		if t.Failed() {
			return
		}
	}
	if checked == 0 {
		t.Error("nothing was checked")
	}
	t.Log(checked, "relations checked")
}
