package explain

import (
	"context"
	"fmt"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results/reason"
)

// oneByOne takes away one barrier at a time: each from the whole program, and then those that
// the program can do without one after the other, without putting any back. So the barriers
// that are reported as redundant together were decided together.
func (n *needs) oneByOne(ctx context.Context, why string) error {
	n.out.Alone = why
	var loose []int // redundant alone
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
		case verdict.Sometimes, verdict.Always:
			n.out.Essential = append(n.out.Essential, n.piece(i))
		default:
			panic(fmt.Sprintf("explain: the verdict %q", a.Verdict))
		}
	}
	gone := map[int]bool{}
	for _, i := range loose {
		gone[i] = true
		a := decide.Answer{Verdict: verdict.Never} // this one alone was decided above
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
			n.out.Open = append(n.out.Open, reason.Doubt{Piece: n.piece(i), Reason: "it is redundant alone, but together with others: " + a.Reason})
		case verdict.Sometimes, verdict.Always:
			n.out.Then = append(n.out.Then, n.piece(i))
		default:
			panic(fmt.Sprintf("explain: the verdict %q", a.Verdict))
		}
		delete(gone, i)
	}
	return nil
}

// without decides the program without some of its barriers.
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
