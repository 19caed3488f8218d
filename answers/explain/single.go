package explain

import (
	"context"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results/reason"
)

// single takes barriers away one at a time: each from the whole program, and then
// those that can go one after the other, the missing ones staying away. So what
// is said to go together has been asked about together.
func (n *needs) single(ctx context.Context, why string) error {
	n.out.Alone = why
	var loose []int // those that can go alone
	for i := range n.barriers {
		a, err := n.without(ctx, map[int]bool{i: true})
		if err != nil {
			return err
		}
		switch a.Verdict {
		case verdict.Never:
			loose = append(loose, i)
		case verdict.Unknown:
			n.out.Open = append(n.out.Open, reason.Doubt{Piece: n.piece(i), Reason: a.Reason})
		default:
			n.out.Essential = append(n.out.Essential, n.piece(i))
		}
	}
	gone := map[int]bool{}
	for _, i := range loose {
		gone[i] = true
		a := decide.Answer{Verdict: verdict.Never} // one alone was asked about
		if len(gone) > 1 {
			var err error
			if a, err = n.without(ctx, gone); err != nil {
				return err
			}
		}
		switch a.Verdict {
		case verdict.Never:
			n.out.Redundant = append(n.out.Redundant, n.piece(i))
			continue
		case verdict.Unknown:
			n.out.Open = append(n.out.Open, reason.Doubt{Piece: n.piece(i), Reason: "it can go alone, and with others, " + a.Reason})
		default:
			n.out.Then = append(n.out.Then, n.piece(i))
		}
		delete(gone, i)
	}
	return nil
}

// without is the answer for the program that lacks some of its barriers.
func (n *needs) without(ctx context.Context, gone map[int]bool) (decide.Answer, error) {
	set := map[string]string{}
	for k, b := range n.barriers {
		if !gone[k] {
			set[b.Slot] = b.Text
		}
	}
	_, a, err := n.d.DecideTest(ctx, 0, n.test, set)
	return a, err
}
