package tomlsrc

import (
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/fencewise/fencewise/programs/diag"
)

// Spans holds the places of the keys and values of a TOML document. A path consists of
// keys and array indexes, such as ("variant", 0, "slots", "set.before").
type Spans struct {
	keys, values map[string]diag.Span
}

// Key returns the place of the last key of the path. For an array element it returns the
// place of its value, and for a missing key the place of what would contain it.
func (s Spans) Key(path ...any) diag.Span {
	for ; len(path) > 0; path = path[:len(path)-1] {
		p := join(path...)
		if k, ok := s.keys[p]; ok {
			return k
		}
		if v, ok := s.values[p]; ok {
			return v
		}
	}
	return diag.Span{}
}

// Value returns the place of the value at the path, or of its key if the value has no
// place of its own.
func (s Spans) Value(path ...any) diag.Span {
	if v, ok := s.values[join(path...)]; ok {
		return v
	}
	return s.Key(path...)
}

func join(path ...any) string {
	parts := make([]string, len(path))
	for i, p := range path {
		parts[i] = fmt.Sprint(p)
	}
	return strings.Join(parts, "\x00")
}

// Index returns the places in a document that has been decoded without error.
func Index(src *diag.Source) Spans {
	x := indexer{src: src, counts: map[string]int{}, spans: Spans{map[string]diag.Span{}, map[string]diag.Span{}}}
	var p unstable.Parser
	p.Reset([]byte(src.Text))
	for p.NextExpression() {
		switch e := p.Expression(); e.Kind {
		case unstable.Table:
			x.table = x.header(e, false)
		case unstable.ArrayTable:
			x.table = x.header(e, true)
		case unstable.KeyValue:
			x.keyValue(x.table, e)
		}
	}
	return x.spans
}

type indexer struct {
	src    *diag.Source
	spans  Spans
	table  []any
	counts map[string]int // elements of each array of tables so far
}

func (x *indexer) span(r unstable.Range) diag.Span {
	return x.src.Span(int(r.Offset), int(r.Offset+r.Length))
}

// header returns the path of a table header. In a header, the name of an array of tables
// means its last element.
func (x *indexer) header(e *unstable.Node, array bool) []any {
	var path []any
	it := e.Key()
	for it.Next() {
		n := it.Node()
		path = append(path, string(n.Data))
		x.spans.keys[join(path...)] = x.span(n.Raw)
		name := join(path...)
		if array && it.IsLast() {
			x.counts[name]++
		}
		if c := x.counts[name]; c > 0 {
			path = append(path, c-1)
			if array && it.IsLast() {
				x.spans.keys[join(path...)] = x.span(n.Raw)
			}
		}
	}
	return path
}

func (x *indexer) keyValue(table []any, e *unstable.Node) {
	path := append([]any(nil), table...)
	it := e.Key()
	for it.Next() {
		path = append(path, string(it.Node().Data))
		x.spans.keys[join(path...)] = x.span(it.Node().Raw)
	}
	x.value(path, e.Value())
}

func (x *indexer) value(path []any, v *unstable.Node) {
	if v.Raw.Length > 0 {
		x.spans.values[join(path...)] = x.span(v.Raw)
	}
	it := v.Children()
	for i := 0; it.Next(); {
		switch n := it.Node(); {
		case n.Kind == unstable.Comment:
		case v.Kind == unstable.InlineTable:
			x.keyValue(path, n)
		case v.Kind == unstable.Array:
			x.value(append(path[:len(path):len(path)], i), n)
			i++
		}
	}
}
