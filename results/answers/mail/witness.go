package mail

import (
	"context"
	"fmt"
	"strings"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/results/answers/opinion"
	"github.com/fencewise/fencewise/results/mail"
	"github.com/fencewise/fencewise/results/story"
)

// Witness returns a letter about an execution of a case: the test, its result and the story.
func (w *Writer) Witness(ctx context.Context, c opinion.Case, x *execution.Candidate) (*mail.Letter, error) {
	listing, err := w.Listing(ctx, "", c, true)
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	story.Tell(x, c.Model.Model).TextIn(&b, mail.Room)
	return &mail.Letter{Parts: []mail.Part{{
		Says:     fmt.Sprintf("%s, the outcome of %s is possible: %s.", by(c.Test, c.Test.Target, c.Model), c.Test.Name, c.Test.PropWords(c.Test.Cond.Prop)),
		Listings: []mail.Listing{listing, {Label: "One execution with this outcome:", Story: b.String()}},
	}}}, nil
}
