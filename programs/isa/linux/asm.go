package linux

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/kernel/target"
	"github.com/fencewise/fencewise/programs/kernelc"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Inline assembly is decoded by the table of the instruction set of the target. Its template is
// read as the thread of a test in assembly in which the operands are symbolic registers:
// lwz %0,0(%1) is lwz %o0,0(%o1).

// asm lowers inline assembly.
func (l *lowerer) asm(x *kernelc.Asm) {
	empty := strings.TrimSpace(x.Template) == "" && len(x.Operands()) == 0
	switch {
	case empty && l.machine != nil:
		return
	case empty: // it restrains the compiler
		l.emit(isa.Op{Kind: isa.Fence, Tags: fences["barrier"]})
		return
	case l.machine == nil:
		l.noteChoice(l.fail(x, diag.TargetAsm, "inline assembly has no meaning in the model for programs in kernel C as they are written").
			WithFix("compile the program for a machine, with --target %s; or write a primitive", prose.Or(assemblers())))
		return
	case l.machine.Assembly == nil:
		l.noteChoice(l.fail(x, diag.TargetAsm, "inline assembly cannot be read for the target %s", l.machine.Name).
			WithFix("compile the program for a machine whose assembly is read, with --target %s; or write a primitive", prose.Or(assemblers())))
		return
	}
	(&assembler{lowerer: l, x: x, regs: map[string]isa.Arg{}}).assemble()
}

// assemblers names the targets whose assembly is read.
func assemblers() (names []string) {
	for _, t := range target.All() {
		if t.Assembly != nil {
			names = append(names, t.Name)
		}
	}
	return names
}

// assembler lowers one statement of inline assembly.
type assembler struct {
	*lowerer
	x    *kernelc.Asm
	text []string           // of each operand, in an instruction
	regs map[string]isa.Arg // what symbolic and other registers are, by name
	bad  bool               // an error was reported
}

// wrong reports an error.
func (a *assembler) wrong(format string, args ...any) *diag.Diagnostic {
	a.bad = true
	d := a.fail(a.x, diag.TargetAsm, format, args...)
	a.noteChoice(d)
	return d
}

func (a *assembler) assemble() {
	outputs := a.operands()
	if a.bad {
		return
	}
	test := a.read()
	if test == nil {
		return
	}
	prefix := a.label("asm")
	dec := a.machine.Assembly.NewDecoder()
	for i := range test.Threads[0].Cells {
		cell := &test.Threads[0].Cells[i]
		for _, name := range cell.Labels {
			a.mark(prefix + name.Text)
		}
		if cell.Instr != nil {
			a.instr(dec, cell.Instr, prefix)
		}
		if a.bad {
			return
		}
	}
	for _, set := range outputs {
		set()
	}
}

// operands gives each operand its text and its register. It returns what assigns the outputs.
func (a *assembler) operands() (outputs []func()) {
	all := a.x.Operands()
	for i, o := range all {
		c := strings.TrimLeft(o.Constraint, "=+&")
		name := fmt.Sprintf("o%d", i)
		writes := i < len(a.x.Outputs)
		tied, err := strconv.Atoi(c)
		switch {
		case err == nil && !writes && tied >= 0 && tied < len(a.x.Outputs) && strings.HasPrefix(a.text[tied], "%"): // the register of an output
			v := a.narrow(a.value(o.X))
			a.emit(isa.Op{Kind: isa.Arith, ALU: isa.Add, Dst: a.regs[fmt.Sprintf("o%d", tied)].Reg, A: v.arg})
			a.text = append(a.text, a.text[tied])
		case strings.ContainsAny(c, "mZQ") && !strings.ContainsAny(c, "rb"):
			a.regs[name] = a.inRegister(a.address(o.X).addr)
			a.text = append(a.text, "0(%"+name+")")
		case writes && strings.ContainsAny(c, "rb"):
			r := a.temp()
			a.regs[name] = isa.Register(r)
			if strings.Contains(o.Constraint, "+") {
				a.emit(isa.Op{Kind: isa.Arith, ALU: isa.Add, Dst: r, A: a.narrow(a.value(o.X)).arg})
			}
			outputs = append(outputs, func() { a.output(o.X, r) })
			a.text = append(a.text, "%"+name)
		case !writes && strings.ContainsAny(c, "rb"):
			a.regs[name] = a.inRegister(a.narrow(a.value(o.X)).arg)
			a.text = append(a.text, "%"+name)
		case !writes && strings.ContainsAny(c, "inIKJL"):
			v := a.value(o.X)
			if v.arg.IsReg {
				a.wrong("the operand %%%d of the assembly is no constant", i)
			}
			a.text = append(a.text, strconv.FormatInt(v.arg.Imm, 10))
		default:
			a.wrong("the constraint %s of inline assembly is not supported", diag.Quote(o.Constraint)).WithFix("write \"r\" for a register, \"m\" for memory, or \"i\" for a constant")
			a.text = append(a.text, "")
		}
	}
	return outputs
}

// inRegister returns a register that holds a value.
func (a *assembler) inRegister(v isa.Arg) isa.Arg {
	if v.IsReg {
		return v
	}
	return a.arith(isa.Add, v, isa.Arg{})
}

// output assigns a register to the operand of an output.
func (a *assembler) output(x kernelc.Expr, r isa.Reg) {
	if id, ok := x.(*kernelc.Ident); ok && id.Kind == kernelc.LocalVar {
		t := a.types[id.Name]
		a.assign(id.Name, value{arg: isa.Register(r), typ: t, wide: t.Size() < 8})
		return
	}
	a.store(a.address(x), value{arg: isa.Register(r), typ: longType}, 0)
}

// Parts of a template.
var (
	asmOperand   = regexp.MustCompile(`%(%|([A-Za-z]?)(\d+)|([A-Za-z]?)\[(\w+)\])`)
	asmSpace     = regexp.MustCompile(`[\n;]`)
	asmLabel     = regexp.MustCompile(`^\s*(\w+):\s*`)
	asmReference = regexp.MustCompile(`\b(\d+)([bf])\b`)
)

// read reads the template as a test with one thread; nil after an error.
func (a *assembler) read() *litmus.Test {
	substituted := asmOperand.ReplaceAllStringFunc(a.x.Template, a.operand)
	if a.bad {
		return nil
	}
	var b strings.Builder
	b.WriteString("PPC asm\n{}\n P0 ;\n")
	count := map[string]int{} // of each numeric label, how often it was defined
	for _, line := range asmSpace.Split(substituted, -1) {
		for m := asmLabel.FindStringSubmatch(line); m != nil; m = asmLabel.FindStringSubmatch(line) {
			count[m[1]]++
			fmt.Fprintf(&b, " %s: ;\n", labelName(m[1], count[m[1]]))
			line = line[len(m[0]):]
		}
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		line = asmReference.ReplaceAllStringFunc(line, func(s string) string {
			n := s[:len(s)-1]
			if s[len(s)-1] == 'b' {
				return labelName(n, count[n])
			}
			return labelName(n, count[n]+1)
		})
		fmt.Fprintf(&b, " %s ;\n", line)
	}
	b.WriteString("exists (true)\n")
	test, err := litmus.Parse(diag.NewSource("asm", b.String()))
	if err != nil {
		a.wrong("the assembly %s cannot be read: %s", strconv.Quote(a.x.Template), diag.All(err)[0].Msg).WithFix("write instructions of POWER, one in a line")
		return nil
	}
	return test
}

// labelName returns the name of a definition of a label.
func labelName(label string, n int) string { return fmt.Sprintf("L%s_%d", label, n) }

// operand returns what stands for a reference to an operand.
func (a *assembler) operand(s string) string {
	m := asmOperand.FindStringSubmatch(s)
	if m[1] == "%" {
		return ""
	}
	modifier, n := m[2]+m[4], 0
	if m[5] != "" {
		n = slices.IndexFunc(a.x.Operands(), func(o kernelc.AsmOperand) bool { return o.Name == m[5] })
	} else {
		n, _ = strconv.Atoi(m[3])
	}
	if n < 0 || n >= len(a.text) {
		a.wrong("the assembly names the operand %s, which does not exist", s)
		return ""
	}
	text := a.text[n]
	memory := strings.HasPrefix(text, "0(")
	switch {
	case modifier == "":
		return text
	case (modifier == "U" || modifier == "X") && memory: // no update, no index
		return ""
	case modifier == "y" && memory:
		return "0," + strings.Trim(text[1:], "()")
	}
	a.wrong("the operand %s of the assembly has the modifier %s, which is not supported here", s, modifier)
	return ""
}

// instr emits an instruction.
func (a *assembler) instr(dec isa.Decoder, in *litmus.Instr, prefix string) {
	op, err := dec.Decode(in)
	if err != nil {
		a.wrong("in the assembly %s: %s", strconv.Quote(a.x.Template), diag.All(err)[0].Msg)
		return
	}
	if op.Kind.IsDoorbell() || op.Return || op.Kind == isa.IrqDisable || op.Kind == isa.IrqEnable || op.Cond.Count || op.Update {
		a.wrong("%s is not supported in inline assembly", in.Op).WithFix("use a primitive")
		return
	}
	if op.Kind == isa.Fence && !a.x.Clobbered("memory") {
		a.wrong("the compiler may move accesses across this %s: \"memory\" is no clobber", in.Op).WithFix("add ::: \"memory\"")
		return
	}
	if op.Target != "" {
		op.Target = prefix + op.Target
	}
	reg := func(r isa.Reg) isa.Reg { return a.register(dec, r).Reg }
	arg := func(x *isa.Arg) {
		if x.IsReg {
			x.Reg = reg(x.Reg)
		}
	}
	op.Writes(func(isa.Reg) { op.Dst = reg(op.Dst) })
	arg(&op.A)
	arg(&op.B)
	arg(&op.C)
	if a.bad {
		return
	}
	a.emit(op)
	a.steps[len(a.steps)-1].Machine = isa.Machine{Instr: in.Op, Asm: true}
}

// register returns the register that one of the assembly is.
func (a *assembler) register(dec isa.Decoder, r isa.Reg) isa.Arg {
	name := strings.TrimPrefix(dec.Regs().Name(r), "%")
	if v, ok := a.regs[name]; ok {
		return v
	}
	if !a.x.Clobbered(name) && !a.x.Clobbered(strings.TrimPrefix(name, "r")) {
		a.wrong("the assembly uses %s, which is no operand and no clobber", name).WithFix("use an operand, such as %%0")
	}
	v := isa.Register(a.temp())
	a.regs[name] = v
	return v
}
