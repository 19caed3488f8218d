package outcome

import (
	"fmt"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
)

// Outcome is the condition of a test in words.
type Outcome struct {
	Lead  string // what the parts are: "The outcome: at the end, all of these hold"
	Parts []Part
}

// Part is a part of a condition.
type Part struct {
	Text  string // as a condition has it: "1:r7=0"
	Says  string // in words, a sentence without a full stop
	Loads []int  // events: the loads whose value the part is about, at most one for each path
	Parts []Part // of a disjunction: its alternatives
}

// Explain describes the condition of a structure's test. names holds other names of threads,
// by their index; a thread without one is called as in the test.
func Explain(s *event.Structure, names map[int]string) *Outcome {
	x := explainer{s, names}
	o := &Outcome{}
	for _, p := range conjuncts(s.Test.Cond.Prop) {
		o.Parts = append(o.Parts, x.part(p, false))
	}
	all := ""
	if len(o.Parts) > 1 {
		all = "all of "
	}
	switch s.Test.Cond.Quant {
	case verdict.Exists, verdict.NotExists:
		o.Lead = "The outcome: at the end " + all + "this holds"
	case verdict.ForAll:
		o.Lead = "The condition: at the end of every execution " + all + "this is to hold"
	default:
		panic(fmt.Sprintf("outcome: unknown quantifier %q", s.Test.Cond.Quant))
	}
	if s.Test.Filter != nil {
		o.Lead += ", of the executions that satisfy the filter " + s.Test.PropWords(s.Test.Filter)
	}
	return o
}

// conjuncts returns the parts of nested conjunctions; one that is true has none.
func conjuncts(p litmus.Prop) []litmus.Prop {
	switch p := p.(type) {
	case nil:
		return nil
	case *litmus.And:
		var all []litmus.Prop
		for _, q := range p.Ps {
			all = append(all, conjuncts(q)...)
		}
		return all
	default:
		return []litmus.Prop{p}
	}
}

type explainer struct {
	s     *event.Structure
	names map[int]string
}

// part describes a proposition, or its negation if not is true.
func (x *explainer) part(p litmus.Prop, not bool) Part {
	switch p := p.(type) {
	case *litmus.Const:
		return Part{Text: x.text(p, not), Says: map[bool]string{true: "this always holds", false: "this never holds"}[p.Value != not]}
	case *litmus.Not:
		return x.part(p.P, !not)
	case *litmus.And:
		return x.several(p, p.Ps, not, !not)
	case *litmus.Or:
		return x.several(p, p.Ps, not, not)
	case *litmus.Implies:
		return Part{Text: x.text(p, not), Says: map[bool]string{true: "the left side holds and the right side does not", false: "if the left side holds, the right side does, too"}[not]}
	case *litmus.Pending:
		some := "a"
		if not {
			some = "no"
		}
		return Part{Text: x.text(p, not), Says: some + " doorbell of " + x.threadOf(p.Thread) + " is pending at the end"}
	case *litmus.Waits:
		some := "a"
		if not {
			some = "no"
		}
		return Part{Text: x.text(p, not), Says: some + " thread waits forever, the others having ended"}
	case *litmus.Atom:
		return x.atom(p, not)
	default:
		panic(fmt.Sprintf("outcome: unknown proposition %T", p))
	}
}

// several describes a conjunction or a disjunction, or its negation.
func (x *explainer) several(p litmus.Prop, ps []litmus.Prop, not, all bool) Part {
	out := Part{Text: x.text(p, not), Says: "at least one of these holds"}
	if all {
		out.Says = "all of these hold"
	}
	for _, q := range ps {
		out.Parts = append(out.Parts, x.part(q, not))
	}
	return out
}

// text returns a proposition as a condition has it.
func (x *explainer) text(p litmus.Prop, not bool) string {
	if not {
		return x.s.Test.PropWords(&litmus.Not{P: p})
	}
	return x.s.Test.PropWords(p)
}

// threadOf returns the name of the thread with an ID.
func (x *explainer) threadOf(id int) string { return x.thread(x.index(id)) }

// index returns the index of the thread with an ID.
func (x *explainer) index(id int) int {
	for i, th := range x.s.Test.Threads {
		if th.ID == id {
			return i
		}
	}
	panic(fmt.Sprintf("outcome: no thread has the number %d", id))
}

func (x *explainer) thread(i int) string {
	if name := x.names[i]; name != "" {
		return name
	}
	return x.s.Threads[i].Name
}
