package certify

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
)

// The functions of this file return texts with which a reader of the litmus file can find
// an event in it and understand what a variable or a clause says about the event.

// place returns the place of an event in the program: "P0 line 5: stw r1,0(r2)".
func (n *namer) place(i int32) string {
	e := &n.s.Events[i]
	if e.Instr == nil {
		return "initial value of " + n.s.GranuleName(e.Loc)
	}
	s := fmt.Sprintf("%s line %d: %s", n.s.Threads[e.Thread].Name, e.Instr.Span.Line(), e.Code())
	if e.Slot >= 0 {
		s += " (slot " + n.s.Slots[e.Slot].Name + ")"
	}
	if e.Round > 0 {
		s += fmt.Sprintf(", round %d of its loop", e.Round+1)
	}
	if e.Interrupt > 0 {
		in := &n.s.Interrupts[e.Interrupt-1]
		s += fmt.Sprintf(", interrupt at place %d, run %d there", in.Place, in.Count)
	}
	return s
}

// maxDepth bounds the depth to which an expression is written.
const maxDepth = 4

// expr returns an expression in words, with "…" for what is deeper than maxDepth.
func (n *namer) expr(e event.Expr, depth int) string {
	x := &n.s.Pool.Nodes[e]
	switch {
	case x.Op == event.Const:
		return n.s.Show(x.Val)
	case x.Op == event.Read:
		return "what " + n.label(x.Arg) + " reads"
	case x.Op == event.Choice:
		return n.s.FreeChoices[x.Arg].What
	case x.Op == event.SlotIs:
		return n.s.Slots[x.Arg].Name + "=" + n.s.Slots[x.Arg].Choices[x.Arg2]
	case x.Op == event.Outcome:
		return n.outcome(x.Arg, x.Arg2)
	case x.Op == event.Final:
		return "final value of " + n.s.GranuleName(x.Arg)
	case x.Op == event.Pending:
		return "pending(" + n.s.Threads[x.Arg].Name + ")"
	case depth == maxDepth:
		return "…"
	case x.Op == event.Ite:
		return "ite(" + n.expr(event.Expr(x.Arg), depth+1) + ", " + n.expr(x.A, depth+1) + ", " + n.expr(x.B, depth+1) + ")"
	case x.Op.Unary():
		return x.Op.String() + "(" + n.expr(x.A, depth+1) + ")"
	}
	return x.Op.String() + "(" + n.expr(x.A, depth+1) + ", " + n.expr(x.B, depth+1) + ")"
}

// outcome returns the outcome of a fork in words: "P0 at bne L goes way 0". Bundles that
// were made before have these words.
func (n *namer) outcome(fork, outcome int32) string {
	f := &n.s.Forks[fork]
	return fmt.Sprintf("%s at %s goes way %d", n.s.Threads[f.Thread].Name, f.Instr, outcome)
}

// described describes a variable: a kind, the name of a relation, up to two events, and a
// phrase.
type described struct {
	kind, relation string
	events         []int32
	phrase         string
}

func (n *namer) describe(m cnf.Meaning) described {
	pair := func(kind, relation, phrase string) described {
		return described{kind, relation, []int32{m.A, m.B}, phrase}
	}
	switch m.Kind {
	case cnf.Constant:
		return described{"constant", "", nil, "true"}
	case cnf.ReadsFrom:
		return pair("decision", "rf", "the second reads what the first writes")
	case cnf.Coherence:
		return pair("decision", "co", "the first is before the second in coherence, if both are executed")
	case cnf.DoorbellOrder:
		return pair("decision", "dbo", "the first is before the second in the order of the doorbell, if both are executed")
	case cnf.Choice:
		return described{"decision", "", nil, n.s.FreeChoices[m.A].What}
	case cnf.Selector:
		return described{"decision", "", nil, "slot " + n.s.Slots[m.A].Name + " is " + n.s.Slots[m.A].Choices[m.B]}
	case cnf.Outcome:
		return described{"decision", "", nil, n.outcome(m.A, m.B)}
	case cnf.ValueIs:
		is := fmt.Sprintf("has the value number %d of those that it can have", m.B)
		if n.values != nil {
			is = "is " + n.s.Show(n.values(event.Expr(m.A))[m.B])
		}
		return described{"value", "", nil, n.expr(event.Expr(m.A), 0) + " " + is}
	case cnf.Among:
		return described{"value", "", nil, fmt.Sprintf("%s has one of the first %d values that it can have", n.expr(event.Expr(m.A), 0), m.B+1)}
	case cnf.Early:
		return described{"derived", "", []int32{m.A}, fmt.Sprintf("it reads one of the first %d writes that it can read", m.B+1)}
	case cnf.BoolExpr:
		return described{"condition", "", nil, n.expr(event.Expr(m.A), 0)}
	case cnf.LastWrite:
		return described{"derived", "", []int32{m.A}, "it is the last write to its location"}
	case cnf.TakenBetween:
		return pair("derived", "", n.label(m.C)+" takes or clears the doorbell between the two")
	case cnf.PendingAt:
		if m.B < 0 {
			return described{"derived", "", []int32{m.A}, "the message is pending in the end"}
		}
		return pair("derived", "", "the message is pending at the second")
	case cnf.NonePending:
		return described{"derived", "", nil, "no doorbell is pending for " + n.s.Threads[m.A].Name + " in the end"}
	case cnf.BothExecuted:
		return pair("derived", "", "both are executed, or a conjunction with that")
	case cnf.Derived:
		return pair("derived", n.m.Text(rel.ID(m.C)), "the pair is in the relation")
	case cnf.InPath:
		of := "what values depend on"
		if m.C >= 0 {
			of = n.m.Axioms[m.C].Name
		}
		return pair("derived", "path", "a path leads from the first to the second: "+of)
	case cnf.PropHolds:
		return described{"asked", "", nil, "the proposition holds"}
	case cnf.BeyondBound:
		return described{"asked", "", nil, "the execution goes beyond a bound, or accesses an address that is no location"}
	}
	return described{kind: "?"}
}

// parts holds the names of the parts of the encoding, for scripts.
var parts = [...]string{
	cnf.PartSource: "source", cnf.PartOrder: "coherence", cnf.PartValue: "value", cnf.PartGuard: "guard",
	cnf.PartPath: "path", cnf.PartFinal: "final", cnf.PartDoorbell: "doorbell", cnf.PartSlot: "slot",
	cnf.PartQuery: "question", cnf.PartQueryClause: "asked", cnf.PartRelation: "relation", cnf.PartAxiom: "axiom",
	cnf.PartAlike: "alike",
}

// because returns why the formula contains a clause, with the line of the model or the
// instruction.
func (n *namer) because(t cnf.Tag) string {
	switch t.Part {
	case cnf.PartSource:
		return "the read has one source: " + n.place(t.Arg)
	case cnf.PartAxiom:
		a := &n.m.Axioms[t.Arg]
		return "axiom " + a.Name + at(a.Span)
	case cnf.PartRelation:
		return "relation " + n.m.Text(rel.ID(t.Arg))
	case cnf.PartValue, cnf.PartGuard:
		if t.Arg > 0 && int(t.Arg) < len(n.s.Pool.Nodes) {
			return n.origin(t) + ": " + n.expr(event.Expr(t.Arg), 0)
		}
	}
	return n.origin(t)
}

// at returns a place in a model file. It names only the last part of the path, because a
// bundle has the file in another folder.
func at(p diag.Span) string {
	if !p.Known() {
		return ""
	}
	return fmt.Sprintf(" (%s line %d)", filepath.Base(p.Src.Name), p.Line())
}

// cell returns text for a cell of a table, with control characters replaced by blanks.
func cell(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, text)
}
