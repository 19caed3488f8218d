package decide

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
)

// rewrite changes a test so that its answer is known from that of the original. It
// changes the syntax tree, which is then printed and read again.
type rewrite struct {
	threads []int     // new number of each thread
	regs    [][32]int // new number of each register, by old thread
	locs    map[string]string
}

func (w *rewrite) loc(l *litmus.Loc) {
	if l.IsReg() {
		l.Reg = w.regs[l.Thread][l.Reg]
		l.Thread = w.threads[l.Thread]
	} else if to, ok := w.locs[l.Name]; ok {
		l.Name = to
	}
}

func (w *rewrite) value(v *litmus.Value) {
	if to, ok := w.locs[v.Addr]; ok {
		v.Addr = to
	}
}

func (w *rewrite) prop(p litmus.Prop) {
	switch p := p.(type) {
	case *litmus.Atom:
		w.loc(&p.Loc)
		for i := range p.Values {
			w.value(&p.Values[i])
		}
	case *litmus.And:
		for _, q := range p.Ps {
			w.prop(q)
		}
	}
}

func (w *rewrite) apply(t *litmus.Test) {
	for i := range t.Init {
		w.loc(&t.Init[i].Target)
		for k := range t.Init[i].Values {
			w.value(&t.Init[i].Values[k])
		}
	}
	w.prop(t.Cond.Prop)
	moved := make([]*litmus.Thread, len(t.Threads))
	for old, th := range t.Threads {
		for c := range th.Cells {
			if in := th.Cells[c].Instr; in != nil {
				for a := range in.Args {
					w.operand(&in.Args[a], old)
				}
			}
		}
		th.ID = w.threads[old]
		th.Name = "P" + string(rune('0'+th.ID))
		moved[th.ID] = th
	}
	t.Threads = moved
}

func (w *rewrite) operand(o *litmus.Operand, thread int) {
	switch o.Kind {
	case litmus.OpReg:
		o.Num = int64(w.regs[thread][o.Num])
	case litmus.OpMem:
		w.operand(o.Base, thread)
	}
}

// randomRewrite returns a rewriting that permutes the threads, the registers of each
// thread (except r0, which some operands read as 0) and the names of the locations.
func randomRewrite(r *rand.Rand, threads int) *rewrite {
	w := &rewrite{threads: r.Perm(threads), locs: map[string]string{}}
	for range threads {
		var m [32]int
		for i, to := range r.Perm(31) {
			m[i+1] = to + 1
		}
		w.regs = append(w.regs, m)
	}
	names := []string{"x0", "x1", "x2"}
	for i, to := range r.Perm(len(names)) {
		w.locs[names[i]] = "loc_" + names[to]
	}
	return w
}

func verdictFor(t *testing.T, d *Decider, text string) verdict.Verdict {
	t.Helper()
	s, err := d.Structure(context.Background(), fixture.ParseText(t, text), nil, false)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	a, err := d.Decide(context.Background(), s)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return a.Verdict
}

// TestRenaming: the numbers of threads and the names of registers and locations make no
// difference to a verdict.
func TestRenaming(t *testing.T) {
	d := newDecider(t, "power", Options{})
	r := rand.New(rand.NewPCG(11, 12))
	for seed := range fixture.Nightly(400, 10_000) {
		text := families.Small(uint64(seed))
		test := fixture.ParseText(t, text)
		randomRewrite(r, len(test.Threads)).apply(test)
		other := test.String()
		if a, b := verdictFor(t, d, text), verdictFor(t, d, other); a != b {
			t.Fatalf("%s and, renamed, %s\n%s\n%s", a, b, text, other)
		}
	}
}

// stronger lists what a barrier may be replaced by: by the definition of the fences in
// power.cat, each orders at least what the one before it orders.
var stronger = map[string][]string{
	"isync": {"sync", "lwsync"}, "eieio": {"lwsync", "sync"}, "lwsync": {"sync"},
}

// TestStrengthening: an additional or a stronger barrier never makes an outcome possible.
// (isync completes a control dependency, so it is not weaker than lwsync; the other
// barrier is added to it.)
func TestStrengthening(t *testing.T) {
	d := newDecider(t, "power", Options{})
	r := rand.New(rand.NewPCG(13, 14))
	changed := 0
	for seed := range fixture.Nightly(600, 10_000) {
		text := families.Small(uint64(seed))
		before := verdictFor(t, d, text)
		if before != verdict.Never {
			// Weakening direction: drop a barrier; Sometimes must stay.
			weaker := dropBarrier(fixture.ParseText(t, text))
			if weaker != "" {
				if v := verdictFor(t, d, weaker); v == verdict.Never {
					t.Fatalf("%s, and without a barrier %s\n%s\n%s", before, v, text, weaker)
				}
				changed++
			}
			continue
		}
		test := fixture.ParseText(t, text)
		th := test.Threads[r.IntN(len(test.Threads))]
		at := r.IntN(len(th.Cells) + 1)
		add := litmus.Cell{Instr: &litmus.Instr{Op: []string{"sync", "lwsync", "eieio", "isync"}[r.IntN(4)]}}
		if at < len(th.Cells) && th.Cells[at].Instr != nil {
			if s := stronger[th.Cells[at].Instr.Op]; s != nil {
				add.Instr.Op = s[r.IntN(len(s))]
				if th.Cells[at].Instr.Op != "isync" {
					th.Cells[at].Instr.Op = add.Instr.Op
				}
			}
		}
		th.Cells = append(th.Cells[:at:at], append([]litmus.Cell{add}, th.Cells[at:]...)...)
		other := test.String()
		if v := verdictFor(t, d, other); v != verdict.Never {
			t.Fatalf("Never, and with a barrier more %s\n%s\n%s", v, text, other)
		}
		changed++
	}
	if changed < 100 {
		t.Errorf("only %d programs were changed", changed)
	}
}

// dropBarrier returns the test without its first barrier; "" if it has none.
func dropBarrier(t *litmus.Test) string {
	for _, th := range t.Threads {
		for c := range th.Cells {
			if in := th.Cells[c].Instr; in != nil && slices.Contains([]string{"sync", "lwsync", "eieio", "isync"}, in.Op) {
				th.Cells[c].Instr = &litmus.Instr{Op: "nop"}
				return t.String()
			}
		}
	}
	return ""
}
