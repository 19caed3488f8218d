package redundant

import (
	"context"
	"errors"
	"fmt"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/exit"
	"github.com/fencewise/fencewise/encode/certify/bundle"
	"github.com/fencewise/fencewise/encode/certify/prover"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/results/answers/prove"
	search "github.com/fencewise/fencewise/results/answers/redundant"
)

func checkEmpty(dir string) error { return bundle.CheckEmpty(dir) }

// prove writes a bundle for each redundant barrier and each test that has it.
func (o *Options) prove(ctx context.Context, found []*search.Found, limits decide.Options) (err error) {
	p := prove.NewProver(prove.Options{Options: limits, Variants: o.Models.Files.Variants, By: prover.Auto, Version: o.Version})
	defer func() { err = errors.Join(err, p.Close()) }()
	folders := flags.NewFolders(o.Output)
	status := exit.OK
	for _, f := range found {
		var above []string
		if len(found) > 1 {
			above = []string{f.Label()}
		}
		proofs, err := f.Proofs()
		if err != nil {
			return err
		}
		for _, c := range proofs {
			folder := folders.New(append(above, c.Without, c.Name)...)
			out, err := p.Prove(ctx, prove.Task{Case: c.Case, Folder: folder})
			switch {
			case err != nil:
				return err
			case out.Report == nil:
				fmt.Fprintf(o.IO.Err, "%s without %s: no proof: %s%s\n", c.Name, c.Without, out.Gave, out.Reason)
				status = exit.Worse(status, exit.Unknown)
			default:
				fmt.Fprintf(o.IO.Err, "%s without %s under %s is Never: %s has the proof, checked (%d bytes)\n", c.Name, c.Without, c.Model.Name, folder, out.Report.Proofs)
			}
		}
	}
	return exit.With(status)
}
