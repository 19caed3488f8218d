package eval

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/execution/executiontest"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/internal/fixture"
)

// crowd holds tests that together contain everything that a model can refer to: fences,
// dependencies, pairs of lwarx and stwcx., several writes to a location, and executions
// with all kinds of cycles.
var crowd = [][]string{
	{wx1 + lwsync + wy1, ry + isync + rx2 + "; li r9,2; stw r9,0(r21)"},
	{"li r1,2; " + exX + end, wx1 + po + rx2},
	{wx2 + sync + wy1, wy2 + eieio + wx1},
	{rx + dataWy, ry + addrWx},
	{wx1 + sync + "msgsnd P1; sync; msgsnd P1", "msgsnd P1; doorbell r5; msgclr; doorbell r6; msgsync; " + rx2},
	{"msgsnd P1; lwsync; msgsnd P1; msgsnd P0", "msgclr; doorbell; msgsnd P0; doorbell r5"},
}

// TestLanguage judges the executions of a few tests by the files in testdata/language. These
// state equalities between constructs of cat, and no check may fail.
func TestLanguage(t *testing.T) {
	files, err := filepath.Glob("testdata/language/*.cat")
	if err != nil || len(files) < 5 {
		t.Fatal("no files")
	}
	for _, file := range files {
		m, err := models.LoadFile(file, nil)
		if err != nil {
			t.Errorf("%v", err)
			continue
		}
		if err := m.Check(); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		j := New(m)
		for _, cols := range crowd {
			s := executiontest.Build(t, executiontest.Threads("T", "true", cols...))
			executiontest.Each(s, func(c *execution.Candidate) {
				if t.Failed() {
					return
				}
				v := j.Judge(nil, c)
				for i := range v.Violations {
					t.Errorf("%s: %s in %s", filepath.Base(file), v.Violations[i].String(s), strings.Join(cols, " | "))
				}
			})
		}
	}
}

// A model that is not monotone: more rf or more hb helps. The verdicts are
// worked out by hand.
func TestNotMonotone(t *testing.T) {
	j := New(fixture.ModelText(t, `
let hb = po | rf
empty po & (R * R) \ (rf^-1 ; hb+) as covered
acyclic po \ (rf ; hb+) as never-cyclic
~empty rf & (_ * R) \ hb* as rf-outside`))
	s := executiontest.Build(t, executiontest.Threads("MP", "1:r5=1 /\\ 1:r6=0", wx1+po+wy1, ry+po+rx2))
	v := j.Judge(nil, outcome(t, s))
	// The second read is po-after the first. The source of the first
	// reaches it through hb, so that pair is covered; and all of rf is in hb.
	var got []string
	for i := range v.Violations {
		got = append(got, v.Violations[i].Axiom.Name)
	}
	if strings.Join(got, " ") != "rf-outside" {
		t.Errorf("got %v", got)
	}
}
