package decide

import (
	"context"
	"slices"
	"testing"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/encode/solve"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/unroll"
)

// TestEveryCandidate asks about one candidate after the other: with all its choices
// assumed, the formula is satisfiable exactly if the evaluator accepts the candidate. A
// verdict needs only one execution; here every execution is checked, so that even models
// that make no sense find errors.
func TestEveryCandidate(t *testing.T) {
	every, solver := fixture.ModelText(t, "empty 0 as nothing"), solve.New("")
	defer solver.Close()
	t.Run("random models", func(t *testing.T) {
		yes, no := 0, 0
		programs := []func(uint64) string{families.Small, families.Doorbell}
		for seed := range fixture.Nightly(600, 50_000) {
			text := families.Model(uint64(seed))
			y, n := eachCandidate(t, solver, fixture.ModelText(t, text), every, programs[seed%2](uint64(seed)))
			if yes, no = yes+y, no+n; t.Failed() {
				t.Fatal(text)
			}
		}
		if t.Log(yes, "allowed,", no, "forbidden"); yes < 1000 || no < 1000 {
			t.Error("the models do not tell")
		}
	})
	// What a pair rests on may be many steps away, and must not be the pair itself.
	for name, text := range map[string]string{
		"circles":        "let n = rf | rf^-1 | po-loc | po-loc^-1 empty co \\ n+ as a",
		"closed circles": "let n = rf | rf^-1 | po-loc | po-loc^-1 let rec r = n | (r ; n) empty co \\ r as b",
		"chains":         "let step = co \\ (co ; co) empty co \\ step+ as c",
		"differences":    "let rec r = co | ((r ; rf) \\ (fr^-1 ; po)) empty (co ; rf) \\ r as e",
		"intersections":  "let rec r = co | ((r ; rf) & (W * domain(fr))) empty (co ; rf) \\ r as f",
		"closed chains":  "let step = co \\ (co ; co) let rec r = step | (step ; r) empty co \\ r as d",
	} {
		t.Run(name, func(t *testing.T) {
			m, yes, no := fixture.ModelText(t, text), 0, 0
			for seed := range fixture.Nightly(30, 2000) {
				y, n := eachCandidate(t, solver, m, every, families.Small(uint64(seed)))
				if yes, no = yes+y, no+n; t.Failed() {
					return
				}
			}
			t.Log(yes, "allowed,", no, "forbidden")
		})
	}
	for _, name := range []string{"power", "tso", "power-doorbell", "power-doorbell-2.07", "lkmm-doorbell"} {
		t.Run(name, func(t *testing.T) {
			m := fixture.Model(t, name)
			program, yes, no := families.Small, 0, 0
			switch {
			case m.Arch == "C":
				program = families.KernelDoorbell
			case m.Doorbells():
				program = families.Doorbell
			}
			for seed := range fixture.Nightly(150, 10_000) {
				y, n := eachCandidate(t, solver, m, every, program(uint64(seed)))
				if yes, no = yes+y, no+n; t.Failed() {
					return
				}
			}
			if t.Log(yes, "allowed,", no, "forbidden"); yes < 100 || no < 100 {
				t.Error("the programs do not tell")
			}
		})
	}
}

// eachCandidate counts the candidates of a program that a model allows and forbids,
// among the first 150.
func eachCandidate(t *testing.T, solver *solve.Solver, m, every *rel.Model, text string) (yes, no int) {
	t.Helper()
	s := fixture.Structure(t, fixture.ParseText(t, text), unroll.Options{Limits: unroll.Limits{Bound: 1, Interrupts: 1}, KeepRounds: true})
	x, err := encode.NewEncoder(m).Encode(context.Background(), encode.Query{Structure: s, Goal: encode.Any}, encode.Options{})
	if err != nil {
		t.Fatal(err)
	}
	judge := eval.New(m)
	q := solver.Session(x.F, x.P, solve.Limits{})
	defer q.Close()
	most := max(10, min(150, 100_000/x.F.Vars())) // Z3 is asked where there are ranks, which are many
	_, err = enumerate.Each(context.Background(), s, every, enumerate.Options{MaxCandidates: most}, func(c *execution.Candidate) bool {
		if len(c.Cuts) > 0 {
			return true
		}
		a, err := q.Ask(context.Background(), decisions(x, c)...)
		if err != nil {
			t.Fatal(err)
		}
		v := judge.Judge(nil, c)
		if v.Consistent() {
			yes++
		} else {
			no++
		}
		if (a.Status == solve.Sat) != v.Consistent() {
			t.Errorf("model %s: the formula says %v (1 is yes), the evaluator %v, of rf %v, co %v, dbo %v\n%s",
				m.Name, a.Status, v.Consistent(), c.X.Rf, c.X.Order[event.Co], c.X.Order[event.Dbo], text)
		}
		return !t.Failed()
	})
	if err != nil {
		t.Fatal(err)
	}
	return yes, no
}

// decisions returns the literals of a formula that a candidate decides.
func decisions(x *encode.Encoding, c *execution.Candidate) (lits []cnf.Lit) {
	for v := 2; v < len(x.F.Meaning); v++ {
		is, m := false, x.F.Meaning[v]
		switch m.Kind {
		case cnf.ReadsFrom:
			is = c.X.Rf[m.B] == m.A
		case cnf.Choice:
			is = c.X.Choices[m.A]
		case cnf.Coherence, cnf.DoorbellOrder:
			if !c.Executed[m.A] || !c.Executed[m.B] {
				continue
			}
			list := c.X.Order[event.Co][max(0, x.S.Events[m.A].Loc)]
			if m.Kind == cnf.DoorbellOrder {
				list = c.X.Order[event.Dbo][x.S.Events[m.A].Doorbell()]
			}
			is = slices.Index(list, m.A) < slices.Index(list, m.B)
		default:
			continue
		}
		if l := cnf.Lit(v); is {
			lits = append(lits, l)
		} else {
			lits = append(lits, -l)
		}
	}
	return lits
}
