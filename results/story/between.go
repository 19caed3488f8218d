package story

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/event"
)

// barriers says which barriers stand between two events of a thread that are
// out of order, or in whose vicinity some are: evidently they do not prevent that.
func (st *Story) barriers(a, b int) string {
	s := st.C.X.S
	var names []string
	full := map[int]bool{} // slots with a barrier
	for _, f := range st.C.Events() {
		ev := &s.Events[f]
		if ev.Kind != event.FenceEvent || !s.Po.Has(a, int(f)) || !s.Po.Has(int(f), b) {
			continue
		}
		name := st.instr(int(f)) + " between"
		if ev.Slot >= 0 {
			name = st.instr(int(f)) + " in slot " + s.Slots[ev.Slot].Name
			full[ev.Slot] = true
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	empty := ""
	switch slots := st.emptySlots(a, b, full); len(slots) {
	case 0:
	case 1:
		empty = ", none in slot " + slots[0]
	default:
		empty = ", none in slots " + list(slots)
	}
	if empty != "" && len(names) > 0 {
		empty = ", and there is" + empty[1:]
	}
	switch len(names) {
	case 0:
		return ": no barrier stands between" + empty
	case 1:
		return fmt.Sprintf(": the %s does not prevent that%s", names[0], empty)
	}
	return fmt.Sprintf(": the %s do not prevent that%s", list(names), empty)
}

// emptySlots lists the slots without a barrier between two events of a thread,
// unless there is a branch between them.
func (st *Story) emptySlots(a, b int, full map[int]bool) []string {
	s := st.C.X.S
	x, y := &s.Events[a], &s.Events[b]
	code := s.Test.Threads[x.Thread]
	if x.Interrupt > 0 {
		code = code.Handler
	}
	if x.Interrupt != y.Interrupt || x.Cell > y.Cell || y.Cell > len(code.Cells) {
		return nil
	}
	var names []string
	for _, c := range code.Cells[max(x.Cell, 0):max(y.Cell, 0)] { // an interrupt is in no cell
		if c.Instr != nil && strings.HasPrefix(c.Instr.Op, "b") {
			return nil
		}
		if c.Slot == nil {
			continue
		}
		if i := slices.Index(s.Test.Slots, c.Slot); !full[i] && !slices.Contains(names, c.Slot.Name) {
			names = append(names, c.Slot.Name)
		}
	}
	return names
}
