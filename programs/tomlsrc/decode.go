package tomlsrc

import (
	"fmt"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/fencewise/fencewise/programs/diag"
)

// MaxErrors bounds the errors that are reported for one file.
const MaxErrors = 20

// maxNames bounds the names in the keys and table headers of a file. The decoder takes
// time quadratic in their number.
const maxNames = 20_000

// TooManyKeys is the error for a file with more names than the limit.
type TooManyKeys struct{ Span diag.Span }

func (e *TooManyKeys) Error() string { return fmt.Sprintf("it has more than %d keys", maxNames) }

// UnknownKeys is the error for keys that a file format does not have.
type UnknownKeys []Key

// Key is the last name of a key, with its place.
type Key struct {
	Name string
	Span diag.Span
}

func (e UnknownKeys) Error() string { return "unknown keys" }

// Decode decodes a document into v. The error is an [UnknownKeys] if known returns false for
// some keys, a [*TooManyKeys] if the document has too many keys, and otherwise an error of the
// decoder. The argument of known is the path of names that leads to a key, without the
// indexes of array elements. Decode calls known for a table before the keys in it.
// (The decoder alone would accept TITLE for title, which in TOML is another key.)
func Decode(src *diag.Source, v any, known func(path []string) bool) error {
	s := scan{src: src, known: known}
	if s.document(); s.names > maxNames {
		return &TooManyKeys{s.last}
	}
	if err := toml.Unmarshal([]byte(src.Text), v); err != nil {
		return err
	}
	if len(s.unknown) > 0 {
		return s.unknown
	}
	return nil
}

// scan walks through a document, which may be malformed, and collects unknown keys.
type scan struct {
	src     *diag.Source
	known   func(path []string) bool
	table   []string
	skip    bool // the current table is unknown and has been reported
	names   int  // number of names so far
	last    diag.Span
	unknown UnknownKeys
}

func (s *scan) document() {
	var p unstable.Parser
	p.Reset([]byte(s.src.Text))
	for s.names <= maxNames && p.NextExpression() {
		switch e := p.Expression(); e.Kind {
		case unstable.Table, unstable.ArrayTable:
			s.table, s.skip = s.key(nil, e.Key(), false)
		case unstable.KeyValue:
			s.keyValue(s.table, e, s.skip)
		}
	}
}

// key returns the path of a key below a table, and whether to skip what it contains:
// because skip is true or because a name in the path is unknown.
func (s *scan) key(table []string, names unstable.Iterator, skip bool) ([]string, bool) {
	path := table[:len(table):len(table)]
	for names.Next() {
		n := names.Node()
		s.names++
		s.last = s.src.Span(int(n.Raw.Offset), int(n.Raw.Offset+n.Raw.Length))
		if skip || s.names > maxNames {
			continue
		}
		path = append(path, string(n.Data))
		if skip = !s.known(path); skip && len(s.unknown) < MaxErrors {
			s.unknown = append(s.unknown, Key{string(n.Data), s.last})
		}
	}
	return path, skip
}

func (s *scan) keyValue(table []string, e *unstable.Node, skip bool) {
	path, skip := s.key(table, e.Key(), skip)
	s.value(path, e.Value(), skip)
}

func (s *scan) value(path []string, v *unstable.Node, skip bool) {
	it := v.Children()
	for s.names <= maxNames && it.Next() {
		switch n := it.Node(); {
		case n.Kind == unstable.Comment:
		case v.Kind == unstable.InlineTable:
			s.keyValue(path, n, skip)
		case v.Kind == unstable.Array:
			s.value(path, n, skip)
		}
	}
}
