package cnf

import (
	"slices"

	"github.com/fencewise/fencewise/internal/limit"
)

// Lit is a literal in DIMACS form: +v or -v for variable v. 0 stands for no literal.
type Lit int32

// The constant literals.
const (
	True  Lit = 1
	False Lit = -1
)

// Not returns the negation of the literal.
func (l Lit) Not() Lit { return -l }

// Var returns the variable of the literal.
func (l Lit) Var() int32 {
	if l < 0 {
		return int32(-l)
	}
	return int32(l)
}

// Kind says what a variable stands for.
type Kind uint8

// The kinds of variables. Only the variables of the first group (see [Kind.Decides])
// are decisions of an execution. Every other variable is determined by them or is an
// upper bound of a derived relation.
const (
	Constant Kind = iota // variable 1

	ReadsFrom     // A: write, B: read
	Coherence     // A is before B in the coherence order, if both are executed
	DoorbellOrder // A is before B in the order of a doorbell, if both are executed
	Choice        // A: number of the free choice
	Selector      // A: slot, B: choice
	Outcome       // fork A has the outcome B, if the execution comes to it

	ValueIs      // A: expression, B: number of the value in its domain
	Among        // the value of expression A is one of the first B+1 of its domain
	Early        // the read A has one of the first B+1 writes that are listed for it as its source
	BoolExpr     // A: boolean expression
	LastWrite    // A: write that is last in coherence
	TakenBetween // C takes or clears the doorbell between A and B
	PendingAt    // the msgsnd A is pending at the event B, or in the final state if B is -1
	NonePending  // no doorbell of thread A is pending in the final state
	BothExecuted // A and B are executed
	Derived      // A and B are related by node C of the model
	InPath       // a path of pairs in the relation of axiom C leads from A to B
	PropHolds    // if the variable is true, the proposition holds
	BeyondBound  // the execution reaches a loop bound, or accesses an address that is not a location
)

// Decides reports whether variables of this kind are decisions of an execution.
func (k Kind) Decides() bool { return k >= ReadsFrom && k <= Outcome }

// Meaning says what a variable stands for. The comments at the kinds say what A, B and C
// are.
type Meaning struct {
	Kind    Kind
	A, B, C int32
}

// Named is a literal with a meaning.
type Named struct {
	Meaning Meaning
	Lit     Lit
}

// Tag says where a clause comes from: a part of the encoding, and a number whose meaning
// depends on the part (axiom, event, expression).
type Tag struct {
	Part Part
	Arg  int32
}

// Part is a part of the encoding.
type Part uint8

// The parts.
const (
	PartSource      Part = iota // every executed read has one source; Arg: read
	PartOrder                   // coherence is transitive; Arg: location
	PartValue                   // values; Arg: expression
	PartGuard                   // which events are executed; Arg: expression
	PartPath                    // every thread ends in one way; Arg: thread
	PartFinal                   // final values; Arg: location
	PartDoorbell                // the order of a doorbell's events, and which interrupt answers which message; Arg: thread
	PartSlot                    // every slot has one choice; Arg: slot
	PartQuery                   // the definitions of the query
	PartQueryClause             // the one clause of the query, for encode.Either
	PartRelation                // a derived relation; Arg: node
	PartAxiom                   // an axiom; Arg: axiom
	PartAlike                   // the order of threads that nothing tells apart; Arg: location
)

// Formula is a set of clauses over numbered variables.
type Formula struct {
	Meaning []Meaning // by variable; [0] is unused, [1] the constant
	Lits    []Lit     // the clauses, each ended by 0
	Tags    []Tag     // by clause
	// Named holds literals that mean something and have no variable of their own.
	Named []Named
	// Contradiction is set if an empty clause was added. EmptyTag says where it
	// came from.
	Contradiction bool
	EmptyTag      Tag
	// Meter, if set, counts work on the formula, which is adding to it and
	// propagation, and can end it.
	Meter *limit.Meter

	scratch []Lit
}

// Reset empties the formula and keeps its memory.
func (f *Formula) Reset() {
	f.Meaning = append(f.Meaning[:0], Meaning{}, Meaning{})
	f.Lits, f.Tags, f.Named = f.Lits[:0], f.Tags[:0], f.Named[:0]
	f.Contradiction = false
}

// New returns an empty formula.
func New() *Formula {
	f := &Formula{}
	f.Reset()
	return f
}

// Vars returns the number of variables, including the constant.
func (f *Formula) Vars() int { return len(f.Meaning) - 1 }

// Bytes returns an estimate of the memory of the formula.
func (f *Formula) Bytes() int { return 4*len(f.Lits) + 8*len(f.Tags) + 16*len(f.Meaning) }

// Clauses returns the number of clauses, not counting an empty one.
func (f *Formula) Clauses() int { return len(f.Tags) }

// Var adds a variable that stands for m and returns its positive literal.
func (f *Formula) Var(m Meaning) Lit {
	f.Meter.Work(4)
	f.Meaning = append(f.Meaning, m)
	return Lit(len(f.Meaning) - 1)
}

// Add adds a clause. It panics if a literal is 0, which is a bug.
func (f *Formula) Add(tag Tag, lits ...Lit) {
	f.Meter.Work(len(lits) + 4)
	c := f.scratch[:0]
next:
	for _, l := range lits {
		switch l {
		case True:
			return
		case False:
			continue
		case 0:
			panic("cnf: a clause with a literal that was never made")
		}
		for _, k := range c {
			if k == l {
				continue next
			}
			if k == -l {
				return
			}
		}
		c = append(c, l)
	}
	f.scratch = c
	if len(c) == 0 {
		if !f.Contradiction {
			f.Contradiction, f.EmptyTag = true, tag
		}
		return
	}
	if len(f.Lits)+len(c) >= cap(f.Lits) || len(f.Tags) == cap(f.Tags) {
		f.grow()
	}
	f.Lits = append(append(f.Lits, c...), 0)
	f.Tags = append(f.Tags, tag)
}

// maxLits bounds the number of literals, so that 32 bits can index them, with a margin.
const maxLits = 1<<31 - 1<<20

// grow makes room for the next clauses, as many as there are, if memory is available: slices
// that grow by less would leave several times their size behind as garbage.
func (f *Formula) grow() {
	if len(f.Lits) > maxLits {
		limit.Stop("too big to encode: more than %d literals", maxLits)
	}
	f.Meter.Need(8*len(f.Lits) + 16*len(f.Tags))
	f.Lits = slices.Grow(f.Lits, len(f.Lits)+len(f.scratch)+1)
	f.Tags = slices.Grow(f.Tags, len(f.Tags)+1)
}

// Each calls g for every clause in order, until g returns false.
func (f *Formula) Each(g func(tag Tag, clause []Lit) bool) {
	start := 0
	for i, n := 0, 0; i < len(f.Lits); i++ {
		if f.Lits[i] != 0 {
			continue
		}
		f.Meter.Work(i - start + 4)
		if !g(f.Tags[n], f.Lits[start:i]) {
			return
		}
		start, n = i+1, n+1
	}
}
