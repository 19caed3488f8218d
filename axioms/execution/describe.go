package execution

import (
	"fmt"

	"github.com/fencewise/fencewise/programs/event"
)

// Describe names an event without its value: "P0:Wx", "P1:Ry*" for a reserved
// access, "P0:sync", "init:x", "P0:msgsnd P1", "P1:doorbell interrupt".
func Describe(s *event.Structure, e int) string {
	if e < 0 || e >= len(s.Events) {
		return fmt.Sprintf("event %d", e)
	}
	ev := &s.Events[e]
	switch ev.Kind {
	case event.InitWrite:
		return "init:" + s.GranuleName(ev.Loc)
	case event.FenceEvent:
		return s.Threads[ev.Thread].Name + ":" + s.Lang.Text(ev.Tags)
	case event.MsgsndEvent:
		return s.Threads[ev.Thread].Name + ":msgsnd " + s.Threads[ev.Rings].Name
	case event.IrqEvent:
		return s.Threads[ev.Thread].Name + ":doorbell interrupt"
	case event.MsgclrEvent:
		return s.Threads[ev.Thread].Name + ":msgclr"
	case event.ReadMem:
		return describeAccess(s, ev, "R")
	case event.WriteMem:
		return describeAccess(s, ev, "W")
	default:
		panic("execution: no such kind of event")
	}
}

func describeAccess(s *event.Structure, ev *event.Event, letter string) string {
	star := ""
	if s.Exclusive(ev) {
		star = "*"
	}
	return s.Threads[ev.Thread].Name + ":" + letter + star + s.GranuleName(ev.Loc)
}

// Describe names an executed event with its value: "P0:Wx=1".
func (c *Candidate) Describe(e int) string {
	d := Describe(c.X.S, e)
	if c.X.S.Events[e].IsAccess() {
		d += "=" + c.X.S.ShowAt(c.X.S.Events[e].Loc, c.Value(e))
	}
	return d
}
