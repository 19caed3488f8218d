package repair

import (
	"context"
	"fmt"

	"github.com/fencewise/fencewise/programs/insert"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results/answers/opinion"
)

// patch writes the cheapest placement as changes of the user's files. The files are read again with
// these changes and decided: a patch is given only if its program is Never.
func (r *Repaired) patch(ctx context.Context, w *opinion.Worker, points []insert.Point, best map[string]string) error {
	var edits []insert.Edit
	for i := range points {
		if p := &points[i]; p.Macro != "" && best[p.Slot] != p.Instead {
			r.NoPatch = fmt.Sprintf("%s on line %d comes from the macro %s, which repair does not change", p.Instead, p.Line, p.Macro)
			return nil
		}
		edits = append(edits, points[i].Edits(best[points[i].Slot])...)
	}
	if len(edits) == 0 || r.Subject.Again == nil {
		return nil
	}
	texts, patch := insert.Patch(edits)
	t, err := r.Subject.Again(texts)
	if err != nil {
		r.NoPatch = "the files cannot be read with the changes"
		return nil
	}
	m, err := r.Subject.Model.For(r.Subject.Model.Test(t))
	if err != nil {
		return err
	}
	_, a, err := w.Decide(ctx, opinion.Case{Name: r.Subject.Name, Test: opinion.Prevented(r.Subject.Model.Test(t)), Model: m, Choices: r.Subject.Now})
	switch {
	case err != nil:
		return err
	case a.Verdict != verdict.Never:
		r.NoPatch = "the placement cannot be written as changes of the files: with them, the program is " + string(a.Verdict)
	default:
		r.Patch = patch
	}
	return nil
}
