package tomlsrc

import (
	"fmt"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/fencewise/fencewise/programs/diag"
)

// MaxErrors is how many errors of a file are reported.
const MaxErrors = 20

// maxNames bounds the names in a file: in keys and in headers of tables. The decoder
// takes time in the square of their number.
const maxNames = 20_000

// TooMany is the error for a file with more names than the limit.
type TooMany struct{ Span diag.Span }

func (e *TooMany) Error() string { return fmt.Sprintf("there are more than %d keys", maxNames) }

// Unknown is the error for keys without a meaning in a file.
type Unknown []Key

// Key is the last name of a key, with its place.
type Key struct {
	Name string
	Span diag.Span
}

func (e Unknown) Error() string { return "unknown keys" }

// Decode decodes a document, strictly: a key for which known reports false is an
// [Unknown] error, a file with too many of them a [*TooMany], and everything else that is
// wrong an error of the decoder. known is given the names that lead to a key, without
// the numbers of array elements; it is asked about tables before it is asked about what is
// in them. (The decoder itself would take TITLE for title, which in TOML is another key.)
func Decode(src *diag.Source, v any, known func(path []string) bool) error {
	s := scan{src: src, known: known}
	if s.document(); s.names > maxNames {
		return &TooMany{s.last}
	}
	if err := toml.Unmarshal([]byte(src.Text), v); err != nil {
		return err
	}
	if len(s.unknown) > 0 {
		return s.unknown
	}
	return nil
}

// scan goes through a document that need not be well formed.
type scan struct {
	src     *diag.Source
	known   func(path []string) bool
	table   []string
	skip    bool // the table is not known, and reported
	names   int
	last    diag.Span
	unknown Unknown
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

// key follows the names of a key below a table. It reports whether one is unknown, or skip.
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
