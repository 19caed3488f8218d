package lattice

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/verdict"
)

// isas lists the two versions of the ISA, and whether the target needs msgsync to see a
// message.
var isas = []struct {
	model   string
	msgsync bool
}{{"power-doorbell", true}, {"power-doorbell-2.07", false}}

// TestHostIPIWithDoorbells: the rules for flags hold, but only sync orders a msgsnd, and
// since ISA 3.0 a msgsync has to follow the doorbell.
func TestHostIPIWithDoorbells(t *testing.T) {
	for _, isa := range isas {
		rung := func(slot func(string) string) bool {
			return slot("msgsnd.before") == "sync" && (!isa.msgsync || strings.HasPrefix(slot("irq.after"), "msgsync"))
		}
		t.Run("mail under "+isa.model, func(t *testing.T) {
			rule(t, "host_ipi_doorbell/mail", isa.model, 576, func(slot func(string) string) (bool, bool) {
				return slot("set.before") == "sync" && slot("clear.after") == "sync" && rung(slot), true
			})
		})
		t.Run("kernel under "+isa.model, func(t *testing.T) {
			rule(t, "host_ipi_doorbell/kernel", isa.model, 6912, func(slot func(string) string) (bool, bool) {
				return slot("set.before") != "none" && (slot("clear.after") != "none" || slot("xchg.entry") != "none") && rung(slot), true
			})
		})
	}
}

// TestHostIPIInHandler: the same rules hold if interrupts can come anywhere. For the
// kernel's program, whose demux is a loop, there is the same exception as without
// doorbells.
func TestHostIPIInHandler(t *testing.T) {
	for _, isa := range isas {
		t.Run("mail under "+isa.model, func(t *testing.T) {
			rule(t, "host_ipi_handler/mail", isa.model, 576, func(slot func(string) string) (bool, bool) {
				return slot("set.before") == "sync" && slot("clear.after") == "sync" && slot("msgsnd.before") == "sync" &&
					(!isa.msgsync || strings.HasPrefix(slot("irq.after"), "msgsync")), true
			})
		})
		t.Run("kernel under "+isa.model, func(t *testing.T) {
			rule(t, "host_ipi_handler/kernel", isa.model, 6912, func(slot func(string) string) (bool, bool) {
				return slot("set.before") != "none" && slot("msgsnd.before") == "sync" &&
					(!isa.msgsync || strings.HasPrefix(slot("irq.after"), "msgsync")) &&
					(slot("clear.after") != "none" || slot("xchg.entry") != "none" ||
						slot("set.before") == "sync" && slot("xchg.exit") == "sync"), true
			})
		})
	}
}

// verdicts returns the verdicts of all variants of an embedded program, by name.
func verdicts(t *testing.T, program, model string) map[string]verdict.Verdict {
	t.Helper()
	d := newDecider(t, model, decide.Options{})
	s, err := d.Structure(context.Background(), fixture.Study(t, program), nil, true)
	if err != nil {
		t.Fatal(err)
	}
	cells := map[string]verdict.Verdict{}
	all, err := d.Lattice(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	for picks, a := range all.All() {
		cells[cell(s, picks, nil)] = a.Verdict
	}
	return cells
}

// cell names a variant, with some choices replaced by others.
func cell(s *event.Structure, picks []int, instead map[string]string) string {
	var names []string
	for i := range s.Slots {
		c := s.Slots[i].Choices[picks[i]]
		if other, ok := instead[c]; ok && s.Slots[i].Name == "irq.after" {
			c = other
		}
		names = append(names, s.Slots[i].Name+"="+c)
	}
	slices.Sort(names)
	return strings.Join(names, " ")
}

// TestDoorbellsAsFlags: if the sender rings after a sync, a doorbell of ISA 2.07 is as
// good as a flag that is stored last, loaded, and followed by a branch and isync. msgsync
// does nothing there.
func TestDoorbellsAsFlags(t *testing.T) {
	for _, program := range []string{"mail", "kernel"} {
		flags := verdicts(t, "host_ipi/"+program, "power")
		d := newDecider(t, "power-doorbell-2.07", decide.Options{})
		s, err := d.Structure(context.Background(), fixture.Study(t, "host_ipi_doorbell/"+program), nil, true)
		if err != nil {
			t.Fatal(err)
		}
		compared := 0
		all, err := d.Lattice(context.Background(), s)
		if err != nil {
			t.Fatal(err)
		}
		for picks, a := range all.All() {
			name := cell(s, picks, map[string]string{"msgsync": "none", "msgsync+lwsync": "lwsync"})
			want, ok := flags[name]
			switch {
			case !ok:
				t.Fatalf("%s has no variant %s", program, name)
			case !strings.Contains(name, "msgsnd.before=sync"):
				continue
			case a.Verdict != want:
				t.Errorf("%s %s: %s with doorbells, %s with flags", program, cell(s, picks, nil), a.Verdict, want)
			}
			compared++
		}
		if len(flags) == 0 || compared != len(flags)/3*2 { // a third of the flags' variants, each with both of two choices
			t.Errorf("%s: %d of %d variants were compared", program, compared, len(flags))
		}
	}
}

// TestSplit: one query for each set of interrupts gives the same verdict as one query
// for all.
func TestSplit(t *testing.T) {
	whole := newDecider(t, "power-doorbell", decide.Options{SplitEvents: 1 << 30})
	split := newDecider(t, "power-doorbell", decide.Options{SplitEvents: 1})
	count := map[verdict.Verdict]int{}
	for _, program := range []string{"host_ipi_handler/mail"} {
		test := fixture.Study(t, program)
		free, err := whole.Structure(context.Background(), test, nil, true)
		if err != nil {
			t.Fatal(err)
		}
		if n := len(split.InterruptSets(free)); n < 2 || len(whole.InterruptSets(free)) != 1 {
			t.Fatalf("%d choices of interrupts", n)
		}
		order, err := whole.Order(context.Background(), free)
		if err != nil {
			t.Fatal(err)
		}
		g, err := newGrid(free, order, MaxListed)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range rand.New(rand.NewPCG(3, 4)).Perm(g.size)[:30] {
			picks := g.choices(g.position(v))
			one, other := alone(t, whole, free, picks), alone(t, split, free, picks)
			if count[one]++; one != other {
				t.Errorf("%s %s: %s at once, %s choice by choice", program, fixture.Named(free, picks), one, other)
			}
		}
	}
	t.Log(count)
}
