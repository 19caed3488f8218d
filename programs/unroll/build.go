package unroll

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/isa/sets"
	"github.com/fencewise/fencewise/programs/litmus"
)

// builder holds the state that is only needed while a structure is made. It keeps its
// memory from one structure to the next. The finished structure is copied out at the end,
// in slices of the right size. Without this, a test of eleven events would take three
// times as long, most of it in the garbage collector.
type builder struct {
	s    *event.Structure // points to made
	made event.Structure
	pool event.Pool
	opts Options
	errs diag.List
	work int // the steps done so far; see limits.go

	meter *limit.Meter

	isa       *isa.Set // the instruction set of the test
	dec       isa.Decoder
	decoders  map[*isa.Set]isa.Decoder // those used so far, to be used again
	regs      *isa.Registers           // of dec
	code      []code                   // of all threads
	labels    []label
	programs  []program
	names     names
	inits     []initReg
	observed  []observed              // per thread
	presized  bool                    // presize has run
	constant  map[string]bool         // see buildKnown
	mixed     bool                    // accesses may be to parts of locations; see mixed.go
	misfit    bool                    // an access has another size than what it accesses
	mayMisfit bool                    // an access through a pointer can have
	typed     []bool                  // by location: whether its size is declared
	divided   []bool                  // by location, if mixed: whether it is not one granule; nil at first
	parts     map[int32]place         // by event: what it accesses, if that is not a whole location
	pointers  bool                    // see findPointers
	may       []bool                  // by expression: see mayBeAddress
	unchecked []event.Expr            // see compute
	inParts   event.Expr              // the last of them that is about a store to a location in parts
	escaped   bitset.Set              // see findEscaping; nil until it has run
	stored    pointees                // see findStored; nil until it has run
	points    map[event.Expr]pointees // see pointeesOf
	ranges    ranges                  // used to compile the condition
	sights    *sight                  // nil until it is needed

	attempts  [][]attempt  // by thread; nil until it is needed
	asksWaits bool         // the test asks whether threads wait forever; see wait.go
	success   bool         // some event is the write of a stwcx.
	joins     [][]int32    // by join: the last events of the paths that join
	merges    int          // how many pairs of paths were merged
	slotTests []slotTest   // see depend.go
	guarded   []guardedDep // see guarded.go
	declared  []bool       // by location: see noteSizes

	objects []object // see structs.go
	leaves  []leaf
	keep    []bool // by leaf; nil to keep all

	ends      []event.ThreadEnd // of all threads
	edges     []edges           // by event
	reads     []int32           // the elements of all deps
	todo      []*path           // paths that are still to be followed
	freePaths []*path           // memory for new paths
}

// edges holds the earlier events to which an event is related.
type edges struct {
	pc               int32 // the index of the instruction; of an initial write 0
	parent           int32 // the event before it on its path; -1 for none; a smaller number for a join
	rmw              int32 // of the write of a stwcx.: the read of its l*arx; else -1
	addr, data, ctrl deps
}

var builders = sync.Pool{New: func() any { return new(builder) }}

// maxKept is the largest number of expressions that a builder may have room for and still
// be kept for the next test.
const maxKept = 1 << 14

// Build makes the event structure of a test. The error is a diag.List, or the
// [*limit.Reached] that ended ctx.
func Build(ctx context.Context, t *litmus.Test, opts Options) (s *event.Structure, err error) {
	defer limit.Catch(&err)
	set, err := sets.Of(t)
	if err != nil {
		return nil, diag.List(diag.All(err))
	}
	b := builders.Get().(*builder)
	b.use(set)
	b.reset(t, opts)
	b.meter = limit.For(ctx)
	b.meter.Holds(b.memory)
	s, err = b.buildKnown(t, opts)
	b.meter = nil
	if cap(b.pool.Nodes) <= maxKept && cap(b.reads) <= maxKept {
		builders.Put(b)
	}
	return s, err
}

// use prepares the builder for a test in an instruction set.
func (b *builder) use(set *isa.Set) {
	dec := b.decoders[set]
	if dec == nil {
		if b.decoders == nil {
			b.decoders = map[*isa.Set]isa.Decoder{}
		}
		dec = set.NewDecoder()
		b.decoders[set] = dec
	}
	dec.Reset()
	b.isa, b.dec, b.regs = set, dec, dec.Regs()
}

func (b *builder) reset(t *litmus.Test, opts Options) {
	b.opts = opts.withDefaults()
	b.errs, b.work, b.presized, b.escaped, b.sights = nil, 0, false, nil, nil
	b.stored, b.points, b.attempts = nil, nil, nil
	b.mixed, b.misfit, b.mayMisfit, b.divided, b.parts = false, false, false, nil, nil
	b.asksWaits = t.AsksTermination()
	b.success, b.joins, b.slotTests, b.guarded = false, nil, b.slotTests[:0], b.guarded[:0]
	b.ranges = ranges{b: b, memo: b.ranges.memo[:0]}
	b.pool.Reset()
	m := &b.made
	*m = event.Structure{
		Test: t, Lang: b.isa.Language, Bound: b.opts.Bound, MaxInterrupts: b.opts.Interrupts, Pool: &b.pool, Locs: m.Locs[:0], Events: m.Events[:0],
		Threads: m.Threads[:0], FreeChoices: m.FreeChoices[:0], Forks: m.Forks[:0], Slots: m.Slots[:0], Cuts: m.Cuts[:0], Interrupts: m.Interrupts[:0], Atoms: m.Atoms[:0], Waits: m.Waits[:0],
		Visits: m.Visits[:0],
	}
	b.s = m
	b.code, b.labels, b.programs = b.code[:0], b.labels[:0], b.programs[:0]
	b.names.reset()
	b.objects, b.leaves = b.objects[:0], b.leaves[:0]
	b.may, b.unchecked, b.inParts = b.may[:0], b.unchecked[:0], event.False
	b.inits, b.ends, b.edges, b.reads = b.inits[:0], b.ends[:0], b.edges[:0], b.reads[:0]
	for len(b.todo) > 0 {
		b.release(b.todo[len(b.todo)-1])
		b.todo = b.todo[:len(b.todo)-1]
	}
}

func (b *builder) build(t *litmus.Test) (*event.Structure, error) {
	b.slots()
	for _, th := range t.Threads {
		p := b.decode(th)
		if th.Handler != nil {
			p.handler = b.decodeHandler(th.Handler)
		}
		b.programs = append(b.programs, p)
	}
	b.locations()
	b.observe()
	b.initRegs()
	b.findPointers()
	if len(b.errs) > 0 {
		return nil, b.errs
	}
	b.noteSizes()
	b.noteTyped()
	b.initWrites()
	for i := range b.programs {
		b.run(i)
		if len(b.errs) > 0 {
			return nil, b.errs
		}
	}
	b.s.ListMembers()
	b.noteNeeded()
	b.checkSlotSizes()
	b.finishInit()
	b.work = 0
	b.s.Cond = b.proposition(t.Cond.Prop)
	b.s.Filter = event.True
	if t.Filter != nil {
		b.s.Filter = b.proposition(t.Filter)
	}
	b.refuseWaits()
	if len(b.errs) > 0 {
		return nil, b.errs
	}
	return b.finish(), nil
}

// slots lists the slots of the test and fixes those that are not free.
func (b *builder) slots() {
	t := b.s.Test
	for _, sl := range t.Slots {
		s := event.Slot{Name: sl.Name, Default: sl.Default, Fixed: -1}
		for _, c := range sl.Choices {
			s.Choices = append(s.Choices, c.Text)
		}
		if !b.opts.FreeSlots {
			s.Fixed = sl.Default
		}
		if want, ok := b.opts.Fixed[sl.Name]; ok {
			s.Fixed = slices.Index(s.Choices, want)
			if s.Fixed < 0 {
				d := diag.New(sl.Span, diag.SlotChoice, "slot %s has no choice %q", sl.Name, want).Note("its choices are %s", strings.Join(s.Choices, ", "))
				if k := slices.IndexFunc(s.Choices, func(c string) bool { return strings.EqualFold(c, want) }); k >= 0 {
					d.WithFix("did you mean %s?", s.Choices[k])
				}
				b.fail(d)
			}
		}
		b.s.Slots = append(b.s.Slots, s)
	}
	if len(b.opts.Fixed) == 0 {
		return
	}
	for _, name := range slices.Sorted(maps.Keys(b.opts.Fixed)) {
		if t.Slot(name) == nil {
			b.fail(noSlot(t, name))
		}
	}
}

func noSlot(t *litmus.Test, name string) *diag.Diagnostic {
	names := make([]string, len(t.Slots))
	for i, sl := range t.Slots {
		names[i] = sl.Name
	}
	d := diag.New(t.NameSpan, diag.SlotUnknown, "%s has no slot %q", t.Name, name)
	switch near := diag.Nearest(name, names); {
	case near != "":
		d.WithFix("did you mean %s?", near)
	case len(names) == 0:
		d.Note("it has no slots")
	default:
		d.Note("its slots are %s", strings.Join(names, ", "))
	}
	return d
}

// initWrites makes the initial write of every location.
func (b *builder) initWrites() {
	for i := range b.s.Locs {
		b.addEvent(event.Event{Kind: event.InitWrite, Thread: -1, Loc: int32(i), Guard: event.True, Slot: -1}, edges{parent: -1, rmw: -1})
	}
}

// addEvent adds an event and returns its number.
func (b *builder) addEvent(e event.Event, l edges) int32 {
	b.s.Events = append(b.s.Events, e)
	b.edges = append(b.edges, l)
	return int32(len(b.s.Events) - 1)
}
