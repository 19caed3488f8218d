package decide

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/event"
)

// TestRelaxedAlarm: if stages are left out, an execution that the model forbids only
// shows that they are needed. Any other disagreement is an alarm, as it always is: here
// the execution found has another final state than the query asks for, because the
// condition changes after the formula is made.
func TestRelaxedAlarm(t *testing.T) {
	d := newDecider(t, "power", Options{})
	for _, c := range []struct {
		name, model string // what the evaluator judges by
		other       bool
		alarm       string
	}{
		{"nothing wrong", "power", false, ""},
		{"forbidden by a later stage", "sc", false, ""},
		{"another final state", "power", true, "the final state is not as asked for"},
	} {
		s, err := d.Structure(context.Background(), fixture.ParseText(t, sb), nil, false)
		if err != nil {
			t.Fatal(err)
		}
		m := fixture.Model(t, c.model)
		d.judge = eval.New(m)
		x, err := d.encoder.Start(context.Background(), encode.Query{Structure: s, Goal: encode.Holds}, encode.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if c.other {
			s.Cond = event.False
		}
		_, ok, err := d.relaxed(context.Background(), x)
		var dis *Disagreement
		switch {
		case c.alarm == "":
			if err != nil || ok != (c.model == "power") {
				t.Errorf("%s: answered %v, %v", c.name, ok, err)
			}
		case !errors.As(err, &dis) || !strings.Contains(dis.What, c.alarm):
			t.Errorf("%s: got %v, want an alarm: %s", c.name, err, c.alarm)
		}
	}
}
