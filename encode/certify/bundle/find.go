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

// finder finds the facts of a bundle with a prover.
type finder struct {
	*formula
	by      prover.Name
	lattice *cover.Lattice // with the steps that are believed
	proving time.Duration  // the time that the prover has taken

	facts []Fact
	known []cover.Fact
	shown map[string][]byte // proofs and solutions, by the name of their file
	wrong string            // how a prover contradicts what is believed; "" if it does not
}

// maxFacts bounds the facts of a bundle. If slots have no order, each variant can need
// its own fact.
const maxFacts = 2000

// find finds a refutation for each core. For each variant that the cores cover, it also
// finds out whether the program has an execution, and whether one has the outcome without
// a model.
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
			f.wrong = fmt.Sprintf("%s found a solution for the question %q", a.By, holds)
			// The solution is kept as evidence, in place of the proof.
			f.addFact(holds, core, a, false, solutionText(a.Solution))
			return nil
		}
		f.addFact(holds, core, a, false, a.Proof)
	}
	for _, name := range []string{ends, candidate} {
		if err := f.cover(ctx, name); err != nil {
			return err
		}
	}
	return nil
}

// cores returns the cores that are believed, without those that follow from others.
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

// follows reports whether a refutation of the core from also refutes core.
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

// ask makes the prover answer a question under choices of some slots.
func (f *finder) ask(ctx context.Context, name string, choice []int) (prover.Answer, error) {
	if len(f.facts) == maxFacts {
		return prover.Answer{}, diag.New(f.c.Test.NameSpan, diag.BundleModel, "a bundle about all variants of %s would need more than %d proofs and solutions", f.c.Test.Name, maxFacts).
			WithFix("fix some of its slots with --set")
	}
	q := f.question(name)
	start := time.Now()
	a, err := prover.Run(ctx, f.by, f.part(q, f.choiceLits(slotsOf(f.lattice, choice))))
	f.proving += time.Since(start)
	return a, notInstalled(err)
}

// addFact adds a fact with its proof or solution.
func (f *finder) addFact(name string, choice []int, a prover.Answer, solvable bool, text []byte) {
	fact := Fact{Question: name, Solvable: solvable, Slots: slotsOf(f.lattice, choice), Prover: a.By}
	f.facts = append(f.facts, fact)
	f.known = append(f.known, cover.Fact{Kind: kinds[name][solvable], Choice: choice})
	named := f.nameFacts(f.facts)
	f.shown[named[len(named)-1].File] = text
}

// cover finds facts that answer a question for every variant that has been shown to be
// Never.
func (f *finder) cover(ctx context.Context, name string) error {
	for _, v := range f.lattice.Covered(f.known) {
		if f.lattice.Settled(f.known, kinds[name][true], kinds[name][false], v) {
			continue
		}
		// An execution of a variant is also one of every weaker variant, so ask
		// about the strongest one first.
		top := f.lattice.Top(v)
		a, err := f.ask(ctx, name, top)
		if err == nil && a.Unsat && !slices.Equal(top, v) {
			a, err = f.ask(ctx, name, v)
		}
		if err != nil {
			return err
		}
		if !a.Unsat {
			text := solutionText(a.Solution[:f.varsOf(name)+1])
			f.addFact(name, f.choicesIn(f.lattice, a.Solution), a, true, text)
			continue
		}
		// Find out which of the choices the refutation needs.
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
		f.addFact(name, core, a, false, a.Proof)
	}
	return nil
}

// varsOf returns the number of variables that a question is about. The variables of the
// model come last.
func (f *finder) varsOf(name string) int {
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

// steps proves the steps that were used to derive variants from the facts.
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
			return nil, notInstalled(err)
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
