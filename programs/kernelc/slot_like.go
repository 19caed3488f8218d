package kernelc

import (
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// slotLike adds a warning if a comment looks like a slot with a mistake in it: if it begins
// with @, as in /* @a: none, smp_mb */, or if it lists barriers after a name and ':'.
func (p *parser) slotLike(start, end int) {
	text := strings.TrimLeft(p.s[start+2:end], " \t\r\n*!#/")
	text = strings.TrimRight(text, " \t\r\n*/")
	inside, at := strings.CutPrefix(text, "@")
	name, choices, listed := slotParts(strings.TrimSpace(inside))
	if !at && !listed || len(p.f.Warnings) >= maxErrors {
		return
	}
	d := diag.New(p.src.Span(start, end), diag.LitmusSlotLike, "this comment looks like a slot, but it is read as a comment").
		Note("a slot begins with '/*@', with nothing between '/*' and '@', and ends with '*/'")
	if listed {
		d.WithFix("write it as /*@ %s: %s */", name, choices)
	} else {
		d.WithFix(slotFix)
	}
	d.Warning = true
	p.f.Warnings = append(p.f.Warnings, d)
}

// slotParts splits "name: choice, choice". listed is false unless all choices are none or
// primitives without arguments, and there are two of them, or none.
func slotParts(text string) (name, choices string, listed bool) {
	name, list, ok := strings.Cut(text, ":")
	name = strings.TrimSpace(name)
	if !ok || name == "" || len(list) > 1000 || !slotName(name) {
		return "", "", false
	}
	words := strings.FieldsFunc(list, func(r rune) bool { return strings.ContainsRune(",;|+ \t\r\n", r) })
	none := false
	for _, w := range words {
		w = strings.TrimSuffix(w, "()")
		none = none || w == "none"
		if w != "none" && parameters(w) != 0 {
			return "", "", false
		}
	}
	return name, strings.Join(strings.Fields(list), " "), len(words) > 1 || none
}
