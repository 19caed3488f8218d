package library

import (
	"maps"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
)

// variant checks variant number i of the file and adds it to the study. A variant that
// lists no programs is about all programs that the study lists.
func (l *loader) variant(i int, listed []*Program) {
	f := &l.file.Variant[i]
	v := &Variant{Name: f.Name, Source: f.Source, Slots: f.Slots, Span: l.at.Value("variant", i, "name"),
		Programs: listed, claims: map[claimKey]verdict.Verdict{}}
	header := l.at.Key("variant", i)
	if f.Name == "" {
		l.errorAt(header, diag.StudyMissing, "the variant has no name").WithFix(`add: name = "…"`)
	}
	if f.Source == "" {
		l.errorAt(header, diag.StudyMissing, "the variant has no source").
			Note("the source says where the variant comes from, such as a commit or a mail").WithFix(`add: source = "…"`)
	}
	for _, w := range l.study.Variants {
		if w.Name == v.Name && v.Name != "" {
			l.errorAt(v.Span, diag.StudyTwice, "two variants are named %q", v.Name).Note("the other one is at %s", w.Span)
		}
	}
	if len(f.Program) > 0 {
		v.Programs = l.programs(f.Program, "variant", i, "program")
	}
	if len(l.errs) == 0 { // otherwise programs may be missing, which would cause more errors
		l.slots(i, v)
		l.claims(i, v)
	}
	l.study.Variants = append(l.study.Variants, v)
}

// slots checks that the variant sets exactly the slots of its programs.
func (l *loader) slots(i int, v *Variant) {
	known := map[string]bool{}
	for _, p := range v.Programs {
		for _, s := range p.Test.Slots {
			known[s.Name] = true
			l.choice(i, v, p, s)
		}
	}
	names := slices.Sorted(maps.Keys(known))
	for _, name := range slices.Sorted(maps.Keys(v.Slots)) {
		if known[name] {
			continue
		}
		d := l.errorAt(l.at.Key("variant", i, "slots", name), diag.StudySlotUnknown, "no program of the variant %q has a slot %q", v.Name, name)
		if near := diag.Nearest(name, names); near != "" {
			d.WithFix("did you mean %s?", near)
		} else if len(names) > 0 {
			d.Note("the slots are %s", strings.Join(names, ", "))
		}
	}
}

// choice checks the variant's choice for one slot of one program.
func (l *loader) choice(i int, v *Variant, p *Program, s *litmus.Slot) {
	want, ok := v.Slots[s.Name]
	if ok {
		want = litmus.ChoiceText(want)
		v.Slots[s.Name] = want
	} else {
		l.errorAt(l.at.Key("variant", i, "slots"), diag.StudySlotOmitted, "the variant %q leaves out the slot %s of %s", v.Name, s.Name, p.File).
			Note("a variant must give a choice for every slot; no defaults are used")
		return
	}
	var choices []string
	for _, c := range s.Choices {
		choices = append(choices, c.Text)
	}
	if !slices.Contains(choices, want) {
		d := l.errorAt(l.at.Value("variant", i, "slots", s.Name), diag.StudySlotChoice, "the slot %s of %s has no choice %q", s.Name, p.File, want)
		d.Note("its choices are %s", strings.Join(choices, ", "))
	}
}

// claims checks the claims of a variant. The claim about a program is a verdict, or a
// table with a verdict for each model or target.
func (l *loader) claims(i int, v *Variant) {
	for _, file := range slices.Sorted(maps.Keys(l.file.Variant[i].Claim)) {
		if !slices.ContainsFunc(v.Programs, func(p *Program) bool { return p.File == file }) {
			l.errorAt(l.at.Key("variant", i, "claim", file), diag.StudyClaimOf, "the variant %q has no program %q", v.Name, file)
			continue
		}
		switch c := l.file.Variant[i].Claim[file].(type) {
		case string:
			l.claim(v, claimKey{file, ""}, c, l.at.Value("variant", i, "claim", file))
		case map[string]any:
			l.claimsBy(i, v, file, c)
		default:
			l.errorAt(l.at.Value("variant", i, "claim", file), diag.StudyType, "a claim must be a verdict, or a table with a verdict for each model or target")
		}
	}
}

// claimsBy checks the claims of a variant about a program, one for each model or target.
func (l *loader) claimsBy(i int, v *Variant, file string, claims map[string]any) {
	for _, by := range slices.Sorted(maps.Keys(claims)) {
		at := l.at.Key("variant", i, "claim", file, by)
		p := l.study.Programs[slices.IndexFunc(l.study.Programs, func(p *Program) bool { return p.File == file })]
		switch {
		case len(l.study.Targets) == 0 && !slices.Contains(l.file.Models, by):
			l.errorAt(at, diag.StudyClaimOf, "the study has no model %q", by)
			continue
		case len(l.study.Targets) > 0 && !slices.Contains(l.study.TargetsOf(p), by):
			l.errorAt(at, diag.StudyClaimOf, "%s has no target %q", file, by).Note("its targets are %s", strings.Join(l.study.TargetsOf(p), ", "))
			continue
		}
		at = l.at.Value("variant", i, "claim", file, by)
		word, ok := claims[by].(string)
		if !ok {
			l.errorAt(at, diag.StudyType, "a claim must be one of %s, in quotes", strings.Join(verdict.Claims(), ", "))
			continue
		}
		l.claim(v, claimKey{file, by}, word, at)
	}
}

func (l *loader) claim(v *Variant, k claimKey, word string, at diag.Span) {
	claim, err := verdict.Parse(word)
	if err != nil {
		l.errorAt(at, diag.StudyClaim, "%v", err).WithFix("claim one of %s", strings.Join(verdict.Claims(), ", "))
		return
	}
	v.claims[k] = claim
}
