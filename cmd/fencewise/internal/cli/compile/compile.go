// Package compile is the command "fencewise compile", which prints tests in kernel C as the
// tests in assembly that they are on a machine.
package compile

import (
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/exit"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/disk"
	"github.com/fencewise/fencewise/programs/kernel/compile"
	"github.com/fencewise/fencewise/programs/kernel/target"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Options holds the arguments and flags of one call of the command.
type Options struct {
	IO      iostreams.IO
	Args    []string
	Targets []string
	Files   flags.Files
	Output  string
}

// New returns the command. runF, if not nil, is called in place of Run, for tests.
func New(streams iostreams.IO, runF func(*cobra.Command, *Options) error) *cobra.Command {
	o := &Options{IO: streams}
	cmd := &cobra.Command{
		Use:   "compile --target TARGET FILE|NAME|DIR…",
		Short: "Print the assembly that the kernel makes of tests in kernel C",
		Long: `Print tests in kernel C as litmus tests in the assembly of a target.

The instructions are those that --target judges in other commands, with every
retry loop written out. Slots become slots of instructions. herd7 reads the
result: it takes the default choice of each slot. A warning names instructions
that herd7 does not execute.

Only targets for POWER can be printed.`,
		Example: `  fencewise compile --target power mp.litmus
  fencewise compile --target power-isync mp.litmus -o mp.ppc.litmus
  fencewise compile --target power tests/ -o compiled/`,
		Args:              flags.TakesSome("files, folders or embedded programs"),
		ValidArgsFunction: flags.CompletePrograms,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Args = args
			if runF != nil {
				return runF(cmd, o)
			}
			return Run(o)
		},
	}
	cmd.Flags().StringArrayVar(&o.Targets, "target", nil, "the `TARGET` to compile for (fencewise target list)")
	flags.Words(cmd, "target", target.Names()...)
	cmd.Flags().StringVar(&o.Files.Macros, "macros", "", "read the primitives of kernel C from a `FILE` of herd7, such as linux-kernel.def (default: a table of its own)")
	cmd.Flags().StringVarP(&o.Output, "output", "o", "", "write to `PATH`: a file or, for several programs, a folder (default: standard output)")
	return cmd
}

// Run compiles the programs. An error in one of them does not keep the others from being
// compiled.
func Run(o *Options) error {
	if err := o.checkTarget(); err != nil {
		return err
	}
	var ins []library.Input
	var names []string // below the folder of the output
	for _, arg := range o.Args {
		more, err := o.Files.Open(arg, o.IO.In)
		if err != nil {
			return err
		}
		for _, in := range more {
			name, err := filepath.Rel(arg, in.Name)
			if err != nil || len(more) == 1 || !filepath.IsLocal(name) {
				name = filepath.Base(in.Name)
			}
			ins, names = append(ins, in), append(names, strings.TrimSuffix(name, ".litmus")+".litmus")
		}
	}
	to, err := o.paths(ins, names)
	if err != nil {
		return err
	}
	status := exit.OK
	for i, in := range ins {
		err := o.one(in, to[i])
		switch {
		case err == nil:
		case len(ins) == 1 || !exit.OfInput(err):
			return err
		default:
			diag.Render(o.IO.Err, err)
			status = exit.Worse(status, exit.Of(err))
		}
	}
	return exit.With(status)
}

// checkTarget checks that one target is named.
func (o *Options) checkTarget() error {
	bad := func(format string, args ...any) *diag.Diagnostic {
		return diag.New(diag.Span{}, diag.BadOption, format, args...).Note("the targets: %s", strings.Join(target.Names(), ", "))
	}
	switch {
	case len(o.Targets) == 0:
		return bad("--target is missing")
	case len(o.Targets) > 1:
		return bad("compile prints tests for one target, and --target is given %d times", len(o.Targets)).WithFix("call it once for each target")
	case o.Targets[0] == litmus.AsWritten:
		return bad("--target %s: programs are not compiled for it, so there is nothing to print", litmus.AsWritten)
	}
	_, err := target.Named(o.Targets[0])
	return err
}

// one compiles a program.
func (o *Options) one(in library.Input, path string) error {
	in.Target = o.Targets[0]
	t, err := in.Parse()
	if err != nil {
		return err
	}
	out, err := compile.Test(t)
	if err != nil {
		return err
	}
	flags.Warn(o.IO.Err, append(t.Warnings, out.Warnings...))
	return o.IO.To(path, func(w io.Writer) error {
		_, err := io.WriteString(w, out.String())
		return err
	})
}

// paths returns where each program is written: "" for standard output. The path of the user
// is a folder if it exists as one, ends with a slash, or if there are several programs; then
// the programs have the given names below it.
func (o *Options) paths(ins []library.Input, names []string) ([]string, error) {
	to := make([]string, len(ins))
	if o.Output == "" || o.Output == "-" {
		return to, nil
	}
	stat, err := os.Stat(o.Output)
	folder := err == nil && stat.IsDir()
	if len(ins) == 1 && !folder && !os.IsPathSeparator(o.Output[len(o.Output)-1]) {
		to[0] = o.Output
		return to, nil
	}
	first := map[string]string{}
	var errs diag.List
	for i, in := range ins {
		to[i] = filepath.Join(o.Output, names[i])
		if was, twice := first[to[i]]; twice {
			errs = append(errs, diag.New(diag.Span{}, diag.BadOption, "%s and %s would both be written to %s", was, in.Name, to[i]).
				WithFix("compile them into different folders"))
		}
		first[to[i]] = in.Name
	}
	if len(errs) > 0 {
		return nil, errs
	}
	for _, path := range to {
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return nil, disk.Unwritable(path, err)
		}
	}
	return to, nil
}
