package decide

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
)

const sb = `PPC SB
{ 0:r2=x; 0:r4=y; 1:r2=y; 1:r4=x; }
 P0           | P1           ;
 li r1,1      | li r1,1      ;
 stw r1,0(r2) | stw r1,0(r2) ;
 lwz r3,0(r4) | lwz r3,0(r4) ;
exists (0:r3=0 /\ 1:r3=0)
`

// TestDisagreement has the evaluator judge by a stronger model than the encoded one, as
// if the encoder had lost a constraint: the execution found has to be an alarm, not a
// Sometimes.
func TestDisagreement(t *testing.T) {
	d := newDecider(t, "power", Options{})
	sc := fixture.Model(t, "sc")
	d.judge = eval.New(sc)
	test := fixture.Parse(t, diag.NewSource("SB", sb))
	s, err := d.Structure(context.Background(), test, nil, false)
	if err != nil {
		t.Fatal(err)
	}
	_, err = d.Decide(context.Background(), s)
	var dis *Disagreement
	if !errors.As(err, &dis) || !strings.Contains(dis.What, "violates the model") {
		t.Errorf("got %v, want a disagreement about the model", err)
	}
}

func TestCancelled(t *testing.T) {
	d := newDecider(t, "power", Options{})
	test := fixture.Parse(t, diag.NewSource("SB", sb))
	s, err := d.Structure(context.Background(), test, nil, false)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if a, err := d.Decide(ctx, s); err != nil || a.Verdict != "Unknown" || a.Reason != "cancelled" {
		t.Errorf("got %v %v, want Unknown, cancelled", a, err)
	}
}
