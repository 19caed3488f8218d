package story

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/event"
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
			if v, ok := st.C.Register(th, r); ok {
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
	for l := range s.Locs {
		items = append(items, fmt.Sprintf("[%s]=%s", s.Locs[l].Name, s.ShowAs(s.Locs[l].Type, st.C.Final(l))))
	}
	if p := st.Pending(); p != "" {
		items = append(items, p)
	}
	return items
}

// Initial lists the locations that do not begin with 0.
func (st *Story) Initial() []string {
	s := st.C.X.S
	var items []string
	for i := range s.Locs {
		if l := &s.Locs[i]; l.Init != (event.Value{}) {
			items = append(items, fmt.Sprintf("[%s]=%s", l.Name, s.ShowAs(l.Type, l.Init)))
		}
	}
	return items
}
