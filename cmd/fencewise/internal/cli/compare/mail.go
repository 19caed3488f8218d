package compare

import (
	"context"
	"errors"
	"io"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
	"github.com/fencewise/fencewise/results/answers/mail"
)

// mailed is a format for which a comparison is not enough: the programs are shown.
const mailed = "mail"

// mail writes the programs of a study with their results for a mail: for all variants, or for
// the two of --diff.
func (o *Options) mail(ctx context.Context, to io.Writer, st *library.Study, ms []*fit.Model, variants []*library.Variant,
	verdicts func(*library.Program, *fit.Model, *library.Variant) verdict.Verdict, limits decide.Options) (err error) {
	w := mail.NewWriter(limits)
	defer func() { err = errors.Join(err, w.Close()) }()
	l, err := w.Compare(ctx, st, ms, variants, o.Diff.at >= 0, verdicts)
	if err != nil {
		return err
	}
	return flags.Mail(to, o.IO.Err, l)
}

// mailDiff is mail for two variants.
func (o *Options) mailDiff(ctx context.Context, to io.Writer, st *library.Study, ms []*fit.Model, s *sides, d *results.Diff, limits decide.Options) error {
	return o.mail(ctx, to, st, ms, s.variants, func(p *library.Program, m *fit.Model, v *library.Variant) verdict.Verdict {
		for i := range d.Cells {
			switch c := &d.Cells[i]; {
			case c.Program != p.Name || c.Model != m.Name:
			case v == s.variants[0]:
				return c.A
			default:
				return c.B
			}
		}
		return verdict.Unknown
	}, limits)
}

// noMailOfModels is the error for two models or targets: a mail is about variants.
func noMailOfModels() error {
	return diag.New(diag.Span{}, diag.BadOption, "--format mail: it is about variants, and --diff names two models or targets").WithFix("name two variants, or use --format text")
}
