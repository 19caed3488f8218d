package sets

import (
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Tags returns the tags that events of a program can have, whichever choices its slots have.
// It is for languages whose statements are lowered; ok is false for others, and for a program
// with an error.
func Tags(t *litmus.Test) (tags isa.Tags, ok bool) {
	s, err := Of(t)
	if err != nil || s.Lower == nil {
		return 0, false
	}
	for _, th := range t.Columns() {
		steps, err := s.Lower(t, th, &isa.Registers{})
		if err != nil {
			return 0, false
		}
		tags |= tagsOf(steps)
	}
	return tags, true
}

func tagsOf(steps []isa.Step) (tags isa.Tags) {
	for i := range steps {
		tags |= steps[i].Op.Tags
		for _, c := range steps[i].Choices {
			tags |= tagsOf(c)
		}
	}
	return tags
}
