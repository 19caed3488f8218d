package cat

import (
	"testing"

	"github.com/fencewise/fencewise/programs/diag"
)

const remarked = `(* about the file *)

let behind = po        (* behind it
                          on two lines *)
(* above it *)
let above = po
let none = po

(* too far above *)

let far = po
(* the group *)
let one = po           // to the end
and two = rf           # of the line
// two lines
# make one
acyclic one as said
(******)
(* -- ornaments -- *)
let bare = po (* wins *) (* loses *)
let last = "not (* a comment *)"
let nested = po (* in (* side *) *)
/* C-like */
let c = po
let middle = po (* x *) | rf
`

func TestRemarks(t *testing.T) {
	src := diag.NewSource("m.cat", remarked)
	r := FindRemarks(src)
	f, err := Parse(diag.NewSource("m.cat", "let x = po"))
	if err != nil || r.About(f.Instrs[0].At()) != "" {
		t.Error("a remark before any")
	}
	for text, want := range map[string]string{
		"behind = po": "behind it on two lines", "above = po": "above it", "none = po": "", "far = po": "",
		"one = po": "to the end", "two = rf": "of the line", "acyclic one as said": "two lines make one",
		"bare = po": "wins", `last = "not (* a comment *)"`: "", "nested = po": "in (* side *)", "c = po": "C-like",
		"middle = po (* x *) | rf": "",
	} {
		start := index(t, remarked, text)
		if got := r.About(src.Span(start, start+len(text))); got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

// FindRemarks does not panic on any text.
func TestRemarksOfBadText(t *testing.T) {
	for _, text := range []string{"", "(*", "/*", "#", "//", "(* (* *)", "\x00 # a", "let a = \"", "/**/", "(**)"} {
		src := diag.NewSource("m.cat", text)
		FindRemarks(src).About(src.Span(len(text), len(text)))
	}
}

func index(t *testing.T, text, part string) int {
	t.Helper()
	for i := 0; i+len(part) <= len(text); i++ {
		if text[i:i+len(part)] == part && (i == 0 || text[i-1] == ' ' || text[i-1] == '\n') {
			return i
		}
	}
	t.Fatalf("no %q", part)
	return 0
}
