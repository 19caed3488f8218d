package csource

import (
	"modernc.org/cc/v4"

	"github.com/fencewise/fencewise/programs/diag"
)

// A variable of each CPU is one object, in which those of the CPUs follow each other. The number of a
// CPU is that of the comment /*@ cpu 42 */, or the number of the thread.

// notePerCPU notes the variables that DEFINE_PER_CPU declares.
func (r *reader) notePerCPU(d *cc.Declaration) {
	cpus := int64(0)
	walk(d.DeclarationSpecifiers, func(n any) bool {
		if a, ok := n.(*cc.AttributeValue); ok && a.Token.SrcStr() == "fw_percpu" && a.ArgumentExpressionList != nil {
			cpus, _ = constantOf(a.ArgumentExpressionList.AssignmentExpression)
		}
		return true
	})
	if cpus == 0 {
		return
	}
	for l := d.InitDeclaratorList; l != nil; l = l.InitDeclaratorList {
		if cpus < 1 || cpus > maxThreads {
			r.fail(r.at(l.InitDeclarator.Declarator), diag.CTooLarge, "NR_CPUS is %d", cpus).WithFix("choose a number up to %d: -D CONFIG_NR_CPUS=4", maxThreads)
			return
		}
		r.perCPU[l.InitDeclarator.Declarator] = cpus
	}
}

// number returns the number of the CPU that the thread runs on.
func (th *thread) number() int64 {
	switch {
	case th.of != nil:
		return th.of.number()
	case th.cpu >= 0:
		return th.cpu
	}
	n := int64(0)
	for _, o := range th.r.threads {
		if o == th {
			return n
		}
		if !o.isMain {
			n++
		}
	}
	return 0 // main, before threads run
}

// cpuNumber is smp_processor_id().
func (th *thread) cpuNumber(*cc.PostfixExpression, []cc.ExpressionNode) ex {
	return number(th.number(), th.r.ast.Int)
}

// perCPU is per_cpu_ptr(p, cpu): the address for another CPU of what p points to.
func (th *thread) perCPU(x *cc.PostfixExpression, args []cc.ExpressionNode) ex {
	vals := th.values(args)
	p, cpu := vals[0], vals[1]
	at, o := th.here(th.r.at(x)), p.object()
	switch {
	case o == nil || o.cpus == 0:
		th.outside(at, "it is not known which per-CPU variable this points to").WithFix("write per_cpu_ptr(&variable, cpu)")
		return failed(x.Type())
	case cpu.known && (cpu.val.obj != nil || cpu.val.num < 0 || cpu.val.num >= o.cpus):
		th.outside(at, "there is no CPU %d: NR_CPUS is %d", cpu.val.num, o.cpus).WithFix("give -D CONFIG_NR_CPUS=%d, or give the CPU of /*@ cpu … */ a smaller number", min(max(cpu.val.num+1, 1), maxThreads))
		return failed(x.Type())
	}
	return th.bytes(p, cpu, o.size/o.cpus, x.Type())
}

// object returns the object in which an address is, if that is known.
func (e ex) object() *object {
	if e.known && e.val.obj != nil {
		return e.val.obj
	}
	return e.base
}
