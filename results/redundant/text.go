package redundant

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/verdict"
)

// width is that of a line in a terminal.
const width = 80

// Text writes the report for a terminal. Without stories it says only what the answers are.
func Text(w io.Writer, r *Report, stories bool) {
	for i := range r.Groups {
		if i > 0 {
			fmt.Fprintln(w)
		}
		g := &r.Groups[i]
		if title := g.title(); title != "" {
			paragraph(w, title+", under "+g.models())
			fmt.Fprintln(w)
		} else if len(r.Groups) > 1 {
			paragraph(w, "Under "+g.readings())
			fmt.Fprintln(w)
		}
		g.text(w, stories)
	}
}

// title names the study and the variant; "" for files.
func (g *Group) title() string {
	if g.Variant != "" {
		return g.Study + ": " + g.Variant
	}
	return g.Study
}

// models names the models that judge the tests.
func (g *Group) models() string {
	var names []string
	for i := range g.Tests {
		if m := g.Tests[i].Model; !slices.Contains(names, m) {
			names = append(names, m)
		}
	}
	return prose.And(names)
}

// readings is models, with the targets.
func (g *Group) readings() string {
	var names []string
	for i := range g.Tests {
		m, t := g.Tests[i].Model, g.Tests[i].Target
		if t != "" && t != m {
			m += " for " + t
		}
		if !slices.Contains(names, m) {
			names = append(names, m)
		}
	}
	return prose.And(names)
}

func (g *Group) text(w io.Writer, stories bool) {
	if len(g.Barriers) > 0 {
		g.table(w)
		fmt.Fprintln(w)
	}
	for _, s := range g.Sentences() {
		paragraph(w, s)
	}
	for i := range g.Barriers {
		if b := &g.Barriers[i]; stories && b.Story != "" {
			fmt.Fprintln(w)
			paragraph(w, b.Sentence(g))
			fmt.Fprintln(w)
			for line := range strings.Lines(b.Story) {
				fmt.Fprint(w, line)
			}
		}
	}
}

func paragraph(w io.Writer, text string) { prose.Write(w, prose.Paragraph(text, width, "")) }

// table writes a line for each barrier.
func (g *Group) table(w io.Writer) {
	rows := [][]string{{"where", "barrier", "is", ""}}
	for i := range g.Barriers {
		b := &g.Barriers[i]
		why := ""
		switch {
		case len(g.Tests) == 1:
		case b.Answer == Redundant:
			why = "in " + prose.Count(len(b.Tests), "test")
		case b.Answer == Needed:
			why = "for " + b.By
		case b.Answer == Unknown:
			why = "because of " + b.By
		}
		rows = append(rows, []string{b.where(g), b.Text, string(b.Answer), why})
	}
	var widths [4]int
	for _, row := range rows {
		for k, cell := range row {
			widths[k] = max(widths[k], prose.Width(cell))
		}
	}
	for _, row := range rows {
		line := " "
		for k, cell := range row {
			line += " " + prose.Pad(cell, widths[k]+1)
		}
		fmt.Fprintln(w, strings.TrimRight(line, " "))
	}
}

// where says where a barrier stands: its slot, or its thread and line.
func (b *Barrier) where(g *Group) string {
	if b.Slot {
		return b.Name
	}
	return b.Places[0].Thread + ", " + b.at(g)
}

// at returns the place of a barrier that is in no slot.
func (b *Barrier) at(g *Group) string {
	at := fmt.Sprintf("line %d", b.Places[0].Line)
	if len(g.Tests) > 1 {
		at = fmt.Sprintf("%s:%d", b.Places[0].Program, b.Places[0].Line)
	}
	if _, number, several := strings.Cut(b.Name, "#"); several {
		at += ", number " + number
	}
	return at
}

// Called returns the barrier with the place where it stands: "the sync in slot set.before".
func (b *Barrier) Called(g *Group) string {
	if b.Slot {
		return fmt.Sprintf("the %s in slot %s", b.Text, b.Name)
	}
	return fmt.Sprintf("the %s of %s (%s)", b.Text, b.Places[0].Thread, b.at(g))
}

// without says what the tests are like when the barrier is gone.
func (b *Barrier) without() string {
	if b.Instead != "" {
		return "with " + b.Instead + " in its place"
	}
	return "without it"
}

// Sentence says in one sentence what the answer is, and why.
func (b *Barrier) Sentence(g *Group) string {
	who := "The" + strings.TrimPrefix(b.Called(g), "the")
	switch b.Answer {
	case Redundant:
		stay := prose.And(b.Tests) + " " + prose.Choose(len(b.Tests), "stays", "stay")
		return fmt.Sprintf("%s is redundant: %s Never %s.", who, stay, b.without())
	case Needed:
		outcome := ""
		for _, t := range g.Tests {
			if t.Program == b.By {
				outcome = " (" + t.Outcome + ")"
			}
		}
		return fmt.Sprintf("%s is needed: %s, the outcome of %s%s is possible.", who, b.without(), b.By, outcome)
	case Untested:
		return fmt.Sprintf("Nothing is known about %s: no test that depends on barriers has it.", b.Called(g))
	case Unknown:
		return fmt.Sprintf("It is not known whether %s is redundant: %s, %s is Unknown: %s.", b.Called(g), b.without(), b.By, b.Reason)
	}
	panic("redundant: unknown answer " + string(b.Answer))
}

// Sentences says what the tests are worth, and what can go together.
func (g *Group) Sentences() []string {
	var all []string
	var sensitive, blind, open []string
	for i := range g.Tests {
		t := &g.Tests[i]
		switch {
		case t.Verdict == verdict.Unknown:
			open = append(open, fmt.Sprintf("%s is Unknown with all barriers (%s), and says nothing.", t.Program, t.Reason))
		case t.Verdict != verdict.Never:
			open = append(open, fmt.Sprintf("%s is %s with all barriers, and says nothing.", t.Program, t.Verdict))
		case t.Bare == verdict.Unknown:
			open = append(open, fmt.Sprintf("%s is Unknown without any barrier (%s), and says nothing.", t.Program, t.Reason))
		case t.Sensitive():
			sensitive = append(sensitive, t.Program)
		default:
			blind = append(blind, t.Program)
		}
	}
	switch {
	case len(sensitive) > 0:
		all = append(all, fmt.Sprintf("Baseline: %s %s Never as written, and Sometimes without any barrier.",
			prose.And(sensitive), prose.Choose(len(sensitive), "is", "are")))
	default:
		all = append(all, "Baseline: no test is Never with all barriers and Sometimes without any, so these tests say nothing about barriers.")
	}
	if len(blind) > 0 {
		all = append(all, fmt.Sprintf("%s %s Never without any barrier, too, and %s nothing about them.",
			prose.And(blind), prose.Choose(len(blind), "is", "are"), prose.Choose(len(blind), "says", "say")))
	}
	all = append(all, open...)
	if n := g.count(Redundant); n > 1 {
		all = append(all, g.together(n))
	}
	return all
}

// together says which redundant barriers can go at once.
func (g *Group) together(redundant int) string {
	if len(g.Together) == redundant {
		if redundant == 2 {
			return "Both redundant barriers can go at once."
		}
		return fmt.Sprintf("All %d redundant barriers can go at once.", redundant)
	}
	var stay, gone []string
	for i := range g.Barriers {
		b := &g.Barriers[i]
		switch {
		case b.Answer != Redundant:
		case slices.Contains(g.Together, b.Name):
			gone = append(gone, b.Called(g))
		default:
			stay = append(stay, b.Called(g))
		}
	}
	return fmt.Sprintf("Not all redundant barriers can go at once: %s can go if %s %s.", prose.And(gone), prose.And(stay), prose.Choose(len(stay), "stays", "stay"))
}
