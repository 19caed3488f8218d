package story

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Final is the final state: the registers that the test asks for, then every
// location, then the doorbells.
func (st *Story) Final() []string {
	s := st.C.X.S
	var items []string
	for th := range s.Threads {
		leaf := st.C.Leaf(th)
		if leaf < 0 {
			continue
		}
		var names []string
		for r := range s.Threads[th].Ends[leaf].Regs {
			if v, ok := st.C.Register(th, r); ok && s.Test.FromC() {
				names = append(names, st.registerInC(th, s.RegName(r), s.ShowAs(s.RegisterType(th, r), v)))
			} else if ok {
				names = append(names, fmt.Sprintf("%d:%s=%s", s.Test.Threads[th].ID, s.RegName(r), s.ShowAs(s.RegisterType(th, r), v)))
			}
		}
		slices.SortFunc(names, func(a, b string) int { // r9 before r11
			if len(a) != len(b) {
				return len(a) - len(b)
			}
			return strings.Compare(a, b)
		})
		items = append(items, names...)
	}
	left := false
	for l := range s.Locs {
		if st.untouched(l) {
			left = true
			continue
		}
		items = append(items, st.place(s.Locs[l].Name, s.ShowAs(s.Locs[l].Type, st.C.Final(l))))
	}
	if p := st.Pending(); p != "" {
		items = append(items, p)
	}
	if left {
		items = append(items, "every other location is 0")
	}
	return items
}

// untouched reports whether a location of a .c file is 0 from the beginning to the end because no
// statement accesses it: most elements of an array that is indexed by the number of a CPU.
func (st *Story) untouched(loc int) bool {
	s := st.C.X.S
	if !s.Test.FromC() || s.Locs[loc].Init != (event.Value{}) {
		return false
	}
	parts := s.GranulesOf(loc)
	for e := range s.Events {
		if ev := &s.Events[e]; ev.IsAccess() && ev.Thread >= 0 && slices.Contains(parts, ev.Loc) {
			return false
		}
	}
	return true
}

// Initial lists the locations that do not begin with 0.
func (st *Story) Initial() []string {
	s := st.C.X.S
	var items []string
	for i := range s.Locs {
		if l := &s.Locs[i]; l.Init != (event.Value{}) {
			items = append(items, st.place(l.Name, s.ShowAs(l.Type, l.Init)))
		}
	}
	return items
}

// place returns a location and its value as the program would write them.
func (st *Story) place(name, value string) string {
	if st.C.X.S.Test.FromC() {
		return name + " = " + value
	}
	return fmt.Sprintf("[%s]=%s", name, value)
}

// registerInC returns a variable of a thread and its value; for the variables that stand for
// assertions, what became of them.
func (st *Story) registerInC(thread int, name, value string) string {
	t := st.C.X.S.Test
	text := fmt.Sprintf("%s of %s = %s", name, st.C.X.S.Threads[thread].Name, value)
	litmus.EachAtom(t.Cond.Prop, func(a *litmus.Atom) {
		switch {
		case a.Says == "" || a.Loc.Thread != t.Threads[thread].ID || a.Loc.Name != name:
		case value == "0":
			text = a.Else
		default:
			text = a.Says
		}
	})
	return text
}
