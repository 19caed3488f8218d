package unroll

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/fencewise/fencewise/internal/property"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
)

// point is a place between two instructions of a thread: the number of events of its own
// code before it, and the reads that decided a branch before it.
type point struct {
	own  int
	ctrl uint64
}

// schedule lists the places at which interrupts are taken, in order. One side records
// them, the other one follows.
type schedule struct {
	decide func() bool // whether one is to be taken here; nil to follow
	within bool        // a place has what decided some of the branches
	at     []point
	done   int
}

// next reports whether an interrupt is taken here.
func (s *schedule) next(p point) bool {
	if s.decide != nil {
		if s.decide() {
			s.at = append(s.at, p)
			return true
		}
		return false
	}
	if s.done == len(s.at) {
		return false
	}
	q := s.at[s.done]
	if p.own != q.own || p.ctrl != q.ctrl && !(s.within && p.ctrl&^q.ctrl == 0) {
		return false
	}
	s.done++
	return true
}

// drop removes dependencies of handlers that only the run of the machine has: those on
// tests of a branch that comes before the place of the interrupt in the machine, and
// after it in the structure.
func (s *schedule) drop(machine, structure []step) {
	if s == nil || !s.within || len(machine) != len(structure) {
		return
	}
	for i := range machine {
		if m, with := &machine[i], structure[i].Ctrl; (m.Run > 0 || m.Cell < 0) && with&^m.Ctrl == 0 {
			m.Ctrl = with
		}
	}
}

// pending returns an upper bound on the number of doorbells that can still be taken in a
// run if the other thread rings the given number of times.
func (m *machine) pending(rung int) int {
	for _, s := range m.trace {
		switch s.Kind {
		case "msgsnd P0":
			rung++
		case "irq":
			rung--
		}
	}
	return rung
}

// drawStructure draws a test with a handler and builds it.
func drawStructure(t *rapid.T, own, keep bool) (h handled, s *event.Structure) {
	h = drawHandled(t, own)
	test, err := litmus.Parse(diag.NewSource("random.litmus", h.text))
	if err != nil {
		t.Fatalf("%v\n%s", err, h.text)
	}
	return h, small(t, test, Options{KeepRounds: keep, Limits: Limits{Bound: 2, Interrupts: rapid.IntRange(1, 3).Draw(t, "interrupts")}, FreeSlots: rapid.Bool().Draw(t, "free")})
}

// TestInterruptsAgainstMachine checks that for all places of interrupts in the machine,
// which are between any two instructions, the structure has an execution with the same
// events, values and dependencies that ends in the same way. If rounds without effect are
// skipped, which is for models in which more pairs forbid more, an interrupt after a
// branch may come before it in the structure; its events then depend on fewer tests.
func TestInterruptsAgainstMachine(t *testing.T) {
	compared, taken := map[end]int{}, [5]int{}
	// Few random programs have two interrupts at one place, or paths through the handler that
	// differ in what they test.
	property.Repeat(t, 10, func(t *rapid.T) {
		own, keep := rapid.Bool().Draw(t, "own"), rapid.Bool().Draw(t, "keep")
		h, s := drawStructure(t, own, keep)
		if s == nil || s.SkippedRounds {
			return
		}
		for range 12 {
			o := oracle{seed: rapid.Uint64().Draw(t, "seed"), locs: s.Locs}
			m := newMachine(s, o)
			if own {
				m.remember(s, &o)
			}
			m.limit = s.MaxInterrupts
			n, often := uint64(0), 1+o.hash(0, 3000)%8
			machine := &schedule{decide: func() bool { n++; return m.pending(h.rung) > 0 && o.hash(n, 4000)%8 < often }}
			m.interrupt = func() bool { return machine.next(point{m.own, m.ctrl}) }
			want := m.run()
			if want == tooLong || m.reads > firstSuccess {
				continue
			}
			compared[want]++
			taken[m.taken]++
			compareRunWith(t, s, m, want, o, &schedule{at: machine.at, within: !keep})
		}
	})
	t.Logf("runs compared: %v, by interrupts taken: %v", compared, taken)
	if enough(t, compared[ended], 2000) && enough(t, compared[cutIrq], 200) && enough(t, taken[2], 200) {
		return
	}
	t.Error("too few runs were compared")
}

// TestMachineAgainstInterrupts checks the converse: the machine can take interrupts at
// all places where the structure takes them. All dependencies are equal, because the
// places are those of the structure.
func TestMachineAgainstInterrupts(t *testing.T) {
	compared, taken := map[end]int{}, [5]int{}
	property.Repeat(t, 10, func(t *rapid.T) {
		_, s := drawStructure(t, false, rapid.Bool().Draw(t, "keep"))
		if s == nil || s.SkippedRounds {
			return
		}
		for range 12 {
			o := oracle{seed: rapid.Uint64().Draw(t, "seed"), locs: s.Locs}
			n, often := uint64(0), 1+o.hash(0, 3000)%8
			structure := &schedule{decide: func() bool { n++; return o.hash(n, 4000)%8 < often }}
			r := &run{t: t, s: s}
			switch _, how, _ := r.follow(o, structure); how {
			case noMeaning:
				t.Fatalf("a value of the structure has no meaning\n%s\n%s", s.Test.Src.Text, s)
			case tooLong:
				continue
			}
			m := newMachine(s, o)
			m.limit = s.MaxInterrupts
			machine := &schedule{at: structure.at}
			m.interrupt = func() bool { return machine.next(point{m.own, m.ctrl}) }
			want := m.run()
			if want == tooLong || m.reads > firstSuccess {
				continue
			}
			compared[want]++
			taken[m.taken]++
			compareRunWith(t, s, m, want, o, &schedule{at: structure.at})
			if machine.done != len(machine.at) && want != noMeaning {
				t.Fatalf("the machine takes %d of the interrupts at %v\n%s\n%s", machine.done, machine.at, s.Test.Src.Text, s)
			}
		}
	})
	t.Logf("runs compared: %v, by interrupts taken: %v", compared, taken)
	if enough(t, compared[ended], 2000) && enough(t, compared[cutIrq], 200) && enough(t, taken[2], 200) {
		return
	}
	t.Error("too few runs were compared")
}

// enough checks that at least this many comparisons were made; in a short run, which has
// a fifth of the programs, a tenth is enough.
func enough(t *testing.T, n, want int) bool {
	if testing.Short() {
		want /= 10
	}
	return n >= want
}

// TestInterruptedRoundsLeftOut is TestRoundsLeftOut with a handler: the skipped rounds
// are those without effect in which no interrupt is taken, and rounds of the handler
// itself.
func TestInterruptedRoundsLeftOut(t *testing.T) {
	dropped, compared := 0, 0
	property.Repeat(t, 4, func(t *rapid.T) {
		h := drawHandled(t, false)
		test, err := litmus.Parse(diag.NewSource("random.litmus", h.text))
		if err != nil {
			t.Fatal(err)
		}
		all := small(t, test, Options{KeepRounds: true, Limits: Limits{Bound: 2, Interrupts: 1}})
		few := small(t, test, Options{Limits: Limits{Bound: 2, Interrupts: 1}})
		if all == nil || few == nil || !few.SkippedRounds {
			return
		}
		dropped++
		if sameOutcomes(t, all, few, 6000) {
			compared++
		}
	})
	t.Logf("%d programs had rounds left out, %d of them were compared", dropped, compared)
	if !enough(t, compared, 20) {
		t.Error("too few programs were compared")
	}
}

// TestMostInterrupts checks that a handler runs at most as often as messages can be sent
// to its thread and as the limit allows, and that there is a cut if more interrupts are
// possible.
func TestMostInterrupts(t *testing.T) {
	for _, c := range []struct {
		name, main, handler, other, last string
		most                             int // with up to 2 asked for
		cut                              bool
	}{
		{"nobody rings", "lwz r1,0(r2)", "stw r5,0(r2)", "msgsnd P1 ; msgsnd P2", "nop", 0, false},
		{"once", "lwz r1,0(r2)", "stw r5,0(r2)", "msgsnd P0", "nop", 1, false},
		{"once each", "lwz r1,0(r2)", "stw r5,0(r2)", "msgsnd P0", "msgsnd P0", 2, false},
		{"once too often", "lwz r1,0(r2)", "stw r5,0(r2)", "msgsnd P0 ; msgsnd P0", "msgsnd P0", 2, true},
		{"itself", "msgsnd P0", "stw r5,0(r2)", "nop", "nop", 1, false},
		{"in a loop", "lwz r1,0(r2)", "stw r5,0(r2)", "L0: msgsnd P0 ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0", "nop", 2, true},
		{"in a loop that is jumped into", "nop", "stw r5,0(r2)", "b L1 ; L0: msgsnd P0 ; L1: lwz r1,0(r2) ; cmpwi r1,0 ; beq L0", "nop", 2, true},
		{"behind a loop", "lwz r1,0(r2)", "stw r5,0(r2)", "L0: lwz r1,0(r2) ; cmpwi r1,0 ; beq L0 ; msgsnd P0", "nop", 1, false},
		{"before a loop", "lwz r1,0(r2)", "stw r5,0(r2)", "msgsnd P0 ; L0: lwz r1,0(r2) ; cmpwi r1,0 ; beq L0", "nop", 1, false},
		{"on one way only", "lwz r1,0(r2)", "stw r5,0(r2)", "lwz r1,0(r2) ; cmpwi r1,0 ; beq L0 ; msgsnd P0 ; L0:", "nop", 1, false},
		{"in each run of the handler", "lwz r1,0(r2)", "msgsnd P0", "msgsnd P0", "nop", 2, true},
	} {
		text := "PPC t\n{ 0:r2=x; 0:r5=1; 1:r2=x; }\n P0 | P0 doorbell | P1 | P2 ;\n" +
			columns(c.main, c.handler, c.other, c.last) + "exists (x=1)\n"
		s := build(t, parse(t, "t.litmus", text), Options{})
		most := 0
		for _, in := range s.Interrupts {
			most = max(most, in.Count)
		}
		cut := slices.ContainsFunc(s.Cuts, func(c event.Cut) bool { return c.Kind == event.IrqBound })
		if most != c.most || cut != c.cut {
			t.Errorf("%s: %d interrupts, a cut: %v; want %d, %v\n%s", c.name, most, cut, c.most, c.cut, s)
		}
	}
}
