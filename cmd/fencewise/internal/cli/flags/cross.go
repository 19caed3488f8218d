package flags

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/exit"
	"github.com/fencewise/fencewise/encode/certify/second"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/results/answers/opinion"
)

// Cross holds the flag --cross-check, which names the engines and solvers to ask for
// second opinions.
type Cross struct {
	Who     string // names and paths separated by commas; "": none, everybody: all
	engines bool   // the command has two engines
	flag    *pflag.Flag
}

// everybody is what --cross-check means without a value.
const everybody = "all"

// AddFlags adds the flag to a command; engines says whether the two engines can be
// asked too, or only solvers.
func (c *Cross) AddFlags(cmd *cobra.Command, engines bool) {
	c.engines = engines
	usage := "also ask `WHO`, with exit status 4 if the answers differ: "
	if engines {
		usage += "the engines " + string(opinion.Enumerate) + " and " + string(opinion.SMT) + ", "
	}
	usage += "the solvers "
	cmd.Flags().StringVar(&c.Who, "cross-check", "", usage+strings.Join(second.Names(), " and ")+
		", the path of another SMT solver, or several of these separated by commas; without a value all that are installed")
	c.flag = cmd.Flags().Lookup("cross-check")
	c.flag.NoOptDefVal = everybody
	Words(cmd, "cross-check", c.names()...)
}

// kinds says what the names are names of.
func (c *Cross) kinds() string {
	if c.engines {
		return "an engine or a solver"
	}
	return "a solver"
}

// names returns the names of the engines and solvers that can be asked.
func (c *Cross) names() []string {
	var all []string
	if c.engines {
		all = []string{string(opinion.Enumerate), string(opinion.SMT)}
	}
	return append(all, second.Names()...)
}

// Load finds the engines and solvers to ask, and writes their names to w. engine
// answers first. other says whether to ask the other engine; who is nil if nothing is
// asked. Each solver gets a trial query, which takes no longer than limit unless
// limit is 0.
func (c *Cross) Load(ctx context.Context, w io.Writer, engine opinion.Engine, args []string, tool string, variants []string, limit time.Duration) (other bool, who *opinion.Second, err error) {
	switch {
	case c.Who == "" && c.flag.Changed:
		return false, nil, diag.New(diag.Span{}, diag.BadOption, "--cross-check=: no name is given").WithFix("leave out the =, or give a name: %s", strings.Join(c.names(), ", "))
	case c.Who == "", c.Who == "false":
		return false, nil, nil
	case c.Who == "true": // earlier versions had a flag without names
		c.Who = everybody
	}
	defer func() {
		if ctx.Err() != nil { // then errors of solvers mean nothing
			fmt.Fprintf(w, "stopped: %v\n", context.Cause(ctx))
			err = exit.With(exit.Unknown)
		}
	}()
	who = &opinion.Second{Tool: tool, Keep: ".", Variants: variants}
	var lines, asked []string
	if c.Who == everybody {
		if err := c.misplaced(args); err != nil {
			return false, nil, err
		}
		var missing []second.Missing
		other = c.engines
		who.Solvers, missing = second.Installed(ctx, limit)
		if !other && len(who.Solvers) == 0 {
			return false, nil, c.nobody(missing)
		}
		lines = reasons(missing)
	} else if other, err = c.named(ctx, engine, who, limit); err != nil {
		return false, nil, err
	}
	if other {
		asked = append(asked, string(engine.Other()))
	}
	for _, s := range who.Solvers {
		asked = append(asked, fmt.Sprintf("%s (%s)", s, s.Path))
	}
	fmt.Fprintf(w, "second opinions: %s\n", strings.Join(asked, ", "))
	for _, l := range lines {
		fmt.Fprintf(w, "  %s\n", l)
	}
	return other, who, nil
}

// named finds the engines and solvers that the flag names.
func (c *Cross) named(ctx context.Context, engine opinion.Engine, who *opinion.Second, limit time.Duration) (other bool, err error) {
	var names []string
	for name := range strings.SplitSeq(c.Who, ",") {
		wrong := func(format string, args ...any) (bool, error) {
			return false, diag.New(diag.Span{}, diag.BadOption, "--cross-check=%s: "+format, append([]any{c.Who}, args...)...).
				Note("the names: %s, or the path of an SMT solver, with a slash in it", strings.Join(c.names(), ", "))
		}
		e := opinion.Engine(name)
		switch {
		case e == engine && c.engines:
			return wrong("%s already gives the answer; ask another engine or a solver", name)
		case (e == opinion.SMT || e == opinion.Enumerate) && c.engines:
			other = true
			continue
		case !second.IsPath(name) && !slices.Contains(second.Names(), name):
			_, err := wrong("%q is not the name of %s", name, c.kinds())
			if near := diag.Nearest(name, c.names()); near != "" {
				diag.All(err)[0].WithFix("did you mean %s?", near)
			}
			return false, err
		}
		names = append(names, name)
	}
	solvers, errs := make([]*second.Solver, len(names)), make([]error, len(names))
	var all sync.WaitGroup
	for i, name := range names {
		all.Go(func() { solvers[i], errs[i] = second.Named(ctx, name, limit) })
	}
	all.Wait()
	for i, s := range solvers {
		if errs[i] != nil {
			return false, errs[i]
		}
		if !slices.ContainsFunc(who.Solvers, func(old *second.Solver) bool { return old.Path == s.Path }) {
			who.Solvers = append(who.Solvers, s)
		}
	}
	return other, nil
}

// misplaced returns an error if an argument is the name of an engine or solver and not
// of a file: an optional value of a flag has to follow a "=".
func (c *Cross) misplaced(args []string) error {
	for _, a := range args {
		if _, err := os.Stat(a); err != nil && slices.Contains(c.names(), a) {
			return diag.New(diag.Span{}, diag.BadOption, "no program has the name %s", a).WithFix("to ask %s for a second opinion, write --cross-check=%s", a, a)
		}
	}
	return nil
}

// nobody returns the error that no solver can be asked.
func (c *Cross) nobody(missing []second.Missing) error {
	d := diag.New(diag.Span{}, diag.NoSecond, "--cross-check: no solver can be asked")
	for _, r := range reasons(missing) {
		d.Note("%s", r)
	}
	var install []string
	for _, m := range missing {
		if ds := diag.All(m.Err); len(ds) > 0 && ds[0].Code == diag.SolverMissing {
			install = append(install, ds[0].Fix)
		}
	}
	if len(install) > 0 {
		d.WithFix("install one: %s", strings.Join(install, "; "))
	}
	return d
}

// reasons returns lines that say which solvers are not asked, and why.
func reasons(missing []second.Missing) (lines []string) {
	var gone []string
	for _, m := range missing {
		if ds := diag.All(m.Err); len(ds) > 0 && ds[0].Code != diag.SolverMissing {
			lines = append(lines, "not asked: "+ds[0].Msg)
		} else {
			gone = append(gone, m.Name)
		}
	}
	if len(gone) > 0 {
		lines = append(lines, "not installed: "+strings.Join(gone, ", "))
	}
	return lines
}
