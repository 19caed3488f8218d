package unroll

import (
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/kernelc"
	"github.com/fencewise/fencewise/programs/litmus"
)

// kmachine executes a thread in kernel C on its syntax tree, given the values that its
// reads return. It knows the statements that herd7 reads, with the dependencies that
// herd7 gives them, and shares nothing with the lowering of package linux. Sets of reads
// are bits, by their number in the thread.
type kmachine struct {
	test   *litmus.Test
	thread int
	macros *kernelc.Macros
	types  map[string]kernelc.Type
	names  []string // of the locations, by number
	loc    func(event.Value) int32
	read   func(loc int32) event.Value // the value as memory holds it
	choose func() bool

	vars      map[string]kvalue
	ctrl, via uint64  // the reads that branches around have tested; those tested in variables
	in        *uint64 // in a condition: the reads in the variables that it reads
	direct    *uint64 // in a condition: its own reads
	reads     int
	trace     []kstep
}

// kvalue is a value with the reads from which it was computed, and those that branches
// around the computation had tested in variables.
type kvalue struct {
	v            event.Value
	t            kernelc.Type
	from, tested uint64
}

type kstep struct {
	Kind             string
	Loc              int32
	Tags             string
	Value            event.Value
	Addr, Data, Ctrl uint64
	Pair             int // of the write of an atomic pair: 1 + the number of the read
}

type kstop string

const (
	kWaits   kstop = "waits"
	kCut     kstop = "cut"
	kUnknown kstop = "a construct that it does not know"
)

// run executes the thread and returns why it stopped before its end; "" if it did not.
func (m *kmachine) run(f *kernelc.Func) (why kstop) {
	defer func() {
		if r := recover(); r != nil {
			why = r.(kstop)
		}
	}()
	m.vars, m.types = map[string]kvalue{}, map[string]kernelc.Type{}
	for _, l := range f.Locals {
		m.types[l.Name] = l.Type
	}
	for _, p := range f.Params {
		m.types["&"+p.Name] = p.Type
	}
	for i := range m.test.Init {
		if in := &m.test.Init[i]; in.Target.IsReg() && m.test.Threads[m.thread].ID == in.Target.Thread && len(in.Values) > 0 {
			v := event.Number(in.Values[0].Num)
			if a := in.Values[0].Addr; a != "" {
				v = m.address(a)
			}
			m.vars[in.Target.Name] = kvalue{v: v}
		}
	}
	m.exec(f.Body)
	return ""
}

func (m *kmachine) exec(s kernelc.Stmt) {
	switch s := s.(type) {
	case *kernelc.Block:
		for _, t := range s.Stmts {
			m.exec(t)
		}
	case *kernelc.Decl:
		if s.Init != nil {
			m.set(s.Name, m.eval(s.Init))
		}
	case *kernelc.ExprStmt:
		if s.X != nil {
			m.eval(s.X)
		}
	case *kernelc.If:
		var in, direct uint64
		m.in, m.direct = &in, &direct
		c := m.eval(s.Cond)
		m.in, m.direct = nil, nil
		ctrl, via := m.ctrl, m.via
		m.ctrl, m.via = ctrl|c.from|c.tested|in|direct, via|in
		if c.v != (event.Value{}) {
			m.exec(s.Then)
		} else if s.Else != nil {
			m.exec(s.Else)
		}
		m.ctrl, m.via = ctrl, via
	default:
		panic(kUnknown)
	}
}

func (m *kmachine) set(name string, v kvalue) kvalue {
	v = kfit(v, m.types[name])
	v.tested |= m.via
	m.vars[name] = v
	return v
}

// kfit converts a value to a type.
func kfit(v kvalue, t kernelc.Type) kvalue {
	v.t = t
	if n := t.Size(); n == 0 || n == 8 || v.v.Loc != 0 {
		return v
	}
	v.v, _ = event.Apply(map[bool]map[int]event.Op{
		true: {1: event.Ext8, 2: event.Ext16, 4: event.Ext32}, false: {1: event.Low8, 2: event.Low16, 4: event.Low32},
	}[t.Signed()][t.Size()], v.v, event.Value{})
	return v
}

var kint = kernelc.Type{Name: "int"}

func (m *kmachine) eval(x kernelc.Expr) kvalue {
	switch x := x.(type) {
	case *kernelc.Number:
		return kvalue{v: event.Number(x.Val), t: kint}
	case *kernelc.Ident:
		if x.Kind == kernelc.Location {
			return kvalue{v: m.address(x.Name), t: m.types["&"+x.Name]}
		}
		v := m.vars[x.Name]
		v.t = m.types[x.Name]
		if m.in != nil {
			*m.in |= v.from | v.tested
		}
		return v
	case *kernelc.Unary:
		if x.Op == kernelc.Deref {
			p := m.eval(x.X)
			return m.load("", p)
		}
		panic(kUnknown)
	case *kernelc.Binary:
		a := m.eval(x.X)
		return kop(x.Op, a, m.eval(x.Y))
	case *kernelc.Assign:
		if id, ok := x.L.(*kernelc.Ident); ok && x.Op == kernelc.None && id.Kind == kernelc.LocalVar {
			return m.set(id.Name, m.eval(x.R))
		}
		if u, ok := x.L.(*kernelc.Unary); ok && u.Op == kernelc.Deref && x.Op == kernelc.None {
			p := m.eval(u.X)
			v := m.eval(x.R)
			m.store("", p, v, 0)
			return v
		}
	case *kernelc.Cast:
		return kfit(m.eval(x.X), x.Type)
	case *kernelc.Call:
		return m.call(x)
	}
	panic(kUnknown)
}

func (m *kmachine) address(name string) event.Value {
	for i := range int32(64) {
		if v := event.Address(i); m.loc(v) == i && name == m.name(i) {
			return v
		}
	}
	panic(kUnknown)
}

// kop computes an operation in the type of its larger operand.
func kop(op kernelc.Op, a, b kvalue) kvalue {
	r := kvalue{t: kint, from: a.from | b.from, tested: a.tested | b.tested}
	if a.t.Size() == 8 {
		r.t = a.t
	} else if b.t.Size() == 8 {
		r.t = b.t
	}
	truth := func(o event.Op, a, b event.Value) kvalue {
		v, ok := event.Apply(o, a, b)
		if !ok {
			panic(kCut)
		}
		r.v, r.t = v, kint
		return r
	}
	not := func(v kvalue) kvalue {
		v.v.Num ^= 1
		return v
	}
	switch op {
	case kernelc.Eq:
		return truth(event.Eq64, a.v, b.v)
	case kernelc.Ne:
		return not(truth(event.Eq64, a.v, b.v))
	case kernelc.Lt:
		return truth(event.Lt64, a.v, b.v)
	case kernelc.Gt:
		return truth(event.Lt64, b.v, a.v)
	case kernelc.Le:
		return not(truth(event.Lt64, b.v, a.v))
	case kernelc.Ge:
		return not(truth(event.Lt64, a.v, b.v))
	}
	o, ok := map[kernelc.Op]event.Op{kernelc.Add: event.Add, kernelc.Sub: event.Sub, kernelc.Mul: event.Mul,
		kernelc.And: event.And, kernelc.Or: event.Or, kernelc.Xor: event.Xor}[op]
	if !ok || (a.t.Stars > 0 || b.t.Stars > 0) && (op == kernelc.Add || op == kernelc.Sub) { // sums with pointers are scaled
		panic(kUnknown)
	}
	if r.v, ok = event.Apply(o, a.v, b.v); !ok {
		panic(kCut)
	}
	return kfit(r, r.t)
}

// at returns the location at an address.
func (m *kmachine) at(p kvalue) int32 {
	l := m.loc(p.v)
	if l < 0 {
		panic(kCut)
	}
	return l
}

func (m *kmachine) load(tags string, p kvalue) kvalue {
	l := m.at(p)
	v := m.read(l)
	m.trace = append(m.trace, kstep{Kind: "R", Loc: l, Tags: tags, Value: v, Addr: p.from, Ctrl: m.ctrl})
	bit := uint64(1) << m.reads
	m.reads++
	if m.direct != nil {
		*m.direct |= bit
	}
	t := event.LocationType(m.test, m.name(l))
	return kvalue{v: t.Shown(v), t: m.elem(p), from: bit, tested: m.via}
}

func (m *kmachine) elem(p kvalue) kernelc.Type {
	if p.t.Stars == 0 {
		return kernelc.Type{Name: "long"}
	}
	return p.t.Elem()
}

func (m *kmachine) store(tags string, p, v kvalue, pair int) {
	l := m.at(p)
	size := event.LocationType(m.test, m.name(l)).Size
	w := event.Type{Size: size}.Shown(v.v)
	m.trace = append(m.trace, kstep{Kind: "W", Loc: l, Tags: tags, Value: w, Addr: p.from, Data: v.from, Ctrl: m.ctrl, Pair: pair})
}

func (m *kmachine) fence(tags string, loc int32) {
	m.trace = append(m.trace, kstep{Kind: "F", Loc: loc, Tags: tags, Ctrl: m.ctrl})
}

func (m *kmachine) name(l int32) string { return m.names[l] }
