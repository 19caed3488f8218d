package mail

import (
	"context"
	"fmt"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/results/answers/opinion"
	search "github.com/fencewise/fencewise/results/answers/redundant"
	"github.com/fencewise/fencewise/results/mail"
	"github.com/fencewise/fencewise/results/redundant"
)

// Redundant returns a letter about the barriers of a group that are redundant or needed: for
// each a sentence, the tests that show it, and their results with the barrier and without it.
func (w *Writer) Redundant(ctx context.Context, f *search.Found) (*mail.Letter, error) {
	l := &mail.Letter{}
	for i := range f.Barriers {
		b := &f.Barriers[i]
		tests := b.Tests
		switch b.Answer {
		case redundant.Redundant:
		case redundant.Needed:
			tests = []string{b.By}
		case redundant.Untested, redundant.Unknown:
			l.Parts = append(l.Parts, mail.Part{Says: b.Sentence(&f.Group)})
			continue
		default:
			panic("mail: unknown answer " + string(b.Answer))
		}
		part := mail.Part{}
		without := "without it"
		if b.Instead != "" {
			without = fmt.Sprintf("with %s in its place", b.Instead)
		}
		var names []string
		for _, name := range tests {
			with, less, err := f.Cases(name, b)
			if err != nil {
				return nil, err
			}
			names = append(names, with.Test.Name)
			if part.Says == "" {
				part.Says = saidOf(f, b, name, with)
			}
			for _, side := range []struct {
				label string
				c     opinion.Case
				whole bool
			}{{"", with, true}, {"W" + without[1:] + ":", less, false}} {
				listing, err := w.Listing(ctx, side.label, side.c, side.whole)
				if err != nil {
					return nil, err
				}
				part.Listings = append(part.Listings, listing)
			}
		}
		outcome := "the outcome of " + prose.And(names)
		if b.Answer == redundant.Redundant {
			part.Says += fmt.Sprintf(" is redundant: %s, %s stays impossible.", without, outcome)
		} else {
			part.Says += fmt.Sprintf(" is needed: %s, %s is possible.", without, outcome)
		}
		l.Parts = append(l.Parts, part)
	}
	return l, nil
}

// saidOf names a barrier by what stands after it in a test.
func saidOf(f *search.Found, b *redundant.Barrier, test string, with opinion.Case) string {
	at := f.Before(test, b)
	if at != "" {
		at = " before " + at
	}
	if b.Instead != "" { // the access itself
		at = ""
	}
	return fmt.Sprintf("%s, the %s of %s%s", by(with.Test, with.Test.Target, with.Model), b.Text, b.Places[0].Thread, at)
}
