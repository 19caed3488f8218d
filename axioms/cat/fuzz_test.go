package cat

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/programs/diag"
)

// FuzzParse checks that any text is either read, and then printed and read
// again to the same tree, or rejected with diagnostics that point into it.
func FuzzParse(f *testing.F) {
	files, _ := filepath.Glob("testdata/*/*")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, text := range strings.Split(string(data), "\n--\n") {
			f.Add(unmark(text))
		}
	}
	for _, text := range []string{sample, "let x = ~a+", "let x = a**b+ +^-1", "if \"a\" || not \"b\" end"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		src := diag.NewSource("fuzz.cat", text)
		file, err := Parse(src)
		if err == nil {
			// Printing can put a block's indentation and the parentheses of a
			// tuple where there were none, which may pass the limits.
			if len(text) < maxBytes/256 && strings.Count(text, ",") < maxNesting/2 && strings.Count(text, "(") < maxNesting/2 {
				roundTrip(t, file)
			}
			return
		}
		var list diag.List
		if !errors.As(err, &list) || len(list) == 0 || file != nil {
			t.Fatalf("error %v with file %v", err, file)
		}
		last := 0
		for _, d := range list {
			if d.Span.Src != src || d.Span.Start < last || d.Span.Start > d.Span.End || d.Span.End > len(text) {
				t.Fatalf("%v: bad span %d-%d", d, d.Span.Start, d.Span.End)
			}
			if strings.Contains(d.Msg, "\n") || d.Msg == "" {
				t.Fatalf("message %q", d.Msg)
			}
			last = d.Span.Start
		}
		var b bytes.Buffer
		diag.Render(&b, err)
	})
}

// sample is a model in the style of the stock ones.
const sample = `POWER "a sample"
(* Communication *)
include "cos.cat"
let sync = try fencerel(SYNC) with 0
let lwsync = try fencerel(LWSYNC) with emptyset
let rec ii = ii0 | ci | ic;ci | ii;ii
and ic = ic0 | ii | cc | ic;cc | ii;ic
and ci = ci0 | ci;ii | cc;ci
and cc = cc0 | ci | ci;ic | cc;cc
let ppo = let r = ii & (R*R) and s = ic & (R*W) in (r | s) \ id
let fence = sync | lwsync \ (W*R)
let hb = ppo | fence | rfe
acyclic hb as thin-air
let prop-base = rfe?;fence;hb*
let prop = (prop-base & W*W) | (com*;prop-base*;sync;hb*)
irreflexive fre;prop;hb* as observation
acyclic co|prop as propagation
flag ~empty [R];(po & loc)^-1;[W] \ _*_ as odd
if "mixed" && not "memtag"
  show rf,co
else
  unshow id
end
`
