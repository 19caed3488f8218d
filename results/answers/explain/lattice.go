package explain

import (
	"context"

	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/encode/decide/lattice"
	"github.com/fencewise/fencewise/encode/decide/why"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results/answers/opinion"
	"github.com/fencewise/fencewise/results/reason"
)

// Lattice explains each variant of a lattice that is Never; the book has them by number. It
// searches the reasons of all variants together: what is found for one is a reason for each
// that has the same barriers.
func Lattice(ctx context.Context, d *opinion.Decider, s *event.Structure, all *lattice.Variants) (*reason.Book, error) {
	var never [][]int
	var number []int
	for v := range all.With(func(a *decide.Answer) bool { return a.Verdict == verdict.Never }) {
		never, number = append(never, all.Slots(v)), append(number, v)
	}
	book := reason.NewBook(all.Len())
	if len(never) == 0 {
		return book, nil
	}
	cover, err := d.Cover(ctx, encode.Query{Structure: s, Goal: encode.Holds}, never)
	if err != nil {
		return nil, err
	}
	t := reason.NewTeller(s, d.Model())
	known := map[string]int{} // a variant for each text
	for i, picks := range never {
		told := cover.ReasonsOf(i)
		says := t.Says(told, picks) + cover.Limit[i]
		if v, ok := known[says]; ok {
			book.Of[number[i]] = book.Of[v]
			continue
		}
		book.Put(number[i], Tell(t, cover, i, picks))
		known[says] = number[i]
	}
	return book, nil
}

// Tell puts into words why the i-th variant of a cover is Never. slots has the choices of the
// variant by index; nil if the slots of the structure are fixed.
func Tell(t *reason.Teller, cover *why.Cover, i int, slots []int) reason.Why {
	w := t.Tell(cover.ReasonsOf(i), slots)
	w.Incomplete, w.Beyond = cover.Limit[i], cover.Beyond
	return w
}
