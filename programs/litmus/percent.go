package litmus

// percentRegisters turns %r3 into the register r3, and %cr0 into cr0, as assemblers
// do, unless the init block or the condition mentions a symbolic register of
// that name. With a thread before it, 0:%r3 is the register r3, as in herd7, unless
// instructions of the thread use %r3.
func (p *parser) percentRegisters() {
	any := false
	for _, th := range p.columns {
		eachRegister(th.Cells, func(o *Operand) { any = any || o.Kind == OpSym && isRegisterName(o.Text) })
	}
	declared := map[string]bool{}
	p.eachLoc(func(l *Loc) {
		num, ok := registerNumber(l.Name)
		switch {
		case !ok || num < 0 || l.Thread == -1 || l.Reg >= 0:
		case l.Thread == anyThread:
			declared[l.Name] = true
		case any && p.codeHas(l.Thread, l.Name):
			declared[l.Name] = true
		default:
			l.Reg, l.Name = num, ""
		}
	})
	if !any {
		return
	}
	for _, th := range p.columns {
		eachInstr(th.Cells, func(in *Instr) {
			for i := range in.Args {
				o := &in.Args[i]
				if o.Kind == OpMem {
					o = o.Base
				}
				if o.Kind != OpSym || declared[o.Text] {
					continue
				}
				if num, ok := registerNumber(o.Text); ok && num >= 0 {
					o.Kind, o.Num, o.Text = OpReg, int64(num), ""
				} else if num, ok := numbered(o.Text, "cr", numFields); ok && num >= 0 {
					o.Kind, o.Num, o.Text = OpCR, int64(num), ""
				}
			}
		})
	}
}

// isRegisterName reports whether the name of a symbolic register is also the name
// of a machine register.
func isRegisterName(name string) bool {
	num, ok := registerNumber(name)
	if !ok {
		num, ok = numbered(name, "cr", numFields)
	}
	return ok && num >= 0
}

// codeHas reports whether an instruction of a thread or of its handler uses
// the symbolic register.
func (p *parser) codeHas(thread int, name string) bool {
	found := false
	for _, th := range p.columns {
		if th.ID == thread {
			eachRegister(th.Cells, func(o *Operand) { found = found || o.Kind == OpSym && o.Text == name })
		}
	}
	return found
}

// eachLoc calls f for every location and register that the init block and the
// constraint name.
func (p *parser) eachLoc(f func(*Loc)) {
	for i := range p.test.Init {
		f(&p.test.Init[i].Target)
	}
	for i := range p.test.Locations {
		f(&p.test.Locations[i].Loc)
	}
	of := func(a *Atom) {
		if f(&a.Loc); a.Other != nil {
			f(a.Other)
		}
	}
	EachAtom(p.test.Filter, of)
	EachAtom(p.test.Cond.Prop, of)
}
