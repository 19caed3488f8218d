package explain

import (
	"context"

	"github.com/fencewise/fencewise/answers/opinion"
	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/decide/lattice"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results/reason"
)

// Lattice tells why the variants of a lattice that are Never are so, by the numbers
// that the lattice gives them. The reasons of all are looked for together: what
// is found for one is a reason for each that has the barriers.
func Lattice(ctx context.Context, d *opinion.Decider, s *event.Structure, all *lattice.Variants) (*reason.Book, error) {
	var never [][]int
	var number []int
	for v := range all.Len() {
		if all.Answers[v].Verdict == verdict.Never {
			never, number = append(never, all.Slots(v)), append(number, v)
		}
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
	known := map[string]int{} // a variant of which that is told
	for i, picks := range never {
		told := cover.ReasonsOf(i)
		says := t.Says(told, picks) + cover.Limit[i]
		if v, ok := known[says]; ok {
			book.Of[number[i]] = book.Of[v]
			continue
		}
		w := t.Tell(told, picks)
		w.Incomplete, w.Beyond = cover.Limit[i], cover.Beyond
		book.Put(number[i], w)
		known[says] = number[i]
	}
	return book, nil
}
