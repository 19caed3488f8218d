package unroll

import (
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/kernelc"
	"github.com/fencewise/fencewise/programs/litmus"
)

// TestKernelThreads runs threads in kernel C on their syntax tree with random values for
// their reads, and compares what they do with the event structure: events in order with
// their tags and values, dependencies, atomic pairs, and final values of variables.
func TestKernelThreads(t *testing.T) {
	c := kcompared{r: rand.New(rand.NewPCG(1, 2)), why: map[kstop]int{}}
	for seed := range 300 {
		c.test(t, parse(t, "random", families.Kernel(uint64(seed), true)), 8, seed%2 == 0)
	}
	t.Logf("random programs: %d runs with %d events, stopped: %v", c.runs, c.events, c.why)
	if c.runs < 1000 || c.why[kUnknown] > c.runs/20 {
		t.Errorf("too few runs: %d, %v", c.runs, c.why)
	}
}

// TestKernelSuite is TestKernelThreads for the public tests.
func TestKernelSuite(t *testing.T) {
	c := kcompared{r: rand.New(rand.NewPCG(3, 4)), why: map[kstop]int{}}
	root := "../../../shared/suites/lkmm"
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".litmus" {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if _, err := Build(context.Background(), parse(t, path, string(text)), Options{}); err == nil { // a few are invalid
			c.test(t, parse(t, path, string(text)), 3, c.runs%2 == 0)
		}
		return nil
	})
	if os.IsNotExist(err) {
		t.Skip("the public suite is not beside the repository")
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("the suite: %d runs with %d events, stopped: %v", c.runs, c.events, c.why)
	if c.why[kUnknown] > c.runs/50 {
		t.Errorf("too many are not run: %v", c.why)
	}
}

// kcompared compares runs and counts them.
type kcompared struct {
	r            *rand.Rand
	runs, events int
	why          map[kstop]int
}

func (c *kcompared) test(t *testing.T, test *litmus.Test, times int, tree bool) {
	t.Helper()
	s := build(t, test, Options{Tree: tree, KeepRounds: true})
	for th := range s.Threads {
		for range times {
			c.run(t, s, th)
		}
	}
}

// run compares one run of a thread.
func (c *kcompared) run(t *testing.T, s *event.Structure, th int) {
	t.Helper()
	var chosen []bool
	m := &kmachine{test: s.Test, thread: th, macros: kernelc.Embedded(), loc: func(v event.Value) int32 {
		for i := range s.Locs {
			if s.Locs[i].Addr == v {
				return int32(i)
			}
		}
		return -1
	}, choose: func() bool {
		chosen = append(chosen, c.r.IntN(2) == 0)
		return chosen[len(chosen)-1]
	}}
	for i := range s.Locs {
		m.names = append(m.names, s.Locs[i].Name)
	}
	addresses := inMemory(s)
	m.read = func(l int32) event.Value {
		if n := len(addresses); n > 0 && (s.Locs[l].Size == 8 || s.Locs[l].Init.Loc > 0) && c.r.IntN(8) > 0 {
			return addresses[c.r.IntN(n)]
		}
		return event.Number(int64(c.r.IntN(3)))
	}
	why := m.run(s.Test.Threads[th].Body)
	c.why[why]++
	c.runs++
	if why == kUnknown {
		return
	}
	c.events += len(m.trace)
	p := kplayer{s: s, leaves: make([]event.Value, len(s.Events)), chosen: chosen, choices: map[int32]bool{}}
	got := p.play(th, m.trace)
	if diff := cmp.Diff(m.trace, got); diff != "" {
		t.Fatalf("%s, P%d (%s): -machine +structure\n%s\n%s\n%s", s.Test.Src.Name, th, why, diff, s.Test.Src.Text, s)
	}
	ends := 0
	for _, end := range s.Threads[th].Ends {
		if !p.value(end.Guard).IsTrue() {
			continue
		}
		ends++
		for r, x := range end.Regs {
			if v, held := p.value(x), m.vars[s.RegName(r)].v; v != held {
				t.Fatalf("%s, P%d: %s is %s on the machine, %s in the structure\n%s\n%s", s.Test.Src.Name, th, s.RegName(r), s.Show(held), s.Show(v), s.Test.Src.Text, s)
			}
		}
	}
	if (ends == 1) != (why == "") || ends > 1 {
		t.Fatalf("%s, P%d: %d ends, the machine says %q\n%s\n%s", s.Test.Src.Name, th, ends, why, s.Test.Src.Text, s)
	}
}

// inMemory lists the addresses that are in memory at the start or that a thread stores as
// they are.
func inMemory(s *event.Structure) (all []event.Value) {
	for i := range s.Events {
		if v, ok := s.Pool.ConstValue(s.Events[i].Value); ok && s.Events[i].IsWrite() && v.Loc > 0 {
			all = append(all, v)
		}
	}
	return all
}

// kplayer finds the events of a structure that are executed with given values of reads.
type kplayer struct {
	s       *event.Structure
	leaves  []event.Value
	chosen  []bool // the choices that are made, in order
	choices map[int32]bool
}

// play returns the executed events of a thread. Reads return what those of a run have
// returned.
func (p *kplayer) play(th int, run []kstep) (steps []kstep) {
	s := p.s
	var reads []int
	bits := func(of event.Static, e int) (set uint64) {
		for k, r := range reads {
			if related(s, of, r, e, p.value) {
				set |= 1 << k
			}
		}
		return set
	}
	for i := range s.Events {
		e := &s.Events[i]
		if e.Thread != th || !p.value(e.Guard).IsTrue() {
			continue
		}
		k := kstep{Kind: "F", Loc: e.Loc, Tags: s.Lang.Text(e.Tags), Addr: bits(event.Addr, i), Data: bits(event.Data, i), Ctrl: bits(event.Ctrl, i)}
		if k.Tags = strings.TrimSuffix(k.Tags, " "); e.Kind == event.WriteMem {
			k.Kind, k.Value = "W", p.value(e.Value)
			if set := bits(event.Rmw, i); set != 0 {
				for k.Pair = 1; set>>k.Pair != 0; k.Pair++ {
				}
			}
		}
		if e.IsRead() {
			k.Kind = "R"
			if n := len(steps); n < len(run) {
				k.Value = run[n].Value
			}
			p.leaves[i] = k.Value
			reads = append(reads, i)
		}
		steps = append(steps, k)
	}
	return steps
}

// value returns the value of an expression, by definition. A free choice is made when it
// is first asked for.
func (p *kplayer) value(e event.Expr) event.Value {
	n := &p.s.Pool.Nodes[e]
	switch n.Op {
	case event.Const:
		return n.Val
	case event.Read:
		return p.leaves[n.Arg]
	case event.Outcome:
		return p.value(p.s.Forks[n.Arg].Conds[n.Arg2])
	case event.Choice:
		is, made := p.choices[n.Arg]
		if !made && len(p.chosen) > 0 {
			is, p.chosen = p.chosen[0], p.chosen[1:]
			p.choices[n.Arg] = is
		}
		return event.Truth(is)
	case event.Ite:
		if p.value(event.Expr(n.Arg)).IsTrue() {
			return p.value(n.A)
		}
		return p.value(n.B)
	case event.All:
		if !p.value(n.A).IsTrue() {
			return event.Truth(false)
		}
		return p.value(n.B)
	case event.Any:
		if p.value(n.A).IsTrue() {
			return event.Truth(true)
		}
		return p.value(n.B)
	}
	a, b := p.value(n.A), event.Value{}
	if !n.Op.Unary() {
		b = p.value(n.B)
	}
	v, ok := event.Apply(n.Op, a, b)
	if !ok && n.Op == event.Ill {
		return event.Truth(true)
	}
	if !ok {
		panic(fmt.Sprintf("no value for %s of %v and %v", n.Op, a, b))
	}
	return v
}
