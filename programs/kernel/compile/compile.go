package compile

import (
	"slices"

	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/isa/sets"
	"github.com/fencewise/fencewise/programs/kernel/target"
	"github.com/fencewise/fencewise/programs/litmus"
)

// arch is the architecture of the tests that are made.
const arch = "PPC"

// Test returns the test in assembly that a test in kernel C is on the machine of its target.
// Its warnings name what herd7 does not execute. The error holds diagnostics.
func Test(t *litmus.Test) (*litmus.Test, error) {
	c, err := begin(t)
	if err != nil {
		return nil, err
	}
	if c.lower(); len(c.errs) > 0 {
		return nil, c.errs
	}
	c.values()
	c.widen()
	if c.findSizes(); len(c.errs) > 0 {
		return nil, c.errs
	}
	for i := range t.Threads {
		c.thread(i)
	}
	if len(c.errs) > 0 {
		return nil, c.errs
	}
	c.declare()
	c.constraint()
	if len(c.errs) > 0 {
		return nil, c.errs
	}
	if err := c.check(); err != nil {
		return nil, err
	}
	c.warn()
	return c.to, nil
}

// compiler makes one test.
type compiler struct {
	from, to *litmus.Test
	target   *target.Target
	set      *isa.Set
	lang     *isa.Language
	regs     *isa.Registers // of the steps

	columns    []column
	origins    []origin       // by register
	parameters map[origin]reg // of threads
	vals       []value        // by register
	locs       []location
	locIndex   map[string]int
	sizes      map[*isa.Step]int
	nonzero    map[reg]bool  // registers that are not register 0
	numbers    []map[reg]int // by thread

	addresses diag.Span    // of the first comparison of two addresses
	starts    []bitset.Set // by thread: the registers whose initial value matters

	labels int // how many labels were made
	named  int // how many have their final names
	errs   diag.List
}

// begin checks what is asked for and collects the locations.
func begin(t *litmus.Test) (*compiler, error) {
	set, err := sets.Of(t)
	if err != nil {
		return nil, err
	}
	if !t.Compiled() {
		return nil, diag.New(t.NameSpan, diag.CompileUnsupported, "%s has no target", t.Name).WithFix("name one with --target")
	}
	to, err := target.Named(t.Target)
	if err != nil {
		return nil, err
	}
	if to.Language.Arch != arch {
		return nil, diag.New(diag.Span{}, diag.CompileUnsupported, "compile prints tests for POWER only, and the target %s is for %s", to.Name, to.Language.Name).
			Note("other commands compile for %s, too: check --target %s", to.Name, to.Name)
	}
	if n, most := len(t.Threads), litmus.DefaultLimits.Threads; n > most {
		return nil, diag.New(t.Threads[most].Span, diag.CompileUnsupported, "the test has %d threads, and one in assembly has at most %d", n, most)
	}
	if k := slices.IndexFunc(t.Init, func(in litmus.Init) bool { return in.Struct != nil }); k >= 0 {
		return nil, diag.New(t.Init[k].Span, diag.CompileUnsupported, "%s is a struct, which compile does not print", t.Init[k].Target.Name)
	}
	c := &compiler{
		from: t, target: to, set: set, lang: set.Language, regs: &isa.Registers{Plain: true},
		parameters: map[origin]reg{}, locIndex: map[string]int{}, nonzero: map[reg]bool{},
		numbers: make([]map[reg]int, len(t.Threads)), starts: make([]bitset.Set, len(t.Threads)),
	}
	c.to = &litmus.Test{Src: t.Src, Arch: arch, Name: t.Name, Text: t.Text, Doc: t.Doc, Info: c.info(), NameSpan: t.NameSpan}
	c.locations()
	return c, nil
}

func (c *compiler) fail(at diag.Span, code diag.Code, format string, args ...any) *diag.Diagnostic {
	d := diag.New(at, code, format, args...)
	c.errs = append(c.errs, d)
	return d
}

// locations collects the locations of the test and their initial values.
func (c *compiler) locations() {
	t := c.from
	note := func(name string) *location {
		if _, ok := c.locIndex[name]; !ok {
			c.locIndex[name] = len(c.locs)
			c.locs = append(c.locs, location{name: name, typ: event.LocationType(t, name)})
		}
		return &c.locs[c.locIndex[name]]
	}
	for i := range t.Init {
		in := &t.Init[i]
		if !in.Target.IsReg() {
			if l := note(in.Target.Name); in.Array > 0 {
				l.elems, l.typ = in.Array, elementType(in)
			}
		}
	}
	for i := range t.Init {
		for k := range t.Init[i].Values {
			if v := &t.Init[i].Values[k]; v.Addr != "" {
				note(v.Addr)
			}
		}
	}
	for _, th := range t.Threads {
		for k := range th.Body.Params {
			note(th.Body.Params[k].Name)
		}
	}
	for i := range c.locs {
		c.locs[i].holds = number(0, 0)
	}
	for i := range t.Init {
		in := &t.Init[i]
		if in.Target.IsReg() {
			continue
		}
		l := &c.locs[c.locIndex[in.Target.Name]]
		if len(in.Values) > 0 && l.elems == 0 {
			l.holds = value{}
		}
		for k := range in.Values {
			c.join(&l.holds, kept(c.valueOf(&in.Values[k]), l.typ), false)
		}
	}
}

// elementType returns the type of the elements of an array.
func elementType(in *litmus.Init) event.Type {
	if of := event.InitType(in); of.Size() > 0 {
		return event.KernelType(of)
	}
	t := event.DeclaredType(in)
	if n, signed := litmus.CType(in.Type); n > 0 && !in.Ptr {
		return event.Type{Size: n, Signed: signed}
	}
	return t
}

// valueOf returns a value of the init block.
func (c *compiler) valueOf(v *litmus.Value) value {
	if v.Addr != "" {
		return c.addressOf(v.Addr)
	}
	return number(v.Num, v.Num)
}

// initOf returns the initial value of a variable.
func (c *compiler) initOf(k *origin) value {
	if in := c.initItem(k); in != nil && len(in.Values) > 0 {
		return c.valueOf(&in.Values[0])
	}
	return number(0, 0)
}

// initItem returns the item of the init block for a variable; nil if there is none. A handler
// starts with the values of its thread.
func (c *compiler) initItem(k *origin) *litmus.Init {
	for i := range c.from.Init {
		if in := &c.from.Init[i]; in.Target.Thread == c.from.Threads[k.thread].ID && in.Target.Name == k.name {
			return in
		}
	}
	return nil
}

// lower collects the steps of all threads and handlers.
func (c *compiler) lower() {
	for i, th := range c.from.Threads {
		for _, col := range []*litmus.Thread{th, th.Handler} {
			if col == nil {
				continue
			}
			steps, err := c.set.Lower(c.from, col, c.regs)
			if err != nil {
				c.errs = c.errs.Merge(diag.All(err)...)
				continue
			}
			c.refuseAssembly(steps)
			c.columns = append(c.columns, column{thread: col, of: i, lines: flatten(steps)})
		}
	}
	for k := range c.columns {
		if len(c.errs) == 0 {
			c.rename(&c.columns[k])
		}
	}
}

// refuseAssembly reports inline assembly with more than barriers.
func (c *compiler) refuseAssembly(steps []isa.Step) {
	for i := range steps {
		s := &steps[i]
		if s.Machine.Asm && s.Op.Kind != isa.Fence {
			c.fail(s.Instr.Span, diag.CompileUnsupported, "inline assembly with other instructions than barriers, such as %s, is not printed", s.Machine.Instr).
				Note("other commands judge it: check --target %s", c.target.Name)
			return
		}
		for _, choice := range s.Choices {
			c.refuseAssembly(choice)
		}
	}
}

// observed returns the registers of a column whose values at the end belong to the final
// state; none for a handler.
func (c *compiler) observed(col int) (all []reg) {
	k := &c.columns[col]
	for _, name := range c.variables(k.thread) {
		if v, ok := k.finals[name]; ok {
			all = append(all, v)
		}
	}
	return all
}

// eachLocOf calls f for each location or variable that belongs to the final state.
func (c *compiler) eachLocOf(f func(*litmus.Loc)) {
	atom := func(a *litmus.Atom) {
		f(&a.Loc)
		if a.Other != nil {
			f(a.Other)
		}
	}
	litmus.EachAtom(c.from.Filter, atom)
	litmus.EachAtom(c.from.Cond.Prop, atom)
	for i := range c.from.Locations {
		f(&c.from.Locations[i].Loc)
	}
}

// thread makes the code of a thread and its handler.
func (c *compiler) thread(i int) {
	var all []*generator
	for col := range c.columns {
		if c.columns[col].of != i {
			continue
		}
		g := &generator{compiler: c, col: col, names: map[string]string{}, reads: map[int]int{}}
		g.upperHalves()
		g.column()
		g.tidy()
		for k := range g.out {
			if d := g.out[k].bad; d != nil {
				c.errs = append(c.errs, d)
			}
		}
		all = append(all, g)
	}
	n := c.color(all)
	if n == nil {
		return
	}
	c.numbers[i] = n
	th := c.from.Threads[i]
	to := &litmus.Thread{Name: th.Name, ID: th.ID, Span: th.Span}
	to.Cells = c.cells(all[0], n)
	if th.Handler != nil {
		to.Handler = &litmus.Thread{Name: th.Handler.Name, ID: th.ID, Span: th.Handler.Span}
		to.Handler.Cells = c.cells(all[1], n)
	}
	c.to.Threads = append(c.to.Threads, to)
}

// check decodes what was made: an instruction that the machine does not have is an error of
// this package.
func (c *compiler) check() error {
	dec := sets.ForArch(arch).NewDecoder()
	for _, th := range c.to.Columns() {
		for i := range th.Cells {
			cell := &th.Cells[i]
			instrs := []*litmus.Instr{}
			if cell.Instr != nil {
				instrs = append(instrs, cell.Instr)
			}
			if cell.Slot != nil {
				for k := range cell.Slot.Choices {
					instrs = append(instrs, cell.Slot.Choices[k].Instrs...)
				}
			}
			for _, in := range instrs {
				if _, err := dec.Decode(in); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
