package decide

import (
	"fmt"
	"slices"
	"strings"
)

// The oracle for threads that wait forever explores all states of a small program under
// interleaving. It shares nothing with what it is compared with: it executes instructions of
// its own, and looks for sets of states that a fair schedule need not leave.

// oracleOp is an instruction of the oracle.
type oracleOp struct {
	kind     oracleKind
	loc, reg int
	val, new int
	to       int
}

type oracleKind int

const (
	opStore    oracleKind = iota // memory[loc] = val
	opStoreReg                   // memory[loc] = reg
	opLoad                       // reg = memory[loc]
	opEqual                      // go to to if reg == val
	opJump                       // go to to
	opXchg                       // reg = memory[loc]; memory[loc] = val, atomically
	opCas                        // reg = memory[loc]; if reg == val, memory[loc] = new, atomically
	oracleKinds
)

// The instructions of programs of mixed size, in which the locations are the two bytes of a
// half-word.
const (
	opLoadBoth  = oracleKinds + iota // reg = memory[0] + 256 memory[1]
	opStoreBoth                      // memory[0], memory[1] = val mod 256, val / 256
)

const oracleLocs, oracleRegs = 2, 2

// oracleState is where each thread is, what its registers hold, and memory.
type oracleState struct {
	pc   [3]int
	regs [3][oracleRegs]int
	mem  [oracleLocs]int
}

// step returns the state after the next instruction of a thread.
func (s oracleState) step(prog [][]oracleOp, t int) oracleState {
	op := &prog[t][s.pc[t]]
	s.pc[t]++
	switch op.kind {
	case opStore:
		s.mem[op.loc] = op.val
	case opStoreReg:
		s.mem[op.loc] = s.regs[t][op.reg] % 256
	case opLoadBoth:
		s.regs[t][op.reg] = s.mem[0] + 256*s.mem[1]
	case opStoreBoth:
		s.mem[0], s.mem[1] = op.val%256, op.val/256
	case opLoad:
		s.regs[t][op.reg] = s.mem[op.loc]
	case opEqual:
		if s.regs[t][op.reg] == op.val {
			s.pc[t] = op.to
		}
	case opJump:
		s.pc[t] = op.to
	case opXchg:
		s.regs[t][op.reg] = s.mem[op.loc]
		s.mem[op.loc] = op.val
	case opCas:
		if s.regs[t][op.reg] = s.mem[op.loc]; s.regs[t][op.reg] == op.val {
			s.mem[op.loc] = op.new
		}
	default:
		panic("no such instruction")
	}
	return s
}

// ending says what a program can do besides coming to an end.
type ending int

const (
	alwaysEnds   ending = iota
	runsForever         // some threads run forever, and memory changes again and again
	waitsForever        // some threads run forever, and memory stays as it is
)

// endings explores a program. A set of states from each of which every other is reached
// need not be left by a fair schedule if each thread that has not ended has a step in it.
func endings(prog [][]oracleOp) ending {
	g := &oracleGraph{prog: prog, index: map[oracleState]int{}}
	g.visit(oracleState{})
	found := alwaysEnds
	for _, set := range g.sets {
		switch {
		case !g.fair(set):
		case g.still(set):
			return waitsForever
		default:
			found = runsForever
		}
	}
	if found == runsForever && g.stillPart() {
		return waitsForever
	}
	return found
}

// oracleGraph is the graph of states, with its strongly connected sets (Tarjan).
type oracleGraph struct {
	prog   [][]oracleOp
	within func(oracleState) bool // only these states; nil: all
	index  map[oracleState]int
	low    []int
	on     []bool
	stack  []oracleState
	sets   [][]oracleState
}

func (g *oracleGraph) visit(s oracleState) int {
	n := len(g.low)
	g.index[s], g.low, g.on = n, append(g.low, n), append(g.on, true)
	g.stack = append(g.stack, s)
	for t := range g.prog {
		if s.pc[t] == len(g.prog[t]) {
			continue
		}
		next := s.step(g.prog, t)
		if g.within != nil && !g.within(next) {
			continue
		}
		if k, seen := g.index[next]; !seen {
			g.low[n] = min(g.low[n], g.visit(next))
		} else if g.on[k] {
			g.low[n] = min(g.low[n], k)
		}
	}
	if g.low[n] == n {
		at := slices.Index(g.stack, s)
		set := slices.Clone(g.stack[at:])
		for _, x := range set {
			g.on[g.index[x]] = false
		}
		g.stack = g.stack[:at]
		g.sets = append(g.sets, set)
	}
	return g.low[n]
}

// fair reports whether each thread that has not ended has a step inside a set, and one has.
func (g *oracleGraph) fair(set []oracleState) bool {
	in := map[oracleState]bool{}
	for _, s := range set {
		in[s] = true
	}
	some := false
	for t := range g.prog {
		if set[0].pc[t] == len(g.prog[t]) {
			continue
		}
		if !slices.ContainsFunc(set, func(s oracleState) bool { return in[s.step(g.prog, t)] }) {
			return false
		}
		some = true
	}
	return some
}

// still reports whether memory is the same in all states of a set.
func (g *oracleGraph) still(set []oracleState) bool {
	return !slices.ContainsFunc(set, func(s oracleState) bool { return s.mem != set[0].mem })
}

// stillPart reports whether threads can wait forever with one content of memory among others
// in which they also run: it explores the states with each content alone.
func (g *oracleGraph) stillPart() bool {
	for s := range g.index {
		one := &oracleGraph{prog: g.prog, index: map[oracleState]int{}, within: func(x oracleState) bool { return x.mem == s.mem }}
		one.visit(s)
		if slices.ContainsFunc(one.sets, one.fair) {
			return true
		}
	}
	return false
}

// text returns a program as a litmus test for POWER. If bytes declares x, the locations are its
// two bytes.
func oracleText(prog [][]oracleOp, bytes string) string {
	var b strings.Builder
	b.WriteString("PPC oracle\n")
	load, store, res, cond := "lwz", "stw", "lwarx", "stwcx."
	mixed := bytes != ""
	if mixed {
		load, store, res, cond = "lbz", "stb", "lbarx", "stbcx."
		fmt.Fprintf(&b, "Endian=little\n{ %s; ", bytes)
	} else {
		b.WriteString("{ ")
	}
	for t := range prog {
		fmt.Fprintf(&b, "%d:r20=x; ", t)
		if !mixed {
			fmt.Fprintf(&b, "%d:r21=y; ", t)
		}
	}
	b.WriteString("}\n")
	cells := make([][]string, len(prog))
	rows := 0
	for t, ops := range prog {
		if mixed {
			cells[t] = append(cells[t], "addi r21,r20,1")
		}
		for i, op := range ops {
			line := func(format string, args ...any) { cells[t] = append(cells[t], fmt.Sprintf(format, args...)) }
			label := fmt.Sprintf("T%dL%d", t, i)
			at := len(cells[t])
			loc, reg := fmt.Sprintf("r%d", 20+op.loc), fmt.Sprintf("r%d", 1+op.reg)
			switch op.kind {
			case opStore:
				line("li r9,%d", op.val)
				line("%s r9,0(%s)", store, loc)
			case opStoreReg:
				line("%s %s,0(%s)", store, reg, loc)
			case opLoad:
				line("%s %s,0(%s)", load, reg, loc)
			case opLoadBoth:
				line("lhz %s,0(r20)", reg)
			case opStoreBoth:
				line("li r9,%d", op.val)
				line("sth r9,0(r20)")
			case opEqual:
				line("cmpwi %s,%d", reg, op.val)
				line("beq T%dL%d", t, op.to)
			case opJump:
				line("b T%dL%d", t, op.to)
			case opXchg:
				line("li r9,%d", op.val)
				line("%sa: %s %s,0,%s", label, res, reg, loc)
				line("%s r9,0,%s", cond, loc)
				line("bne %sa", label)
			case opCas:
				line("li r9,%d", op.new)
				line("%sa: %s %s,0,%s", label, res, reg, loc)
				line("cmpwi %s,%d", reg, op.val)
				line("bne T%dL%d", t, i+1)
				line("%s r9,0,%s", cond, loc)
				line("bne %sa", label)
			default:
				panic("no such instruction")
			}
			cells[t][at] = label + ": " + cells[t][at]
		}
		cells[t] = append(cells[t], fmt.Sprintf("T%dL%d:", t, len(ops)))
		rows = max(rows, len(cells[t]))
	}
	for t := range prog {
		fmt.Fprintf(&b, "P%d%s", t, map[bool]string{true: " ;\n", false: " | "}[t+1 == len(prog)])
	}
	for r := range rows {
		for t := range prog {
			if r < len(cells[t]) {
				b.WriteString(cells[t][r])
			}
			b.WriteString(map[bool]string{true: " ;\n", false: " | "}[t+1 == len(prog)])
		}
	}
	b.WriteString("exists (x=0)\n")
	return b.String()
}
