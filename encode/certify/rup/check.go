package rup

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"slices"
)

// Report says what was checked.
type Report struct {
	Vars, Clauses  int   // of the CNF
	Assumptions    []int // under which it has no solution
	Binary         bool  // the form of the proof
	Added, Deleted int   // steps
}

// Check returns no error only if the proof, text or binary DRAT, shows that the
// CNF has no solution in which all assumptions hold. If lrat is not nil, the
// proof is also written to it with hints, as text LRAT: a proof of what
// [CNF.WriteDIMACS] writes, useless if the check fails. What is wrong with a
// proof is an [*Error]; other errors are those of the context and of writing.
func (f *CNF) Check(ctx context.Context, assumptions []int, proof []byte, lrat io.Writer) (Report, error) {
	// A binary step ends with a zero byte, which no text has. To be wrong about
	// the form is to refuse the proof.
	r := &reader{file: "proof", data: proof, vars: f.vars, lits: []int32{}, binary: bytes.IndexByte(proof, 0) >= 0}
	rep := Report{Vars: f.vars, Clauses: f.Clauses(), Assumptions: slices.Clone(assumptions), Binary: r.binary}
	for i, a := range assumptions {
		if a == 0 || a > f.vars || a < -f.vars || slices.Contains(assumptions[:i], -a) {
			return rep, &Error{Place: "assumptions", What: fmt.Sprintf("%d is no literal of the CNF, or the negation of another", a)}
		}
	}
	// A step is at least two bytes long and takes three numbers of the arena
	// besides its literals; a clause is a 32-bit place there.
	if len(proof)+len(f.lits)+f.Clauses()+len(assumptions) > math.MaxInt32/4 {
		return rep, &Error{Place: "proof", What: "too large for this checker"}
	}
	k := load(f, assumptions, lrat, bytes.IndexByte(proof, 'd') >= 0)
	for done := false; ; {
		if r.step%256 == 0 && ctx.Err() != nil {
			return rep, ctx.Err()
		}
		deletion, err := r.next()
		switch {
		case err == io.EOF && done && k.out != nil:
			return rep, k.out.Flush()
		case err == io.EOF && done:
			return rep, nil
		case err == io.EOF:
			return rep, r.fail(nil, "the proof ends, and the empty clause is not derived")
		case err != nil:
			return rep, err
		case deletion && !k.remove(r.lits):
			return rep, r.fail(r.lits, "deletion of a clause that is not there")
		case deletion:
			rep.Deleted++
			continue
		}
		if trail, ok := k.follows(r.lits); !ok {
			return rep, r.fail(r.lits, "not RUP: its negation leads to no conflict, only to %s", some(trail))
		}
		k.add(r.lits, k.last)
		rep.Added++
		done = done || len(r.lits) == 0
	}
}

// A clause at hand is a place in the arena: there stand three numbers and then
// its literals, the first two of which are the watched ones if it is watched.
type clause int32

const (
	nextSame = 0 // another live clause with the same literals
	number   = 1 // in LRAT
	length   = 2 // 0 once it is deleted, and from then on it is nowhere
	literals = 3
	none     = clause(0)
)

// A watch is a clause in the list of one of its two watched literals.
type watch struct {
	clause
	other int32 // one of its literals: where that is true, there is nothing to do
}

// checker holds the clauses at hand and a partial assignment. Between steps,
// unless the clauses are refuted:
//
//	(1) the literals of the trail are true, their negations false, no others;
//	(2) each of them follows from the CNF and the assumptions;
//	(3) propagation is complete: every live clause has a true literal, or is
//	    watched by two literals that are neither true nor false.
//
// Within a step, trail[:root] is what it was, and the rest is the negation of
// the step's clause with what was propagated from it. (3) holds again when the
// rest is taken back: a watched literal is only ever given up for one that is
// not false, and to take back makes no literal false.
type checker struct {
	arena   []int32
	value   []int8 // by index of a literal: 1 true, -1 false, 0 neither
	trail   []int32
	root    int       // how much of the trail is permanent
	seen    int       // how much of the trail has been propagated
	reason  []clause  // by variable of the trail: what made it true; none if assumed by a step
	watches [][]watch // by index of a literal: the clauses that it watches
	refuted bool      // the empty clause follows

	live map[string]clause // live clauses, by literals; nil if the proof has no deletions
	lrat
}

func (k *checker) lits(c clause) []int32 { return k.arena[c+literals:][:k.arena[c+length]] }

// index numbers literals: 2v for v, 2v+1 for -v.
func index(l int32) int {
	if l < 0 {
		return -2*int(l) + 1
	}
	return 2 * int(l)
}

func variable(l int32) int { return index(l) / 2 }

// load starts with the clauses of the CNF and one for each assumption.
func load(f *CNF, assumptions []int, out io.Writer, deletions bool) *checker {
	last := f.Clauses() + len(assumptions)
	k := &checker{value: make([]int8, 2*f.vars+2), watches: make([][]watch, 2*f.vars+2), reason: make([]clause, f.vars+1),
		arena: make([]int32, 1, 1+len(f.lits)+literals*last),
		lrat:  lrat{last: last, units: make([]int, f.vars+1), marked: make([]bool, f.vars+1)}}
	if out != nil {
		k.out = bufio.NewWriter(out)
	}
	if deletions {
		k.live = map[string]clause{}
	}
	for i := range f.Clauses() {
		k.add(f.clause(i), i+1)
	}
	for i, a := range assumptions {
		k.add([]int32{int32(a)}, f.Clauses()+i+1)
	}
	return k
}

// add adds a clause that follows from the CNF and the assumptions, and restores
// (3). id is its number in LRAT.
func (k *checker) add(canonical []int32, id int) {
	c := clause(len(k.arena))
	k.arena = append(k.arena, 0, int32(id), int32(len(canonical)))
	k.arena = append(k.arena, canonical...)
	if k.live != nil {
		name := name(canonical)
		k.arena[c+nextSame] = int32(k.live[name])
		k.live[name] = c
	}
	if k.refuted {
		return
	}
	lits := k.lits(c)
	open := 0 // literals that are not false, moved to the front; two are enough
	for i := 0; i < len(lits) && open < 2; i++ {
		if k.value[index(lits[i])] >= 0 {
			lits[open], lits[i] = lits[i], lits[open]
			open++
		}
	}
	switch {
	case open == 2:
		k.watch(c, lits[0], lits[1])
		k.watch(c, lits[1], lits[0])
	case open == 0:
		k.settle(c)
	case k.value[index(lits[0])] == 0:
		k.assign(lits[0], c)
		k.settle(k.propagate())
	}
}

// settle makes the whole trail permanent; no step has assumed any of it.
// conflict is a clause that is false, or none.
func (k *checker) settle(conflict clause) {
	for _, l := range k.trail[k.root:] {
		c := k.reason[variable(l)]
		k.units[variable(l)] = int(k.arena[c+number])
		if len(k.lits(c)) > 1 {
			k.derive([]int32{l}, c, nil)
			k.units[variable(l)] = k.last
		}
	}
	k.root = len(k.trail)
	if conflict != none {
		k.refuted = true
		k.derive(nil, conflict, nil)
	}
}

// assign makes a literal true that is neither true nor false.
func (k *checker) assign(l int32, reason clause) {
	k.value[index(l)], k.value[index(-l)] = 1, -1
	k.reason[variable(l)] = reason
	k.trail = append(k.trail, l)
}

// watch puts a clause into the list of one of its literals.
func (k *checker) watch(c clause, l, other int32) {
	k.watches[index(l)] = append(k.watches[index(l)], watch{c, other})
}

// propagate makes true, as long as there is one, the only open literal of a
// clause whose others are false. It returns a clause that is false, or none.
func (k *checker) propagate() clause {
	for ; k.seen < len(k.trail); k.seen++ {
		off := -k.trail[k.seen] // has become false
		list := k.watches[index(off)]
		kept := list[:0] // never ahead of the loop
		for i, w := range list {
			if k.value[index(w.other)] > 0 {
				kept = append(kept, w)
				continue
			}
			lits := k.lits(w.clause)
			if len(lits) == 0 || k.rewatch(w.clause, lits, off) {
				continue
			}
			kept = append(kept, watch{w.clause, lits[0]})
			switch k.value[index(lits[0])] {
			case 0:
				k.assign(lits[0], w.clause)
			case -1:
				k.watches[index(off)] = append(kept, list[i+1:]...)
				return w.clause
			}
		}
		k.watches[index(off)] = kept
	}
	return none
}

// rewatch moves the watch of a clause from a literal that is false to one that
// is not. Where none is left, except perhaps the other watched one, it makes
// that the first.
func (k *checker) rewatch(c clause, lits []int32, off int32) bool {
	if lits[0] == off {
		lits[0], lits[1] = lits[1], off
	}
	if k.value[index(lits[0])] > 0 {
		return false
	}
	for i := 2; i < len(lits); i++ {
		if l := lits[i]; k.value[index(l)] >= 0 {
			lits[1], lits[i] = l, off
			k.watch(c, l, lits[0])
			return true
		}
	}
	return false
}

// follows reports whether a clause is RUP: whether its negation leads to a
// conflict. If not, it returns what the negation leads to.
func (k *checker) follows(lits []int32) ([]int32, bool) {
	if k.refuted {
		return nil, true
	}
	ok, conflict := false, none
	for _, l := range lits {
		if k.value[index(l)] == 0 {
			k.assign(-l, none)
		}
		// True, and permanently so, as its negation is not in lits.
		ok = ok || k.value[index(l)] > 0
	}
	if !ok {
		conflict = k.propagate()
		ok = conflict != none
	}
	rest := k.trail[k.root:]
	if ok {
		k.derive(lits, conflict, rest)
	}
	for _, l := range rest {
		k.value[index(l)], k.value[index(-l)] = 0, 0
	}
	k.trail, k.seen = k.trail[:k.root], k.root
	return rest, ok
}

// remove deletes one clause of the given literals, and reports whether there is
// one. What it made permanently true stays so: see (2).
func (k *checker) remove(canonical []int32) bool {
	name := name(canonical)
	c := k.live[name]
	if c == none {
		return false
	}
	if k.live[name] = clause(k.arena[c+nextSame]); k.live[name] == none {
		delete(k.live, name)
	}
	k.deletion(c)
	k.arena[c+length] = 0
	return true
}

// name is the same for two canonical clauses only if they are the same.
func name(canonical []int32) string {
	var b []byte
	for _, l := range canonical {
		b = binary.LittleEndian.AppendUint32(b, uint32(l))
	}
	return string(b)
}
