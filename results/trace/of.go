package trace

import (
	"cmp"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Origin holds what a trace says about its origin, which does not follow from the
// execution.
type Origin struct {
	Tool, File string
	Model      *rel.Model
	ModelName  string // as the user named it; "" for the model's own name
	Variants   []string
}

// Of returns the trace of an execution.
func Of(c *execution.Candidate, o Origin) *Trace { return of(c, o, Schema) }

// of returns the trace in a version of the form.
func of(c *execution.Candidate, o Origin, schema int) *Trace {
	t := &Trace{Schema: schema, Tool: o.Tool, File: o.File, Model: Model{Name: o.ModelName, Variants: o.Variants}}
	if o.Model != nil {
		t.Model.Name = cmp.Or(t.Model.Name, o.Model.Name)
		t.Model.SHA256 = Hash(o.Model)
	}
	t.program(c.X)
	t.Holds = c.Holds(c.X.S.Cond)
	t.events(c)
	t.choices(c)
	t.forks(c.X)
	t.final(c)
	return t
}

// program fills in what identifies the program.
func (t *Trace) program(x *execution.Execution) {
	s := x.S
	t.Test = testName(s.Test)
	if s.Test.Compiled() {
		t.Target = s.Test.Target
	}
	t.Slots = map[string]string{}
	for i := range s.Slots {
		sl := &s.Slots[i]
		pick := sl.Fixed
		if pick < 0 {
			pick = x.Slots[i]
		}
		t.Slots[sl.Name] = sl.Choices[pick]
	}
	t.Bound, t.EveryRound = s.Bound, !s.SkippedRounds
	t.KeptWrites, t.SkippedAttempts = s.SkippedRounds && s.KeptWrites, s.SkippedAttempts
	t.GuardedDeps = s.GuardedDeps
	t.Endian = s.ByteOrder()
	if s.Test.HasHandlers() {
		t.Interrupts = s.MaxInterrupts
	}
	t.Quantifier = string(s.Test.Cond.Quant)
	t.Proposition = litmus.PropString(s.Test.Cond.Prop)
	if s.Test.Filter != nil {
		t.Filter = litmus.PropString(s.Test.Filter)
	}
}

// testName returns the name of a test in valid UTF-8, for JSON.
func testName(t *litmus.Test) string { return strings.ToValidUTF8(t.Name, "\ufffd") }

// events lists the executed events and their orders.
func (t *Trace) events(c *execution.Candidate) {
	s := c.X.S
	t.Events, t.Rf = []Event{}, []ReadsFrom{}
	t.Po = make([]OfThread, len(s.Threads))
	for i := range s.Threads {
		t.Po[i] = OfThread{s.Threads[i].Name, []int32{}}
	}
	for _, e := range c.Events() {
		if t.number(s, e) != e {
			continue
		}
		ev := &s.Events[e]
		out := t.static(s, int(e))
		if ev.IsAccess() {
			out.Value = t.value(c, int(e))
		}
		t.Events = append(t.Events, out)
		if ev.Thread >= 0 { // numbers of one thread grow along po
			t.Po[ev.Thread].Events = append(t.Po[ev.Thread].Events, e)
		}
		if ev.IsRead() {
			t.Rf = append(t.Rf, t.sources(c.X, e)...)
		}
	}
	t.Co = make([]OfLocation, s.NumGranules())
	for l := range t.Co {
		t.Co[l] = OfLocation{s.GranuleName(int32(l)), slices.Clone(c.X.Order[event.Co][l])}
		for i, w := range t.Co[l].Events {
			t.Co[l].Events[i] = t.number(s, w)
		}
	}
	for th, list := range c.X.Order[event.Dbo] {
		if len(s.Members[event.Dbo][th]) > 0 {
			t.Dbo = append(t.Dbo, OfThread{s.Threads[th].Name, append([]int32{}, list...)})
		}
	}
	for _, cut := range c.Cuts {
		t.Cuts = append(t.Cuts, s.Cuts[cut].Reason(s))
	}
}

var kinds = [...]string{
	event.InitWrite: "init", event.ReadMem: "read", event.WriteMem: "write", event.FenceEvent: "fence",
	event.MsgsndEvent: "msgsnd", event.IrqEvent: "interrupt", event.MsgclrEvent: "msgclr",
}

// static returns what follows from the program alone for an event: all but its value.
func (t *Trace) static(s *event.Structure, e int) Event {
	ev := &s.Events[e]
	out := Event{Number: e, Kind: kinds[ev.Kind], Exclusive: s.Exclusive(ev), Round: ev.Round}
	if ev.Thread >= 0 {
		out.Thread = s.Threads[ev.Thread].Name
	}
	if ev.Loc >= 0 {
		out.Location, out.Covers = t.location(s, e)
	}
	out.Line, out.Column, out.Instruction = place(ev.Instr)
	out.Machine = ev.Machine.Instr
	if ev.Slot >= 0 { // its cells share one instruction
		code := s.Test.Threads[ev.Thread]
		if ev.Interrupt > 0 {
			code = code.Handler
		}
		out.Line, out.Column = position(code.Cells[ev.Cell].Span)
	}
	if ev.Kind == event.FenceEvent {
		out.Fence = s.Lang.Text(ev.Tags)
	}
	if ev.Kind == event.MsgsndEvent {
		out.Rings = s.Threads[ev.Rings].Name
	}
	if ev.Slot >= 0 {
		out.Slot = s.Slots[ev.Slot].Name
	}
	if ev.Interrupt > 0 {
		out.Interrupt = int(s.Interrupts[ev.Interrupt-1].Irq)
	}
	return out
}

// place returns where an instruction is in the file, and its text.
func place(in *litmus.Instr) (line, column int, text string) {
	if in == nil {
		return 0, 0, ""
	}
	line, column = position(in.Span)
	return line, column, in.String()
}

func position(at diag.Span) (line, column int) {
	if !at.Known() {
		return 0, 0
	}
	return at.Src.Position(at.Start)
}

// choices lists the free choices that the execution makes. It leaves out those at
// places that the execution does not reach.
func (t *Trace) choices(c *execution.Candidate) {
	x := *c.X
	x.Choices = slices.Clone(x.Choices)
	for i, taken := range x.Choices {
		if !taken {
			continue
		}
		x.Choices[i] = false
		if without, err := x.Complete(); err != nil || !sameWays(c, without) {
			x.Choices[i] = true
			t.Choices = append(t.Choices, choice(x.S, i))
		}
	}
}

// forks lists the forks that the execution comes to.
func (t *Trace) forks(x *execution.Execution) {
	for k, o := range x.Outcomes {
		if o >= 0 {
			t.Forks = append(t.Forks, fork(x.S, k, int(o)))
		}
	}
}

func fork(s *event.Structure, k, outcome int) Fork {
	f := &s.Forks[k]
	line, _, text := place(f.Instr)
	return Fork{Number: k, Thread: s.Threads[f.Thread].Name, Line: line, Instruction: text, Outcome: s.Outcome(f, outcome)}
}

// sameWays reports whether every thread takes the same way in two executions.
func sameWays(a, b *execution.Candidate) bool {
	for th := range a.X.S.Threads {
		if a.Leaf(th) != b.Leaf(th) {
			return false
		}
	}
	return slices.Equal(a.Executed, b.Executed) && slices.Equal(a.Cuts, b.Cuts)
}

func choice(s *event.Structure, i int) Choice {
	line, _, text := place(s.FreeChoices[i].Instr)
	return Choice{Number: i, What: s.FreeChoices[i].What, Line: line, Instruction: text}
}

func (t *Trace) final(c *execution.Candidate) {
	s := c.X.S
	t.Final = State{Registers: []Register{}, Locations: make([]Location, len(s.Locs))}
	for th := range s.Threads {
		leaf := c.Leaf(th)
		if leaf < 0 {
			continue
		}
		regs := make([]isa.Reg, 0, len(s.Threads[th].Ends[leaf].Regs))
		for r := range s.Threads[th].Ends[leaf].Regs {
			regs = append(regs, r)
		}
		slices.Sort(regs)
		for _, r := range regs {
			if v, ok := c.Register(th, r); ok {
				t.Final.Registers = append(t.Final.Registers, Register{s.Threads[th].Name, s.RegName(r), s.ShowAs(s.RegisterType(th, r), v)})
			}
		}
		if c.Pending(th) {
			t.Final.Pending = append(t.Final.Pending, s.Threads[th].Name)
		}
	}
	for l := range s.Locs {
		t.Final.Locations[l] = Location{s.Locs[l].Name, s.ShowAs(s.Locs[l].Type, c.Final(l))}
	}
}
