package story

import (
	"fmt"
	"slices"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/event"
)

// barriers returns the end of a sentence about two events of a thread that take
// effect out of order: which barriers stand between them, and which slots are empty.
func (st *Story) barriers(a, b int) string {
	s := st.C.X.S
	var names []string
	add := func(name string) {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for _, f := range st.C.Events() {
		ev := &s.Events[f]
		switch {
		case ev.Kind != event.FenceEvent || !s.Po(a, int(f)) || !s.Po(int(f), b):
		case ev.Slot < 0:
			add(st.located(int(f), st.phrase(int(f)), " (", ")") + " between them")
		case !s.Slots[ev.Slot].Depends(ev.SlotChoice):
			add(st.phrase(int(f)) + " in slot " + s.Slots[ev.Slot].Name)
		}
		if int(f) != a && int(f) != b && s.Po(a, int(f)) && s.Po(int(f), b) && st.alone(int(f)) != "" {
			add(prose.Unbroken(st.phrase(int(f))) + ", which " + st.alone(int(f)) + ",")
		}
	}
	var none []string
	for _, slot := range s.SlotsBetween(a, b, st.C.Holds) {
		pick := s.SlotChoice(slot, st.C.X.Slots)
		switch sl := &s.Slots[slot]; {
		case len(sl.Parts[pick]) == 0:
			none = append(none, sl.Name)
		case sl.Depends(pick):
			add(sl.Choices[pick] + " in slot " + sl.Name)
		}
	}
	empty := ""
	if len(none) > 0 {
		empty = ", and " + prose.Choose(len(none), "slot ", "slots ") + prose.And(none) + prose.Choose(len(none), " is empty", " are empty")
	}
	switch len(names) {
	case 0:
		return ": no barrier stands between them" + empty
	case 1:
		return fmt.Sprintf(": the %s does not prevent that%s", names[0], empty)
	}
	return fmt.Sprintf(": the %s do not prevent that%s", prose.And(names), empty)
}

// isyncAlone returns a sentence if an isync between two accesses does not order them,
// because no branch before it depends on the first.
func (st *Story) isyncAlone(a, b int) string {
	s := st.C.X.S
	alone := ""
	for _, f := range st.C.Events() {
		barrier := &s.Lang.Tags[s.Lang.Barrier(s.Events[f].Tags)]
		if !barrier.Control || !s.Po(a, int(f)) || !s.Po(int(f), b) {
			continue
		}
		if st.C.Relates(event.Ctrl, a, int(f)) {
			return ""
		}
		alone = "On " + s.Lang.Name + " " + barrier.Name
	}
	switch {
	case alone == "":
		return ""
	case s.Events[a].IsWrite():
		return alone + " does not order stores."
	}
	return alone + " orders only after a branch that depends on the load."
}
