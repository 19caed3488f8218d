package graph

import (
	"slices"
	"strings"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/programs/diag"
)

// MaxEdges bounds the edges of a relation that is drawn by name. More would be a grey
// area.
const MaxEdges = 1000

// named adds the relations that were named.
func (m *maker) named(names []string) error {
	for _, name := range names {
		if m.judge == nil {
			return unknown(name, nil)
		}
		pairs, ok := m.judge.Relation(name)
		if !ok {
			return unknown(name, m.judge.Model())
		}
		pairs = reduced(pairs)
		if len(pairs) > MaxEdges {
			return diag.New(diag.Span{}, diag.DrawTooMany, "relation %s has %d pairs here, too many to draw", name, len(pairs)).
				Note("at most %d of a relation are drawn", MaxEdges)
		}
		for _, p := range pairs {
			m.edge(name, p[0], p[1])
		}
		m.asked = append(m.asked, name)
	}
	return nil
}

// unknown returns a diagnostic for a name that is no relation; it lists the relations.
func unknown(name string, model *rel.Model) error {
	if model == nil {
		return diag.New(diag.Span{}, diag.DrawUnknown, "there is no model to look for a relation %s in", name)
	}
	d := diag.New(diag.Span{}, diag.DrawUnknown, "model %s has no relation %s", model.Name, name)
	base, known := model.Vocabulary.Named(name)
	if id, ok := model.Named[name]; ok && model.Node(id).Op.IsSet() || known && base.IsSet() {
		d = diag.New(diag.Span{}, diag.DrawUnknown, "%s is a set of events in model %s, not a relation", name, model.Name)
	}
	own, prelude, words := Names(model)
	if near := diag.Nearest(name, slices.Concat(own, prelude, words)); near != "" {
		d.WithFix("did you mean %s?", near)
	}
	if len(own) > 0 {
		d.Note("relations of %s: %s", model.Name, strings.Join(own, ", "))
	}
	return d.Note("of every model: %s", strings.Join(prelude, ", ")).Note("of the execution: %s", strings.Join(words, ", "))
}

// Names lists the relations that can be drawn: those that a model defines, those that
// every model has, those of the execution itself. Each is in the order of its text.
func Names(model *rel.Model) (own, prelude, base []string) {
	for _, d := range model.Defs {
		if id, ok := model.Named[d.Name]; !ok || model.Node(id).Op.IsSet() {
			continue // hidden, or none
		}
		list := &own
		if d.Prelude {
			list = &prelude
		}
		if !slices.Contains(*list, d.Name) {
			*list = append(*list, d.Name)
		}
	}
	for _, b := range model.Vocabulary.List() {
		if !b.Base.IsSet() {
			base = append(base, b.Name)
		}
	}
	return own, prelude, base
}

// reduced returns a strict order (transitive and irreflexive) without the pairs that
// follow by transitivity, and any other relation unchanged.
func reduced(pairs [][2]int) [][2]int {
	has := make(map[[2]int]bool, len(pairs))
	after := map[int][]int{}
	for _, p := range pairs {
		if p[0] == p[1] {
			return pairs
		}
		has[p] = true
		after[p[0]] = append(after[p[0]], p[1])
	}
	follows := map[[2]int]bool{}
	for _, p := range pairs {
		for _, c := range after[p[1]] {
			q := [2]int{p[0], c}
			if !has[q] {
				return pairs
			}
			follows[q] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(pairs), func(p [2]int) bool { return follows[p] })
}

// looks describes the relations that are known by name, without a model.
var looks = []Relation{
	{Name: "po", Long: "program order", Family: ProgramOrder},
	{Name: "rf", Long: "reads-from", Family: ReadsFrom},
	{Name: "co", Long: "coherence", Family: Coherence},
	{Name: "fr", Long: "from-reads", Family: FromReads},
	{Name: "rmw", Long: "atomic pair", Family: Atomic},
	{Name: "db", Long: "doorbell", Family: Doorbell},
	{Name: "dbo", Long: "doorbell order", Family: BellOrder},
	{Name: "addr", Long: "address dependency", Family: Dependency},
	{Name: "data", Long: "data dependency", Family: Dependency, Index: 1},
	{Name: "ctrl", Long: "control dependency", Family: Dependency, Index: 2},
}

// order returns the place of a relation: those of the execution as listed above, then
// the named ones, then what a cycle adds.
func (m *maker) order(name string) int {
	if i := slices.IndexFunc(looks, func(r Relation) bool { return r.Name == name }); i >= 0 {
		return i
	}
	if i := slices.Index(m.asked, name); i >= 0 {
		return len(looks) + i
	}
	return len(looks) + len(m.asked)
}

// relations lists the relations that are drawn.
func (m *maker) relations() {
	derived := 0
	seen := map[string]bool{}
	for _, e := range m.d.Edges {
		if seen[e.Relation] {
			continue
		}
		seen[e.Relation] = true
		r := Relation{Name: e.Relation, Family: Derived, Index: derived}
		if i := slices.IndexFunc(looks, func(r Relation) bool { return r.Name == e.Relation }); i >= 0 {
			r = looks[i]
		} else {
			derived++
		}
		m.d.Relations = append(m.d.Relations, r)
	}
}
