package insert

import (
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/power"
)

// Choices reads a list of choices: "none,lwsync,msgsync+sync". none is always
// among them, and comes first. The error is a *diag.Diagnostic.
func Choices(list string) ([]litmus.Choice, error) {
	all := []litmus.Choice{{Text: "none"}}
	for text := range strings.SplitSeq(list, ",") {
		if text = strings.TrimSpace(text); text == "none" {
			continue
		}
		c := litmus.Choice{Text: text}
		for name := range strings.SplitSeq(text, "+") {
			in := &litmus.Instr{Op: name}
			var d power.Decoder
			if op, err := d.Decode(in); err != nil || op.Kind != power.Fence {
				return nil, noBarrier(list, name)
			}
			c.Instrs = append(c.Instrs, in)
		}
		if slices.ContainsFunc(all, func(o litmus.Choice) bool { return o.Text == text }) {
			return nil, diag.New(diag.Span{}, diag.BadOption, "--choices %s: %s stands twice", list, text)
		}
		all = append(all, c)
	}
	return all, nil
}

func noBarrier(list, name string) *diag.Diagnostic {
	names := []string{"eieio", "lwsync", "sync", "isync", "msgsync"}
	d := diag.New(diag.Span{}, diag.BadOption, "--choices %s: %q is no barrier", list, name)
	if near := diag.Nearest(name, names); near != "" {
		return d.WithFix("did you mean %s?", near)
	}
	return d.Note("a choice is none, a barrier, or barriers joined by '+': lwsync, msgsync+sync")
}
