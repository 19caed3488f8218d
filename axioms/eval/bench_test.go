package eval

import (
	"testing"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/execution/executiontest"
	"github.com/fencewise/fencewise/internal/fixture"
)

// bench is one execution of 14 events: IRIW with a sync in each reader.
const bench = `PPC IRIW+syncs
{
0:r1=x; 1:r1=x; 1:r2=y; 2:r2=y; 3:r1=x; 3:r2=y;
}
 P0           | P1           | P2           | P3           ;
 li r5,1      | lwz r5,0(r1) | li r5,1      | lwz r5,0(r2) ;
 stw r5,0(r1) | sync         | stw r5,0(r2) | sync         ;
              | lwz r6,0(r2) |              | lwz r6,0(r1) ;
              | sync         |              | sync         ;
              | stw r6,0(r2) |              | stw r6,0(r1) ;
exists (1:r5=1 /\ 1:r6=0 /\ 3:r5=1 /\ 3:r6=0)
`

// candidates collects the executions of a test.
func candidates(b *testing.B, text string) (all []*execution.Candidate) {
	executiontest.Each(executiontest.Build(b, text), func(c *execution.Candidate) { all = append(all, c) })
	if len(all) == 0 {
		b.Fatal("no executions")
	}
	return all
}

func BenchmarkConsistent(b *testing.B) {
	for _, name := range []string{"power", "tso", "sc"} {
		b.Run(name, func(b *testing.B) {
			all := candidates(b, bench)
			j := New(fixture.Model(b, name))
			b.ReportAllocs()
			b.ReportMetric(float64(len(all[0].Events())), "events")
			for i := 0; b.Loop(); i++ {
				j.Consistent(nil, all[i%len(all)])
			}
		})
	}
}

func BenchmarkJudge(b *testing.B) {
	all := candidates(b, bench)
	j := New(fixture.Model(b, "power"))
	allowed := all[:0:0]
	for _, c := range all {
		if j.Consistent(nil, c) {
			allowed = append(allowed, c)
		}
	}
	b.Run("allowed", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			j.Judge(nil, allowed[i%len(allowed)])
		}
	})
	b.Run("all", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			j.Judge(nil, all[i%len(all)])
		}
	})
}

func BenchmarkComplete(b *testing.B) {
	all := candidates(b, bench)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := all[i%len(all)].X.Complete(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNew(b *testing.B) {
	m := fixture.Model(b, "power")
	b.ReportAllocs()
	for b.Loop() {
		New(m)
	}
}
