package unroll

import (
	"strings"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/kernelc"
)

// call executes a primitive. The tags of events are their names in package linux.
func (m *kmachine) call(x *kernelc.Call) kvalue {
	if !strings.HasPrefix(x.Fun, "__") {
		body, err := m.macros.Expand(x)
		if err != nil {
			panic(kUnknown)
		}
		if s, ok := body.(kernelc.Stmt); ok {
			m.exec(s)
			return kvalue{}
		}
		return m.eval(body.(kernelc.Expr))
	}
	tag := ""
	if len(x.Tags) > 0 {
		tag = map[string]string{"ONCE": "once", "ACQUIRE": "acquire", "RELEASE": "release", "NORETURN": "noreturn", "MB": "full",
			"srcu-lock": "srcu-lock", "srcu-unlock": "srcu-unlock"}[x.Tags[0]]
	}
	arg := func(i int) kvalue { return m.eval(x.Args[i]) }
	place := func() kvalue {
		u, ok := x.Args[0].(*kernelc.Unary)
		if !ok || u.Op != kernelc.Deref {
			panic(kUnknown)
		}
		return m.eval(u.X)
	}
	both := func(v kvalue, others ...kvalue) kvalue {
		for _, o := range others {
			v.from, v.tested = v.from|o.from, v.tested|o.tested
		}
		return v
	}
	switch x.Fun {
	case "__load":
		return m.load(tag, place())
	case "__store":
		p := place()
		m.store(tag, p, arg(1), 0)
	case "__fence":
		m.fence(kfences[x.Tags[0]], -1)
	case "__srcu":
		switch p := arg(0); x.Tags[0] {
		case "srcu-lock":
			return m.load(tag, p)
		case "srcu-unlock":
			m.store(tag, p, arg(1), 0)
		default:
			m.fence("synchronize_srcu", m.at(p))
		}
	case "__xchg":
		p, v := arg(0), arg(1)
		old := m.load(tag+" rmw", p)
		m.store(tag+" rmw", p, v, m.reads)
		return old
	case "__cmpxchg":
		p, want, v := arg(0), arg(1), arg(2)
		old := m.load(tag+" rmw", p)
		if old.v == kfit(want, m.elem(p)).v {
			m.store(tag+" rmw", p, v, m.reads)
		}
		return old
	case "__atomic_op", "__atomic_op_return", "__atomic_fetch_op":
		p := arg(0)
		v := arg(2)
		old := m.load(tag+" rmw", p)
		now := kop(x.Args[1].(*kernelc.OpRef).Op, old, v)
		m.store(tag+" rmw", p, now, m.reads)
		if x.Fun == "__atomic_fetch_op" {
			return both(old, v)
		}
		return now
	case "__atomic_add_unless":
		p, a, u := arg(0), arg(1), arg(2)
		old := m.load(tag+" rmw", p)
		done := kvalue{t: kint}
		if old.v != kfit(u, m.elem(p)).v {
			m.store(tag+" rmw", p, kop(kernelc.Add, old, a), m.reads)
			done.v = event.Number(1)
		}
		return both(done, old, u)
	case "__lock":
		m.take(arg(0))
	case "__unlock":
		m.store("unlock", arg(0), kvalue{}, 0)
	case "__trylock":
		p := arg(0)
		if m.choose() {
			m.take(p)
			return kvalue{v: event.Number(1), t: kint}
		}
		return m.look(p, "lock-failed", 1, 0)
	case "__islocked":
		p := arg(0)
		if m.choose() {
			return m.look(p, "is-locked", 1, 1)
		}
		return m.look(p, "is-unlocked", 0, 0)
	default:
		panic(kUnknown)
	}
	return kvalue{}
}

var kfences = map[string]string{"MB": "smp_mb", "mb": "smp_mb", "rmb": "smp_rmb", "wmb": "smp_wmb", "barrier": "barrier",
	"before-atomic": "smp_mb__before_atomic", "after-atomic": "smp_mb__after_atomic", "after-spinlock": "smp_mb__after_spinlock",
	"after-unlock-lock": "smp_mb__after_unlock_lock", "after-srcu-read-unlock": "smp_mb__after_srcu_read_unlock",
	"rcu-lock": "rcu_read_lock", "rcu-unlock": "rcu_read_unlock", "sync-rcu": "synchronize_rcu"}

// take takes a lock, or waits for it forever.
func (m *kmachine) take(p kvalue) {
	if v := m.quietly(func() kvalue { return m.load("lock-read", p) }); v.v != (event.Value{}) {
		panic(kWaits)
	}
	m.store("lock-write", p, kvalue{v: event.Number(1)}, m.reads)
}

// look reads a lock, which must hold a value. A condition does not depend on the read.
func (m *kmachine) look(p kvalue, tag string, must, result int64) kvalue {
	v := m.quietly(func() kvalue { return m.load(tag, p) })
	if v.v != event.Number(must) {
		panic(kWaits)
	}
	r := kvalue{v: event.Number(result), t: kint}
	if m.in == nil {
		r.from = v.from
	}
	return r
}

// quietly makes a read that is none of the reads of the condition around it.
func (m *kmachine) quietly(f func() kvalue) kvalue {
	direct := m.direct
	m.direct = nil
	v := f()
	m.direct = direct
	return v
}
