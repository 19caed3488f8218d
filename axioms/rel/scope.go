package rel

import (
	"sort"

	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/axioms/vocabulary"
	"github.com/fencewise/fencewise/programs/diag"
)

// A scope is a point in the text. A name stands for its latest binding before that point;
// later bindings do not change its meaning there. A scope holds the number of top-level
// bindings before it, and the local bindings.
type scope struct {
	seq   int
	local *binding
}

type binding struct {
	name string
	to   *thunk
	next *binding
}

func (s scope) with(name string, t *thunk) scope {
	if name != "" && name != "_" {
		s.local = &binding{name, t, s.local}
	}
	return s
}

// thunk is a binding that is evaluated when it is first used. So an undefined name in an
// unused binding is no error; the files that come with herd7 rely on that.
type thunk struct {
	name    string
	expr    cat.Expr
	in      scope
	part    int             // which component of a tuple pattern; -1 for all of it
	group   *recDef         // "let rec": the group it belongs to
	local   bool            // bound inside an expression or a procedure
	def     *cat.Bind       // the text, for those bound by let
	asked   bool            // something used the name
	foreign bool            // the value depends on a name that herd7 does not have for POWER; see try
	builds  vocabulary.Base // rf or co, if the binding may have to agree with that of the execution; see built.go
	busy    bool            // it is being evaluated, as a member of a group that may be brackets
	done    bool
	val     value
	err     *diag.Diagnostic
}

// known returns a thunk with a given value.
func known(name string, v value) *thunk { return &thunk{name: name, val: v, done: true, part: -1} }

// version is a top-level binding of a name, with its number.
type version struct {
	seq int
	to  *thunk
}

// globals holds the top-level bindings. Versions of a name are in order.
type globals struct {
	vocabulary *vocabulary.Table
	seq        int
	names      map[string][]version
	prelude    int // bindings up to this number come from the prelude
}

func (g *globals) bind(name string, t *thunk) {
	g.seq++
	if name != "" && name != "_" {
		g.names[name] = append(g.names[name], version{g.seq, t})
	}
}

// find returns the binding of a name at a scope; nil if it has none.
func (g *globals) find(name string, in scope) *thunk {
	for b := in.local; b != nil; b = b.next {
		if b.name == name {
			return b.to
		}
	}
	vs := g.names[name]
	for i := len(vs) - 1; i >= 0; i-- {
		if vs[i].seq <= in.seq {
			return vs[i].to
		}
	}
	return nil
}

// latest returns the last binding of every name, in the order in which they were made.
func (g *globals) latest() []*thunk {
	var vs []version
	for _, all := range g.names {
		vs = append(vs, all[len(all)-1])
	}
	sort.Slice(vs, func(i, j int) bool { return vs[i].seq < vs[j].seq })
	list := make([]*thunk, len(vs))
	for i, v := range vs {
		list[i] = v.to
	}
	return list
}

// visible lists the names that can be used at a scope, sorted.
func (g *globals) visible(in scope) []string {
	seen := map[string]bool{}
	for b := in.local; b != nil; b = b.next {
		seen[b.name] = true
	}
	for name, vs := range g.names {
		if vs[0].seq <= in.seq {
			seen[name] = true
		}
	}
	for _, b := range g.vocabulary.List() {
		seen[b.Name] = true
	}
	for name := range primitives {
		seen[name] = true
	}
	for i := range Absent {
		if name := Absent[i].Name; len(name) > 2 { // almost all short names are close to each other
			seen[name] = true
		}
	}
	list := make([]string, 0, len(seen))
	for name := range seen {
		list = append(list, name)
	}
	sort.Strings(list)
	return list
}
