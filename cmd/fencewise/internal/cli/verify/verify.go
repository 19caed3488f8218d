// Package verify is the command "fencewise verify": whether a proof bundle is
// one.
package verify

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/results/answers/opinion"
	"github.com/fencewise/fencewise/results/answers/prove"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/question"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/exit"
	"github.com/fencewise/fencewise/encode/certify/bundle"
	"github.com/fencewise/fencewise/encode/certify/second"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/disk"
)

// Options is what one call of the command asks for.
type Options struct {
	IO      iostreams.IO
	Version string // of this program
	Folders []string
	LRAT    string // folder for LRAT proofs; "" for none
	Format  string
	Own     bool // accept only the models built into this program
	Cross   question.Cross
	Limits  question.Resources
}

// New makes the command. runF replaces what it does, for tests.
func New(io iostreams.IO, version string, runF func(*cobra.Command, *Options) error) *cobra.Command {
	o := &Options{IO: io, Version: version}
	cmd := &cobra.Command{
		Use:   "verify DIR...",
		Short: "Check bundles that prove made",
		Long: `Check proof bundles. For each:

  the files are those that the manifest has the hashes of;
  every proof shows that its formula has no solution: each step follows from
  those before it by unit propagation, and the last is a contradiction;
  program and model lead to exactly these formulas, this table and this manifest.

A folder that holds bundles stands for all of them.

The proofs are checked by a program of a few hundred lines that shares no code
with any solver. With --lrat they are also written for checkers that are
formally verified, such as cake_lpr.

A bundle about a model of your own is as good a proof, about that model; the
report says whose the model is. With --embedded-models a bundle is refused unless
its model is, to the last byte, the one that this program has under its name.

With --cross-check SMT solvers answer the question of each bundle, too. One that
denies it is an alarm, exit status 4; if none confirms it the status is 3.

If a bundle does not pass, what is wrong first is said and the exit status is 1.`,
		Example: `  fencewise verify mail.proof
  fencewise verify mail.proof --embedded-models
  fencewise verify mail.proof --cross-check
  fencewise verify proofs --format json | jq -r 'select(.ok | not) | .folder'
  fencewise verify mail.proof --lrat lrat
  lrat-check mail.proof/holds/question.cnf lrat/mail.proof-holds.lrat`,
		Args: question.TakesSome("folders"),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveFilterDirs
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Folders = args
			if runF != nil {
				return runF(cmd, o)
			}
			end, err := o.Limits.Begin(cmd)
			if err != nil {
				return err
			}
			defer end()
			return Run(cmd.Context(), o)
		},
	}
	cmd.Flags().StringVar(&o.LRAT, "lrat", "", "write each proof in LRAT form into the folder `DIR` as well")
	_ = cmd.MarkFlagDirname("lrat") // fails only for a flag that is not there
	cmd.Flags().StringVarP(&o.Format, "format", "f", text, "write as `FORMAT`: text, or json (one object on each line)")
	cmd.Flags().BoolVar(&o.Own, "embedded-models", false, "accept only the models built into this program")
	question.Words(cmd, "format", text, asJSON)
	o.Cross.AddFlags(cmd, false)
	o.Limits.AddFlags(cmd, "give up after this `TIME`, such as 30s; 0: never, but a solver has "+second.DefaultTimeout.String()+" for a bundle")
	return cmd
}

// Run checks the bundles in order; one that does not pass does not keep the
// others from being checked.
func Run(ctx context.Context, o *Options) error {
	if o.Format != text && o.Format != asJSON {
		return diag.New(diag.Span{}, diag.BadOption, "--format %s: expected %s or %s", o.Format, text, asJSON)
	}
	var all []folder
	for _, dir := range o.Folders {
		all = append(all, bundles(dir)...)
	}
	distinct(all)
	who, err := o.Cross.Solvers(ctx, o.IO.Err, o.Folders, o.Version, nil, decide.Options{})
	if err != nil {
		return err
	}
	var errs []error
	ok, proofs := 0, 0
	for _, f := range all {
		rep, err := o.check(ctx, f)
		ds := diag.All(err)
		switch {
		case err == nil:
			if err := o.tell(f, &rep, len(all) == 1); err != nil {
				return err
			}
			ok, proofs = ok+1, proofs+rep.Proofs
			errs = append(errs, who.Bundle(ctx, f.path, &rep))
		case prove.Ended(ctx, err) != nil:
			fmt.Fprintf(o.IO.Err, "%s: not checked: %v\n", f.path, prove.Ended(ctx, err))
			return exit.With(exit.Unknown)
		default:
			if err := o.tellRefused(f, err); err != nil {
				return err
			}
			if len(ds) == 1 && refused[ds[0].Code] {
				diag.Render(o.IO.Err, err)
				err = exit.With(exit.ClaimFails)
			}
			errs = append(errs, err)
		}
	}
	if len(all) > 1 && o.Format == text {
		fmt.Fprintf(o.IO.Out, "%d of %d bundles are ok, with %d bytes of proof\n", ok, len(all), proofs)
	}
	who.Tell()
	return errors.Join(errs...)
}

// check checks a bundle. A fault of this program that it brings to light is an
// error, and keeps no other from being checked.
func (o *Options) check(ctx context.Context, f folder) (rep bundle.Report, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &opinion.Bug{Value: fmt.Sprintf("%s: %v", f.path, v), Stack: debug.Stack()}
		}
	}()
	if f.link {
		return rep, diag.New(diag.Span{}, diag.BundleFolder, "%s is a link, and below a folder none is followed", f.path).
			WithFix("fencewise verify %s checks what it leads to", f.path)
	}
	return bundle.Verify(ctx, f.path, bundle.Options{Tool: o.Version, LRAT: o.lrat(f), EmbeddedModels: o.Own})
}

// refused is the codes of what is a bundle, and does not show what it claims.
var refused = map[diag.Code]bool{
	diag.BundleFiles: true, diag.BundleHash: true, diag.BundleManifest: true, diag.BundleProof: true, diag.BundleDerived: true,
	diag.BundleCover: true, diag.BundleForeign: true,
}

// lrat opens the files for the proofs of a bundle.
func (o *Options) lrat(f folder) func(string) (bundle.File, error) {
	if o.LRAT == "" {
		return nil
	}
	return func(file string) (bundle.File, error) {
		file = strings.ReplaceAll(strings.ReplaceAll(file, "/proof", ""), "/", "-") // holds/proof-1.lrat: holds-1.lrat
		path := filepath.Join(o.LRAT, f.name+"-"+file)
		err := os.MkdirAll(o.LRAT, 0o777)
		if err == nil {
			var f *disk.File
			if f, err = disk.Create(path); err == nil {
				return &lratFile{f, path}, nil
			}
		}
		return nil, disk.Unwritable(path, err)
	}
}

// lratFile adds to errors the file that they are about.
type lratFile struct {
	*disk.File
	path string
}

func (f *lratFile) Write(b []byte) (int, error) {
	n, err := f.File.Write(b)
	return n, f.named(err)
}

func (f *lratFile) Commit() error { return f.named(f.File.Commit()) }

func (f *lratFile) named(err error) error {
	if err == nil {
		return nil
	}
	return disk.Unwritable(f.path, err)
}
