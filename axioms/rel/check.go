package rel

import (
	"fmt"
)

// arity lists the operands of each operator: 's' is a set, 'r' a relation.
var arity = map[Op]string{
	SetBase: "", SetUniv: "", SetEmpty: "", RelBase: "", RelUniv: "", RelEmpty: "", RecVar: "",
	SetUnion: "ss", SetInter: "ss", SetDiff: "ss", SetCompl: "s", Domain: "r", Range: "r",
	Ident: "s", Cross: "ss", Union: "rr", Inter: "rr", Diff: "rr", Compl: "r", Seq: "rr",
	Inverse: "r", Plus: "r", Star: "r", Opt: "r", Brackets: "ss",
}

// Check verifies the invariants of the model; an error is a bug.
func (m *Model) Check() error {
	for id := 1; id < len(m.Nodes); id++ {
		n := &m.Nodes[id]
		kinds, ok := arity[n.Op]
		if !ok {
			return fmt.Errorf("node %d: no such operator", id)
		}
		for i, operand := range [2]ID{n.A, n.B} {
			switch {
			case i >= len(kinds) && operand != 0:
				return fmt.Errorf("node %d: too many operands", id)
			case i >= len(kinds):
			case operand <= 0 || int(operand) >= id:
				return fmt.Errorf("node %d: operand %d does not stand before it", id, operand)
			case m.Nodes[operand].Op.IsSet() != (kinds[i] == 's'):
				return fmt.Errorf("node %d: operand %d is of the wrong type", id, operand)
			}
		}
		if n.Op == SetBase || n.Op == RelBase {
			if !m.Vocabulary.Has(n.Base) || n.Base.IsSet() != (n.Op == SetBase) {
				return fmt.Errorf("node %d: base %d is of the wrong type", id, n.Base)
			}
		}
		if n.Op == Brackets && (m.Nodes[n.A].Op != SetBase || m.Nodes[n.B].Op != SetBase || n.A == n.B) {
			return fmt.Errorf("node %d: the brackets are no two base sets", id)
		}
		if n.Op == RecVar && (int(n.Group) >= len(m.Groups) || int(n.Member) >= len(m.Groups[n.Group].Vars) ||
			m.Groups[n.Group].Vars[n.Member] != ID(id)) {
			return fmt.Errorf("node %d: not the member of its group", id)
		}
	}
	for i, g := range m.Groups {
		if len(g.Vars) != len(g.Defs) {
			return fmt.Errorf("group %d: %d names and %d definitions", i, len(g.Vars), len(g.Defs))
		}
		for _, d := range g.Defs {
			if !m.valid(d) || m.Nodes[d].Op.IsSet() {
				return fmt.Errorf("group %d: definition %d is no relation", i, d)
			}
		}
	}
	for i := range m.Axioms {
		a := &m.Axioms[i]
		if !m.valid(a.Expr) || a.Name == "" || a.Kind > Empty || a.Kind != Empty && m.Nodes[a.Expr].Op.IsSet() {
			return fmt.Errorf("axiom %d: malformed", i)
		}
	}
	for name, id := range m.Named {
		if !m.valid(id) {
			return fmt.Errorf("name %s: no node %d", name, id)
		}
	}
	return nil
}

func (m *Model) valid(id ID) bool { return id > 0 && int(id) < len(m.Nodes) }
