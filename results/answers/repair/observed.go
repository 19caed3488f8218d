package repair

import (
	"slices"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/verdict"
)

// Under the model of kernel C not every order between barriers is proved that people know,
// because plain accesses are ordered by few of them. So the choices of a program in C are
// also compared by the verdicts of its variants: of two placements, the one that is left
// out costs more, and has choices that are as strong in all variants of this program.

// replacement is a choice of a slot in the place of another one.
type replacement struct{ slot, weak, strong int }

// maxObserved bounds the variants of a program whose choices are compared.
const maxObserved = 1 << 14

// replaces reports whether a variant differs from another only in choices that are cheaper,
// and no stronger in any variant of the program; or in accesses that are cheaper.
func (f *filler) replaces(picks, other []int) bool {
	cheaper := false
	for i := range picks {
		switch {
		case picks[i] == other[i]:
		case !f.s.Lang.Annotated || f.m.Compare(f.price[i][picks[i]], f.price[i][other[i]]) >= 0:
			return false
		case f.exchanges(i):
			cheaper = true
		case !f.noStronger(replacement{i, picks[i], other[i]}):
			return false
		default:
			cheaper = true
		}
	}
	return cheaper
}

// exchanges reports whether a slot exchanges an access of a program in C for another: none of
// its choices is empty or only a barrier.
func (f *filler) exchanges(slot int) bool {
	sl := &f.s.Slots[slot]
	for c := range sl.Choices {
		if sl.Orders(c) {
			return false
		}
	}
	return f.s.Lang.Annotated
}

// noStronger reports whether every variant that is Never with the weak choice is Never with
// the strong one.
func (f *filler) noStronger(r replacement) bool {
	if is, known := f.observed[r]; known {
		return is
	}
	if f.observed == nil {
		f.observed = map[replacement]bool{}
	}
	is := f.all.Len() <= maxObserved
	if is {
		for v := range f.all.With(func(a *decide.Answer) bool { return a.Verdict == verdict.Never }) {
			with := slices.Clone(f.all.Slots(v))
			if with[r.slot] != r.weak {
				continue
			}
			with[r.slot] = r.strong
			if f.all.Answer(f.all.Number(with)).Verdict != verdict.Never {
				is = false
				break
			}
		}
	}
	f.observed[r] = is
	return is
}

// observedNames lists the barriers that were found to be as strong as cheaper ones: the
// weaker and the stronger choice.
func (f *filler) observedNames() (pairs [][2]string) {
	for r, is := range f.observed {
		sl := &f.s.Slots[r.slot]
		if pair := [2]string{sl.Choices[r.weak], sl.Choices[r.strong]}; is && len(sl.Parts[r.weak]) > 0 && !slices.Contains(pairs, pair) {
			pairs = append(pairs, pair)
		}
	}
	slices.SortFunc(pairs, func(a, b [2]string) int { return slices.Compare(a[:], b[:]) })
	return pairs
}
