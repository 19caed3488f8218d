package page

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/encode/decide/lattice"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
	"github.com/fencewise/fencewise/results/page"
)

// pageMaker fills a page with what was found.
type pageMaker struct {
	c     *results.Comparison
	p     *page.Page
	st    *library.Study
	ms    []*fit.Model
	found map[findingKey]*finding
}

func (b *pageMaker) make(ctx context.Context) error {
	var notes []string
	if !b.st.OfOneFile() {
		b.p.Story, notes = page.Notes(b.st.Src.Text)
	}
	for i, v := range b.st.Variants {
		w := page.Variant{Name: v.Name, Source: v.Source}
		if i < len(notes) {
			w.Note = notes[i]
		}
		b.p.Variants = append(b.p.Variants, w)
	}
	for i := range b.c.Rows {
		if r := &b.c.Rows[i]; r.Variant != nil {
			if err := b.named(ctx, r); err != nil {
				return err
			}
		}
	}
	notes, b.p.Fails = b.claims()
	b.p.Notes = slices.Concat(b.differences(), b.judges(), notes)
	for i := range b.c.Lattices {
		if len(b.c.Lattices[i].Slots) == 0 { // the only combination is the program as it is written
			continue
		}
		if err := b.grid(ctx, &b.c.Lattices[i]); err != nil {
			return err
		}
	}
	return nil
}

// judges says which variants of models judge targets, in sentences.
func (b *pageMaker) judges() (all []string) {
	for _, n := range b.c.ModelNotes() {
		all = append(all, n+".")
	}
	return all
}

// program returns the program with a name.
func (b *pageMaker) program(name string) *library.Program {
	i := slices.IndexFunc(b.st.Programs, func(p *library.Program) bool { return p.Name == name })
	return b.st.Programs[i]
}

// test returns a program as it is judged: compiled, if by is the heading of a target.
func (b *pageMaker) test(p *library.Program, by string) *litmus.Test {
	for _, judge := range b.ms {
		if judge.Target != "" && judge.Heading == by {
			return judge.Test(p.Test)
		}
	}
	return p.Test
}

// of returns what was found for a variant, nil for all combinations, and the model that judged
// it. by is the name of the model, or the heading of a target.
func (b *pageMaker) of(v *library.Variant, program, by string) (*finding, *fit.Model, error) {
	p := b.program(program)
	f := b.found[findingKey{v, p, by}]
	if f == nil {
		return nil, nil, fmt.Errorf("page: nothing was found for %s under %s", program, by)
	}
	for _, judge := range b.ms {
		m, err := judge.For(judge.Test(p.Test))
		if err == nil && (judge.Target == "" && m.Name == by || judge.Target != "" && judge.Heading == by) {
			return f, m, nil
		}
	}
	return nil, nil, fmt.Errorf("page: no model is called %s", by)
}

// named adds the cell of a row that has a variant.
func (b *pageMaker) named(ctx context.Context, r *results.Row) error {
	i := slices.IndexFunc(b.st.Variants, func(v *library.Variant) bool { return v.Name == *r.Variant })
	p := b.program(r.Program)
	c := page.Cell{
		Variant: i, Program: b.p.Program(r.Program, b.test(p, r.JudgedBy())), Model: r.JudgedBy(),
		Verdict: r.Verdict, Word: r.Word(r.Verdict), Text: r.Reason, Picks: picked(p.Test, r.Slots), Scene: page.None, Why: page.None,
	}
	if r.Failed() {
		c.Claim = string(*r.Claim)
	}
	if r.Verdict == verdict.Unknown { // a limit can have ended the work before there was anything to keep
		b.p.Named = append(b.p.Named, c)
		return nil
	}
	f, m, err := b.of(b.st.Variants[i], r.Program, r.JudgedBy())
	if err != nil {
		return err
	}
	b.p.Explain(c.Program, f.S)
	switch {
	case r.Trivial != nil:
		c.Text = trivially(r.Trivial)
	case limit.Cause(ctx) != nil && (f.One.Witness != nil || r.Verdict == verdict.Never):
		c.Text = "The reason is not shown here: " + limit.Cause(ctx).What + "."
	case r.Verdict == verdict.Never && f.whys[0] == nil:
		c.Text = "The reason is not shown here: the search for the reason has reached a limit."
	case f.One.Witness != nil:
		c.Scene, err = b.p.Scene(c.Program, f.One.Witness, m.Model)
	case f.whys[0] != nil:
		c.Why, err = b.p.Why(c.Program, f.of, c.Picks, f.whys[0])
	}
	b.p.Named = append(b.p.Named, c)
	return err
}

// picked returns the choices of a variant as indices, by slot.
func picked(t *litmus.Test, choices map[string]string) []int {
	picks := make([]int, len(t.Slots))
	for i, s := range t.Slots {
		picks[i] = slices.IndexFunc(s.Choices, func(c litmus.Choice) bool { return c.Text == choices[s.Name] })
	}
	return picks
}

// trivially returns why no execution satisfies a proposition, in a sentence.
func trivially(t *results.Trivial) string {
	text := "Whatever the model, no execution satisfies "
	for i, why := range t.Because {
		if i > 0 {
			text += ", nor "
		}
		text += why.Texts()
		if ends := why[0].Ends(); len(why) == 1 && ends != "" {
			text += " (" + ends + ")"
		}
	}
	return text + "."
}

// claims returns sentences that say how many claims hold, and which do not, and the first of
// them if not all do.
func (b *pageMaker) claims() (ns []string, fails string) {
	made, held := 0, 0
	for i := range b.c.Rows {
		r := &b.c.Rows[i]
		switch {
		case r.Claim == nil:
			continue
		case r.Failed():
			ns = append(ns, *r.Variant+": "+r.Failure()+".")
		case r.Holds != nil:
			held++
		}
		made++
	}
	switch {
	case made == 0:
		return []string{"Nothing is claimed."}, ""
	case made == held:
		return []string{fmt.Sprintf("All %d claims of the study hold.", made)}, ""
	}
	fails = fmt.Sprintf("%d of %d claims of the study hold.", held, made)
	return append([]string{fails}, ns...), fails
}

// differences returns a sentence that says on which variants the models differ.
func (b *pageMaker) differences() []string {
	models := map[string]bool{}
	on := make([][]string, len(b.p.Variants)) // programs, by variant
	for i, c := range b.p.Named {
		models[c.Model] = true
		name := func(o page.Cell) string { return b.p.Programs[o.Program].Name } // it is another program for each target
		differs := func(o page.Cell) bool { return o.Variant == c.Variant && name(o) == name(c) && o.Verdict != c.Verdict }
		short := b.p.Programs[c.Program].Short
		if slices.ContainsFunc(b.p.Named[:i], differs) && !slices.Contains(on[c.Variant], short) {
			on[c.Variant] = append(on[c.Variant], short)
		}
	}
	var items []string
	for v, programs := range on {
		if len(programs) > 0 {
			items = append(items, b.p.Variants[v].Name+" ("+strings.Join(programs, ", ")+")")
		}
	}
	switch {
	case len(models) < 2:
		return nil
	case len(items) == 0:
		return []string{"The models give the same verdicts."}
	}
	return []string{"The models differ on: " + strings.Join(items, "; ") + "."}
}

// grid adds the grid for all combinations of a lattice.
func (b *pageMaker) grid(ctx context.Context, l *results.Lattice) error {
	f, m, err := b.of(nil, l.Program, l.JudgedBy())
	if err != nil {
		return err
	}
	if why := limit.Cause(ctx); why != nil {
		b.p.Notes = append(b.p.Notes, fmt.Sprintf("The combinations of %s under %s are not shown here: %v.", l.Program, l.JudgedBy(), why))
		return nil
	}
	g := &page.Grid{Program: b.p.Program(l.Program, b.test(b.program(l.Program), l.JudgedBy())), Model: l.JudgedBy(), Minimal: f.All.Minimal(), Maximal: f.All.Maximal(), Texts: map[int]string{}}
	if g.Minimal == nil {
		g.Minimal = []int{}
	}
	if g.Maximal == nil {
		g.Maximal = []int{}
	}
	b.p.Explain(g.Program, f.S)
	letters := make([]byte, f.All.Len())
	for v := range letters {
		a := f.All.Answer(v)
		if letters[v] = page.Letter(a.Verdict); a.Verdict == verdict.Unknown {
			g.Texts[v] = a.Reason
		}
	}
	g.Verdicts = string(letters)
	for i := range f.S.Slots {
		n := len(f.S.Slots[i].Choices)
		order := make([][]bool, n)
		for weak := range order {
			for strong := range n {
				order[weak] = append(order[weak], f.All.AtLeast(i, weak, strong))
			}
		}
		g.Stands = append(g.Stands, order)
	}
	g.Axes = axes(f.All, f.S)
	b.p.Open(g, l)
	for i := range b.c.Rows {
		if r := &b.c.Rows[i]; r.Variant == nil && r.Program == l.Program && r.JudgedBy() == l.JudgedBy() && r.Trivial != nil {
			g.Text = trivially(r.Trivial)
			break
		}
	}
	g.Shows = make([]*int, f.All.Len())
	if err := b.scenes(ctx, g, f, m); err != nil {
		return err
	}
	if g.Text == "" {
		if err := b.whys(g, f); err != nil {
			return err
		}
	}
	b.p.Grids = append(b.p.Grids, g)
	return nil
}

// axes returns the slots, ordered by how often a change in the slot changes the verdict.
func axes(all *lattice.Variants, s *event.Structure) []int {
	decides := make([]int, len(s.Slots))
	var verdicts []verdict.Verdict
	for _, a := range all.All() {
		verdicts = append(verdicts, a.Verdict)
	}
	for v := range all.Len() {
		picks := all.Slots(v)
		for i := range picks {
			was := picks[i]
			for c := range s.Slots[i].Choices {
				picks[i] = c
				if verdicts[all.Number(picks)] != verdicts[v] {
					decides[i]++
				}
			}
			picks[i] = was
		}
	}
	order := make([]int, len(s.Slots))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return decides[b] - decides[a] })
	return order
}

// scenes gives every variant that has an execution a scene. Variants with the same execution
// share a scene if it has a place for each barrier. The scene is that of the variant with the
// most barriers, preferably one that the execution was found for.
func (b *pageMaker) scenes(ctx context.Context, g *page.Grid, f *finding, m *fit.Model) error {
	parts := b.p.Programs[g.Program].Slots
	barriers := func(v int) (n int) {
		for i, c := range f.All.Slots(v) {
			n += len(parts[i].Barriers(c))
		}
		return n
	}
	var keys []string
	groups := map[string][]int{}
	for v := range f.All.Len() {
		if c := f.All.Answer(v).Witness; c != nil { // that of another variant differs only in its barriers
			key := fmt.Sprint(c.X.Choices, c.X.Rf, c.X.Order)
			if groups[key] == nil {
				keys = append(keys, key)
			}
			groups[key] = append(groups[key], v)
		}
	}
	for _, key := range keys {
		for rest := groups[key]; len(rest) > 0; {
			best := slices.MaxFunc(rest, func(v, w int) int {
				if d := barriers(v) - barriers(w); d != 0 {
					return d
				}
				return b2i(!f.All.Answer(v).Follows) - b2i(!f.All.Answer(w).Follows)
			})
			witness, err := f.All.Witness(ctx, best)
			if err != nil {
				return err
			}
			scene, err := b.p.Scene(g.Program, witness, m.Model)
			if err != nil {
				return err
			}
			var left []int
			for _, v := range rest {
				if b.p.Fits(scene, f.All.Slots(v)) {
					g.Shows[v] = &scene
				} else {
					left = append(left, v)
				}
			}
			rest = left
		}
	}
	return nil
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// whys gives every variant that is Never the reason of a weakest variant that it follows from;
// if there are several, of the one that differs in the fewest slots.
func (b *pageMaker) whys(g *page.Grid, f *finding) error {
	index := map[int]int{}
	for v := range f.All.Len() {
		if f.All.Answer(v).Verdict != verdict.Never {
			continue
		}
		picks := f.All.Slots(v)
		best, least := -1, len(picks)+1
		for _, w := range g.Minimal {
			differ, below := 0, true
			for i, c := range f.All.Slots(w) {
				below = below && f.All.AtLeast(i, c, picks[i])
				if c != picks[i] {
					differ++
				}
			}
			if below && differ < least && f.whys[w] != nil {
				best, least = w, differ
			}
		}
		if best < 0 {
			continue
		}
		if _, ok := index[best]; !ok {
			why, err := b.p.Why(g.Program, f.S, f.All.Slots(best), f.whys[best])
			if err != nil {
				return err
			}
			index[best] = why
		}
		shows := -1 - index[best]
		g.Shows[v] = &shows
	}
	return nil
}
