package unroll

import (
	"context"
	"fmt"
	"math/bits"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/internal/property"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
)

// refused lists what random tests can be refused for.
var refused = []diag.Code{diag.EventLimit, diag.EventAddress, diag.EventSize, diag.EventMeaning, diag.EventUnaligned, diag.EventEndian, diag.EventReservation}

// small builds the structure of a random test; it returns nil if the structure is too
// large for a comparison, or the test is refused.
func small(t *rapid.T, test *litmus.Test, o Options) *event.Structure {
	o.MaxEvents = 400
	s, err := Build(context.Background(), test, o)
	if err != nil {
		for _, d := range diag.All(err) {
			if !slices.Contains(refused, d.Code) {
				t.Fatalf("%v\n%s", err, test.Src.Text)
			}
		}
		return nil
	}
	if err := s.Check(); err != nil {
		t.Fatalf("%v\n%s", err, test.Src.Text)
	}
	return s
}

// run follows one execution through the structure of one thread.
type run struct {
	t       *rapid.T
	s       *event.Structure
	values  map[int32]event.Value // by read event
	choices map[int32]bool
	choose  func(choice int32) bool // asked once for each choice that matters
	picks   map[*litmus.Slot]int
	known   map[event.Expr]event.Value // what was computed already: guards share much
}

func (r *run) start() {
	r.values, r.choices, r.known = map[int32]event.Value{}, map[int32]bool{}, map[event.Expr]event.Value{}
}

// related reports whether a static relation holds between two executed events, of which value
// computes guards.
func related(s *event.Structure, of event.Static, i, j int, value func(event.Expr) event.Value) bool {
	holds := s.Relates(of, i, j)
	s.EachGuard(of, i, j, func(guard event.Expr) { holds = holds || value(guard).IsTrue() })
	return holds
}

func (r *run) value(e event.Expr) event.Value {
	v, ok := r.known[e]
	if !ok {
		v = r.compute(e)
		r.known[e] = v
	}
	return v
}

func (r *run) compute(e event.Expr) event.Value {
	n := r.s.Pool.Nodes[e]
	switch n.Op {
	case event.Const:
		return n.Val
	case event.Read:
		v, ok := r.values[n.Arg]
		if !ok {
			r.t.Fatalf("the value of e%d is asked for, which is not executed\n%s\n%s", n.Arg, r.s.Test.Src.Text, r.s)
		}
		return v
	case event.Choice:
		if _, asked := r.choices[n.Arg]; !asked {
			r.choices[n.Arg] = r.choose(n.Arg)
		}
		return event.Truth(r.choices[n.Arg])
	case event.SlotIs:
		return event.Truth(r.picks[r.s.Test.Slots[n.Arg]] == int(n.Arg2))
	case event.Outcome:
		return r.value(r.s.Forks[n.Arg].Conds[n.Arg2])
	case event.Ite:
		if r.value(event.Expr(n.Arg)).IsTrue() {
			return r.value(n.A)
		}
		return r.value(n.B)
	case event.Ill:
		return event.Truth(r.ill(n.A))
	}
	a := r.value(n.A)
	if n.Op == event.All && !a.IsTrue() || n.Op == event.Any && a.IsTrue() {
		return a
	}
	b := event.Value{}
	if !n.Op.Unary() {
		b = r.value(n.B)
	}
	v, ok := event.Apply(n.Op, a, b)
	if !ok {
		panic(noMeaning)
	}
	return v
}

// ill reports whether an expression has no value.
func (r *run) ill(e event.Expr) (ill bool) {
	defer func() {
		if x := recover(); x != nil {
			if ill = x == noMeaning; !ill {
				panic(x)
			}
		}
	}()
	r.value(e)
	return false
}

// oracle decides what happens outside the thread, from a seed.
type oracle struct {
	seed uint64
	locs []event.Location
	told []event.Value // if not nil, what reads return
}

func (o oracle) hash(x, y uint64) uint64 {
	h := (o.seed ^ x*0x9e3779b97f4a7c15 ^ y*0xbf58476d1ce4e5b9) * 0x94d049bb133111eb
	return h ^ h>>31
}

func (o oracle) read(n int, loc int32) event.Value {
	if o.told != nil {
		if n < len(o.told) {
			return o.told[n]
		}
		return event.Value{}
	}
	h := o.hash(uint64(n), uint64(loc)+100)
	if o.locs[loc].Name == "p" && o.locs[loc].Init.Loc != 0 { // else no address ever comes there
		at := []string{"x", "y", "t[0]", "t[1]", "z", ""}[h%6]
		for i := range o.locs {
			if o.locs[i].Name == at {
				return o.locs[i].Addr
			}
		}
		return event.Number(5)
	}
	return cutTo(event.Number([]int64{0, 0, 1, 2, -1, 0x80, int64(h)}[h>>8%7]), o.locs[loc].Size)
}

func (o oracle) store(in *litmus.Instr, reads int) bool {
	return o.hash(uint64(in.Span.Start), uint64(reads))%3 > 0
}

func (o oracle) doorbell(in *litmus.Instr, own int) bool {
	return o.hash(uint64(in.Span.Start), uint64(own)+1000)%3 > 0
}

// picks holds the choice of every slot.
func (o oracle) picks(s *event.Structure) map[*litmus.Slot]int {
	picks := map[*litmus.Slot]int{}
	for i, sl := range s.Test.Slots {
		picks[sl] = s.Slots[i].Fixed
		if picks[sl] < 0 {
			picks[sl] = int(o.hash(uint64(i), 2000) % uint64(len(sl.Choices)))
		}
	}
	return picks
}

// follow finds the executed events and how the thread ends. It checks that things that
// exclude each other in every execution happen exactly once.
func (r *run) follow(o oracle, sched *schedule) (trace []step, how end, regs map[isa.Reg]event.Expr) {
	defer func() {
		if x := recover(); x != nil {
			if how, _ = x.(end); how == "" {
				panic(x)
			}
		}
	}()
	s := r.s
	r.start()
	r.picks = o.picks(s)
	number := map[int]int{}   // of reads, by event
	runs := map[int]int{0: 0} // of the handler that are executed, from 1
	own, i := 0, len(s.Locs)
	var all []int
	set := func(p bitset.Pairs) (m uint64) {
		for _, j := range p.Into(i) {
			if n, executed := number[j]; executed {
				m |= 1 << n
			}
		}
		return m
	}
	depends := func(reads, through event.Static) (m uint64) {
		for _, j := range all {
			if n, read := number[j]; read && related(s, reads, j, i, r.value) {
				m |= 1 << n
			}
			if related(s, through, j, i, r.value) {
				for _, read := range s.Static[event.Rmw].Into(j) {
					m |= success(number[read])
				}
			}
		}
		return m
	}
	r.choose = func(c int32) bool {
		switch in := s.FreeChoices[c].Instr; s.FreeChoices[c].What {
		case "a doorbell is taken":
			return o.doorbell(in, own)
		case "no doorbell comes": // the machine does not wait
			return false
		case "a doorbell interrupt is taken", "one more doorbell interrupt is taken":
			return sched.next(point{own, depends(event.Ctrl, event.CtrlStwcx)})
		default:
			return o.store(in, len(number))
		}
	}
	for ; i < len(s.Events) && s.Events[i].Thread <= 0; i++ {
		e := &s.Events[i]
		if !r.value(e.Guard).IsTrue() {
			continue
		}
		if runs[e.Interrupt] == 0 && e.Interrupt > 0 {
			runs[e.Interrupt] = len(runs)
		}
		if e.Interrupt == 0 {
			own++
		}
		st := step{Kind: "W", Excl: s.Exclusive(e), Loc: e.Loc, Rmw: -1, Cell: e.Cell, Run: runs[e.Interrupt]}
		switch e.Kind {
		case event.ReadMem:
			st.Kind = "R"
			r.values[int32(i)] = o.read(len(number), e.Loc)
			number[i] = len(number)
		case event.FenceEvent:
			st.Kind = s.Lang.Text(e.Tags)
		case event.MsgsndEvent:
			st.Kind = "msgsnd " + s.Threads[e.Rings].Name
		case event.MsgclrEvent:
			st.Kind = "msgclr"
		case event.IrqEvent:
			st.Kind = "irq"
		}
		if e.IsAccess() {
			st.Value = r.value(e.Value)
		}
		st.Addr, st.Data, st.Ctrl = depends(event.Addr, event.AddrStwcx), depends(event.Data, event.DataStwcx), depends(event.Ctrl, event.CtrlStwcx)
		if m := set(s.Static[event.Rmw]); m != 0 {
			st.Rmw = bits.TrailingZeros64(m)
		}
		for _, j := range all {
			if !s.Po(j, i) {
				r.t.Fatalf("e%d and e%d are both executed and not in program order\n%s\n%s", j, i, s.Test.Src.Text, s)
			}
		}
		all = append(all, i)
		trace = append(trace, st)
	}
	ends := 0
	for _, l := range s.Threads[0].Ends {
		if r.value(l.Guard).IsTrue() {
			how, regs = ended, l.Regs
			ends++
		}
	}
	for _, c := range s.Cuts {
		if c.Thread == 0 && r.value(c.Guard).IsTrue() {
			how = map[event.CutKind]end{event.LoopBound: cutBound, event.BadAddress: cutStray, event.NoMeaning: cutMeaning, event.IrqBound: cutIrq}[c.Kind]
			ends++
		}
	}
	if ends != 1 {
		r.t.Fatalf("%d ends\n%s\n%s", ends, s.Test.Src.Text, s)
	}
	return trace, how, regs
}

// newMachine prepares a run of the first thread.
func newMachine(s *event.Structure, o oracle) *machine {
	th := s.Test.Threads[0]
	m := &machine{
		cells: th.Cells, labels: labelsOf(th.Cells), bound: s.Bound, held: -1, jumps: map[int]int{},
		read: o.read, store: o.store, doorbell: o.doorbell, picks: o.picks(s),
		handler: th.Handler, interrupt: func() bool { return false },
		first: func() map[string]tainted { return firstRegs(s) },
		loc: func(v event.Value) (int32, int) {
			for i := range s.Locs {
				if s.Locs[i].Addr == v {
					return int32(i), s.Locs[i].Size
				}
			}
			return -1, 0
		},
	}
	m.regs = m.first()
	return m
}

// labelsOf returns, for each label, the instruction that it marks.
func labelsOf(cells []litmus.Cell) map[string]int {
	labels := map[string]int{}
	for i, c := range cells {
		for _, l := range c.Labels {
			at := i
			for at < len(cells) && cells[at].Instr == nil && cells[at].Slot == nil {
				at++ // labels of one instruction are one target
			}
			labels[l.Text] = at
		}
	}
	return labels
}

// firstRegs returns the initial values of the registers of the first thread.
func firstRegs(s *event.Structure) map[string]tainted {
	regs := map[string]tainted{}
	for _, in := range s.Test.Init {
		if !in.Target.IsReg() || in.Target.Thread != 0 {
			continue
		}
		v := event.Number(in.Values[0].Num)
		for i := range s.Locs {
			if n := in.Values[0].Addr; n != "" && (s.Locs[i].Name == n || s.Locs[i].Name == n+"[0]") {
				v = s.Locs[i].Addr
			}
		}
		regs[fmt.Sprint(in.Target.Reg)] = tainted{v: v}
	}
	return regs
}

// TestUnrollerAgainstMachine checks, for random threads and random values from outside,
// that the executed events of the structure are the steps of the machine, with the same
// values and dependencies, and that both end in the same way.
func TestUnrollerAgainstMachine(t *testing.T) {
	compared := map[end]int{}
	property.Check(t, func(t *rapid.T) {
		test, err := litmus.Parse(diag.NewSource("random.litmus", drawProgram(t, false)))
		if err != nil {
			t.Fatal(err)
		}
		s := small(t, test, Options{KeepRounds: true, Limits: Limits{Bound: 2}})
		if s == nil {
			return
		}
		for range 12 {
			o := oracle{seed: rapid.Uint64().Draw(t, "seed"), locs: s.Locs}
			m := newMachine(s, o)
			want := m.run()
			if want == tooLong || m.reads > firstSuccess {
				continue
			}
			compared[want]++
			compareRun(t, s, m, want, o)
		}
	})
	t.Logf("runs compared: %v", compared)
	enough := 100
	if testing.Short() { // with a fifth of the programs
		enough = 10
	}
	if compared[ended] < enough {
		t.Errorf("only %v runs were compared", compared)
	}
}

// compareRun compares the structure with a run of the machine.
func compareRun(t *rapid.T, s *event.Structure, m *machine, want end, o oracle) {
	compareRunWith(t, s, m, want, o, nil)
}

func compareRunWith(t *rapid.T, s *event.Structure, m *machine, want end, o oracle, sched *schedule) {
	text := s.Test.Src.Text
	r := &run{t: t, s: s}
	trace, got, regs := r.follow(o, sched)
	if got == noMeaning {
		t.Fatalf("a value of the structure has no meaning; the machine: %s\n%s\n%s", want, text, s)
	}
	if got == tooLong {
		return
	}
	if want == noMeaning { // x&0 is 0 for the structure, whatever x is, so it may go on
		return
	}
	sched.drop(m.trace, trace)
	if diff := cmp.Diff(m.trace, trace); diff != "" || got != want {
		t.Fatalf("machine: %s, structure: %s (-machine +structure)\n%s\n%s\n%s", want, got, diff, text, s)
	}
	for reg, e := range regs {
		if v, w := r.value(e), m.regs[fmt.Sprint(int(reg))].v; v != w {
			t.Fatalf("%s is %s, should be %s\n%s\n%s", s.RegName(reg), s.Show(v), s.Show(w), text, s)
		}
	}
}

// remember gives the machine a memory, in which it finds what it wrote. For locations
// that it has not written, it reads what the oracle returned first.
func (m *machine) remember(s *event.Structure, o *oracle) {
	memory := make([]event.Value, len(s.Locs))
	for i := range s.Locs {
		memory[i] = s.Locs[i].Init
	}
	o.told = []event.Value{}
	m.read = func(_ int, loc int32) event.Value {
		o.told = append(o.told, memory[loc])
		return memory[loc]
	}
	m.wrote = func(loc int32, v event.Value) { memory[loc] = v }
}

// TestThreadOnItsOwn makes the same comparison with a memory in which the thread finds
// what it wrote itself. Then addresses only get into memory by its own stores, and the
// structure must have an access to every location to which one of them leads.
func TestThreadOnItsOwn(t *testing.T) {
	compared := map[end]int{}
	property.Check(t, func(t *rapid.T) {
		test, err := litmus.Parse(diag.NewSource("random.litmus", drawProgram(t, true)))
		if err != nil {
			t.Fatal(err)
		}
		s := small(t, test, Options{KeepRounds: true, Limits: Limits{Bound: 2}})
		if s == nil {
			return
		}
		o := oracle{seed: rapid.Uint64().Draw(t, "seed"), locs: s.Locs}
		m := newMachine(s, o)
		m.remember(s, &o)
		want := m.run()
		if want == tooLong || m.reads > firstSuccess {
			return
		}
		compared[want]++
		compareRun(t, s, m, want, o)
	})
	t.Logf("runs compared: %v", compared)
}

// TestRoundsLeftOut checks that skipping rounds without effect does not change anything
// that another thread can see of a thread. Reads can return any value here, so this is the complete claim,
// except for the axioms of a model.
func TestRoundsLeftOut(t *testing.T) {
	dropped, compared := 0, 0
	property.Check(t, func(t *rapid.T) {
		test, err := litmus.Parse(diag.NewSource("random.litmus", drawProgram(t, false)))
		if err != nil {
			t.Fatal(err)
		}
		all := small(t, test, Options{KeepRounds: true, Limits: Limits{Bound: 2}})
		few := small(t, test, Options{Limits: Limits{Bound: 2}})
		if all == nil || few == nil {
			return
		}
		if len(few.Threads[0].Ends)+len(few.Cuts) == len(all.Threads[0].Ends)+len(all.Cuts) {
			return
		}
		dropped++
		if sameOutcomes(t, all, few, 3000) {
			compared++
		}
	})
	t.Logf("%d programs had rounds left out, %d of them were compared", dropped, compared)
}
