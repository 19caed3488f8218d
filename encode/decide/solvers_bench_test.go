package decide

import (
	"context"
	"testing"

	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/solve"
	"github.com/fencewise/fencewise/internal/fixture"
)

// BenchmarkSolvers has each backend of encode/solve load and answer the query whether the
// condition of a program of real size can hold, with the whole model.
func BenchmarkSolvers(b *testing.B) {
	for _, name := range []string{"tas-3x1-isync-lwsync", "tas-2x2-isync-lwsync", "treiber-2p2-lwsync", "tas-3x2-isync-lwsync", "mcs-2x1-isync-lwsync", "dekker-2x1-sync", "ticket-3x2-isync-lwsync", "tas-3x3-isync-lwsync", "peterson-2x2-sync-sync"} {
		for _, file := range filesOf(suite + "../scale/tests/" + name + ".litmus") {
			d := newDecider(b, "power", Options{})
			s, err := d.Structure(context.Background(), fixture.ParseFile(b, file), nil, false)
			if err != nil {
				b.Fatal(err)
			}
			x, err := encode.NewEncoder(d.Model()).Encode(context.Background(), encode.Query{Structure: s, Goal: encode.Holds}, encode.Options{Whole: true})
			if err != nil {
				b.Fatal(err)
			}
			for _, backend := range solve.Backends() {
				b.Run(name+"/"+string(backend), func(b *testing.B) {
					solver := solve.New(backend)
					defer solver.Close()
					for b.Loop() {
						q := solver.Session(x.F, x.P, solve.Limits{})
						if a, err := q.Ask(context.Background()); err != nil || a.Status == solve.Unknown {
							b.Fatal(a, err)
						}
						q.Close()
					}
					b.ReportMetric(float64(x.F.Clauses()), "clauses")
				})
			}
		}
	}
}
