package flags

import (
	"context"
	"fmt"
	"io"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/exit"
	"github.com/fencewise/fencewise/encode/certify/bundle"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/results/answers/opinion"
)

// Opinions holds the opinions of solvers about what a command proves or verifies.
type Opinions struct {
	w     io.Writer
	who   *opinion.Second
	tally []opinion.Tally
	o     decide.Options
}

// Solvers finds the solvers to ask, and writes their names to w; o limits their work.
// Without the flag the result asks no solver.
func (c *Cross) Solvers(ctx context.Context, w io.Writer, args []string, tool string, variants []string, o decide.Options) (*Opinions, error) {
	_, who, err := c.Load(ctx, w, opinion.SMT, args, tool, variants, 0)
	p := &Opinions{w: w, who: who, o: o}
	if who != nil {
		p.tally = make([]opinion.Tally, len(who.Solvers))
	}
	return p, err
}

// Bundle asks the solvers about a bundle. If none confirms it, this is reported, and
// the exit status is Unknown.
func (p *Opinions) Bundle(ctx context.Context, name string, rep *bundle.Report) error {
	if p.who == nil {
		return nil
	}
	ok, err := p.who.Bundle(ctx, rep, p.tally)
	if ok || err != nil {
		return err
	}
	fmt.Fprintf(p.w, "%s: no solver confirms it\n", name)
	return exit.With(exit.Unknown)
}

// Never asks the solvers about a case whose verdict is Never.
func (p *Opinions) Never(ctx context.Context, q opinion.Case) error {
	if p.who == nil {
		return nil
	}
	reason, err := p.who.Never(ctx, q, p.o, p.tally)
	if reason == "" || err != nil {
		return err
	}
	fmt.Fprintf(p.w, "%s under %s: %s\n", q.Name, q.Model.Name, reason)
	return exit.With(exit.Unknown)
}

// Tell reports how many queries each solver has confirmed.
func (p *Opinions) Tell() {
	if p != nil {
		TellOpinions(p.w, p.who, p.tally)
	}
}

// TellOpinions reports how many queries each solver has confirmed; tally may lack
// entries.
func TellOpinions(w io.Writer, who *opinion.Second, tally []opinion.Tally) {
	if who == nil {
		return
	}
	for i, s := range who.Solvers {
		var t opinion.Tally
		if i < len(tally) {
			t = tally[i]
		}
		fmt.Fprintf(w, "  %s %s\n", s, &t)
	}
}
