package reason

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/internal/prose"
)

// says describes how a step leads to the next event. The words stand between the two
// events in a sentence. It returns "" if the name of the relation says everything.
func (st *Step) says(next *Event) string {
	var returned, others []string
	var by [][]string // alternatives: what each consists of
	for _, g := range st.Grounds {
		w, parts := st.ground(g, next)
		switch {
		case parts != nil:
			by = append(by, parts)
		case w == "":
			return ""
		case strings.HasPrefix(w, returns):
			returned = append(returned, strings.TrimSuffix(strings.TrimPrefix(w, returns), overwritten))
		default:
			others = append(others, w)
		}
	}
	switch n := len(returned); {
	case n > maxValues:
		others = append(others, fmt.Sprintf("%sone of %d values%s", returns, n, overwritten))
	case n > 0:
		others = append(others, returns+prose.Or(returned)+overwritten)
	}
	if len(by) > 0 {
		ways := smallest(by)
		if n := len(ways); n > maxValues {
			ways = append(ways[:maxValues:maxValues], fmt.Sprintf("in %d other ways", n-maxValues))
		}
		others = append(others, kept+prose.Or(ways))
	}
	return strings.Join(others, "; or ")
}

// smallest returns the alternatives in words, without those that need
// everything that another one needs and more.
func smallest(by [][]string) (texts []string) {
	within := func(a, b []string) bool {
		return !slices.ContainsFunc(a, func(part string) bool { return !slices.Contains(b, part) })
	}
	for i, b := range by {
		more := false
		for j, a := range by {
			if i != j && within(a, b) && (len(a) < len(b) || j < i) {
				more = true
			}
		}
		if !more {
			texts = append(texts, prose.And(b))
		}
	}
	return texts
}

// maxValues bounds the values of an access that are listed.
const maxValues = 3

// few returns an effect, without its values if these are many.
func few(effect string) string {
	if n := strings.Count(effect, " or "); n >= maxValues {
		at := strings.LastIndexAny(effect[:strings.Index(effect, " or ")], " ")
		return effect[:at] + " …"
	}
	return effect
}

const (
	kept        = "is kept before, by "
	returns     = "returns "
	overwritten = ", which is overwritten by"
)

// ground describes one alternative: in words, or as its parts if barriers and
// dependencies keep the step together.
func (st *Step) ground(g []Source, next *Event) (text string, parts []string) {
	between := func(s *Source) bool { return s.Event.ID == st.Event.ID && s.To != nil && s.To.ID == next.ID }
	switch {
	case len(g) == 0 && st.Event.Column >= 0 && st.Event.Column == next.Column:
		return "is before, by program order", nil
	case len(g) == 0:
		return "", nil
	case len(g) == 1 && between(&g[0]):
		if w := direct[g[0].Kind]; w != "" {
			if verb, by := strings.CutSuffix(w, " by"); by && g[0].Part != "" {
				return verb + " in " + g[0].Part + " by", nil
			}
			return w, nil
		}
	case len(g) == 1 && g[0].Kind == ByReading && g[0].Part != "" && g[0].To.ID == st.Event.ID && g[0].Event.ID == next.ID:
		return "reads " + g[0].Part + " from", nil
	case len(g) == 2 && st.overtaken(g, next):
		for i := range g {
			if g[i].Kind == ByReading {
				of := ""
				if g[i].Part != "" {
					of = " in " + g[i].Part
				}
				return returns + g[i].Event.content() + of + overwritten, nil
			}
		}
	}
	var all []string
	for i := range g {
		if implied(g, i) {
			continue
		}
		text := g[i].words(st.Event.Thread, between(&g[i]) || g[i].Kind == ByControl && g[i].Event.ID == st.Event.ID)
		if g[i].Kind == ByAccess {
			text = g[i].access(st, next)
		}
		if whole(g, &g[i]) {
			text = "the " + g[i].Choice + " in slot " + g[i].Slot
		}
		if !slices.Contains(all, text) {
			all = append(all, text)
		}
	}
	return "", all
}

// whole reports whether a source is described with the whole choice of its slot: if that is
// ctrl() and more, neither explains the order alone.
func whole(g []Source, s *Source) bool {
	return s.Slot != "" && slices.ContainsFunc(g, func(o Source) bool { return o.Slot == s.Slot && o.Kind == ByControl })
}

// implied reports whether a source is the pair of a lwarx and a stwcx. and
// another source depends on the success of that stwcx., so that the stwcx. is
// named anyway.
func implied(g []Source, i int) bool {
	return g[i].Kind == ByAtomic && slices.ContainsFunc(g, func(s Source) bool {
		if s.Kind == ByAccess { // of an operation that does not fail
			return s.Event.ID == g[i].Event.ID || s.Event.ID == g[i].To.ID
		}
		_, success, ok := s.Kind.dependency()
		return ok && success && s.Event.ID == g[i].To.ID
	})
}

// direct describes pairs that are a step of their own.
var direct = map[SourceKind]string{
	ByReading: "is read by", ByCoherence: "is overwritten by", ByAnswer: "is answered by",
	ByBell: "comes to the doorbell before", ByAtomic: "is paired with",
}

// overtaken reports whether a step leads from a read to a write that overwrites the
// value that it returns.
func (st *Step) overtaken(g []Source, next *Event) bool {
	rf, co := &g[0], &g[1]
	if rf.Kind != ByReading {
		rf, co = co, rf
	}
	return rf.Kind == ByReading && co.Kind == ByCoherence && rf.To.ID == st.Event.ID &&
		co.Event.ID == rf.Event.ID && co.To.ID == next.ID
}

// content describes what a write leaves in memory.
func (e *Event) content() string {
	if e.Kind == Initial {
		return "the initial value"
	}
	return e.Thread + "'s " + e.Effect
}

// words describes a source as part of a list about a thread. direct says that it joins
// the two events of its step.
func (s *Source) words(thread string, direct bool) string {
	of, success, dependency := s.Kind.dependency()
	switch {
	case dependency:
		text := "the " + of + " dependency"
		if success {
			return text + " on the success of " + s.Event.name()
		}
		if !direct && s.To.Kind != Barrier {
			text += fmt.Sprintf(" from %s to %s", s.Event.name(), s.To.name())
		}
		return text
	}
	switch s.Kind {
	case ByBarrier:
		return s.barrier(thread)
	case ByAccess:
		return "the " + s.Keeps + " of " + s.Event.name()
	case ByReading:
		return fmt.Sprintf("%s reading %s", s.To.name(), s.Event.content())
	case ByCoherence:
		return fmt.Sprintf("%s overwriting %s", s.To.content(), s.Event.content())
	case ByAtomic:
		return fmt.Sprintf("the pair of %s and %s", s.Event.name(), s.To.name())
	case ByAnswer:
		return fmt.Sprintf("the interrupt for %s of %s", s.Event.Text, s.Event.Thread)
	case ByBell:
		return fmt.Sprintf("the doorbell order of %s and %s", s.Event.Text, s.To.Text)
	default:
		panic("reason: no words for a source of kind " + string(s.Kind))
	}
}

// access describes what an access does besides, as a part of what makes a step.
func (s *Source) access(st *Step, next *Event) string {
	switch s.Event.ID {
	case st.Event.ID:
		return "its " + s.Keeps
	case next.ID:
		return "the " + s.Keeps + " there"
	}
	return s.words("", false)
}

// barrier names a barrier in a sentence about a thread.
func (s *Source) barrier(thread string) string {
	p := Piece{Kind: ByBarrier, Text: s.Event.Text, Thread: s.Event.Thread, Slot: s.Slot, Line: s.Event.Line, File: s.Event.File}
	if p.Thread == thread {
		p.Thread = ""
	}
	text := p.words()
	if s.Slot != "" && s.Choice != s.Event.Text {
		text += " (" + s.Choice + ")"
	}
	return text
}

// words describes a part of the program. The thread of an instruction is named, because
// another thread may have an instruction in the same line.
func (p *Piece) words() string {
	owner := "the "
	if p.Thread != "" {
		owner = p.Thread + "'s "
	}
	switch {
	case p.Kind != ByBarrier:
		of, success, _ := p.Kind.dependency()
		text := owner + of + " dependency from " + p.Text
		if success {
			text = owner + of + " dependency on the success of " + p.Text
		}
		if p.Twin {
			text += " of " + lineOf(p.File, p.Line)
		}
		if p.To != "" {
			text += " to " + p.To
		}
		return text
	case p.Slot != "":
		return "the " + p.Text + " in slot " + p.Slot
	case p.Line > 0:
		return owner + p.Text + " of " + lineOf(p.File, p.Line)
	}
	return owner + p.Text
}

// lineOf names a line in a sentence: "line 33", "line 33 of lock.h".
func lineOf(file string, line int) string {
	text := fmt.Sprintf("line\u00a0%d", line)
	if file != "" {
		text += " of " + file
	}
	return text
}
