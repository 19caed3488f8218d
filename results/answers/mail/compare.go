package mail

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
	"github.com/fencewise/fencewise/results/answers/opinion"
	"github.com/fencewise/fencewise/results/mail"
)

// Compare returns a letter about variants of a study: for each program and model a sentence
// that says with which variants its outcome is possible, and the result for each variant. The
// program is shown in the last variant. If both is set, it is shown in each of the two, unless
// they have the same verdict. verdicts has the answers.
func (w *Writer) Compare(ctx context.Context, st *library.Study, ms []*fit.Model, variants []*library.Variant, both bool, verdicts func(p *library.Program, m *fit.Model, v *library.Variant) verdict.Verdict) (*mail.Letter, error) {
	l := &mail.Letter{}
	for _, p := range st.Programs {
		of := slices.DeleteFunc(slices.Clone(variants), func(v *library.Variant) bool { return !slices.Contains(v.Programs, p) })
		if len(of) == 0 {
			continue
		}
	programs:
		for _, m := range ms {
			if st.Excludes(p, m.Target) {
				continue
			}
			test := m.Test(p.Test)
			judge, err := m.For(test)
			if err != nil {
				return nil, err
			}
			answer := func(v *library.Variant) verdict.Verdict { return verdicts(p, m, v) }
			part := mail.Part{Says: said(p, by(test, m.Heading, judge), of, answer)}
			if both && len(of) == 2 && answer(of[0]) == answer(of[1]) {
				l.Parts = append(l.Parts, part)
				continue
			}
			last := of[len(of)-1]
			for i := len(of) - 1; i >= 0; i-- { // the one with the program first
				v := of[i]
				if both {
					v = of[len(of)-1-i]
				}
				c := opinion.Case{Name: p.Name, Test: test, Model: judge, Choices: v.Assignment(p)}
				listing, err := w.Listing(ctx, label(p, v, last, both), c, both || v == last)
				if diag.NotCompiled(err) { // who compared the study has said so
					continue programs
				}
				if err != nil {
					return nil, err
				}
				part.Listings = append(part.Listings, listing)
			}
			l.Parts = append(l.Parts, part)
		}
	}
	return l, nil
}

// said says with which variants the outcome of a program is possible. by says who judges it.
func said(p *library.Program, by string, of []*library.Variant, verdicts func(*library.Variant) verdict.Verdict) string {
	var possible, impossible, open []string
	for _, v := range of {
		what := verdicts(v)
		if p.Test.Cond.Quant == verdict.ForAll { // the outcome is that the proposition does not hold
			what = map[verdict.Verdict]verdict.Verdict{verdict.Always: verdict.Never, verdict.Never: verdict.Sometimes}[what]
		}
		switch what {
		case verdict.Never:
			impossible = append(impossible, v.Name)
		case verdict.Unknown:
			open = append(open, v.Name)
		default:
			possible = append(possible, v.Name)
		}
	}
	outcome := fmt.Sprintf("the outcome of %s (%s)", p.Test.Name, p.Test.PropWords(opinion.Prevented(p.Test).Cond.Prop))
	var clauses []string
	for _, c := range []struct {
		is   string
		with []string
	}{{"possible", possible}, {"impossible", impossible}, {"not decided", open}} {
		if len(c.with) > 0 {
			clauses = append(clauses, fmt.Sprintf("%s with %s", c.is, prose.And(c.with)))
		}
	}
	return fmt.Sprintf("%s, %s is %s.", by, outcome, strings.Join(clauses, ", and "))
}

// label names a variant, with the choices that differ from those of the variant that is shown.
func label(p *library.Program, v, shown *library.Variant, both bool) string {
	if both || v == shown {
		return "With " + v.Name + ":"
	}
	mine, its := v.Assignment(p), shown.Assignment(p)
	var differ []string
	for _, slot := range slices.Sorted(maps.Keys(mine)) {
		if mine[slot] != its[slot] {
			differ = append(differ, slot+"="+mine[slot])
		}
	}
	if len(differ) == 0 {
		return fmt.Sprintf("With %s, which is the same program:", v.Name)
	}
	return fmt.Sprintf("With %s (%s):", v.Name, strings.Join(differ, ", "))
}

// Verdicts returns the answers of a comparison.
func Verdicts(c *results.Comparison) func(*library.Program, *fit.Model, *library.Variant) verdict.Verdict {
	return func(p *library.Program, m *fit.Model, v *library.Variant) verdict.Verdict {
		for i := range c.Rows {
			r := &c.Rows[i]
			if r.Program == p.Name && r.Target == m.Target && (m.Target != "" || r.Model == m.Name) && r.Variant != nil && *r.Variant == v.Name {
				return r.Verdict
			}
		}
		return verdict.Unknown
	}
}
