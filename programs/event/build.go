package event

import (
	"maps"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/power"
)

// builder holds what is only needed while a structure is made.
type builder struct {
	s    *Structure
	opts Options
	errs diag.List

	loc       map[string]int32 // location (or first array element) by name
	arrays    map[string]int   // number of elements
	slotIndex map[*litmus.Slot]int
	observed  []map[power.Reg]bool // registers that the condition reads, per thread

	links []link // per event, what relates it to earlier ones
	work  int    // done so far; see limits.go

	programs []*program
	regs     []map[power.Reg]Value // what registers hold at the start, per thread
	presized bool                  // presize was called
}

// link is how an event hangs in the tree of its thread.
type link struct {
	parent           int32 // the event before it on its path; -1 for none
	addr, data, ctrl []int32
	rmw              int32 // the lwarx that a stwcx. pairs with; -1 for none
}

// Build makes the event structure of a test. The error is a diag.List.
func Build(t *litmus.Test, opts Options) (*Structure, error) {
	b := &builder{opts: opts.withDefaults()}
	b.s = &Structure{Test: t, Bound: b.opts.Bound, Pool: NewPool()}
	b.slots()
	b.programs = make([]*program, len(t.Threads))
	for i, th := range t.Threads {
		b.programs[i] = b.decode(th)
	}
	b.locations()
	b.observe()
	b.regs = b.initRegs()
	if len(b.errs) > 0 {
		return nil, b.errs
	}
	b.initWrites()
	for i, p := range b.programs {
		b.s.Threads = append(b.s.Threads, Thread{Name: p.thread.Name})
		b.run(i, p, b.regs[i])
		if len(b.errs) > 0 {
			return nil, b.errs
		}
	}
	b.finishInit()
	b.relations()
	b.work = 0
	b.s.Cond = b.prop(t.Cond.Prop)
	b.s.Filter = True
	if t.Filter != nil {
		b.s.Filter = b.prop(t.Filter)
	}
	if len(b.errs) > 0 {
		return nil, b.errs
	}
	return b.s, nil
}

// slots lists the slots of the test and fixes those that are not free.
func (b *builder) slots() {
	t := b.s.Test
	b.slotIndex = make(map[*litmus.Slot]int, len(t.Slots))
	for i, sl := range t.Slots {
		b.slotIndex[sl] = i
		s := Slot{Name: sl.Name, Default: sl.Default, Fixed: -1}
		for _, c := range sl.Choices {
			s.Choices = append(s.Choices, c.Text)
		}
		if !b.opts.FreeSlots {
			s.Fixed = sl.Default
		}
		if want, ok := b.opts.Fixed[sl.Name]; ok {
			s.Fixed = slices.Index(s.Choices, want)
			if s.Fixed < 0 {
				d := diag.New(sl.Span, diag.SlotChoice, "slot %s has no choice %q", sl.Name, want).Note("its choices: %s", strings.Join(s.Choices, ", "))
				b.fail(d)
			}
		}
		b.s.Slots = append(b.s.Slots, s)
	}
	for _, name := range slices.Sorted(maps.Keys(b.opts.Fixed)) {
		if t.Slot(name) == nil {
			names := make([]string, len(b.s.Slots))
			for i := range b.s.Slots {
				names[i] = b.s.Slots[i].Name
			}
			d := diag.New(t.NameSpan, diag.SlotUnknown, "%s has no slot %q", t.Name, name)
			switch near := diag.Nearest(name, names); {
			case near != "":
				d.WithFix("did you mean %s?", near)
			case len(names) == 0:
				d.Note("it has no slots")
			default:
				d.Note("its slots: %s", strings.Join(names, ", "))
			}
			b.fail(d)
		}
	}
}

// initWrites makes the initial write of every location.
func (b *builder) initWrites() {
	for i := range b.s.Locs {
		b.event(Event{Kind: InitWrite, Thread: -1, Loc: int32(i), Guard: True, Slot: -1}, link{parent: -1, rmw: -1})
	}
}

// finishInit fixes the values of the initial writes, once sizes are known. A
// location that nothing accesses is a word, as in herd7, unless its value does
// not fit one.
func (b *builder) finishInit() {
	for i := range b.s.Locs {
		l := &b.s.Locs[i]
		if l.Size == 0 {
			l.Size = 4
			if v := l.Init.Num; l.Init.Loc == 0 && v != int64(int32(v)) && v != int64(uint32(v)) {
				l.Size = 8
			}
		}
		if l.Size < 8 {
			v, ok := Apply(zeroExtend(l.Size), l.Init, Value{})
			if !ok {
				b.fail(diag.New(b.initSpan(i), diag.EventSize, "the address of %s does not fit %s, a location of %d bits", b.s.Show(l.Init), l.Name, 8*l.Size).
					WithFix("declare it as uint64_t"))
			}
			l.Init = v
		}
		b.s.Events[i].Value = b.s.Pool.Const(l.Init)
	}
}

// initSpan is where the location gets its initial value.
func (b *builder) initSpan(loc int) diag.Span {
	name := b.s.Locs[loc].Name
	for i := range b.s.Test.Init {
		in := &b.s.Test.Init[i]
		if t := &in.Target; !t.IsReg() && (t.Name == name || in.Array > 0 && strings.HasPrefix(name, t.Name+"[")) {
			return in.Span
		}
	}
	return diag.Span{}
}

// event adds an event and returns its number.
func (b *builder) event(e Event, l link) int32 {
	b.s.Events = append(b.s.Events, e)
	b.links = append(b.links, l)
	return int32(len(b.s.Events) - 1)
}

// relations builds the matrices from the links.
func (b *builder) relations() {
	s, n := b.s, len(b.s.Events)
	s.Po, s.Addr, s.Data, s.Ctrl, s.Rmw = NewPairs(n), NewPairs(n), NewPairs(n), NewPairs(n), NewPairs(n)
	for i := range b.links {
		l := &b.links[i]
		for p := l.parent; p >= 0; p = b.links[p].parent {
			if !b.excluded(int(p), i) {
				s.Po.Add(int(p), i)
			}
		}
		for _, r := range l.addr {
			s.Addr.Add(int(r), i)
		}
		for _, r := range l.data {
			s.Data.Add(int(r), i)
		}
		for _, r := range l.ctrl {
			s.Ctrl.Add(int(r), i)
		}
		if l.rmw >= 0 {
			s.Rmw.Add(int(l.rmw), i)
		}
	}
}

// excluded reports whether two events belong to different choices of one slot.
func (b *builder) excluded(i, j int) bool {
	x, y := &b.s.Events[i], &b.s.Events[j]
	return x.Slot >= 0 && x.Slot == y.Slot && x.Pick != y.Pick
}
