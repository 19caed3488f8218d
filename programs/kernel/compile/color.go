package compile

import (
	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/programs/diag"
)

// numRegs is the number of registers of the machine. Register 0 comes last: as the base of an
// address it is read as the number 0.
const numRegs = 32

// conflicts holds which registers must not get the same number.
type conflicts struct {
	rows  []bitset.Set
	order []reg         // in the order in which they appear
	seen  bitset.Set    // those in order
	moves map[reg][]reg // what is moved into or out of a register
}

func (c *compiler) newConflicts() *conflicts {
	words := bitset.Words(len(c.origins))
	k := &conflicts{rows: make([]bitset.Set, len(c.origins)), seen: make(bitset.Set, words), moves: map[reg][]reg{}}
	for i := range k.rows {
		k.rows[i] = make(bitset.Set, words)
	}
	return k
}

func (k *conflicts) note(v reg) {
	if !k.seen.Has(int(v)) {
		k.seen.Add(int(v))
		k.order = append(k.order, v)
	}
}

func (k *conflicts) conflict(v, w reg) {
	if v != w {
		k.rows[v].Add(int(w))
		k.rows[w].Add(int(v))
	}
}

// add adds the conflicts of a column: what an instruction writes is another register than
// those that are live after it. The registers that are live at the start of a thread or of
// its handler, which are in start, all differ.
func (k *conflicts) add(g *generator, start bitset.Set) {
	live := g.liveness()
	live.in[0].Each(func(v int) { start.Add(v) })
	for i := range g.out {
		in := &g.out[i]
		for _, v := range in.use {
			k.note(v)
		}
		if in.def == noReg {
			continue
		}
		k.note(in.def)
		move := in.op == "mr"
		if move {
			k.moves[in.def] = append(k.moves[in.def], in.use[0])
			k.moves[in.use[0]] = append(k.moves[in.use[0]], in.def)
		}
		live.out(i).Each(func(v int) {
			if !move || reg(v) != in.use[0] {
				k.conflict(in.def, reg(v))
			}
		})
	}
	end := live.in[len(g.out)]
	end.Each(func(v int) { // each variable of the final state is a register of its own
		k.note(reg(v))
		end.Each(func(w int) { k.conflict(reg(v), reg(w)) })
	})
}

// color gives each register of a thread and its handler a number. It reports a thread that
// needs more than there are.
func (c *compiler) color(columns []*generator) map[reg]int {
	k := c.newConflicts()
	start := make(bitset.Set, bitset.Words(len(c.origins)))
	for _, g := range columns {
		k.add(g, start)
	}
	c.starts[c.columns[columns[0].col].of] = start
	start.Each(func(v int) {
		k.note(reg(v))
		start.Each(func(w int) { k.conflict(reg(v), reg(w)) })
	})
	if n, ok := c.number(k, k.order); ok {
		return n
	}
	if n, ok := c.number(k, k.byDegree()); ok {
		return n
	}
	th := c.columns[columns[0].col].thread
	c.fail(th.Span, diag.CompileRegisters, "%s needs more than the %d registers of the machine at a time", th.Name, numRegs).
		Note("each variable that is used later, or that the condition names, keeps one").WithFix("use fewer variables, or split the thread")
	return nil
}

// number gives registers numbers in an order. ok is false if there are too few.
func (c *compiler) number(k *conflicts, order []reg) (n map[reg]int, ok bool) {
	n = map[reg]int{}
	for _, v := range order {
		var taken [numRegs]bool
		k.rows[v].Each(func(w int) {
			if at, ok := n[reg(w)]; ok {
				taken[at] = true
			}
		})
		taken[0] = taken[0] || c.nonzero[v]
		best := -1
		for _, w := range k.moves[v] { // then the move is not needed
			if at, ok := n[w]; ok && !taken[at] {
				best = at
			}
		}
		for i := 1; i <= numRegs && best < 0; i++ {
			if !taken[i%numRegs] {
				best = i % numRegs
			}
		}
		if best < 0 {
			return nil, false
		}
		n[v] = best
	}
	return n, true
}

// byDegree returns the registers so that each has few conflicts with those before it.
func (k *conflicts) byDegree() []reg {
	left := map[reg]int{}
	for _, v := range k.order {
		left[v] = k.rows[v].Count()
	}
	order := make([]reg, len(k.order))
	for i := len(order) - 1; i >= 0; i-- {
		least := noReg
		for _, v := range k.order {
			if d, ok := left[v]; ok && (least == noReg || d < left[least]) {
				least = v
			}
		}
		delete(left, least)
		k.rows[least].Each(func(w int) {
			if _, ok := left[reg(w)]; ok {
				left[reg(w)]--
			}
		})
		order[i] = least
	}
	return order
}
