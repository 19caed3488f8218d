package encode

import (
	"slices"

	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/programs/event"
)

// sequences is what the accesses to an exact counter tell about each other. Coherence and
// atomicity make them a sequence that agrees with program order and in which an atomic
// operation is one step: it reads what the operation before it wrote. Which sequences there are
// depends on what is read, since that decides which accesses a thread executes. A pair of events is
// only in one of the last two sets if some sequence has it. Decision 040 says more.
type sequences struct {
	reads  map[int32]int32                // by write of an atomic operation: its read
	values map[int32]map[event.Value]bool // by such a read: what it can read if the write is executed
	alone  map[int32]bool                 // such reads that may be executed without the write
	from   map[[2]int32]bool              // write, read: the read has its value from the write
	before map[[2]int32]bool              // write, write: the first one comes before the second
}

// sequence finds the sequences of a counter and leaves out the sources that its atomic operations
// do not have in them.
func (c *counter) sequence() {
	x := c.x
	if c.exact && !x.opts.Unsequenced {
		c.told = c.sequencesOf()
	}
	if c.told == nil {
		return
	}
	x.sequences = append(x.sequences, c.told)
	for _, r := range c.told.reads {
		if !c.told.alone[r] {
			x.sources[r] = slices.DeleteFunc(x.sources[r], func(w int32) bool { return !c.told.from[[2]int32{w, r}] })
		}
	}
}

// narrow leaves only those values to the reads of atomic operations that they have in a sequence.
func (c *counter) narrow() {
	if c.told == nil {
		return
	}
	for _, r := range c.told.reads {
		if c.told.alone[r] {
			continue
		}
		in := map[uint64]bool{}
		for v := range c.told.values[r] {
			in[uint64(v.Num)] = true
		}
		c.x.feasible[c.x.S.Events[r].Value] = residues{^uint64(0), in}
	}
}

// inSequence adds that two writes to a counter which are both executed come in an order that
// they have in a sequence. before is the literal of a before b.
func (x *Encoding) inSequence(tag cnf.Tag, a, b int32, both, before cnf.Lit) {
	for _, q := range x.sequences {
		if _, counts := q.reads[a]; !counts {
			continue
		}
		if _, counts := q.reads[b]; !counts {
			continue
		}
		if !q.before[[2]int32{a, b}] {
			x.F.Add(tag, -both, -before)
		}
		if !q.before[[2]int32{b, a}] {
			x.F.Add(tag, -both, before)
		}
	}
}

// wholeOperations adds that an atomic operation of a counter reads from a write that is right before
// it in a sequence, if its read can also be executed alone.
func (x *Encoding) wholeOperations() {
	for loc := range x.S.Members[event.Co] {
		for _, w := range x.writes(loc) {
			for _, q := range x.sequences {
				r, counts := q.reads[w]
				if !counts || !q.alone[r] {
					continue
				}
				for _, v := range x.sources[r] {
					if !q.from[[2]int32{v, r}] {
						x.F.Add(cnf.Tag{Part: cnf.PartSource, Arg: r}, -x.exec[w], -x.rf[int(v)*x.n+int(r)])
					}
				}
			}
		}
	}
}
