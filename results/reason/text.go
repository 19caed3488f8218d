package reason

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
)

// width is that of the narrowest terminal that is supported.
const width = 80

// maxLike is how many cycles of a shape are shown besides the first.
const maxLike = 6

// Text writes the report for a terminal or a mail. The execution that is shown for
// Sometimes is written by package story.
func (r *Report) Text(w io.Writer) {
	r.head(w)
	switch {
	case r.Verdict == verdict.Unknown:
		para(w, "", "The verdict is not known: "+r.Reason+".")
	case r.Trivial != nil:
		r.trivial(w)
	case r.Why != nil:
		r.Why.Text(w)
	}
	if r.Limitation != nil {
		para(w, "  ", "Note: "+r.Limitation.String())
		fmt.Fprintln(w)
	}
	if r.Needs != nil {
		fmt.Fprintln(w)
		r.Needs.text(w)
	}
	if r.Forbids != nil {
		r.Forbids.text(w)
	}
	if r.Difference != nil {
		r.Difference.text(w)
	}
}

// head writes the verdict, the program and the variant.
func (r *Report) head(w io.Writer) {
	switch {
	case r.Difference != nil && len(r.Difference.Judges) == 2:
		para(w, "  ", fmt.Sprintf("%s %s, and %s", r.Program, r.Difference.Judges[0].under(), r.Difference.Judges[1].under()))
	case r.Difference != nil:
		para(w, "  ", fmt.Sprintf("%s %s: %s and %s", r.Program, r.under(), r.Difference.A, r.Difference.B))
	default:
		para(w, "  ", fmt.Sprintf("%s %s: %s", r.Program, r.under(), r.Word(r.Verdict)))
	}
	if len(r.Slots) > 0 && (r.Difference == nil || len(r.Difference.Judges) > 0) {
		names := slices.Clone(r.order)
		if len(names) == 0 {
			for s := range r.Slots {
				names = append(names, s)
			}
			slices.Sort(names)
		}
		for i, s := range names {
			names[i] = s + "=" + r.Slots[s]
		}
		para(w, "  ", "  "+strings.Join(names, " "))
	}
	if r.Difference == nil && r.Verdict == verdict.Always {
		para(w, "  ", "The outcome below is the negation: "+r.Outcome)
	} else {
		para(w, "  ", "Outcome: "+r.Outcome)
	}
	fmt.Fprintln(w)
}

// trivial writes why no execution can have the outcome.
func (r *Report) trivial(w io.Writer) {
	para(w, "", "No execution of the program has the outcome, even without a model:")
	for _, e := range r.Trivial.Because {
		text := "  - " + e.Texts() + " cannot hold"
		for i := range e {
			if ends := e[i].Ends(); ends != "" {
				text += "; " + ends
			}
		}
		para(w, "    ", text+".")
	}
}

// Text writes the cycles.
func (w *Why) Text(out io.Writer) {
	para(out, "", w.extent())
	named := map[string]bool{}
	n := 0
	for i := range w.Groups {
		g := &w.Groups[i]
		n++
		fmt.Fprintln(out)
		if i > 0 && g.weight() == 0 && w.Groups[0].weight() > 0 {
			w.bare(out, n, w.Groups[i:])
			break
		}
		w.group(out, n, g, !named[g.Axiom])
		named[g.Axiom] = true
	}
}

// bare writes the groups of cycles without barriers and dependencies, in a line each:
// readers who know the model know them.
func (w *Why) bare(out io.Writer, n int, groups []Group) {
	what := "Cycles without barriers and dependencies"
	if slices.ContainsFunc(groups, func(g Group) bool { return !g.closed() }) {
		what = "Without barriers and dependencies"
	}
	para(out, "   ", fmt.Sprintf("%d. %s:", n, what))
	told, left := 0, 0
	for i := range groups {
		g := &groups[i]
		if told >= 2*maxLike {
			left += len(g.Cycles)
			continue
		}
		head := "   Axiom " + g.Axiom
		if i > 0 && groups[i-1].Axiom == g.Axiom {
			head = ""
		} else if g.Gloss != "" {
			head += " (" + g.Gloss + ")"
		}
		if head != "" {
			para(out, "   ", head+":")
		}
		for k := range g.Cycles {
			if told++; told > 2*maxLike {
				left++
				continue
			}
			para(out, "       ", "     "+g.Cycles[k].short()+w.share(g.Cycles[k].Candidates))
		}
	}
	if left > 0 {
		para(out, "   ", fmt.Sprintf("   And %d more; --format json lists them.", left))
	}
}

// short returns a cycle in the notation of the literature.
func (c *Cycle) short() string {
	if c.Says != "" {
		return "it " + c.Says
	}
	var b strings.Builder
	for i := range c.Steps {
		ev := &c.Steps[i].Event
		b.WriteString(strings.TrimSpace(ev.Thread + " " + ev.Text))
		switch mark := c.mark(ev); {
		case ev.Loc != "" && mark != "":
			b.WriteString(" (" + few(ev.Effect) + "; " + mark + ")")
		case ev.Loc != "":
			b.WriteString(" (" + few(ev.Effect) + ")")
		}
		if rel := c.Steps[i].Rel; rel != "" {
			b.WriteString(" -" + prose.Unbroken(rel) + "-> ")
		}
	}
	if c.closed() {
		ev := &c.Steps[0].Event
		b.WriteString(strings.TrimSpace(ev.Thread + " " + ev.Text))
	}
	return b.String()
}

// ways counts the cycles.
func (w *Why) ways() (n int) {
	for i := range w.Groups {
		n += len(w.Groups[i].Cycles)
	}
	return n
}

// closed reports whether it is a cycle, and not a pair or an event that must not exist,
// or something that must.
func (c *Cycle) closed() bool { return !c.Open && len(c.Steps) > 0 }

// closed reports whether all of a group are cycles.
func (g *Group) closed() bool {
	return !slices.ContainsFunc(g.Cycles, func(c Cycle) bool { return !c.closed() })
}

// extent says how many executions are to be explained.
func (w *Why) extent() string {
	open := slices.ContainsFunc(w.Groups, func(g Group) bool { return !g.closed() })
	cycles := w.ways()
	close, like := "closes this cycle", "close cycles like these"
	switch {
	case open && cycles > 1:
		close = fmt.Sprintf("breaks an axiom in one of these %d ways", cycles)
	case open:
		close = "breaks an axiom in this way"
	case cycles > 1:
		close = fmt.Sprintf("closes one of these %d cycles", cycles)
	}
	if open {
		like = "break axioms in ways like these"
	}
	within, after := "", ""
	if w.Beyond != "" {
		within = " within the bounds"
		after = " Without the model, " + w.Beyond + "; the model forbids that, by cycles that are not shown."
	}
	text := "Every execution" + within + " with the outcome " + close + "."
	switch n := w.Candidates; {
	case cycles == 0 && w.Incomplete != "":
		text = "No cycles were found: " + w.Incomplete + "."
	case w.Incomplete != "":
		text = "Executions with the outcome " + like + ". There may be others: " + w.Incomplete + "."
	case cycles == 0:
		text = "Even without the model, no execution of the program" + within + " has the outcome."
	case n != nil && *n == 1:
		text = "Without the model, one execution" + within + " has the outcome. It " + close + "."
	case n != nil:
		text = fmt.Sprintf("Without the model, %d executions%s have the outcome. Each %s.", *n, within, close)
	}
	return text + after
}

// group writes the cycles of one shape.
func (w *Why) group(out io.Writer, n int, g *Group, gloss bool) {
	first := &g.Cycles[0]
	head := fmt.Sprintf("%d. %s, axiom %s%s:", n, first.who(), g.Axiom, w.share(first.Candidates))
	if first.Says != "" {
		head = fmt.Sprintf("%d. Axiom %s %s%s.", n, g.Axiom, first.Says, w.share(first.Candidates))
	}
	para(out, "   ", head)
	if gloss && g.Gloss != "" {
		para(out, "   ", "   ("+g.Gloss+")")
	}
	g.Cycles[0].write(out)
	rest := g.Cycles[1:]
	told := map[string]bool{}
	for i := range rest {
		if i == maxLike {
			para(out, "   ", fmt.Sprintf("   And %d more of this shape; --format json lists them.", len(rest)-i))
			break
		}
		c := &rest[i]
		if c.Like == nil || c.Like.changes() == 0 {
			para(out, "   ", fmt.Sprintf("   The same cycle through other accesses%s:", w.share(c.Candidates)))
			c.write(out)
			continue
		}
		with := c.Like.words() + c.through(&g.Cycles[0])
		if told[with] {
			with += ", through other accesses"
		}
		told[with] = true
		para(out, "   ", "   The same cycle with "+with+w.share(c.Candidates)+".")
	}
}

// share says how many executions have a cycle.
func (w *Why) share(n int) string {
	switch {
	case w.Candidates == nil || *w.Candidates == 1 || w.ways() == 1:
		return ""
	case n == *w.Candidates:
		return fmt.Sprintf("; all %d executions", n)
	}
	return fmt.Sprintf("; %d of the %d executions", n, *w.Candidates)
}

// who lists the threads and locations of a cycle.
func (c *Cycle) who() string {
	var threads, locs []string
	for i := range c.Steps {
		ev := &c.Steps[i].Event
		if ev.Thread != "" && !slices.Contains(threads, ev.Thread) {
			threads = append(threads, ev.Thread)
		}
		if ev.Loc != "" && !slices.Contains(locs, ev.Loc) {
			locs = append(locs, ev.Loc)
		}
	}
	switch {
	case len(threads) == 0 && len(locs) == 0:
		return "No thread"
	case len(threads) == 0:
		return "The initial state of " + some(locs, "locations")
	case len(locs) == 0:
		return some(threads, "threads")
	}
	return some(threads, "threads") + " through " + some(locs, "locations")
}

// some lists names, or counts them if there are many.
func some(names []string, what string) string {
	if len(names) > maxLike {
		return fmt.Sprintf("%d %s", len(names), what)
	}
	return prose.And(names)
}

func (l *Like) words() string {
	var here, there []string
	for _, p := range slices.Concat(l.Threads, l.Locations) {
		here, there = append(here, p[0]), append(there, p[1])
	}
	return prose.And(here) + " for " + prose.And(there)
}

// through lists the barriers that a cycle rests on, if they differ from those of the
// first of its group.
func (c *Cycle) through(first *Cycle) string {
	all := c.barriers()
	if mine := first.barriers(); len(all) == 0 || slices.Equal(all, mine) {
		return ""
	}
	return ", by " + prose.And(all)
}

func (c *Cycle) barriers() (all []string) {
	for i := range c.Steps {
		for _, g := range c.Steps[i].Grounds {
			for _, s := range g {
				if b := s.barrier(""); s.Kind == ByBarrier && !slices.Contains(all, b) {
					all = append(all, b)
				}
			}
		}
	}
	slices.Sort(all)
	return all
}

// write writes the steps of a cycle: each event and how it leads to the next.
func (c *Cycle) write(out io.Writer) {
	const indent = "     "
	thread, text := 0, 0
	for i := range c.Steps {
		ev := &c.Steps[i].Event
		thread, text = max(thread, prose.Width(ev.Thread)), max(text, prose.Width(ev.Text))
	}
	line := func(ev *Event, after string) {
		if ev.Where != "" {
			after += "  // " + ev.Where
		}
		l := indent + prose.Pad(ev.Thread, thread+2) + ev.Text + after
		if ev.Effect != "" {
			l = indent + prose.Pad(ev.Thread, thread+2) + prose.Pad(ev.Text, text+2) + few(ev.Effect) + after
		}
		para(out, strings.Repeat(" ", len(indent)+thread+4), l)
	}
	for i := range c.Steps {
		st := &c.Steps[i]
		mark := c.mark(&st.Event)
		if mark != "" {
			mark = "  (" + mark + ")"
		}
		line(&st.Event, mark)
		if st.Rel == "" {
			continue
		}
		next := &c.Steps[(i+1)%len(c.Steps)].Event
		how := st.Rel
		if s := st.says(next); s != "" {
			how += ": " + s
		}
		in := strings.Repeat(" ", len(indent)+thread+4)
		para(out, in+"  ", in+how)
	}
	if c.closed() {
		ev := c.Steps[0].Event
		ev.Effect = ""
		line(&ev, ", back to the start")
	}
}

func (n *Needs) text(w io.Writer) {
	say := func(head string, ps []Piece) {
		if len(ps) > 0 {
			para(w, "  ", head+" "+prose.And(wordsOf(ps))+".")
		}
	}
	if len(n.Essential)+len(n.OneOf)+len(n.Either)+len(n.Open)+len(n.Redundant)+len(n.Then)+len(n.Dependencies) == 0 {
		para(w, "", "The program has no barriers.")
	}
	say(prose.Choose(len(n.Essential)+len(n.Dependencies), "Without it the outcome is possible:", "Without any one of these the outcome is possible:"),
		slices.Concat(n.Essential, n.Dependencies))
	var sets []string
	for _, set := range n.OneOf {
		sets = append(sets, "one of "+prose.And(wordsOf(set)))
	}
	takes := "It takes"
	if len(n.Essential)+len(n.Dependencies) > 0 {
		takes = "It also takes"
	}
	if len(sets) > 0 {
		para(w, "  ", takes+" "+strings.Join(sets, "; and ")+". No more barriers are needed.")
	}
	sets = nil
	for _, set := range n.Either {
		sets = append(sets, prose.And(wordsOf(set)))
	}
	if len(sets) > 0 {
		para(w, "  ", takes+" one of these sets: "+strings.Join(sets, "; or ")+". No more barriers are needed.")
	}
	say(prose.Choose(len(n.Redundant), "Redundant:", "Redundant, even all together:"), n.Redundant)
	say("Each of these can be removed alone, but not together with those:", n.Then)
	for i := range n.Open {
		para(w, "  ", "Not known for "+n.Open[i].Piece.words()+": "+n.Open[i].Reason+".")
	}
	if n.Alone != "" {
		para(w, "  ", "Barriers were removed one at a time, not in every combination: "+n.Alone+".")
	}
}

// maxPieces bounds the barriers and dependencies that one sentence names.
const maxPieces = 16

func wordsOf(ps []Piece) (all []string) {
	for i := range ps {
		if i == maxPieces {
			return append(all, fmt.Sprintf("%d more, which --format json lists", len(ps)-i))
		}
		all = append(all, ps[i].words())
	}
	return all
}

func (f *Forbids) text(w io.Writer) {
	var sets []string
	for _, set := range f.Sets {
		sets = append(sets, prose.And(choices(set)))
	}
	if len(sets) == 0 {
		text := fmt.Sprintf("No choices in up to %d slots forbid the execution below.", f.UpTo)
		switch f.UpTo {
		case 0:
			text = "There are too many choices to find which of them forbid the execution below."
		case 1:
			text = "No choice in one slot forbids the execution below."
		}
		para(w, "  ", text)
		return
	}
	para(w, "  ", "The execution below is forbidden with "+strings.Join(sets, "; or with ")+". Other executions with the outcome may remain.")
}

// MaxForbid is the largest number of slots in which choices are searched that forbid an
// execution.
const MaxForbid = 3

func choices(list []results.Slot) (all []string) {
	for _, s := range list {
		all = append(all, s.Name+"="+s.Choice)
	}
	return all
}

// para writes a paragraph; lines but the first are indented.
func para(w io.Writer, indent, text string) {
	prose.Write(w, prose.Paragraph(text, width, indent))
}
