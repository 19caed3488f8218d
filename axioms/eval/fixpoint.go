package eval

import (
	"slices"

	"github.com/fencewise/fencewise/axioms/rel"
)

// groupPlan says how to solve a recursive group. Its inputs do not depend on the
// members and are computed once; its steps are repeated until nothing changes.
type groupPlan struct {
	vars   []rel.ID
	inputs []rel.ID
	steps  []groupStep
}

// groupStep computes a node and then assigns it to the members that it defines, so
// that later steps of the same pass use the new value.
type groupStep struct {
	id   rel.ID // 0: only assign
	defs rel.ID // the node that is assigned to the members
	vars []rel.ID
}

// planGroup separates the nodes below the definitions of a group into those that
// depend on its members and those that do not.
func planGroup(m *rel.Model, group int) groupPlan {
	g := &m.Groups[group]
	p := groupPlan{vars: g.Vars}
	own := func(id rel.ID) bool {
		n := m.Node(id)
		return n.Op == rel.RecVar && int(n.Group) == group
	}
	state := map[rel.ID]bool{} // visited nodes: whether they depend on a member
	var depends func(id rel.ID) bool
	depends = func(id rel.ID) bool {
		if id == 0 {
			return false
		}
		if d, ok := state[id]; ok {
			return d
		}
		if own(id) {
			state[id] = true
			return true
		}
		n := m.Node(id)
		a, b := depends(n.A), depends(n.B)
		state[id] = a || b
		return a || b
	}
	for _, def := range g.Defs {
		depends(def)
	}
	input := map[rel.ID]bool{}
	for id, dep := range state {
		if !dep || own(id) {
			continue
		}
		p.steps = append(p.steps, groupStep{id: id})
		n := m.Node(id)
		for _, x := range [2]rel.ID{n.A, n.B} {
			if x != 0 && !state[x] {
				input[x] = true
			}
		}
	}
	slices.SortFunc(p.steps, func(a, b groupStep) int { return int(a.id - b.id) })
	for i, def := range g.Defs {
		k := slices.IndexFunc(p.steps, func(s groupStep) bool { return s.id == def })
		if k < 0 { // the definition is no step: an input, or another member
			if !state[def] {
				input[def] = true
			}
			p.steps = append(p.steps, groupStep{})
			k = len(p.steps) - 1
		}
		p.steps[k].defs = def
		p.steps[k].vars = append(p.steps[k].vars, g.Vars[i])
	}
	for id := range input {
		p.inputs = append(p.inputs, id)
	}
	slices.Sort(p.inputs)
	return p
}

// solve computes the members of a group. It starts from the empty relation and
// evaluates the definitions until nothing changes. The definitions are monotone, so
// the result is the least fixpoint, whatever the order of evaluation.
func (j *Judge) solve(group int) {
	p := &j.groups[group]
	for _, id := range p.inputs {
		j.eval(id)
	}
	for _, v := range p.vars {
		clear(j.rel(v))
		j.done[v] = j.round
	}
	for changed := true; changed; {
		changed = false
		for i := range p.steps {
			s := &p.steps[i]
			if s.id != 0 {
				j.compute(s.id, j.m.Node(s.id))
			}
			for _, v := range s.vars {
				if from, to := j.rel(s.defs), j.rel(v); !slices.Equal(from, to) {
					copy(to, from)
					changed = true
				}
			}
		}
	}
	for i := range p.steps {
		if id := p.steps[i].id; id != 0 {
			j.done[id] = j.round
		}
	}
}
