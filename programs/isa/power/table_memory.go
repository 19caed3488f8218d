package power

import "github.com/fencewise/fencewise/programs/isa"

// tableMemory enters loads and stores (ISA Book I 3.3.2, 3.3.3), those of atomic updates
// (Book II 4.6.2), and cache instructions, which have no effect on anything modelled (Book
// II 4.3). In every form, RA=0 means the constant 0.
func tableMemory() {
	for _, l := range []struct {
		name   string
		size   uint8
		signed bool
		align  int64
	}{
		{"lbz", 1, false, 1}, {"lhz", 2, false, 1}, {"lha", 2, true, 1},
		{"lwz", 4, false, 1}, {"lwa", 4, true, 4}, {"ld", 8, false, 4},
	} {
		op := isa.Op{Kind: isa.Load, Size: l.size, Signed: l.signed}
		disp := entry{form: formDisp, op: op, lo: minSI, hi: maxSI, align: l.align, zeroBase: true}
		index := entry{form: formIndex, op: op, zeroBase: true}
		add(l.name, disp)
		add(l.name+"x", index)
		disp.op.Update, index.op.Update = true, true
		disp.finish, index.finish = loadUpdate, loadUpdate
		if l.name != "lwa" { // lwau does not exist, lwaux does
			add(l.name+"u", disp)
		}
		add(l.name+"ux", index)
	}
	for _, s := range []struct {
		name  string
		size  uint8
		align int64
	}{{"stb", 1, 1}, {"sth", 2, 1}, {"stw", 4, 1}, {"std", 8, 4}} {
		op := isa.Op{Kind: isa.Store, Size: s.size}
		disp := entry{form: formDisp, op: op, lo: minSI, hi: maxSI, align: s.align, zeroBase: true}
		index := entry{form: formIndex, op: op, zeroBase: true}
		add(s.name, disp)
		add(s.name+"x", index)
		disp.op.Update, index.op.Update = true, true
		disp.finish, index.finish = storeUpdate, storeUpdate
		add(s.name+"u", disp)
		add(s.name+"ux", index)
	}
	for _, m := range []struct {
		load, store string
		size        uint8
	}{{"lbarx", "stbcx.", 1}, {"lharx", "sthcx.", 2}, {"lwarx", "stwcx.", 4}, {"ldarx", "stdcx.", 8}} {
		add(m.load, entry{form: formLarx, op: isa.Op{Kind: isa.LoadRes, Size: m.size, Tags: isa.Of(Reserve)}, hi: 1, zeroBase: true})
		add(m.store, entry{form: formIndex, op: isa.Op{Kind: isa.StoreCond, Size: m.size, Tags: isa.Of(Reserve)}, zeroBase: true})
	}
	for _, name := range []string{"dcbf", "dcbfl", "dcbflp", "dcbst", "dcbt", "dcbtst", "icbi"} {
		add(name, entry{form: formCache, op: isa.Op{Kind: isa.Nop}, hi: 31, zeroBase: true})
	}
}

// loadUpdate refuses loads with update that the ISA calls invalid.
func loadUpdate(a *args, op *isa.Op) {
	storeUpdate(a, op)
	if op.A.IsReg && op.A.Reg == op.Dst {
		a.invalid("%s must not load the register that it updates", a.in.Op)
	}
}

// storeUpdate refuses accesses with update that the ISA calls invalid.
func storeUpdate(a *args, op *isa.Op) {
	if !op.A.IsReg {
		a.invalid("%s cannot update r0", a.in.Op)
	}
}
