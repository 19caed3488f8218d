package execution_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/execution/executiontest"
	"github.com/fencewise/fencewise/programs/event"
)

// nth returns the event with a description; "#2" after it means the second such event.
func nth(t *testing.T, s *event.Structure, what string) int32 {
	t.Helper()
	what, second := strings.CutSuffix(what, "#2")
	for e := range s.Events {
		if execution.Describe(s, e) != what {
			continue
		}
		if !second {
			return int32(e)
		}
		second = false
	}
	t.Fatalf("no event %s", what)
	return 0
}

// names of events in the tests of doorbell orders.
var short = map[string]string{
	"a": "P0:msgsnd P1", "b": "P0:msgsnd P1#2", "own": "P1:msgsnd P1",
	"irq": "P1:doorbell interrupt", "irq2": "P1:doorbell interrupt#2", "clr": "P1:msgclr", "sync": "P0:sync",
}

// The well-formed orders of the doorbell of P1, for two threads.
func TestDoorbellOrder(t *testing.T) {
	const ok = execution.Fault(255)
	for _, c := range []struct {
		threads string
		order   string
		want    execution.Fault
		pending bool
		db      string
	}{
		// A doorbell is taken while it is pending.
		{"msgsnd P1 | doorbell", "a irq", ok, false, "a>irq"},
		{"msgsnd P1 | doorbell", "irq a", execution.NotPending, false, ""},
		{"msgsnd P1 | doorbell; doorbell", "a irq irq2", execution.NotPending, false, ""},
		{"msgsnd P1; msgsnd P1 | doorbell; doorbell", "a irq b irq2", ok, false, "a>irq b>irq2"},
		{"msgsnd P1; msgsnd P1 | doorbell; doorbell", "b irq a irq2", ok, false, "a>irq2 b>irq"},
		{"msgsnd P1; msgsnd P1 | doorbell; doorbell", "a b irq irq2", execution.NotPending, false, ""},
		// A message that finds the doorbell pending coalesces with the earlier one.
		{"msgsnd P1; msgsnd P1 | doorbell", "a b irq", ok, false, "a>irq b>irq"},
		{"msgsnd P1; msgsnd P1 | doorbell", "a irq b", ok, true, "a>irq"},
		{"msgsnd P1; msgsnd P1 | doorbell", "b irq a", ok, true, "b>irq"},
		{"msgsnd P1; msgsnd P1 | msgsnd P1; doorbell", "own a b irq", ok, false, "a>irq b>irq own>irq"},
		// msgclr clears it, whether it is pending or not.
		{"msgsnd P1 | msgclr", "a clr", ok, false, ""},
		{"msgsnd P1 | msgclr", "clr a", ok, true, ""},
		{"msgsnd P1 | msgclr; doorbell", "a clr irq", execution.NotPending, false, ""},
		{"msgsnd P1; msgsnd P1 | msgclr; doorbell", "a clr b irq", ok, false, "b>irq"},
		{"msgsnd P1; msgsnd P1 | doorbell; msgclr", "a irq b clr", ok, false, "a>irq"},
		// What a thread does to its own doorbell happens in program order.
		{"msgsnd P1 | doorbell; msgclr", "a clr irq", execution.OrderTurned, false, ""},
		{"msgsnd P1; msgsnd P1 | doorbell; doorbell", "a irq2 b irq", execution.OrderTurned, false, ""},
		// That a message to itself arrives later does not follow from program order.
		{"| doorbell; msgsnd P1", "own irq", ok, false, "own>irq"},
		// Only the model decides whether a sync between two messages orders them.
		{"msgsnd P1; sync; msgsnd P1 | doorbell", "a irq b", ok, true, "a>irq"},
		{"msgsnd P1; sync; msgsnd P1 | doorbell", "b irq a", ok, true, "b>irq"},
		{"sync; msgsnd P1; msgsnd P1; sync | doorbell", "b irq a", ok, true, "b>irq"},
		{"msgsnd P1; lwsync; msgsnd P1 | doorbell", "b irq a", ok, true, "b>irq"},
		// The order contains every executed member once.
		{"msgsnd P1 | doorbell", "a", execution.BadOrder, false, ""},
		{"msgsnd P1 | doorbell", "", execution.BadOrder, false, ""},
		{"msgsnd P1 | doorbell", "a irq a", execution.BadOrder, false, ""},
		{"msgsnd P1; sync | doorbell", "a irq sync", execution.BadOrder, false, ""},
		{"msgsnd P1 | doorbell r5", "a", ok, true, ""}, // not taken
		{"msgsnd P1 | doorbell r5", "a irq", execution.BadOrder, false, ""},
	} {
		s := executiontest.Build(t, executiontest.Threads("D", "true", strings.Split(c.threads, "|")...))
		x := execution.New(s)
		for e := range s.Events {
			if s.Events[e].IsWrite() {
				x.Order[event.Co][s.Events[e].Loc] = []int32{int32(e)}
			}
		}
		for _, name := range strings.Fields(c.order) {
			x.Order[event.Dbo][1] = append(x.Order[event.Dbo][1], nth(t, s, short[name]))
		}
		cand, err := x.Complete()
		var ill *execution.IllFormed
		switch {
		case errors.As(err, &ill):
			if ill.Fault != c.want || ill.Order != event.Dbo || ill.Object != 1 || ill.Event < 0 {
				t.Errorf("%s: %s: %v", c.threads, c.order, err)
			}
			continue
		case c.want != ok:
			t.Errorf("%s: %s is accepted", c.threads, c.order)
			continue
		}
		if cand.Pending(1) != c.pending || cand.Pending(0) {
			t.Errorf("%s: %s: pending is %v", c.threads, c.order, cand.Pending(1))
		}
		if got, want := answered(cand), inFull(c.db); got != want {
			t.Errorf("%s: %s: db is %s, want %s", c.threads, c.order, got, want)
		}
	}
}

// answered lists each message with the interrupt that answers it, sorted.
func answered(c *execution.Candidate) string {
	var l []string
	c.EachAnswer(func(message, irq int) {
		l = append(l, execution.Describe(c.X.S, message)+">"+execution.Describe(c.X.S, irq))
	})
	slices.Sort(l)
	return strings.Join(l, " ")
}

// inFull writes pairs of short names as answered does.
func inFull(list string) string {
	l := strings.Fields(list)
	for i, pair := range l {
		from, to, _ := strings.Cut(pair, ">")
		l[i] = strings.ReplaceAll(short[from]+">"+short[to], "#2", "")
	}
	slices.Sort(l)
	return strings.Join(l, " ")
}

// Lists that are no orders.
func TestDoorbellShape(t *testing.T) {
	s := executiontest.Build(t, executiontest.Threads("D", "true", "msgsnd P1", "doorbell"))
	for _, c := range []struct {
		dbo  [][]int32
		want execution.Fault
	}{
		{nil, execution.BadOrder},
		{[][]int32{nil}, execution.BadShape},
		{[][]int32{nil, {99}}, execution.BadShape},
		{[][]int32{nil, {-1}}, execution.BadShape},
		{[][]int32{{nth(t, s, short["a"]), nth(t, s, short["irq"])}, nil}, execution.BadOrder},
	} {
		x := executiontest.First(s)
		x.Order[event.Dbo] = c.dbo
		_, err := x.Complete()
		var ill *execution.IllFormed
		if !errors.As(err, &ill) || ill.Fault != c.want {
			t.Errorf("%v: got %v", c.dbo, err)
		}
	}
	x := executiontest.First(executiontest.Build(t, executiontest.Threads("N", "true", wx1, rx)))
	x.Order[event.Dbo] = nil
	if _, err := x.Complete(); err != nil {
		t.Errorf("no doorbells, no order: %v", err)
	}
}

// pending(P) in a condition: how many executions satisfy it and how many do not.
func TestPendingCondition(t *testing.T) {
	for _, c := range []struct {
		cond    string
		threads string
		yes, no int
	}{
		{"pending(P1)", "msgsnd P1 | ", 1, 0},
		{"pending(P0)", "msgsnd P1 | ", 0, 1},
		{"pending(P1)", "msgsnd P1 | doorbell", 0, 1},
		{"pending(P1)", "msgsnd P1 | doorbell r5", 1, 1},
		{"pending(P1) /\\ 1:r5=0", "msgsnd P1 | doorbell r5", 1, 1},
		{"~pending(P1)", "msgsnd P1 | msgclr", 1, 1},
		// Two messages: both before the interrupt in two orders, and each alone.
		{"pending(P1)", "msgsnd P1; msgsnd P1 | doorbell", 2, 2},
		{"pending(P1)", "msgsnd P1; sync; msgsnd P1 | doorbell", 2, 2},
	} {
		s := executiontest.Build(t, executiontest.Threads("P", c.cond, strings.Split(c.threads, "|")...))
		yes, no := 0, 0
		executiontest.Each(s, func(x *execution.Candidate) {
			if x.Holds(s.Cond) {
				yes++
			} else {
				no++
			}
		})
		if yes != c.yes || no != c.no {
			t.Errorf("%s in %s: %d and %d", c.cond, c.threads, yes, no)
		}
	}
}
