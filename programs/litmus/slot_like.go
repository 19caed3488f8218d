package litmus

import (
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// barrierWords lists the usual slot choices.
var barrierWords = []string{"none", "sync", "hwsync", "ptesync", "lwsync", "eieio", "isync", "msgsync"}

// slotLike adds a warning if a comment looks like a slot with a mistake in it, as
// (* @w: none, sync *) does: if it begins with @ in an instruction cell, or if it
// lists barriers after a name, in a cell or elsewhere.
func (p *parser) slotLike(start, end int) {
	text := strings.TrimLeft(p.s[start+2:end-2], " \t\r\n*!#")
	if strings.HasPrefix(p.s[start:end], "(*@") || strings.HasPrefix(text, "(*") {
		return // a slot, or one that is commented out
	}
	rest, at := strings.CutPrefix(text, "@")
	name, choices := slotParts(rest)
	if (!at || !p.slots) && choices == "" {
		return
	}
	span := p.src.Span(start, end)
	if n := len(p.test.Warnings); n >= maxErrors || slices.ContainsFunc(p.test.Warnings, func(d *diag.Diagnostic) bool { return d.Span == span }) {
		return
	}
	d := diag.New(span, diag.LitmusSlotLike, "this comment looks like a slot, but it is read as a comment").
		Note("a slot begins with '(*@', with nothing between '(*' and '@'")
	if choices == "" {
		d.WithFix(slotFix)
	} else {
		d.WithFix("write it as (*@ %s: %s *)", name, choices)
	}
	d.Warning = true
	p.test.Warnings = append(p.test.Warnings, d)
}

// slotParts splits the inside of a comment into a slot's name and its choices, both
// in the spelling of a slot. choices is "" if the comment does not look like a slot.
// It looks like one if a name and one of ':', ';' or '=' come first, and only
// barriers follow: two or more, or "none". "sync, lwsync" alone can be a remark.
func slotParts(s string) (name, choices string) {
	s = strings.Trim(s, " \t\r\n*")
	i := strings.IndexAny(s, ":;= \t,")
	if i <= 0 || !isName(s[:i]) || strings.Contains(s[:i], "/") {
		return "", ""
	}
	name = s[:i]
	list := strings.TrimLeft(s[i:], ":;= \t,")
	marked := strings.ContainsAny(s[i:len(s)-len(list)], ":;=")
	var words []string
	for w := range strings.FieldsFuncSeq(list, func(r rune) bool { return strings.ContainsRune(",;|/ \t\r\n", r) }) {
		for part := range strings.SplitSeq(w, "+") {
			if !slices.Contains(barrierWords, part) && !strings.HasPrefix(part, CtrlOp+"(") {
				return "", ""
			}
		}
		words = append(words, w)
	}
	if !marked || len(words) == 0 || len(words) == 1 && !slices.Contains(words, "none") {
		return "", ""
	}
	return name, strings.Join(words, ", ")
}
