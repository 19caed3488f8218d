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
	Assumptions    []int // the assumptions under which it has no solution
	Binary         bool  // the proof has the binary form
	Added, Deleted int   // the numbers of steps that add and delete a clause
}

// Check returns no error only if the proof, text or binary DRAT, shows that the
// CNF has no solution in which all assumptions hold. If lrat is not nil, the
// proof is also written to it with hints, as text LRAT: a proof of what
// [CNF.WriteDIMACS] writes, useless if the check fails. What is wrong with a
// proof is an [*Error]; other errors are those of the context and of writing.
func (f *CNF) Check(ctx context.Context, assumptions []int, proof []byte, lrat io.Writer) (Report, error) {
	// A binary step ends with a zero byte, which no text contains. A wrong guess about
	// the form would only make Check reject the proof.
	r := &reader{file: "proof", data: proof, vars: f.vars, lits: []int32{}, binary: bytes.IndexByte(proof, 0) >= 0}
	rep := Report{Vars: f.vars, Clauses: f.Clauses(), Assumptions: slices.Clone(assumptions), Binary: r.binary}
	for i, a := range assumptions {
		if a == 0 || a > f.vars || a < -f.vars || slices.Contains(assumptions[:i], -a) {
			return rep, &Error{Place: "assumptions", What: fmt.Sprintf("%d is not a literal of the CNF, or is the negation of another assumption", a)}
		}
	}
	// A step is at least two bytes long and takes three numbers of the arena in
	// addition to its literals, and clauses are 32-bit indexes into the arena.
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
			return rep, r.fail(nil, "the proof ends without deriving the empty clause")
		case err != nil:
			return rep, err
		case deletion && !k.remove(r.lits):
			return rep, r.fail(r.lits, "it deletes a clause that does not exist")
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

// A clause is an index into the arena, where three numbers and then its literals are
// stored. If the clause is watched, its first two literals are the watched ones.
type clause int32

const (
	nextSame = 0 // another live clause with the same literals
	number   = 1 // its number in LRAT
	length   = 2 // its length; 0 after it was deleted, when no list contains it any more
	literals = 3
	none     = clause(0)
)

// A watch is an entry in the list of one of the two watched literals of a clause.
type watch struct {
	clause
	other int32 // a literal of the clause: if it is true, nothing has to be done
}

// checker holds the current clauses and a partial assignment. Between steps, unless the
// clauses are refuted, these invariants hold:
//
//	(1) the literals of the trail are true and their negations false; no others are;
//	(2) each of them follows from the CNF and the assumptions;
//	(3) propagation is complete: every live clause has a true literal, or is
//	    watched by two literals that are neither true nor false.
//
// During a step, trail[:root] does not change, and the rest of the trail is the negation
// of the step's clause and what was propagated from it. (3) holds again after the rest is
// undone: a watched literal is only replaced by one that is not false, and undoing makes
// no literal false.
type checker struct {
	arena   []int32
	value   []int8 // by index of a literal: 1 true, -1 false, 0 neither
	trail   []int32
	root    int       // how much of the trail is permanent
	seen    int       // how much of the trail has been propagated
	reason  []clause  // by variable of the trail: the clause that made it true; none if assumed by a step
	watches [][]watch // by index of a literal: the clauses that it watches
	refuted bool      // the empty clause has been derived

	live map[string]clause // live clauses, by literals; nil if the proof has no deletions
	lrat
}

func (k *checker) lits(c clause) []int32 { return k.arena[c+literals:][:k.arena[c+length]] }

// index returns the index of a literal: 2v for v, 2v+1 for -v.
func index(l int32) int {
	if l < 0 {
		return -2*int(l) + 1
	}
	return 2 * int(l)
}

func variable(l int32) int { return index(l) / 2 }

// load returns a checker with the clauses of the CNF and a unit clause for each
// assumption.
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

// settle makes the whole trail permanent; no literal of it was assumed by a step. conflict
// is a clause that is false, or none.
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

// propagate makes a literal true if it is open and all other literals of some clause are
// false, until no such literal is left. It returns a clause that is false, or none.
func (k *checker) propagate() clause {
	for ; k.seen < len(k.trail); k.seen++ {
		off := -k.trail[k.seen] // this literal has become false
		list := k.watches[index(off)]
		kept := list[:0] // it never overtakes the loop
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

// rewatch moves the watch of a clause from the literal off, which is false, to one that is
// not false, and returns true. If none is left, it makes the other watched literal the
// first one and returns false.
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

// follows reports whether a clause is RUP: whether propagation from its negation leads to
// a conflict. If not, it also returns the literals that this propagation makes true.
func (k *checker) follows(lits []int32) ([]int32, bool) {
	if k.refuted {
		return nil, true
	}
	ok, conflict := false, none
	for _, l := range lits {
		if k.value[index(l)] == 0 {
			k.assign(-l, none)
		}
		// If it is true, it is so permanently, since its negation is not in lits.
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

// remove deletes one clause with the given literals, and reports whether one exists. A
// literal that the clause made permanently true stays true: see (2).
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

// name returns a key of a canonical clause. Different clauses have different keys.
func name(canonical []int32) string {
	var b []byte
	for _, l := range canonical {
		b = binary.LittleEndian.AppendUint32(b, uint32(l))
	}
	return string(b)
}
