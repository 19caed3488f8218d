package rel

import (
	"fmt"
	"strings"
)

var opText = map[Op]string{
	SetUnion: " | ", SetInter: " & ", SetDiff: ` \ `, Cross: " * ",
	Union: " | ", Inter: " & ", Diff: ` \ `, Seq: " ; ",
	Inverse: "^-1", Plus: "+", Star: "*", Opt: "?",
}

var kindText = [...]string{Acyclic: "acyclic", Irreflexive: "irreflexive", Empty: "empty"}
var modeText = [...]string{Plain: "", Flag: "flag ", UndefinedUnless: "undefined_unless "}

// String returns the kind as cat writes it.
func (k Kind) String() string { return kindText[k] }

// String returns the model as canonical text: one line for each expression that an axiom or
// a name needs, in cat notation over earlier lines, then the axioms. An expression is
// referred to by its name if that is unique, and else with its number: "lwsync" or
// "lwsync@17".
func (m *Model) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "model %s", m.Name)
	if m.Title != "" {
		fmt.Fprintf(&b, " %q", m.Title)
	}
	b.WriteByte('\n')
	ref := m.references()
	for id := 1; id < len(m.Nodes); id++ {
		n := &m.Nodes[id]
		switch n.Op {
		case SetBase, RelBase, SetUniv, SetEmpty, RelUniv, RelEmpty:
			continue
		case RecVar:
			fmt.Fprintf(&b, "%s = rec %s\n", ref[id], ref[m.Groups[n.Group].Defs[n.Member]])
		default:
			fmt.Fprintf(&b, "%s = %s\n", ref[id], format(n, func(id ID) string { return ref[id] }))
		}
	}
	for i := range m.Axioms {
		a := &m.Axioms[i]
		not := ""
		if a.Neg {
			not = "~"
		}
		fmt.Fprintf(&b, "%s%s%s %s as %s\n", modeText[a.Mode], not, a.Kind, ref[a.Expr], a.Name)
	}
	return b.String()
}

// references returns the text by which each node is referred to.
func (m *Model) references() []string {
	count := map[string]int{}
	for id := 1; id < len(m.Nodes); id++ {
		count[m.Nodes[id].Name]++
	}
	ref := make([]string, len(m.Nodes))
	for id := 1; id < len(m.Nodes); id++ {
		n := &m.Nodes[id]
		switch {
		case n.Op == SetUniv:
			ref[id] = "_"
		case n.Op == RelUniv:
			ref[id] = "_*_"
		case n.Op == SetEmpty:
			ref[id] = "{}"
		case n.Op == RelEmpty:
			ref[id] = "0"
		case n.Name != "" && count[n.Name] == 1:
			ref[id] = n.Name
		default:
			ref[id] = fmt.Sprintf("%s@%d", n.Name, id)
		}
	}
	return ref
}

// format returns an operation as text; ref returns the text of its operands.
func format(n *Node, ref func(ID) string) string {
	switch n.Op {
	case SetCompl, Compl:
		return "~" + ref(n.A)
	case Domain:
		return "domain " + ref(n.A)
	case Range:
		return "range " + ref(n.A)
	case Ident:
		return "[" + ref(n.A) + "]"
	case Inverse, Plus, Star, Opt:
		return ref(n.A) + opText[n.Op]
	case Brackets:
		return "brackets(" + ref(n.A) + ", " + ref(n.B) + ")"
	}
	return ref(n.A) + opText[n.Op] + ref(n.B)
}

// Text returns a node for messages: its name, or its expression down to names.
func (m *Model) Text(id ID) string { return m.spell(id, maxText) }

// maxText bounds the depth to which Text spells an expression out.
const maxText = 4

func (m *Model) spell(id ID, depth int) string {
	n := &m.Nodes[id]
	switch {
	case n.Name != "":
		return n.Name
	case n.Op == SetUniv:
		return "_"
	case n.Op == RelUniv:
		return "_*_"
	case n.Op == SetEmpty:
		return "{}"
	case n.Op == RelEmpty:
		return "0"
	case depth == 0:
		return "…"
	}
	return format(n, func(a ID) string {
		s := m.spell(a, depth-1)
		if x := &m.Nodes[a]; x.Name == "" && x.B != 0 && n.Op != Ident {
			s = "(" + s + ")"
		}
		return s
	})
}
