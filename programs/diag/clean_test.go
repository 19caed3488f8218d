package diag

import (
	"errors"
	"strings"
	"testing"
)

// TestRenderIsClean checks that no text from an input can move the cursor, change the
// direction of text or fill the screen, whatever part of a diagnostic contains it.
func TestRenderIsClean(t *testing.T) {
	const evil = "\x1b[31mE\u009b\u202eV\x07\x00\rIL\xff"
	src := NewSource(evil+".litmus", "a "+evil+" b\n")
	long := strings.Repeat("x", 1<<20)
	for name, err := range map[string]error{
		"message": New(Span{}, TraceProgram, "it is one of %s", evil+"\nerror: forged"),
		"place":   New(src.Span(2, 3), TraceProgram, "here"),
		"note":    New(Span{}, TraceProgram, "x").Note("%s", evil),
		"fix":     New(Span{}, TraceProgram, "x").WithFix("%s", evil),
		"other":   errors.New(evil),
		"long":    New(Span{}, TraceProgram, "%s and %s", long, long).Note("%s", long).WithFix("%s", long),
	} {
		var b strings.Builder
		Render(&b, err)
		got := b.String()
		for l := range strings.Lines(got) {
			if l = strings.TrimSuffix(l, "\n"); Clean(l) != l {
				t.Errorf("%s: %q", name, l)
			}
		}
		if name == "message" && strings.Count(got, "\n") != 1 {
			t.Errorf("%s: the message has several lines: %q", name, got)
		}
		if len(got) > 4*maxLine {
			t.Errorf("%s: %d bytes", name, len(got))
		}
	}
	var b strings.Builder
	Render(&b, New(Span{}, TraceProgram, "x").Note("first\nsecond"))
	if got := b.String(); !strings.Contains(got, "first\nsecond\n") {
		t.Errorf("a note has lost its lines: %q", got)
	}
}
