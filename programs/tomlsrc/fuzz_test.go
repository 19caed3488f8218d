package tomlsrc

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"

	"github.com/fencewise/fencewise/programs/diag"
)

// FuzzSpans compares the places of keys and values with the decoder: the text at the
// place of a key must be this key, and the text at the place of a value must decode to
// this value. An error of the decoder must have a place in the text.
func FuzzSpans(f *testing.F) {
	for _, text := range []string{
		"", "a = 1", "a.b.\"c d\" = [1, 2, {x = 'y'}]\n", "[[v]]\nn = \"1\"\n[v.s]\nk = true\n[[v]]\nn = \"\\u00e9\"\n",
		"# é\n[t]\n\"\" = \"\"\"\nx\n\"\"\"\nb = 1979-05-27 # c\n", "a = {b = {c = 1}, d = [[1], []]}", "a = [\n1, # x\n2,\n]", "a = \"x\ny\"", "[a]\n[a]", "a = 0x1_0\nb = -nan\n",
		"[[a]]\n[[a.b]]\nc=1\n[[a.b]]\nc=2\n[[a]]\n[[a.b]]\nc=3", "x = '''a'''", "\r\na = 1\r\n", "a=[",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4096 {
			return
		}
		src := diag.NewSource("x.toml", text)
		var doc map[string]any
		err := Decode(src, &doc, func([]string) bool { return true })
		if err != nil {
			var de *toml.DecodeError
			if errors.As(err, &de) {
				within(t, spanOf(src, de), text)
			}
			if message(err) == "" {
				t.Error("an error without a message")
			}
			return
		}
		at := Index(src)
		for _, s := range at.keys {
			within(t, s, text)
		}
		placed(t, at, nil, doc)
	})
}

func within(t *testing.T, s diag.Span, text string) {
	t.Helper()
	if s.Start < 0 || s.End < s.Start || s.End > len(text) {
		t.Errorf("the span %d to %d is not in a text of %d bytes", s.Start, s.End, len(text))
	}
}

// placed checks the places of everything below a path.
func placed(t *testing.T, at Spans, path []any, v any) {
	t.Helper()
	switch v := v.(type) {
	case map[string]any:
		for k, below := range v {
			p := append(path[:len(path):len(path)], k)
			s := at.Key(p...)
			if !s.Known() {
				t.Errorf("the key %q has no place", p)
				continue
			}
			var one map[string]any
			if err := toml.Unmarshal([]byte(s.Text()+" = 1"), &one); err != nil || one[k] == nil {
				t.Errorf("the key %q is said to stand at %q (%v)", p, s.Text(), err)
			}
			placed(t, at, p, below)
		}
	case []any:
		for i, below := range v {
			placed(t, at, append(path[:len(path):len(path)], i), below)
		}
	default:
		s, ok := at.values[join(path...)]
		if !ok {
			t.Errorf("the value at %q has no place", path)
			return
		}
		var one map[string]any
		if err := toml.Unmarshal([]byte("x = "+s.Text()), &one); err != nil || fmt.Sprint(one["x"]) != fmt.Sprint(v) {
			t.Errorf("the value %v at %q is said to stand at %q (%v)", v, path, s.Text(), err)
		}
	}
}

// TestDecode checks that unknown keys are found in order, that keys of an unknown table
// are not reported in addition, and that a file with many keys is rejected quickly.
func TestDecode(t *testing.T) {
	known := func(path []string) bool { return strings.HasPrefix(path[len(path)-1], "k") }
	for _, c := range []struct{ text, unknown string }{
		{"k1 = 1\nk2.kk = 2\n[k.kkk]\nk=[{k=1}]", "[]"},
		{"x = 1\nk.y.z = 2\n[z.k]\nx=1\n[[k2]]\nw={k=1}\nk=[{v=1}, {k={u=1}}]\n", "[x y z w v u]"},
		{"K = 1", "[K]"},
		{strings.Repeat("[x]\n", 1) + strings.Repeat("y=1\n", 1), "[x]"},
	} {
		var doc map[string]any
		err := Decode(diag.NewSource("x", c.text), &doc, known)
		got := "[]"
		if u := (UnknownKeys)(nil); errors.As(err, &u) {
			var names []string
			for _, k := range u {
				names = append(names, k.Name)
				if k.Span.Text() != k.Name {
					t.Errorf("%s stands at %q", k.Name, k.Span.Text())
				}
			}
			got = fmt.Sprint(names)
		} else if err != nil {
			t.Errorf("%q: %v", c.text, err)
		}
		if got != c.unknown {
			t.Errorf("%q: %s, want %s", c.text, got, c.unknown)
		}
	}
	var b strings.Builder
	for i := range 100_000 {
		fmt.Fprintf(&b, "k%d = 1\n", i)
	}
	many := new(TooManyKeys)
	for _, text := range []string{b.String(), "k = [" + strings.Repeat("{k=1},", 100_000) + "]", strings.Repeat("[[k]]\n", 100_000), "k" + strings.Repeat(".k", 100_000) + "=1"} {
		var doc map[string]any
		if err := Decode(diag.NewSource("x", text), &doc, known); !errors.As(err, &many) || !many.Span.Known() {
			t.Errorf("%.20q…: %v", text, err)
		}
	}
}
