package csource

import (
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// slotAfter gives the last statement the slot whose comment follows it on its line. n is how many
// lines there were before it, end the place of its ';'.
func (th *thread) slotAfter(n int, end diag.Span) {
	m := th.r.markAfter(end)
	if m == nil || th.dead && n == len(th.lines) {
		return
	}
	m.taken = true
	if th.init {
		return
	}
	if len(th.lines) == n || !strings.HasSuffix(th.lines[len(th.lines)-1].text, ";") {
		th.r.fail(m.at, diag.CMark, "the statement before this slot is none that can be exchanged").
			Note("it does not access memory, and is no barrier").WithFix("put the slot behind a barrier or an access, or on a line of its own")
		return
	}
	last := len(th.lines) - 1
	for i, apart := n, 0; i < len(th.lines); i++ {
		if th.lines[i].apart { // what follows uses its value
			if apart++; apart == 1 {
				last = i
			}
		}
	}
	th.lines[last].slot = m
}

// emptySlots emits the slots whose comments stand alone between two places.
func (th *thread) emptySlots(from, to diag.Span) {
	if from.Src == nil || from.Src != to.Src || th.dead {
		return
	}
	for _, m := range th.r.marks {
		if m.slot() && m.at.Src == from.Src && m.at.Start >= from.End && m.at.End <= to.Start && (m.prev < 0 || m.prev != from.End || from.Text() == "{" || from.Text() == "}") {
			m.taken = true
			if !th.init {
				th.lines = append(th.lines, th.from(line{depth: th.indent, at: m.at, effect: true, slot: m}))
			}
		}
	}
}

// slot reports whether the comment is a slot.
func (m *mark) slot() bool { return m.word != "cpu" && m.word != "doorbell" && m.word != "bad" }

// markAfter returns the slot whose comment follows a ';' on its line.
func (r *reader) markAfter(end diag.Span) *mark {
	for _, m := range r.marks {
		if m.slot() && m.at.Src == end.Src && m.prev == end.End {
			return m
		}
	}
	return nil
}

// comment returns the slot as a comment of the litmus test.
func (m *mark) comment() string { return "/*@ " + m.word + ": " + m.choices() + " */" }

// choices returns the choices. memory_order_… stands for the order of the operation before it.
func (m *mark) choices() string { return strings.Join(strings.Fields(m.text), " ") }
