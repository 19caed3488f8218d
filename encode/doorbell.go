package encode

import (
	"slices"

	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/programs/event"
)

// doorbells encodes, for each thread's doorbell, the order of its events and
// which interrupt answers which msgsnd. Each interrupt answers one.
func (x *Encoding) doorbells() {
	bells := x.S.Members[event.Dbo]
	if bells == nil {
		return
	}
	x.prepareOrder(event.Dbo)
	x.db, x.dbPairs = x.mem.lits.take(x.n*x.n), nil
	x.pending = x.mem.lits.take(len(x.S.Threads))
	for t, bell := range bells {
		x.orderOf(event.Dbo, t)
		x.defineAnswers(t, bell)
	}
}

// defineAnswers defines db for one doorbell, and adds that every interrupt
// answers a message.
func (x *Encoding) defineAnswers(t int, bell []int32) {
	tag := cnf.Tag{Part: cnf.PartDoorbell, Arg: int32(t)}
	events := x.S.Events
	for _, i := range bell {
		if events[i].Kind != event.IrqEvent {
			continue
		}
		some := []cnf.Lit{-x.exec[i]}
		for _, s := range bell {
			if events[s].Kind != event.MsgsndEvent {
				continue
			}
			l := x.answersLit(tag, bell, s, i)
			if l == cnf.False {
				continue
			}
			k := s*int32(x.n) + i
			x.db[k] = l
			x.dbPairs = append(x.dbPairs, k)
			some = append(some, l)
		}
		x.F.Add(tag, some...)
	}
}

// answersLit returns the literal "message s is pending when event i happens": s
// comes before i, and no event in between takes or clears it.
func (x *Encoding) answersLit(tag cnf.Tag, bell []int32, s, i int32) cnf.Lit {
	n := int32(x.n)
	before := x.order[event.Dbo].lits[s*n+i]
	if before == 0 || before == cnf.False {
		return cnf.False
	}
	taken := x.mem.lits.take(len(bell))[:0]
	for _, c := range bell {
		if c == i || x.S.Events[c].Kind == event.MsgsndEvent {
			continue
		}
		if u, v := x.order[event.Dbo].lits[s*n+c], x.order[event.Dbo].lits[c*n+i]; u != 0 && v != 0 {
			m := cnf.Meaning{Kind: cnf.TakenBetween, A: s, B: i, C: c}
			if l := x.and(m, tag, u, v); l != cnf.False {
				taken = append(taken, l)
			}
		}
	}
	return x.andNone(cnf.Meaning{Kind: cnf.PendingAt, A: s, B: i}, tag, before, taken)
}

// andNone returns a literal equal to "l, and none of the others".
func (x *Encoding) andNone(m cnf.Meaning, tag cnf.Tag, l cnf.Lit, others []cnf.Lit) cnf.Lit {
	if len(others) == 0 {
		return l
	}
	g := x.F.Var(m)
	x.F.Add(tag, -g, l)
	back := append(append(make([]cnf.Lit, 0, len(others)+2), g, -l), others...)
	for _, o := range others {
		x.F.Add(tag, -g, -o)
	}
	x.F.Add(tag, back...)
	return g
}

// pendingLit returns the literal "the doorbell of thread t is pending in the
// end".
func (x *Encoding) pendingLit(t int32) cnf.Lit {
	if x.pending[t] != 0 {
		return x.pending[t]
	}
	n, tag := int32(x.n), cnf.Tag{Part: cnf.PartDoorbell, Arg: t}
	var left []cnf.Lit
	for _, s := range x.S.Members[event.Dbo][t] {
		if x.S.Events[s].Kind != event.MsgsndEvent {
			continue
		}
		var taken []cnf.Lit
		for _, c := range x.S.Members[event.Dbo][t] {
			if l := x.order[event.Dbo].lits[s*n+c]; x.S.Events[c].Kind != event.MsgsndEvent && l != 0 && l != cnf.False {
				taken = append(taken, l)
			}
		}
		left = append(left, x.andNone(cnf.Meaning{Kind: cnf.PendingAt, A: s, B: -1}, tag, x.exec[s], taken))
	}
	none := x.andNone(cnf.Meaning{Kind: cnf.NonePending, A: t}, tag, cnf.True, left)
	x.pending[t] = -none
	return -none
}

// fixInterrupts adds that exactly these interrupts are taken; nil leaves them
// open.
func (x *Encoding) fixInterrupts(taken []int) {
	if taken == nil {
		return
	}
	for i := range x.S.Interrupts {
		in := &x.S.Interrupts[i]
		l := x.truth(x.S.Pool.Leaf(event.Choice, in.Choice, 0))
		if !slices.Contains(taken, i) {
			l = -l
		}
		x.F.Add(cnf.Tag{Part: cnf.PartDoorbell, Arg: int32(in.Thread)}, l)
	}
}
