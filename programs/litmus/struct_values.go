package litmus

import (
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// structValues reads the values of a struct in braces. Braces within them may be left out, as in
// C, and so may values: these are 0.
func (p *parser) structValues(it *Init) bool {
	if p.tok.kind != '{' {
		p.errorHere(diag.LitmusBadStruct, "expected '{' and the values of the fields, found %s", p.found()).WithFix("write: %s={…}", it.Target.Name)
		return false
	}
	r := valueReader{parser: p, it: it}
	for _, l := range it.Leaves() {
		r.paths = append(r.paths, l.path(it))
	}
	p.braces = 0
	if r.group(0, len(r.paths), 0) {
		return true
	}
	p.skipBraces()
	return false
}

// path returns the names on the way to a leaf, below that of its item: "[1]", "data", "[0]".
func (l *Leaf) path(it *Init) []string {
	name := strings.TrimPrefix(l.Name, it.Target.Name)
	if l.Index >= 0 {
		name += "[" + itoa(l.Index) + "]"
	}
	return strings.Split(strings.TrimPrefix(strings.ReplaceAll(name, "[", ".["), "."), ".")
}

// valueReader reads the values of a struct.
type valueReader struct {
	*parser
	it    *Init
	paths [][]string // by leaf
}

// group reads '{', values of some leaves, whose paths have the first depth names in common, and '}'.
func (r *valueReader) group(from, to, depth int) bool {
	r.braces++
	r.next()
	for at := from; !r.accept('}'); {
		switch {
		case at == to:
			r.errorHere(diag.LitmusBadStruct, "there are more values than fields").WithFix("give at most %d here", to-from)
			return false
		case r.tok.kind != '{':
			v, _, ok := r.value(false, diag.LitmusBadInit)
			if !ok {
				return false
			}
			for len(r.it.Values) <= at {
				r.it.Values = append(r.it.Values, Value{Index: -1})
			}
			r.it.Values[at] = v
			at++
		case len(r.paths[at]) <= depth+1:
			r.errorHere(diag.LitmusBadStruct, "%s is one number, and has no braces", strings.Join(r.paths[at], " ")).WithFix("write the number alone")
			return false
		default:
			end := at
			for end < to && r.paths[end][depth] == r.paths[at][depth] {
				end++
			}
			if !r.group(at, end, depth+1) {
				return false
			}
			at = end
		}
		if r.tok.kind != '}' && !r.accept(',') {
			r.errorHere(diag.LitmusBadStruct, "expected ',' or '}' between values, found %s", r.found()).WithFix("write {1,2}")
			return false
		}
	}
	r.braces--
	return true
}
