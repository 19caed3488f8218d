package event

import (
	"encoding/binary"
	"fmt"
	"slices"
)

// forms numbers expressions by their form: expressions with one number are the same up to
// the order and repetition of operands where these do not matter, so they have the same
// meaning.
type forms struct {
	ids     map[form]int32
	members map[int32]members // by number of a conjunction or disjunction
}

// members holds the numbers of the operands of a conjunction or disjunction, in order.
type members struct {
	op  Op
	ids []int32
}

// form is an expression over the numbers of its operands.
type form struct {
	op      Op
	a, b, c int32 // operands, or the arguments of a leaf
	val     Value
	all     string // All and Any: the numbers of all operands
}

// maxMembers bounds the operands of nested conjunctions, or disjunctions, that are taken
// together. Of larger ones only the last two operands may be in either order.
const maxMembers = 64

// of returns the form of each expression of a structure, after a permutation of what its
// leaves name.
func (f *forms) of(s *Structure, x *exchange) []int32 {
	ids := make([]int32, len(s.Pool.Nodes))
	for i := range s.Pool.Nodes { // operands come first
		n := &s.Pool.Nodes[i]
		switch n.Op {
		case Const:
			ids[i] = f.number(form{op: Const, val: n.Val})
		case Read:
			ids[i] = f.number(form{op: Read, a: x.events[n.Arg]})
		case Choice:
			ids[i] = f.number(form{op: Choice, a: x.choices[n.Arg]})
		case Outcome:
			ids[i] = f.number(form{op: Outcome, a: x.forks[n.Arg], b: n.Arg2})
		case Final:
			ids[i] = f.number(form{op: Final, a: n.Arg})
		case SlotIs, Pending:
			panic(fmt.Sprintf("event: %s in a structure without free slots and doorbells", n.Op))
		case Ite:
			ids[i] = f.number(form{op: Ite, a: ids[n.A], b: ids[n.B], c: ids[n.Arg]})
		case All, Any:
			ids[i] = f.joined(n.Op, ids[n.A], ids[n.B])
		case Add, Mul, And, Or, Xor, Eq32, Eq64: // in either order, see Pool.Make
			a, b := ids[n.A], ids[n.B]
			ids[i] = f.number(form{op: n.Op, a: min(a, b), b: max(a, b)})
		default:
			m := form{op: n.Op, a: ids[n.A]}
			if !n.Op.Unary() {
				m.b = ids[n.B]
			}
			ids[i] = f.number(m)
		}
	}
	return ids
}

// number returns the number of a form.
func (f *forms) number(m form) int32 {
	id, ok := f.ids[m]
	if !ok {
		id = int32(len(f.ids))
		f.ids[m] = id
	}
	return id
}

// joined returns the number of a conjunction or disjunction of two expressions.
func (f *forms) joined(op Op, a, b int32) int32 {
	all := append(slices.Clone(f.parts(op, a)), f.parts(op, b)...)
	slices.Sort(all)
	all = slices.Compact(all)
	if len(all) == 1 {
		return all[0]
	}
	if len(all) > maxMembers {
		return f.number(form{op: op, a: min(a, b), b: max(a, b)})
	}
	text := make([]byte, 0, 4*maxMembers)
	for _, id := range all {
		text = binary.LittleEndian.AppendUint32(text, uint32(id))
	}
	id := f.number(form{op: op, all: string(text)})
	f.members[id] = members{op, all}
	return id
}

// parts returns the operands of a conjunction or disjunction, whatever is nested in it, and
// the expression itself if it is none.
func (f *forms) parts(op Op, id int32) []int32 {
	if of, ok := f.members[id]; ok && of.op == op {
		return of.ids
	}
	return []int32{id}
}
