package compile

import (
	"slices"
	"strconv"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
)

// info returns the lines that say what the test was made from, and those of the test.
func (c *compiler) info() (all []litmus.Info) {
	all = append(all, litmus.Info{Key: "Target", Value: c.target.Name + ", " + c.target.From})
	for _, v := range c.target.Variants { // herd7 stops at a line Variant= that names none of its own
		all = append(all, litmus.Info{Key: "ModelVariant", Value: v})
	}
	return append(all, c.from.Info...)
}

// typeNames maps types to the names by which the init block declares them.
var typeNames = map[event.Type]string{
	{Size: 1, Signed: true}: "int8_t", {Size: 1}: "uint8_t", {Size: 2, Signed: true}: "int16_t", {Size: 2}: "uint16_t",
	{Size: 4, Signed: true}: "int", {Size: 4}: "uint32_t", {Size: 8, Signed: true}: "int64_t", {Size: 8}: "uint64_t",
}

// declare makes the init block: the locations with their types, and the registers that do
// not start as 0 or are shown as another type than int.
func (c *compiler) declare() {
	for i := range c.locs {
		l := &c.locs[i]
		in := litmus.Init{Type: typeNames[l.typ], Array: l.elems, Target: litmus.Loc{Thread: -1, Reg: -1, Name: l.name, Index: -1}}
		for k := range c.from.Init {
			if was := &c.from.Init[k]; !was.Target.IsReg() && was.Target.Name == l.name {
				in.Span, in.Values = was.Span, was.Values
			}
		}
		if _, ok := registerName(l.name); ok {
			c.fail(in.Span, diag.CompileUnsupported, "the location %s has the name of a register", l.name).WithFix("rename it")
		}
		c.to.Init = append(c.to.Init, in)
	}
	for i := range c.from.Threads {
		c.declareRegisters(i)
	}
}

// registerName returns the number of the register with a name.
func registerName(name string) (int, bool) {
	n, err := strconv.Atoi(name[1:])
	return n, err == nil && (name[0] == 'r' || name[0] == 'R') && n < numRegs
}

// typeOf returns the type as which a variable of a column is shown.
func (c *compiler) typeOf(col int, name string) event.Type {
	id := c.from.Threads[c.columns[col].of].ID
	return event.RegisterType(c.from, litmus.Loc{Thread: id, Reg: -1, Name: name, Index: -1, Local: true})
}

// declareRegisters declares the registers of a thread.
func (c *compiler) declareRegisters(thread int) {
	id := c.from.Threads[thread].ID
	items := map[int]*litmus.Init{}
	item := func(v reg) *litmus.Init {
		at, ok := c.numbers[thread][v]
		if !ok {
			return &litmus.Init{} // nothing uses it
		}
		if items[at] == nil {
			items[at] = &litmus.Init{Target: litmus.Loc{Thread: id, Reg: at, Index: -1}}
		}
		return items[at]
	}
	c.starts[thread].Each(func(v int) {
		k := &c.origins[v]
		if c.isParameter(reg(v)) {
			item(reg(v)).Values = []litmus.Value{{Addr: k.name[1:], Index: -1}}
		} else if in := c.initItem(k); in != nil && len(in.Values) > 0 && (in.Values[0].Addr != "" || in.Values[0].Num != 0) {
			item(reg(v)).Values = in.Values
		}
	})
	for col := range c.columns {
		if c.columns[col].of != thread {
			continue
		}
		for name, v := range c.columns[col].finals {
			if t := c.typeOf(col, name); t != event.Word {
				in := item(v)
				if in.Type = typeNames[t]; len(in.Values) == 0 {
					in.Values = []litmus.Value{{Index: -1}}
				}
			}
		}
	}
	for at := range numRegs {
		if in := items[at]; in != nil {
			c.to.Init = append(c.to.Init, *in)
		}
	}
}

// constraint makes the condition, the filter and the list of locations, in which registers
// have their numbers.
func (c *compiler) constraint() {
	for _, l := range c.from.Locations {
		c.to.Locations = append(c.to.Locations, litmus.LocItem{Loc: c.place(l.Loc), Type: l.Type})
	}
	if c.from.Filter != nil {
		c.to.Filter = c.prop(c.from.Filter)
	}
	c.to.Cond = c.from.Cond
	c.to.Cond.Prop = c.prop(c.from.Cond.Prop)
}

// place returns a location or register of the final state.
func (c *compiler) place(l litmus.Loc) litmus.Loc {
	if !l.IsReg() {
		return l
	}
	thread := slices.IndexFunc(c.from.Threads, func(th *litmus.Thread) bool { return th.ID == l.Thread })
	col := slices.IndexFunc(c.columns, func(k column) bool { return k.of == thread })
	l.Reg, l.Name, l.Local = c.numbers[thread][c.columns[col].finals[l.Name]], "", false
	return l
}

// prop returns a proposition with registers in the place of variables.
func (c *compiler) prop(p litmus.Prop) litmus.Prop {
	all := func(ps []litmus.Prop) (out []litmus.Prop) {
		for _, q := range ps {
			out = append(out, c.prop(q))
		}
		return out
	}
	switch p := p.(type) {
	case *litmus.Atom:
		a := *p
		a.Loc = c.place(p.Loc)
		if p.Other != nil {
			other := c.place(*p.Other)
			a.Other = &other
		}
		return &a
	case *litmus.Not:
		return &litmus.Not{P: c.prop(p.P), Span: p.Span}
	case *litmus.And:
		return &litmus.And{Ps: all(p.Ps), Span: p.Span}
	case *litmus.Or:
		return &litmus.Or{Ps: all(p.Ps), Span: p.Span}
	case *litmus.Implies:
		return &litmus.Implies{P: c.prop(p.P), Q: c.prop(p.Q), Span: p.Span}
	case *litmus.Const, *litmus.Pending, *litmus.Waits, nil:
		return p
	default:
		panic("compile: unknown proposition")
	}
}
