package litmus

import "github.com/fencewise/fencewise/programs/diag"

// ParseChoices parses a list of slot choices as a slot comment holds it:
// "none, ctrl(r5)+isync". The error is a [diag.List] with places in src.
func ParseChoices(src *diag.Source) ([]Choice, error) {
	p := &parser{lim: Limits{}.withDefaults(), test: &Test{Src: src}}
	p.lexer = lexer{src: src, s: src.Text, end: len(src.Text), inSlot: true, p: p}
	p.next()
	var s Slot
	p.choices(&s)
	if err := p.errs.Err(); err != nil {
		return nil, err
	}
	return s.Choices, nil
}

// ChoiceText returns the canonical spelling of one choice, as in [Choice]. It
// returns text unchanged if text is not a single valid choice.
func ChoiceText(text string) string {
	all, err := ParseChoices(diag.NewSource("", text))
	if err != nil || len(all) != 1 {
		return text
	}
	return all[0].Text
}
