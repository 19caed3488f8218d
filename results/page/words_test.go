package page

import (
	"slices"
	"testing"
)

// TestNotes: what stands in comments above the study is about it, what stands above
// a variant about that; the rest is about single lines.
func TestNotes(t *testing.T) {
	study, variants := Notes(`# One
# paragraph.
#
# Another.

title = "x" # no note
# about the models
models = ["power"]

# Of the
# first.
[[variant]]
name = "a"

# about a slot
[variant.slots]
"s" = "sync"

[[variant]]
name = "b"
# Of the third.
[[variant]]
`)
	if want := []string{"One paragraph.", "Another."}; !slices.Equal(study, want) {
		t.Errorf("study: %q", study)
	}
	if want := []string{"Of the first.", "", "Of the third."}; !slices.Equal(variants, want) {
		t.Errorf("variants: %q", variants)
	}
	if study, variants := Notes("title = \"x\"\n[[variant]]\n"); len(study) > 0 || !slices.Equal(variants, []string{""}) {
		t.Errorf("without comments: %q, %q", study, variants)
	}
}
