// Package verify is the command "fencewise verify", which checks proof bundles.
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

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/exit"
	"github.com/fencewise/fencewise/encode/certify/bundle"
	"github.com/fencewise/fencewise/encode/certify/second"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/disk"
	"github.com/fencewise/fencewise/results/answers/opinion"
	"github.com/fencewise/fencewise/results/answers/prove"
)

// Options holds the arguments and flags of one call of the command.
type Options struct {
	IO      iostreams.IO
	Version string // of this program
	Folders []string
	LRAT    string // folder for LRAT proofs; "" for none
	Format  string
	Own     bool // accept only the models built into this program
	Cross   flags.Cross
	Limits  flags.Resources
}

// New returns the command. runF, if not nil, is called in place of Run, for tests.
func New(io iostreams.IO, version string, runF func(*cobra.Command, *Options) error) *cobra.Command {
	o := &Options{IO: io, Version: version}
	cmd := &cobra.Command{
		Use:   "verify DIR...",
		Short: "Check bundles that prove has written",
		Long: `Check proof bundles. A bundle is accepted if

  its files have the hashes that are in the manifest;
  every proof shows that its formula has no solution: each step follows from
  the steps before it by unit propagation, and the last is a contradiction;
  program and model give exactly these formulas, this table and this manifest.

If DIR is a folder with bundles in it, all of them are checked.

The proofs are checked by a few hundred lines of code that share nothing with
any solver. With --lrat they are also written for checkers that are formally
verified, such as cake_lpr.

A bundle about a model of your own is an equally good proof about that model;
the report says whether the model is an embedded one. With --embedded-models a
bundle is refused unless its model is, byte for byte, the one of that name in
this program.

With --cross-check, SMT solvers also answer the query of each bundle. If one
disagrees, the exit status is 4; if none confirms it, the exit status is 3.

If the check of a bundle fails, the first error is reported and the exit status
is 1.`,
		Example: `  fencewise verify mail.proof
  fencewise verify mail.proof --embedded-models
  fencewise verify mail.proof --cross-check
  fencewise verify proofs --format json | jq -r 'select(.ok | not) | .folder'
  fencewise verify mail.proof --lrat lrat
  lrat-check mail.proof/holds/question.cnf lrat/mail.proof-holds.lrat`,
		Args: flags.TakesSome("folders"),
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
	cmd.Flags().StringVar(&o.LRAT, "lrat", "", "also write each proof in LRAT form into the folder `DIR`")
	_ = cmd.MarkFlagDirname("lrat") // fails only for a flag that does not exist
	cmd.Flags().StringVarP(&o.Format, "format", "f", text, "write as `FORMAT`: text, or json (one object per line)")
	cmd.Flags().BoolVar(&o.Own, "embedded-models", false, "accept only models that are built into this program")
	flags.Words(cmd, "format", text, asJSON)
	o.Cross.AddFlags(cmd, false)
	o.Limits.AddFlags(cmd, "stop after this `TIME`, such as 30s; 0: no limit, but a solver has "+second.DefaultTimeout.String()+" for each bundle")
	return cmd
}

// Run checks the bundles in order. If one fails, the others are checked all the same.
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

// check checks a bundle. A panic becomes an error, so that the other bundles are
// checked all the same.
func (o *Options) check(ctx context.Context, f folder) (rep bundle.Report, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &opinion.Bug{Value: fmt.Sprintf("%s: %v", f.path, v), Stack: debug.Stack()}
		}
	}()
	if f.link {
		return rep, diag.New(diag.Span{}, diag.BundleFolder, "%s is a link, and links in a folder are not followed", f.path).
			WithFix("fencewise verify %s checks what it points to", f.path)
	}
	return bundle.Verify(ctx, f.path, bundle.Options{Tool: o.Version, LRAT: o.lrat(f), EmbeddedModels: o.Own})
}

// refused has the codes of bundles that do not show what they claim.
var refused = map[diag.Code]bool{
	diag.BundleFiles: true, diag.BundleHash: true, diag.BundleManifest: true, diag.BundleProof: true, diag.BundleDerived: true,
	diag.BundleCover: true, diag.BundleForeign: true,
}

// lrat returns the function that opens the files for the LRAT proofs of a bundle; nil
// if none are to be written.
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

// lratFile adds the name of the file to errors.
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
