package compile

import (
	"fmt"
	"slices"

	"github.com/fencewise/fencewise/programs/isa"
)

// column emits the code of a column.
func (g *generator) column() {
	for i := range g.line() {
		g.at = i
		l := &g.line()[i]
		switch l.kind {
		case slotLine:
			g.labels(l)
			g.border(l)
		case choiceLine, endLine:
			g.rest()
			g.border(l)
		default:
			g.labels(l)
			g.step(l)
		}
	}
	g.at = len(g.line())
	if g.end != "" {
		g.pending = append(g.pending, g.end)
	}
	g.rest()
}

// labels makes the labels of a step those of the next instruction.
func (g *generator) labels(l *line) {
	for _, of := range l.step.Labels {
		g.pending = append(g.pending, g.labelOf(of))
	}
}

// border emits the border of a choice.
func (g *generator) border(l *line) {
	g.emit(instr{kind: l.kind, def: noReg, step: l.step, choice: l.choice})
}

// rest emits a place for the labels that no instruction follows.
func (g *generator) rest() {
	if len(g.pending) > 0 {
		g.emit(instr{def: noReg})
	}
}

// step emits the instructions of a step.
func (g *generator) step(l *line) {
	op := &l.step.Op
	switch op.Kind {
	case isa.Nop:
	case isa.Arith:
		g.arith(l)
	case isa.Load, isa.LoadRes:
		g.load(l)
	case isa.Store, isa.StoreCond:
		g.store(l)
	case isa.Fence:
		g.emit(instr{op: g.lang.Tags[g.lang.Barrier(op.Tags)].Name, def: noReg})
	case isa.Branch:
		to := g.target(op)
		g.branch("b", to)
	case isa.CondBranch:
		g.condBranch(op)
	case isa.Await:
		g.await(op)
	case isa.Control:
		g.control(op.A)
	case isa.Msgsnd:
		g.emit(instr{op: "msgsnd", args: []arg{label(op.Target)}, def: noReg})
	case isa.Msgclr:
		g.emit(instr{op: "msgclr", def: noReg})
	case isa.TakeDoorbell:
		g.emit(instr{op: "doorbell", def: noReg})
	case isa.TryDoorbell:
		d := regOf(op.Dst)
		g.emit(instr{op: "doorbell", args: []arg{r(d)}, def: d})
	case isa.IrqDisable:
		g.emit(instr{op: "local_irq_disable", def: noReg})
	case isa.IrqEnable:
		g.emit(instr{op: "local_irq_enable", def: noReg})
	default:
		panic(fmt.Sprintf("compile: a step of kernel C on a machine is %s", isa.Show(g.lang, g.regs, op)))
	}
}

// target returns the label that a branch leads to.
func (g *generator) target(op *isa.Op) string {
	if !op.Return {
		return g.labelOf(op.Target)
	}
	if g.end == "" {
		g.end = g.label()
	}
	return g.end
}

// fieldBranches maps the bits of condition field 0 to the branches for 0 and 1.
var fieldBranches = map[isa.Bit][2]string{isa.EQ: {"bne", "beq"}, isa.LT: {"bge", "blt"}, isa.GT: {"ble", "bgt"}}

func (g *generator) condBranch(op *isa.Op) {
	if !op.Cond.Reg { // on the success of a store-conditional
		name := fieldBranches[op.Cond.Bit][0]
		if op.Cond.When {
			name = fieldBranches[op.Cond.Bit][1]
		}
		g.branch(name, g.target(op))
		return
	}
	t := g.testOf(op.A)
	if op.B.IsReg {
		t.also = append(t.also, g.arg(op.B))
	}
	g.branchOn(t, op.Cond.When, g.target(op))
}

// await emits the way back of a loop: what a step waits for is that the loop ends.
func (g *generator) await(op *isa.Op) {
	if !op.A.IsReg {
		if op.A.Imm == 0 {
			g.branch("b", g.again(nil))
		}
		return
	}
	t := g.testOf(op.A)
	from := map[reg]bool{}
	g.sources(from, g.arg(op.A), g.at)
	g.branchOn(t, false, g.again(from))
}

// again returns the label of the load that a loop goes back to, which ends at the current
// line: of the last one that has loaded what it tests, or of the last one that reserves.
func (g *generator) again(from map[reg]bool) string {
	best := -1
	for _, good := range []func(l *line) bool{
		func(l *line) bool { return from[regOf(l.step.Op.Dst)] },
		func(l *line) bool { return l.step.Op.Kind == isa.LoadRes },
		func(*line) bool { return true },
	} {
		for i := range g.at {
			if l := &g.line()[i]; l.kind == stepLine && l.step.Op.Kind.Loads() && good(l) {
				best = i
			}
		}
		if best >= 0 {
			break
		}
	}
	if best < 0 {
		panic("compile: a wait for nothing that was read")
	}
	in := &g.out[g.reads[best]]
	if len(in.labels) == 0 {
		in.labels = []string{g.label()}
	}
	return in.labels[0]
}

// control emits a branch to the next instruction, unless the way back of a loop has tested
// the same.
func (g *generator) control(a isa.Arg) {
	v := g.arg(a)
	if g.at > 0 {
		before := map[reg]bool{}
		if l := &g.line()[g.at-1]; l.kind == stepLine && l.step.Op.Kind == isa.Await && l.step.Op.A.IsReg {
			g.sources(before, regOf(l.step.Op.A.Reg), g.at-1)
		}
		all := map[reg]bool{}
		g.sources(all, v, g.at)
		tested := true
		for s := range all {
			tested = tested && before[s]
		}
		if tested {
			return
		}
	}
	to := g.label()
	g.emit(instr{op: "cmpw", args: []arg{r(v), r(v)}, def: noReg, use: []reg{v}})
	g.branch("bne", to)
	g.pending = append(g.pending, to)
}

// sorted returns the members of a set in order.
func sorted(set map[reg]bool) (all []reg) {
	for v := range set {
		all = append(all, v)
	}
	slices.Sort(all)
	return all
}
