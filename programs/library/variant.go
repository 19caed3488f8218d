package library

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
)

// variant checks variant number i of the file and adds it to the study. A variant that
// lists no programs is about those of its base or, without one, about all programs that the
// study lists. complete says that no program of the study is missing.
func (l *loader) variant(i int, listed []*Program, complete bool) {
	f := &l.file.Variant[i]
	v := &Variant{Name: f.Name, Source: cmp.Or(f.Source, l.file.Defaults.Source), Span: l.at.Value("variant", i, "name"),
		Programs: listed, claims: map[claimKey]verdict.Verdict{}}
	header := l.at.Key("variant", i)
	if f.Name == "" {
		l.errorAt(header, diag.StudyMissing, "the variant has no name").WithFix(`add: name = "…"`)
	}
	if v.Source == "" {
		l.errorAt(header, diag.StudyMissing, "the variant has no source").
			Note("the source says where the variant comes from, such as a commit or a mail").WithFix(`add: source = "…"`)
	}
	for _, w := range l.study.Variants {
		if w.Name == v.Name && v.Name != "" {
			l.errorAt(v.Span, diag.StudyTwice, "two variants are named %q", v.Name).Note("the other one is at %s", w.Span)
		}
	}
	base := l.base(i)
	complete = complete && (base != nil || f.Base == "")
	if base != nil {
		v.Programs = base.Programs
	}
	if len(f.Program) > 0 {
		before := len(l.errs)
		v.Programs = l.programs(f.Program, "variant", i, "program")
		complete = complete && len(l.errs) == before
	}
	if complete { // otherwise what is missing would cause more errors
		l.slots(i, v, base)
		l.claims(i, v)
	}
	l.study.Variants = append(l.study.Variants, v)
}

// base returns the variant that variant number i is based on; nil if it names none, or one
// that does not come before it.
func (l *loader) base(i int) *Variant {
	name := l.file.Variant[i].Base
	if name == "" {
		return nil
	}
	var names []string
	for _, v := range l.study.Variants {
		if v.Name == name {
			return v
		}
		names = append(names, v.Name)
	}
	d := l.errorAt(l.at.Value("variant", i, "base"), diag.StudyBase, "no earlier variant is named %q", name)
	switch near := diag.Nearest(name, names); {
	case slices.ContainsFunc(l.file.Variant, func(f fileVariant) bool { return f.Name == name }):
		d.WithFix("put that variant before this one")
	case near != "":
		d.WithFix("did you mean %q?", near)
	case len(names) > 0:
		d.Note("the earlier variants are %s", strings.Join(names, "; "))
	}
	return nil
}

// slots finds the choice of the variant for each slot of its programs: its own, or that of
// its base, or the default of the study. Every slot must have one, and a slot that no program
// has must not.
func (l *loader) slots(i int, v, base *Variant) {
	own := l.file.Variant[i].Slots
	known := map[string]bool{}
	for _, p := range v.Programs {
		for _, s := range p.Test.Slots {
			known[s.Name] = true
		}
	}
	misspelled := l.unknownSlots(own, known, fmt.Sprintf("program of the variant %q", v.Name), "variant", i, "slots")
	v.Slots = map[string]string{}
	var omitted []string
	of := map[string]string{} // by slot that is omitted
	for _, p := range v.Programs {
		for _, s := range p.Test.Slots {
			choice, at := own[s.Name], l.at.Value("variant", i, "slots", s.Name)
			if _, has := own[s.Name]; !has {
				choice, at = l.inherited(s.Name, base)
			}
			switch {
			case choice != "":
				v.Slots[s.Name] = litmus.ChoiceText(choice)
				l.choice(p, s, v.Slots[s.Name], at)
			case of[s.Name] == "":
				omitted = append(omitted, s.Name)
				of[s.Name] = p.File
			}
		}
	}
	if len(omitted) == 0 || misspelled { // a misspelled name is the cause
		return
	}
	at := l.at.Key("variant", i, "slots")
	if len(omitted) == 1 {
		l.errorAt(at, diag.StudySlotOmitted, "the variant %q leaves out the slot %s of %s", v.Name, omitted[0], of[omitted[0]]).
			Note("a variant must give a choice for every slot, itself, by its base or by [defaults]")
		return
	}
	l.errorAt(at, diag.StudySlotOmitted, "the variant %q leaves out the slots %s", v.Name, prose.And(omitted)).
		Note("a variant must give a choice for every slot, itself, by its base or by [defaults]")
}

// inherited returns the choice that a variant has for a slot unless it has one itself, and its
// place if that is in [defaults]; "" if it has none.
func (l *loader) inherited(slot string, base *Variant) (string, diag.Span) {
	if base != nil && base.Slots[slot] != "" {
		return base.Slots[slot], base.Span
	}
	return l.file.Defaults.Slots[slot], l.at.Value("defaults", "slots", slot)
}

// unknownSlots reports slots that are not known; of says what has them.
func (l *loader) unknownSlots(set map[string]string, known map[string]bool, of string, at ...any) bool {
	names := slices.Sorted(maps.Keys(known))
	found := false
	for _, name := range slices.Sorted(maps.Keys(set)) {
		if known[name] {
			continue
		}
		found = true
		d := l.errorAt(l.at.Key(append(at, name)...), diag.StudySlotUnknown, "no %s has a slot %q", of, name)
		if near := diag.Nearest(name, names); near != "" {
			d.WithFix("did you mean %s?", near)
		} else if len(names) > 0 {
			d.Note("the slots are %s", strings.Join(names, ", "))
		}
	}
	return found
}

// defaults checks that [defaults] names only slots that some program has.
func (l *loader) defaults() {
	known := map[string]bool{}
	for _, p := range l.study.Programs {
		for _, s := range p.Test.Slots {
			known[s.Name] = true
		}
	}
	l.unknownSlots(l.file.Defaults.Slots, known, "program of the study", "defaults", "slots")
}

// choice checks a choice for a slot of a program. What is wrong with it is reported once.
func (l *loader) choice(p *Program, s *litmus.Slot, want string, at diag.Span) {
	var choices []string
	for _, c := range s.Choices {
		choices = append(choices, c.Text)
	}
	if slices.Contains(choices, want) || slices.ContainsFunc(l.errs, func(d *diag.Diagnostic) bool { return d.Code == diag.StudySlotChoice && d.Span == at }) {
		return
	}
	d := l.errorAt(at, diag.StudySlotChoice, "the slot %s of %s has no choice %q", s.Name, p.File, want)
	d.Note("its choices are %s", strings.Join(choices, ", "))
	if k := slices.IndexFunc(choices, func(c string) bool { return strings.EqualFold(c, want) }); k >= 0 { // a barrier with a similar name is another one
		d.WithFix("did you mean %s?", choices[k])
	}
}
