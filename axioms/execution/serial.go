package execution

import "github.com/fencewise/fencewise/programs/event"

// Serial returns the execution in which the threads run one after another, in their order
// or, with backwards, in the opposite one: each reads what was written last, and takes no
// free choice. It returns nil if a thread does not come to its end then, and for a structure
// with free slots or doorbells.
func Serial(s *event.Structure, backwards bool) *Candidate {
	if s.Members[event.Dbo] != nil {
		return nil
	}
	for i := range s.Slots {
		if s.Slots[i].Fixed < 0 {
			return nil
		}
	}
	x := New(s)
	r := &serial{x: x, vals: newValuation(x), last: make([]int32, s.NumGranules())}
	for l, members := range s.Members[event.Co] {
		if len(members) > 0 {
			r.write(l, members[0])
		}
	}
	for k := range s.Threads {
		if backwards {
			k = len(s.Threads) - 1 - k
		}
		if !r.thread(k) {
			return nil
		}
	}
	c, err := x.Complete()
	if err != nil {
		return nil
	}
	return c
}

// serial runs threads one after another.
type serial struct {
	x    *Execution
	vals *valuation
	last []int32 // by location: what was written last
}

func (r *serial) write(l int, e int32) {
	r.x.Order[event.Co][l] = append(r.x.Order[event.Co][l], e)
	r.last[l] = e
}

// thread runs one thread. It returns false if a value depends on what has no source.
func (r *serial) thread(t int) bool {
	s := r.x.S
	fork := 0
	forks := func(before int) bool {
		for ; fork < len(s.Forks) && (s.Forks[fork].Thread != t || s.Forks[fork].Next <= before); fork++ {
			if s.Forks[fork].Thread == t && !r.fork(fork) {
				return false
			}
		}
		return true
	}
	for i := range s.Events {
		e := &s.Events[i]
		if e.Thread != t || !e.IsAccess() {
			continue
		}
		if !forks(i) {
			return false
		}
		executed, err := r.vals.get(e.Guard)
		switch {
		case err != nil:
			return false
		case !executed.IsTrue():
		case e.IsWrite():
			r.write(int(e.Loc), int32(i))
		default:
			r.x.Rf[i] = r.last[e.Loc]
		}
	}
	return forks(len(s.Events))
}

// fork notes the outcome of a fork.
func (r *serial) fork(k int) bool {
	f := &r.x.S.Forks[k]
	here, err := r.vals.get(f.Guard)
	if err != nil || !here.IsTrue() {
		return err == nil
	}
	for i, cond := range f.Conds {
		holds, err := r.vals.get(cond)
		if err != nil {
			return false
		}
		if holds.IsTrue() {
			r.x.Outcomes[k] = int32(i)
		}
	}
	return true
}
