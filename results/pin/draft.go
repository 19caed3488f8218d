package pin

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/insert"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
)

// draft is the program of a form. Its list of locations says what the condition will be
// about.
type draft struct {
	test    *litmus.Test
	was     map[*litmus.Instr]*litmus.Instr // for a changed instruction, the original
	truths  []litmus.Loc                    // registers that only matter as 0 or not 0
	changes []string
}

func (p *pinner) draft(f form) *draft {
	d := &draft{was: map[*litmus.Instr]*litmus.Instr{}}
	say := func(format string, args ...any) { d.changes = append(d.changes, fmt.Sprintf(format, args...)) }
	t := insert.Rewrite(p.base, func(col *litmus.Thread, i int) []litmus.Cell {
		cell := col.Cells[i]
		cells := []litmus.Cell{cell}
		if f.has(apart) {
			for k := range p.apart {
				if m := &p.apart[k]; m.store == p.original(cell.Instr) {
					cells = m.cells(&cell)
					d.was[cells[1].Instr] = m.store
					say("%s: %s stores %s, so that it differs from another store", col.Name, cell.Instr, m.says)
				}
			}
		}
		if f.has(copies) {
			for _, c := range p.copies {
				if c.load == cell.Instr {
					cells = append(cells, litmus.Cell{Instr: instr("mr", reg(c.to), c.load.Args[0])})
					say("%s: r%d holds what %s reads", col.Name, c.to, cell.Instr)
				}
			}
		}
		if f.has(ways) {
			for _, o := range p.outcomes {
				if o.store == cell.Instr {
					cells = append(cells, litmus.Cell{Instr: instr("mfcr", reg(o.in))})
					d.truths = append(d.truths, regLoc(o.thread, o.in))
					say("%s: r%d is not 0 if %s succeeds", col.Name, o.in, cell.Instr)
				}
			}
			for _, c := range p.rounds {
				if c.thread != col.ID || c.handler(col) || !slices.ContainsFunc(cell.Labels, func(l litmus.Name) bool { return l.Text == c.label }) {
					continue
				}
				count := litmus.Cell{Labels: cell.Labels, Instr: instr("addi", reg(c.in), reg(c.in), imm(1))}
				cells[0].Labels = nil
				if cells = slices.Insert(cells, 0, count); cells[1].Instr == nil {
					cells = cells[:1]
				}
				say("%s: r%d counts how often the thread reaches %s", col.Name, c.in, c.label)
			}
		}
		return cells
	})
	t.Init = slices.Clone(t.Init)
	p.types(t)
	if f.has(observers) {
		p.observe(t, say)
	}
	t.Locations = p.asked(t, f)
	p.wide(t)
	t.Cond = litmus.Cond{Quant: verdict.Exists, Prop: &litmus.Const{Value: true}}
	d.test = t
	return d
}

func reg(n int) litmus.Operand   { return litmus.Operand{Kind: litmus.OpReg, Num: int64(n)} }
func imm(n int64) litmus.Operand { return litmus.Operand{Kind: litmus.OpImm, Num: n} }

func instr(op string, args ...litmus.Operand) *litmus.Instr {
	return &litmus.Instr{Op: op, Args: args}
}

// loads names the instruction that loads a location, by its size.
var loads = map[int]string{1: "lbz", 2: "lhz", 4: "lwz", 8: "ld"}

// observable reports whether one load reads a granule and nothing else.
func (p *pinner) observable(granule int) bool {
	s := p.c.X.S
	size := s.GranuleSize(int32(granule))
	_, first, last := s.Bytes(int32(granule))
	return loads[size] != "" && last-first+1 == size && first%size == 0
}

// observe adds a thread for each granule that is watched. The thread reads it once for each
// store but the last, which the final state shows.
func (p *pinner) observe(t *litmus.Test, say func(string, ...any)) {
	id := 0
	for _, th := range t.Threads {
		id = max(id, th.ID+1)
	}
	for _, g := range p.watched {
		s := p.c.X.S
		loc, first, _ := s.Bytes(int32(g))
		at := memory(&s.Locs[loc])
		if in := s.Locs[loc].Object; in != "" {
			at.Name = in
		}
		th := &litmus.Thread{Name: "P" + strconv.Itoa(id), ID: id}
		t.Init = append(t.Init, litmus.Init{Target: regLoc(id, 1), Values: []litmus.Value{{Addr: at.Name, Index: -1}}})
		for k := range len(p.c.X.Order[event.Co][g]) - 2 {
			base := reg(1)
			mem := litmus.Operand{Kind: litmus.OpMem, Num: s.Locs[loc].Addr.Num + int64(first), Base: &base} // herd7 takes t[1] for one byte after t
			th.Cells = append(th.Cells, litmus.Cell{Row: k, Instr: instr(loads[s.GranuleSize(int32(g))], reg(k+2), mem)})
		}
		t.Threads = append(t.Threads, th)
		say("%s reads %s while others write it", th.Name, s.GranuleName(int32(g)))
		id++
	}
}

// unsigned names the unsigned type of a location, by its size.
var unsigned = map[int]string{1: "uint8_t", 2: "uint16_t", 4: "uint32_t", 8: "uint64_t"}

// types declares the locations that the program accesses with another size than that of
// their type: for example undeclared bytes, which are compared as words. Half of 64
// bits would not count, and if less than the type's size is stored herd7 sees the whole
// register. A location that initially holds an address is left as it is.
func (p *pinner) types(t *litmus.Test) {
	for i := range p.c.X.S.Locs {
		l := &p.c.X.S.Locs[i]
		if l.Array > 0 || l.Object != "" || l.Type.Size == l.Size || l.Init.Loc != 0 {
			continue
		}
		name := unsigned[l.Size]
		at := slices.IndexFunc(t.Init, func(in litmus.Init) bool { return !in.Target.IsReg() && in.Target.Name == l.Name })
		if at < 0 {
			t.Init = append(t.Init, litmus.Init{Target: memory(l), Type: name})
		} else {
			t.Init[at].Type, t.Init[at].Ptr = name, false
		}
	}
}

// wide declares the registers that the condition is about and that get doublewords, in a test with
// accesses of mixed size: of others it compares the low half, which is a part of what was loaded.
func (p *pinner) wide(t *litmus.Test) {
	if !p.c.X.S.Mixed() {
		return
	}
	double := map[string]bool{}
	for _, th := range p.base.Threads {
		eachInstr(th, func(in *litmus.Instr) {
			if r, ok := p.destination(in); ok {
				if op, _ := p.decode(in); op.Size == 8 {
					double[operandLoc(th.ID, r).String()] = true
				}
			}
		})
	}
	for _, c := range p.copies {
		r, _ := p.destination(c.load)
		double[regLoc(c.thread, c.to).String()] = double[operandLoc(c.thread, r).String()]
	}
	for _, item := range t.Locations {
		l := item.Loc
		set := slices.ContainsFunc(t.Init, func(in litmus.Init) bool { return in.Target.String() == l.String() })
		if l.IsReg() && double[l.String()] && !set {
			t.Init = append(t.Init, litmus.Init{Target: l, Type: unsigned[8]})
		}
	}
}

// asked lists what the condition will be about: what loads return, what the program's
// own condition compares, what is written, and what was added.
func (p *pinner) asked(t *litmus.Test, f form) (items []litmus.LocItem) {
	s := p.c.X.S
	add := func(l litmus.Loc) {
		if !slices.ContainsFunc(items, func(i litmus.LocItem) bool { return i.Loc.String() == l.String() }) {
			items = append(items, litmus.LocItem{Loc: l})
		}
	}
	for th, thread := range p.base.Threads {
		for i := range thread.Cells {
			if r, ok := p.destination(thread.Cells[i].Instr); ok && p.executed(thread.Cells[i].Instr) && p.writers(thread, r) == 1 {
				add(operandLoc(thread.ID, r))
			}
		}
		if leaf := p.c.Leaf(th); leaf >= 0 {
			var regs []isa.Reg
			for r := range s.Threads[th].Ends[leaf].Regs {
				regs = append(regs, r)
			}
			slices.Sort(regs)
			for _, r := range regs {
				add(p.plainLoc(namedReg(s, thread.ID, r)))
			}
		}
		for _, c := range p.copies {
			if f.has(copies) && c.thread == thread.ID {
				add(regLoc(c.thread, c.to))
			}
		}
		for _, o := range p.outcomes {
			if f.has(ways) && o.thread == thread.ID {
				add(regLoc(o.thread, o.in))
			}
		}
		for _, c := range p.rounds {
			if f.has(ways) && c.thread == thread.ID {
				add(regLoc(c.thread, c.in))
			}
		}
	}
	for _, thread := range t.Threads[len(p.base.Threads):] {
		for i := range thread.Cells {
			add(operandLoc(thread.ID, &thread.Cells[i].Instr.Args[0]))
		}
	}
	for _, l := range written(s) {
		add(memory(&s.Locs[l]))
	}
	return items
}

// written lists the locations that some store covers, in a part at least, in the order of the
// first stores.
func written(s *event.Structure) (locs []int) {
	granules := make([][]int32, len(s.Locs))
	for l := range s.Locs {
		granules[l] = s.GranulesOf(l)
	}
	for e := range s.Events {
		for l := range s.Locs {
			if ev := &s.Events[e]; ev.Kind == event.WriteMem && slices.Contains(granules[l], ev.Loc) && !slices.Contains(locs, l) {
				locs = append(locs, l)
			}
		}
	}
	return locs
}

func regLoc(thread, n int) litmus.Loc { return litmus.Loc{Thread: thread, Reg: n, Index: -1} }

func operandLoc(thread int, o *litmus.Operand) litmus.Loc {
	if o.Kind == litmus.OpSym {
		return litmus.Loc{Thread: thread, Reg: -1, Name: o.Text, Index: -1}
	}
	return regLoc(thread, int(o.Num))
}

// namedReg returns a register of a structure as a condition names it.
func namedReg(s *event.Structure, thread int, r isa.Reg) litmus.Loc {
	if !s.Regs.IsSymbolic(r) {
		return regLoc(thread, int(r))
	}
	return litmus.Loc{Thread: thread, Reg: -1, Name: s.Regs.Symbol(r), Index: -1, Local: s.Regs.Plain}
}

// memory returns a location as a condition names it.
func memory(l *event.Location) litmus.Loc {
	loc := litmus.Loc{Thread: -1, Reg: -1, Name: l.Name, Index: -1}
	if l.Array > 0 {
		loc.Index = l.Array - 1
		loc.Name = l.Name[:len(l.Name)-len(strconv.Itoa(loc.Index))-2]
	}
	return loc
}
