package table

import (
	"slices"
	"strconv"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
)

// Options says how a comparison is written.
type Options struct {
	Width int  // of text; 0: Width
	Full  bool // every point of the lattices
}

func (o Options) width() int {
	if o.Width == 0 {
		return Width
	}
	return o.Width
}

// report holds the parts of a text for people, the same for all formats. Each format
// writes every kind of part in its own way.
type report struct {
	title, name      string // name is what the title is of: "study host_ipi"
	question, answer string
	command          string // that writes it
	parts            []part
}

// part is one of the types below.
type part any

type (
	heading  string   // of what follows
	subhead  string   // of what follows, within a heading
	sentence string   // a paragraph
	remark   string   // one of several lines that belong together
	bullets  []string // a list
	steps    []string // lines that are to be kept as they are
	closing  struct{} // what follows is about the whole again
	numbers  sheet    // a table that is not of verdicts
	details  sheet    // one that text for a terminal leaves out
)

// compared makes the report on a comparison.
func compared(c *results.Comparison, o Options) *report {
	r := &report{title: c.Title, name: "study " + c.Study, question: c.Question, answer: c.Answer, command: "compare " + c.Study}
	ms, all := matrices(c), models(c)
	if len(ms) > 0 {
		if len(all) == 1 {
			r.add(heading("Verdicts under " + all[0]))
		} else {
			r.add(heading("Verdicts"))
		}
		if d := differences(ms, all); d != "" {
			r.add(sentence(d))
		}
		for _, m := range ms {
			r.add(m.agreed())
		}
	}
	if len(c.Lattices) > 0 {
		r.lattices(c, o)
		r.command += " --all"
	}
	if o.Full {
		r.command += " --full"
	}
	r.add(closing{})
	for _, n := range notes(c) {
		r.add(remark(n))
	}
	for _, n := range limitations(c) {
		r.add(remark(n))
	}
	r.add(remark(claims(c)))
	r.terms(c)
	if len(ms) > 0 {
		r.variants(ms)
	}
	return r
}

func (r *report) add(p part) { r.parts = append(r.parts, p) }

// terms adds what the words of the study mean, and who its threads are.
func (r *report) terms(c *results.Comparison) {
	var lines []string
	for _, t := range c.Terms {
		lines = append(lines, t.Word+": "+t.Meaning)
	}
	lines = append(lines, results.Who(c.Threads)...)
	if len(lines) > 0 {
		r.add(closing{})
	}
	for _, l := range lines {
		r.add(remark(l))
	}
}

// variants adds the sources of variants and what each puts into the slots.
func (r *report) variants(ms []*matrix) {
	var slots []string
	for _, m := range ms {
		for p := range m.programs {
			slots = m.slots(slots, p)
		}
	}
	sources := details{title: "Variants", head: single("variant", "source")}
	settings := details{title: "What stands in the slots", head: single(append([]string{"variant"}, slots...)...)}
	for _, m := range ms {
		for v, name := range m.variants {
			sources.rows = append(sources.rows, []string{name, m.sources[v]})
			row := []string{name}
			for _, s := range slots {
				row = append(row, m.choice(v, s))
			}
			settings.rows = append(settings.rows, row)
		}
	}
	r.add(sources)
	if len(slots) > 0 {
		r.add(settings)
	}
}

// slots adds the slots of a program to those known.
func (m *matrix) slots(known []string, program int) []string {
	for _, row := range m.rows {
		for _, r := range row[program] {
			for _, s := range r.Order {
				if !slices.Contains(known, s) {
					known = append(known, s)
				}
			}
		}
	}
	return known
}

// choice returns what a variant puts into a slot; "" if its programs have no slot of
// this name.
func (m *matrix) choice(variant int, slot string) string {
	for _, programs := range m.rows[variant] {
		for _, r := range programs {
			if c, ok := r.Slots[slot]; ok {
				return c
			}
		}
	}
	return ""
}

// lattices adds every combination of choices: how many have which verdict, and the
// borders between the verdicts.
func (r *report) lattices(c *results.Comparison, o Options) {
	r.add(heading("Every combination of choices"))
	r.add(counts(c.Lattices))
	r.add(sentence("A verdict that follows is that of another combination, which is proved to be weaker or stronger, or whose proof does not use the slots that differ."))
	r.strengths(c.Lattices)
	for i := range c.Lattices {
		l := &c.Lattices[i]
		same := func(k *results.Lattice) bool { return k.Program == l.Program && sameBorders(k, l) }
		if !o.Full && slices.ContainsFunc(c.Lattices[:i], func(k results.Lattice) bool { return same(&k) }) {
			continue
		}
		under := []string{l.JudgedBy()}
		for k := i + 1; k < len(c.Lattices) && !o.Full; k++ {
			if same(&c.Lattices[k]) {
				under = append(under, c.Lattices[k].JudgedBy())
			}
		}
		r.add(subhead(short(l.Program) + " under " + prose.And(under)))
		r.border(l)
		if o.Full {
			r.add(points(c, l))
		}
	}
}

// sameBorders reports whether two lattices of a program read the same.
func sameBorders(k, l *results.Lattice) bool {
	return slices.Equal(items(k, k.Minimal), items(l, l.Minimal)) && slices.Equal(items(k, k.Maximal), items(l, l.Maximal)) &&
		k.Verdicts[verdict.Unknown] == l.Verdicts[verdict.Unknown]
}

// strengths adds which choices are proved to be stronger, once for models that agree.
func (r *report) strengths(ls []results.Lattice) {
	var orders [][]string
	var of [][]string
	for _, m := range latticeModels(ls) {
		o := strength(ls, m)
		i := slices.IndexFunc(orders, func(p []string) bool { return slices.Equal(o, p) })
		if i < 0 {
			i = len(orders)
			orders, of = append(orders, o), append(of, nil)
		}
		of[i] = append(of[i], m)
	}
	for i, o := range orders {
		if len(o) > 0 {
			r.add(closing{})
			r.add(remark("From weaker to stronger under " + prose.And(of[i]) + ", as proved:"))
			r.add(bullets(o))
		}
	}
}

// judge returns the heading of the column that says who judges.
func judge(ls []results.Lattice) string {
	if slices.ContainsFunc(ls, func(l results.Lattice) bool { return l.Target != "" }) {
		return "target"
	}
	return "model"
}

func latticeModels(ls []results.Lattice) []string {
	var ms []string
	for _, l := range ls {
		if !slices.Contains(ms, l.JudgedBy()) {
			ms = append(ms, l.JudgedBy())
		}
	}
	return ms
}

// border adds the two borders of a lattice, which determine all its verdicts: the
// weakest combinations with which the outcome is impossible, and the strongest with
// which it is still possible.
func (r *report) border(l *results.Lattice) {
	r.side("Impossible", "from", l, l.Minimal)
	r.side("Still possible", "with", l, l.Maximal)
	if n := l.Verdicts[verdict.Unknown]; n > 0 {
		r.add(sentence(prose.Are(n, "combination") + " Unknown, so their side is not known."))
	} else if s := indifferent(l); s != "" {
		r.add(sentence(s))
	}
}

// side adds one border.
func (r *report) side(word, bounds string, l *results.Lattice, border []results.Bound) {
	switch {
	case len(border) == 0:
	case len(border) == 1 && len(border[0]) == 0:
		r.add(remark(word + ", " + anything + "."))
	default:
		r.add(remark(word + " " + bounds + ":"))
		r.add(bullets(items(l, border)))
	}
}

// counts returns how often each verdict occurs in each lattice. Always and Unknown have
// a column if they occur.
func counts(ls []results.Lattice) numbers {
	verdicts := []verdict.Verdict{verdict.Never, verdict.Sometimes}
	for _, v := range []verdict.Verdict{verdict.Always, verdict.Unknown} {
		if slices.ContainsFunc(ls, func(l results.Lattice) bool { return l.Verdicts[v] > 0 }) {
			verdicts = append(verdicts, v)
		}
	}
	head := []string{"program"}
	one := len(latticeModels(ls)) == 1
	if !one {
		head = append(head, judge(ls))
	}
	head = append(head, "all")
	for _, v := range verdicts {
		head = append(head, string(v))
	}
	right := len(head) - len(verdicts) - 1
	t := numbers{head: single(append(head, "asked", "follow")...), right: right}
	for i := range ls {
		l := &ls[i]
		row := []string{short(l.Program)}
		if !one {
			row = append(row, l.JudgedBy())
		}
		row = append(row, strconv.Itoa(l.Size()))
		for _, v := range verdicts {
			row = append(row, strconv.Itoa(l.Verdicts[v]))
		}
		t.rows = append(t.rows, append(row, strconv.Itoa(l.Asked), strconv.Itoa(l.Follow)))
	}
	return t
}

// points returns the table of every point of a lattice.
func points(c *results.Comparison, l *results.Lattice) numbers {
	var head []string
	for _, s := range l.Slots {
		head = append(head, s.Name)
	}
	t := numbers{head: single(append(head, "verdict")...)}
	for i := range c.Rows {
		r := &c.Rows[i]
		if r.Variant != nil || r.Program != l.Program || r.JudgedBy() != l.JudgedBy() {
			continue
		}
		var row []string
		for _, s := range l.Slots {
			row = append(row, r.Slots[s.Name])
		}
		t.rows = append(t.rows, append(row, cell(r)))
	}
	return t
}
