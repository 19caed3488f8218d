package litmus

import (
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/programs/diag"
)

func TestHandlers(t *testing.T) {
	test := parse(t, `PPC h
{ 1:r2=x; }
 P1 doorbell | P0 | P3 | P3  doorbell | P1 ;
 L: lwz r3,0(r2) | msgsnd P1 | | (*@ s: none, sync *) | L: sync ;
 | | | b L | ;
exists (x=1)`)
	if len(test.Threads) != 3 || test.Threads[0].Name != "P0" || test.Threads[1].ID != 3 || test.Threads[2].Name != "P1" {
		t.Fatalf("threads: %+v", test.Threads)
	}
	if test.Threads[0].Handler != nil {
		t.Error("P0 has a handler")
	}
	h3, h1 := test.Threads[1].Handler, test.Threads[2].Handler
	if h1 == nil || h1.Name != "P1 doorbell" || h1.ID != 1 || h1.Handler != nil || h1.Span.Text() != "P1 doorbell" {
		t.Fatalf("handler of P1: %+v", h1)
	}
	if len(h1.Cells) != 1 || h1.Cells[0].Instr.String() != "lwz r3,0(r2)" || h1.Cells[0].Labels[0].Text != "L" {
		t.Errorf("cells of P1 doorbell: %+v", h1.Cells)
	}
	if h3 == nil || h3.Name != "P3 doorbell" || len(h3.Cells) != 2 || h3.Cells[0].Slot != test.Slot("s") || h3.Cells[1].Row != 1 {
		t.Fatalf("handler of P3: %+v", h3)
	}
	if n := len(test.Threads[1].Cells); n != 0 {
		t.Errorf("P3 has %d cells", n)
	}
}

// TestHandlersCount checks that columns of handlers count as columns, and their cells as
// cells.
func TestHandlersCount(t *testing.T) {
	const head, tail = "PPC t\n{ }\n P0 | P0 doorbell ;\n", "exists (x=1)"
	for _, c := range []struct {
		lim  Limits
		text string
		code diag.Code
	}{
		{Limits{Threads: 2}, head + tail, ""},
		{Limits{Threads: 1}, head + tail, "FW1071"},
		{Limits{Cells: 3}, head + "sync|sync; |sync;" + tail, ""},
		{Limits{Cells: 2}, head + "sync|sync; |sync;" + tail, "FW1072"},
		{Limits{Cells: 1}, head + " |(*@ a: none, sync *);" + tail, "FW1072"},
	} {
		_, err := ParseWith(diag.NewSource("in", c.text), c.lim)
		var got diag.Code
		if ds := diag.All(err); len(ds) > 0 {
			got = ds[0].Code
		}
		if got != c.code {
			t.Errorf("%+v: %q, want %q: %v", c.lim, got, c.code, err)
		}
	}
}

// TestColumnsInAnyOrder checks that the order of the columns changes nothing in the
// printed test except the order of its threads, that the printed test reads back the
// same, and that this holds even if slots are met in another order.
func TestColumnsInAnyOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		var heads []string
		var cells [][]string
		rows := 1 + rng.IntN(3)
		for _, head := range []string{"P0", "P0 doorbell", "P1", "P1 doorbell", "P2"} {
			col := make([]string, rows)
			for r := range col {
				col[r] = []string{"", "sync", "(*@ a" + itoa(rng.IntN(5)) + ": none, sync *)", "lwz r3,0(r2)"}[rng.IntN(4)]
			}
			heads, cells = append(heads, head), append(cells, col)
		}
		text := func() string {
			s := "PPC t\n{ }\n " + strings.Join(heads, " | ") + " ;\n"
			for r := range rows {
				for c, col := range cells {
					if c > 0 {
						s += "|"
					}
					s += col[r]
				}
				s += ";\n"
			}
			return s + "exists (pending(P0) /\\ 2:r3=0)"
		}
		inOrder := parse(t, text()).String()
		// Handlers go anywhere; the threads stay in their order.
		for range 4 {
			from := []string{"P0 doorbell", "P1 doorbell"}[rng.IntN(2)]
			for i, head := range heads {
				if head == from {
					k := rng.IntN(len(heads))
					heads, cells = move(heads, i, k), move(cells, i, k)
					break
				}
			}
		}
		if got := parse(t, text()).String(); got != inOrder {
			t.Fatalf("%s\nis printed as\n%s\nwant\n%s", text(), got, inOrder)
		}
		roundTrip(t, diag.NewSource("in.litmus", text()))
	}
}

// move moves the element at index i to index k.
func move[T any](s []T, i, k int) []T {
	e := s[i]
	rest := append(append([]T(nil), s[:i]...), s[i+1:]...)
	return append(append(append([]T(nil), rest[:k]...), e), rest[k:]...)
}

func TestPending(t *testing.T) {
	for in, want := range map[string]string{
		`exists pending(P1)`:                                             `exists (pending(P1))`,
		`exists (pending ( P1 ))`:                                        `exists (pending(P1))`,
		`~exists ~pending(P0)`:                                           `~exists (not (pending(P0)))`,
		`forall pending(P0) => pending(P1)`:                              `forall (pending(P0) => pending(P1))`,
		`exists (pending=1 \/ pending (P1))`:                             `exists ([pending]=1 \/ pending(P1))`,
		`exists (x=pending /\ pending (**)(P1))`:                         `exists ([x]=pending /\ pending(P1))`,
		`exists ([pending]=pending)`:                                     `exists ([pending]=pending)`,
		`exists (pending (**) = (**) 1)`:                                 `exists ([pending]=1)`,
		`exists (pending[0]=1 /\ (pending(P1)))`:                         `exists (pending[0]=1 /\ pending(P1))`,
		`exists (0:r1=pending \/ x=1 \/ pending(P0) /\ not pending(P1))`: `exists (0:r1=pending \/ [x]=1 \/ pending(P0) /\ not (pending(P1)))`,
	} {
		src := diag.NewSource("in.litmus", "PPC t\n{ pending=1; }\n P0 | P1 ;\n lwz r1,0(r2) | ;\n"+in)
		test, err := Parse(src)
		if err != nil {
			t.Errorf("%s: %v", in, err)
			continue
		}
		if got := test.Cond.String(); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
		roundTrip(t, src)
	}
	q := parse(t, "PPC t\n{ }\n P7 ;\n sync ;\nexists pending (P7)").Cond.Prop.(*Pending)
	if q.Thread != 7 || q.At().Text() != "pending (P7)" {
		t.Errorf("thread %d at %q", q.Thread, q.At().Text())
	}
}

func TestDoorbells(t *testing.T) {
	for body, want := range map[string]bool{
		" P0 ;\n sync ;\nexists (x=1)":                            false,
		" P0 ;\n msgsync ;\nexists (x=1)":                         false,
		" P0 ;\n (*@ a: none, msgsync *) ;\nexists (pending=1)":   false,
		" P0 ;\n local_irq_disable ;\nexists (x=1)":               false,
		" P0 | P0 doorbell ;\n | ;\nexists (x=1)":                 true,
		" P0 ;\n msgsnd P0 ;\nexists (x=1)":                       true,
		" P0 ;\n msgclr ;\nexists (x=1)":                          true,
		" P0 | P1 ;\n | doorbell r1 ;\nexists (x=1)":              true,
		" P0 ;\n (*@ a: none, msgclr *) ;\nexists (x=1)":          true,
		" P0 ;\n sync ;\nexists (x=1 /\\ ~(x=2 \\/ pending(P0)))": true,
		" P0 ;\n sync ;\nexists (x=1 => pending(P0))":             true,
		" P0 ;\n sync ;\nfilter pending(P0) => x=1\nexists (x=1)": true,
	} {
		if got := parse(t, "PPC t\n{ }\n"+body).UsesDoorbells(); got != want {
			t.Errorf("%s: %v", body, got)
		}
	}
}

// TestSymbolicInHandler checks that an init item for a register that a thread and its
// handler use applies to both, and that a condition is about the register of the thread.
func TestSymbolicInHandler(t *testing.T) {
	test := parse(t, `PPC s
{ %both=x; %bell=y; }
 P0   | P1            | P1 doorbell     ;
 sync | lwz %r,0(%both) | lwz %r,0(%both) ;
      |               | stw %r,0(%bell) ;
exists (%r=1 /\ 1:%both=x)`)
	for i := range test.Init {
		if it := &test.Init[i]; it.Target.Thread != 1 {
			t.Errorf("%s is of thread %d", it, it.Target.Thread)
		}
	}
	if got, want := test.Cond.String(), `exists (1:%r=1 /\ 1:%both=x)`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestDocumentation checks that the examples of docs/litmus-dialect.md can be read.
func TestDocumentation(t *testing.T) {
	text, err := os.ReadFile("../../docs/litmus-dialect.md")
	if err != nil {
		t.Fatal(err)
	}
	handlers := 0
	for i, part := range strings.Split(string(text), "```\n") {
		if i%2 == 1 && strings.HasPrefix(part, "PPC") {
			for _, th := range parse(t, part).Threads {
				if th.Handler != nil {
					handlers++
				}
			}
		}
	}
	if handlers == 0 {
		t.Error("no example has a handler")
	}
}
