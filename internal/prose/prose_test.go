package prose

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/fencewise/fencewise/internal/property"
)

func TestFold(t *testing.T) {
	for _, c := range []struct {
		text        string
		first, rest int
		want        []string
	}{
		{"", 10, 10, []string{""}},
		{"one two three", 13, 13, []string{"one two three"}},
		{"one two three", 12, 12, []string{"one two", "three"}},
		{"one two three", 7, 3, []string{"one two", "three"}},
		{"one two three", 3, 9, []string{"one", "two three"}},
		{"überlänge", 3, 3, []string{"überlänge"}},
		{"über länge", 4, 5, []string{"über", "länge"}},
		{"   indented text", 11, 4, []string{"   indented", "text"}},
		{"   indented text", 5, 4, []string{"   indented", "text"}},
		{"r1  := 1 and more", 8, 8, []string{"r1  := 1", "and more"}},
		{Unbroken("stw r1,0(r2)") + " here", 8, 8, []string{Unbroken("stw r1,0(r2)"), "here"}},
	} {
		if got := Fold(c.text, c.first, c.rest); !slices.Equal(got, c.want) {
			t.Errorf("%q in %d and %d: %q, want %q", c.text, c.first, c.rest, got, c.want)
		}
	}
}

// TestFoldKeepsWords: the lines have the words of the text, fit where words do,
// and none could have taken the first word of the next.
func TestFoldKeepsWords(t *testing.T) {
	property.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[a-zé]{1,9}`), 1, 20).Draw(t, "words")
		first, rest := rapid.IntRange(1, 30).Draw(t, "first"), rapid.IntRange(1, 30).Draw(t, "rest")
		lines := Fold(strings.Join(words, " "), first, rest)
		if got := strings.Fields(strings.Join(lines, " ")); !slices.Equal(got, words) {
			t.Fatalf("%q from %q", lines, words)
		}
		room := first
		for i, l := range lines {
			if Width(l) > room && strings.Contains(l, " ") {
				t.Fatalf("%q is wider than %d", l, room)
			}
			if i+1 < len(lines) {
				if next, _, _ := strings.Cut(lines[i+1], " "); Width(l)+1+Width(next) <= room {
					t.Fatalf("%q has room for %q in %d", l, next, room)
				}
			}
			room = rest
		}
	})
}

func TestParagraph(t *testing.T) {
	var b strings.Builder
	Write(&b, Paragraph("  some "+Unbroken("b c")+" words", 8, "    "))
	if want := "  some\n    b c\n    words\n"; b.String() != want {
		t.Errorf("%q, want %q", b.String(), want)
	}
}

func TestWords(t *testing.T) {
	items := []string{"a", "b", "c"}
	for _, c := range [][2]string{
		{And(nil), ""}, {And(items[:1]), "a"}, {And(items[:2]), "a and b"}, {And(items), "a, b and c"},
		{Or(items), "a, b or c"}, {Join(items[:2], " together with "), "a together with b"},
		{Count(0, "slot"), "0 slots"}, {Count(1, "slot"), "1 slot"}, {Count(12, "slot"), "12 slots"},
		{Are(1, "verdict"), "1 verdict is"}, {Are(2, "verdict"), "2 verdicts are"},
		{Squeeze(" a\n  b\t"), "a b"}, {Plain(Unbroken("a b")), "a b"}, {Pad("é", 3), "é  "}, {Pad("abc", 2), "abc"},
	} {
		if c[0] != c[1] {
			t.Errorf("%q, want %q", c[0], c[1])
		}
	}
}
