// Package herd7 is the command "fencewise herd7", which takes the place of herd7 in scripts: it
// has herd7's options and prints herd7's log. The program runs it also if it is called herd7.
package herd7

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/exit"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/results/answers/herd"
)

// Name is the name of the command, and of the program that it takes the place of.
const Name = "herd7"

// New returns the command; version is that of fencewise.
func New(io iostreams.IO, version string) *cobra.Command {
	return &cobra.Command{
		Use:   Name + " [OPTION...] FILE...",
		Short: "Take the place of herd7 in scripts: its options, its log",
		Long: `Run litmus tests as herd7 does, for scripts that call herd7. The log is the
same, and the exit status is 0 also if a test cannot be read, which is reported
on standard error. The program does this also if it is called herd7, through a
link for example:

  ln -s "$(command -v fencewise)" ~/bin/herd7

Options have one dash. Those that matter:

  -model FILE, -cat FILE   the model: a file in the current folder or one of -I,
                           or an embedded model. ppc.cat is power, and
                           linux-kernel.cat is lkmm, if there is no such file
  -conf FILE               take settings from a file; linux-kernel.cfg is lkmm,
                           if there is no such file
  -macros FILE, -bell FILE, -variant NAME,...
                           what a model for kernel C needs
  -I DIR                   look for these files also in DIR; may be repeated
  -unroll N                unroll loops N times (default 2)
  -timeout SECONDS         stop a test after this time
  -speedcheck true         let the solver decide. The log has one execution that
                           satisfies the proposition and one that does not,
                           where they exist. Tests with many executions need
                           this
  -show WHICH -o DIR       write drawings of executions for Graphviz to
                           DIR/TEST.dot: those that satisfy the proposition
                           (prop) or do not (neg), all, cond, wit, or none
                           (default).
                           -nshow N draws N at most, -doshow NAMES also draws
                           relations of the model; -o - writes them into the log
  -through all, -skipcheck NAME
                           judge without all, or one, of the checks of the model
  -names FILE, -excl FILE, -oknames NAMES, -nonames NAMES
                           run the tests of these names, or the others
  -exit true               exit with status 1 after a test that fails
  -q, -v                   quiet (default), or say what is odd about tests
  -version, -help

Files whose names begin with @ list tests, one on a line. Without arguments the
names of tests are read from standard input. Options for drawings are accepted
and have no effect. Any other option of herd7 is an error.`,
		Example: `  fencewise herd7 -model ppc.cat mp.litmus
  fencewise herd7 -conf linux-kernel.cfg litmus-tests/SB+fencembonceonces.litmus
  fencewise herd7 tests/@all > ours.log; mcompare7 herd.log ours.log
  fencewise herd7 -show prop -o . mp.litmus && dot -Tpdf mp.dot > mp.pdf`,
		DisableFlagParsing: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			return run(cmd, io, version, args)
		},
	}
}

// run runs the tests that the arguments name.
func run(cmd *cobra.Command, io iostreams.IO, version string, args []string) error {
	o, err := parse(args)
	switch {
	case err != nil:
		return err
	case o.help:
		return cmd.Help()
	case o.version:
		_, err := fmt.Fprintf(io.Out, "%s, Rev: fencewise %s\n", imitated, version)
		return err
	}
	m, err := o.load()
	if err != nil {
		return err
	}
	tests := o.tests
	if len(tests) == 0 {
		if tests, err = lines(io.In); err != nil {
			return err
		}
	}
	end, err := new(flags.Resources).BeginMany(cmd)
	if err != nil {
		return err
	}
	defer end()
	r := reporter{o: o, io: io}
	ins := r.open(tests)
	if r.failed && o.exit {
		return exit.With(exit.ClaimFails)
	}
	_, err = herd.Run(cmd.Context(), ins, m, o.run, r.emit)
	if errors.Is(err, errExit) {
		err = exit.With(exit.ClaimFails)
	}
	return errors.Join(append(r.grave, err)...)
}

// imitated is the version of herd7 whose log is printed.
const imitated = "7.56"

// lines returns the lines of standard input.
func lines(in io.Reader) (all []string, err error) {
	if in == nil {
		return nil, nil
	}
	s := bufio.NewScanner(in)
	for s.Scan() {
		if line := strings.TrimSpace(s.Text()); line != "" {
			all = append(all, line)
		}
	}
	if err := s.Err(); err != nil {
		return nil, diag.New(diag.Span{}, diag.Unreadable, "standard input: %v", err)
	}
	return all, nil
}
