package encode

import (
	"context"
	"encoding/csv"
	"os"
	"testing"
	"time"

	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/encode/solve"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
)

const suite = "../../shared/suites/power/"

func TestSuiteVerdicts(t *testing.T) {
	f, err := os.Open(suite + "expected.csv")
	if err != nil {
		t.Skip("the suites are not here: ", err)
	}
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	m, err := models.Load("power")
	if err != nil {
		t.Fatal(err)
	}
	enc, err := NewEncoder(m)
	if err != nil {
		t.Fatal(err)
	}
	s := solve.New(solve.Limits{})
	defer s.Close()
	by := map[solve.Engine]int{}
	wrong := 0
	start := time.Now()
	var tp, te, ta time.Duration
	for _, row := range rows[1:] {
		t0 := time.Now()
		text, err := os.ReadFile(suite + "tests/" + row[0])
		if err != nil {
			t.Fatal(err)
		}
		test, err := litmus.Parse(diag.NewSource(row[0], string(text)))
		if err != nil {
			t.Fatal(err)
		}
		st, err := event.Build(test, event.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t1 := time.Now()
		x, err := enc.Encode(st, AskHolds)
		if err != nil {
			t.Fatal(err)
		}
		t2 := time.Now()
		q := s.Session(x.F, x.P)
		a, err := q.Ask(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		q.Close()
		t3 := time.Now()
		tp += t1.Sub(t0)
		te += t2.Sub(t1)
		ta += t3.Sub(t2)
		by[a.By]++
		want := solve.Unsat
		if row[1] != "Never" {
			want = solve.Sat
		}
		if a.Status != want {
			wrong++
			if wrong < 10 {
				t.Errorf("%s: %v, want %s (by %s) %s", row[0], a.Status, row[1], a.By, x)
			}
		}
	}
	t.Log(len(rows)-1, "tests, wrong:", wrong, by, time.Since(start), tp, te, ta)
}
