package compile

import (
	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/programs/isa"
)

// A variable of C that is assigned twice is two registers, if no use can read both values.

// write is a place where a register of the steps gets a value: a line, or -1 for the start.
type write struct {
	at int
	r  isa.Reg
}

// webs finds the registers of a column.
type webs struct {
	*compiler
	col    *column
	writes []write
	of     map[isa.Reg]bitset.Set // by register: its writes
	in     []bitset.Set           // by line: the writes that reach it
	same   []int                  // union-find over writes
	reg    map[int]reg            // by representative
}

// rename gives the steps of a column the registers of the code that is made.
func (c *compiler) rename(k *column) {
	w := &webs{compiler: c, col: k, of: map[isa.Reg]bitset.Set{}, reg: map[int]reg{}}
	w.collect()
	w.reach()
	w.join()
	for i := range k.lines {
		if k.lines[i].kind == stepLine {
			w.replace(i, &k.lines[i].step.Op)
		}
	}
	k.finals = map[string]reg{}
	if k.thread == c.from.Threads[k.of] { // a handler's are discarded
		for _, name := range c.variables(k.thread) {
			k.finals[name] = w.reached(len(k.lines), c.regs.Symbolic(name))
		}
	}
}

// collect lists the writes: each register has one at the start.
func (w *webs) collect() {
	note := func(at int, r isa.Reg) { w.writes = append(w.writes, write{at, r}) }
	seen := map[isa.Reg]bool{}
	start := func(r isa.Reg) {
		if !seen[r] {
			seen[r] = true
			note(-1, r)
		}
	}
	for _, name := range w.variables(w.col.thread) {
		start(w.regs.Symbolic(name))
	}
	for i := range w.col.lines {
		if l := &w.col.lines[i]; l.kind == stepLine {
			l.step.Op.Reads(start)
			l.step.Op.Writes(func(r isa.Reg) { note(i, r) })
		}
	}
	for n, d := range w.writes {
		if w.of[d.r] == nil {
			w.of[d.r] = make(bitset.Set, bitset.Words(len(w.writes)))
		}
		w.of[d.r].Add(n)
		w.same = append(w.same, n)
	}
}

// reach computes which writes reach each line.
func (w *webs) reach() {
	lines := w.col.lines
	words := bitset.Words(len(w.writes))
	w.in = make([]bitset.Set, len(lines)+1)
	for i := range w.in {
		w.in[i] = make(bitset.Set, words)
	}
	made := make([][]int, len(lines)) // by line: its writes
	for n, d := range w.writes {
		if d.at < 0 {
			w.in[0].Add(n)
		} else {
			made[d.at] = append(made[d.at], n)
		}
	}
	next := successors(lines)
	for changed := true; changed; {
		changed = false
		for i := range lines {
			out := make(bitset.Set, words)
			out.AddAll(w.in[i])
			for _, n := range made[i] {
				out.Difference(out, w.of[w.writes[n].r])
				out.Add(n)
			}
			for _, k := range next[i] {
				if !w.in[k].HasAll(out) {
					w.in[k].AddAll(out)
					changed = true
				}
			}
		}
	}
}

// join joins the writes that one use can read.
func (w *webs) join() {
	use := func(at int, r isa.Reg) {
		first := -1
		w.each(at, r, func(n int) {
			if first < 0 {
				first = n
			}
			w.same[w.root(n)] = w.root(first)
		})
	}
	for i := range w.col.lines {
		if l := &w.col.lines[i]; l.kind == stepLine {
			l.step.Op.Reads(func(r isa.Reg) { use(i, r) })
		}
	}
	for _, name := range w.variables(w.col.thread) {
		use(len(w.col.lines), w.regs.Symbolic(name))
	}
}

// each calls f for each write to a register that reaches a line.
func (w *webs) each(at int, r isa.Reg, f func(n int)) {
	if w.of[r] == nil {
		return
	}
	reach := make(bitset.Set, len(w.of[r]))
	reach.Intersection(w.of[r], w.in[at])
	reach.Each(f)
}

func (w *webs) root(n int) int {
	for w.same[n] != n {
		n = w.same[n]
	}
	return n
}

// reached returns the register that a line reads.
func (w *webs) reached(at int, r isa.Reg) reg {
	found := noReg
	w.each(at, r, func(n int) { found = w.register(n) })
	if found == noReg { // no way leads to the line
		found = w.fresh()
	}
	return found
}

// register returns the register that a write is to.
func (w *webs) register(n int) reg {
	root := w.root(n)
	if v, ok := w.reg[root]; ok {
		return v
	}
	name := ""
	for k, d := range w.writes {
		if d.at < 0 && w.root(k) == root {
			name = w.regs.Symbol(d.r)
		}
	}
	key := origin{thread: w.col.of, name: name}
	v, ok := w.parameters[key] // a handler shares those of its thread
	if !ok {
		v = w.fresh()
		w.origins[v] = key
		if w.isParameter(v) {
			w.parameters[key] = v
		}
	}
	w.reg[root] = v
	return v
}

// replace gives an operation the registers of the code that is made.
func (w *webs) replace(at int, op *isa.Op) {
	was := *op
	for _, a := range []*isa.Arg{&op.A, &op.B, &op.C} {
		if a.IsReg {
			a.Reg = isa.Reg(w.reached(at, a.Reg))
		}
	}
	was.Writes(func(r isa.Reg) {
		for n, d := range w.writes {
			if d.at == at && d.r == r {
				op.Dst = isa.Reg(w.register(n))
			}
		}
	})
}
