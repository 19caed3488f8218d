package bundle

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/fencewise/fencewise/encode/certify/cover"
	"github.com/fencewise/fencewise/encode/certify/prover"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/programs/diag"
)

// finder asks a prover for the facts of a bundle.
type finder struct {
	*formula
	by      prover.Name
	lattice *cover.Lattice // with the steps that are believed
	proving time.Duration

	facts []Fact
	known []cover.Fact
	shown map[string][]byte // proofs and solutions, by the name of their fact's file
	wrong string            // what a prover says against what is believed; "" for nothing
}

// maxFacts bounds the facts of a bundle. Where slots have no order each variant
// can need one of its own.
const maxFacts = 2000

// find finds a refutation for each core, and for each variant that these cover
// an answer to the questions whether the program has an execution, and whether
// one shows the outcome when there is no model.
func (f *finder) find(ctx context.Context) error {
	cores, err := f.cores(ctx)
	if err != nil {
		return err
	}
	for _, core := range cores {
		a, err := f.ask(ctx, holds, core)
		if err != nil {
			return err
		}
		if !a.Unsat {
			f.wrong = fmt.Sprintf("%s says to the question %q that there is a solution", a.By, holds)
			// The solution stays as evidence, in the place of the proof.
			f.note(holds, core, a, false, solutionText(a.Solution))
			return nil
		}
		f.note(holds, core, a, false, a.Proof)
	}
	for _, name := range []string{ends, candidate} {
		if err := f.cover(ctx, name); err != nil {
			return err
		}
	}
	return nil
}

// cores is the cores that are believed, without those that follow from others.
func (f *finder) cores(ctx context.Context) ([][]int, error) {
	if len(f.lattice.Slots) == 0 {
		return [][]int{{}}, nil
	}
	var all [][]int
	for _, slots := range f.c.Lattice.Cores {
		core, err := choices(f.lattice, slots)
		if err != nil {
			return nil, fmt.Errorf("bundle: %w", err)
		}
		all = append(all, core)
	}
	slices.SortFunc(all, slices.Compare)
	all = slices.CompactFunc(all, slices.Equal)
	var least [][]int
	for i, core := range all {
		if !slices.ContainsFunc(all, func(other []int) bool { return f.follows(core, other) && !f.follows(other, core) }) &&
			!slices.ContainsFunc(all[:i], func(other []int) bool { return f.follows(core, other) }) {
			least = append(least, core)
		}
	}
	return least, nil
}

// follows reports whether what is shown for one core holds for another, too.
func (f *finder) follows(core, from []int) bool {
	for s := range core {
		if from[s] == cover.Any {
			continue
		}
		if core[s] == cover.Any {
			return false
		}
		if _, ok := f.lattice.AtLeast(s, from[s], core[s]); !ok {
			return false
		}
	}
	return true
}

// ask has a question answered for choices of some slots.
func (f *finder) ask(ctx context.Context, name string, choice []int) (prover.Answer, error) {
	if len(f.facts) == maxFacts {
		return prover.Answer{}, diag.New(f.c.Test.NameSpan, diag.BundleModel, "a bundle about all variants of %s would hold more than %d proofs and solutions", f.c.Test.Name, maxFacts).
			WithFix("fix some of its slots with --set")
	}
	q := f.question(name)
	start := time.Now()
	a, err := prover.Run(ctx, f.by, f.part(q, f.choice(slotsOf(f.lattice, choice))))
	f.proving += time.Since(start)
	return a, missing(err)
}

// note keeps a fact.
func (f *finder) note(name string, choice []int, a prover.Answer, solvable bool, text []byte) {
	fact := Fact{Question: name, Solvable: solvable, Slots: slotsOf(f.lattice, choice), Prover: a.By}
	f.facts = append(f.facts, fact)
	f.known = append(f.known, cover.Fact{Kind: kinds[name][solvable], Choice: choice})
	named := f.named(f.facts)
	f.shown[named[len(named)-1].File] = text
}

// cover answers a question for every variant that has been shown to be Never.
func (f *finder) cover(ctx context.Context, name string) error {
	for _, v := range f.lattice.Covered(f.known) {
		if f.lattice.Settled(f.known, kinds[name][true], kinds[name][false], v) {
			continue
		}
		// An execution of a variant is one of every weaker one, so the strongest
		// is asked about first.
		top := f.lattice.Top(v)
		a, err := f.ask(ctx, name, top)
		if err == nil && a.Unsat && !slices.Equal(top, v) {
			a, err = f.ask(ctx, name, v)
		}
		if err != nil {
			return err
		}
		if !a.Unsat {
			text := solutionText(a.Solution[:f.vars(name)+1])
			f.note(name, f.solved(f.lattice, a.Solution), a, true, text)
			continue
		}
		// Which of the choices does that need?
		core := slices.Clone(v)
		for s := range core {
			core[s] = cover.Any
			less, err := f.ask(ctx, name, core)
			if err != nil {
				return err
			}
			if !less.Unsat {
				core[s] = v[s]
				continue
			}
			a = less
		}
		f.note(name, core, a, false, a.Proof)
	}
	return nil
}

// vars is how many variables a question is about: those of the model come last.
func (f *finder) vars(name string) int {
	q := f.question(name)
	n := 1
	number := 1
	if f.F.Contradiction {
		number++
	}
	f.F.Each(func(_ cnf.Tag, clause []cnf.Lit) bool {
		if number++; !q.leavesOut(number) {
			for _, l := range clause {
				n = max(n, int(l.Var()))
			}
		}
		return true
	})
	return n
}

// steps proves the steps that the facts have been put together by.
func (f *finder) steps(ctx context.Context) ([]Step, error) {
	var steps []Step
	if f.wrong != "" {
		return nil, nil
	}
	for _, by := range f.lattice.Used(f.known) {
		s := Step{Weak: by.Weak, Strong: by.Strong}
		q, err := s.question(ctx, f.c)
		if err != nil {
			return nil, fmt.Errorf("bundle: %w", err)
		}
		start := time.Now()
		a, err := prover.Run(ctx, f.by, q)
		f.proving += time.Since(start)
		if err != nil {
			return nil, missing(err)
		}
		if !a.Unsat {
			f.wrong = fmt.Sprintf("%s says that %s is not always at least as strong as %s", a.By, s.Strong, s.Weak)
		}
		s.Prover = a.By
		f.shown[s.proof()] = a.Proof
		steps = append(steps, s)
	}
	return steps, nil
}
