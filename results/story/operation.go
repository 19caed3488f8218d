package story

import (
	"slices"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/event"
)

// A statement of C can read and write in one atomic operation. Its two halves are events
// of their own, which one row or phrase describes where nothing comes between them.

// write returns the write half of an operation, given its read; -1 if there is none, and
// for the pairs of a machine language, whose halves are instructions of their own.
func (st *Story) write(r int) int {
	s := st.C.X.S
	for _, w := range st.C.Events() {
		if ev := &s.Events[w]; ev.IsWrite() && ev.Instr == s.Events[r].Instr && ev.Instr != nil && st.C.Relates(event.Rmw, r, int(w)) {
			return int(w)
		}
	}
	return -1
}

// halves reports whether the events are the read and the write of one operation.
func (st *Story) halves(r, w int) bool {
	return r >= 0 && w >= 0 && st.C.X.S.Events[r].IsRead() && st.write(r) == w
}

// statements counts pairs, those with one half of an operation or the other once.
func (st *Story) statements(ps []Pair) int {
	read := map[int]int{} // of the write half of an operation
	for _, e := range st.order {
		if st.C.X.S.Events[e].IsRead() {
			if w := st.write(e); w >= 0 {
				read[w] = e
			}
		}
	}
	whole := func(e int) int {
		if r, ok := read[e]; ok {
			return r
		}
		return e
	}
	seen := map[Pair]bool{}
	for _, p := range ps {
		seen[Pair{whole(p.First), whole(p.Second)}] = true
	}
	return len(seen)
}

// join makes one row of two neighbours that are the halves of an operation.
func (st *Story) join(rows []Row) []Row {
	var out []Row
	for _, r := range rows {
		if n := len(out) - 1; n >= 0 && out[n].Kind == r.Kind && st.halves(out[n].Event, r.Event) {
			out[n].Effect = st.whole(out[n].Event, r.Event)
			if r.Machine != out[n].Machine {
				out[n].Machine += ", " + r.Machine
			}
			for _, note := range r.Notes {
				if !slices.Contains(out[n].Notes, note) {
					out[n].Notes = append(out[n].Notes, note)
				}
			}
			continue
		}
		out = append(out, r)
	}
	return out
}

// whole returns what an operation does, given its halves: "x -> 0, x := 1", "takes l".
func (st *Story) whole(r, w int) string {
	if says := st.says(w); says != "" {
		return says
	}
	return st.effect(r) + ", " + st.effect(w)
}

// says returns what an access does in the words of its tag; "" if the tag has none.
func (st *Story) says(e int) string {
	if st.C.X.S.Says(e, "") == "" {
		return ""
	}
	return st.C.X.S.Says(e, st.value(e))
}

// alone returns what becomes of an operation whose read is e if no write follows; "" if
// one does, and for other events.
func (st *Story) alone(e int) string {
	if alone := st.C.X.S.Alone(e); alone != "" && st.write(e) < 0 {
		return alone
	}
	return ""
}

// operation names an operation by its statement and both its effects.
func (st *Story) operation(r, w int, whose string) string {
	if says := st.says(w); says != "" {
		return st.located(r, whose+prose.Unbroken(st.phrase(r)), " (", ")")
	}
	return whose + prose.Unbroken(st.which(r)) + " (" + st.located(r, prose.Unbroken(st.whole(r, w)), ", ", "") + ")"
}
