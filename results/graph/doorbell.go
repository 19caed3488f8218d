package graph

import (
	"fmt"

	"github.com/fencewise/fencewise/programs/event"
)

// bellShape is the shape of the events of a doorbell: a message points to where
// it goes, an interrupt is a sign to stop.
var bellShape = map[event.Kind]string{
	event.MsgsndEvent: "cds",
	event.IrqEvent:    "octagon",
	event.MsgclrEvent: "hexagon",
}

// handler draws the nodes of one run of a handler, the n-th of its thread, in a
// frame. It begins with the interrupt irq.
func (d *drawing) handler(irq int, column string, n int) {
	ev := &d.s.Events[irq]
	d.line("\tsubgraph cluster_i%d {", ev.Interrupt)
	d.line("\tlabel=%s; labeljust=l; fontsize=11; style=rounded; color=gray40;", quote(fmt.Sprintf("interrupt %d of %s", n, d.s.Threads[ev.Thread].Name)))
	for _, e := range d.c.Events() {
		if d.s.Events[e].Interrupt == ev.Interrupt {
			d.event(int(e), column)
		}
	}
	d.line("\t}")
}

// doorbells draws, for each thread, an edge from every message to the interrupt
// that answers it, and the doorbell order between neighbours where neither
// that nor program order says it.
func (d *drawing) doorbells() {
	for _, dbo := range d.c.X.Dbo {
		since := 0 // of the messages since the last interrupt or msgclr
		for i, e := range dbo {
			answered := d.s.Events[e].Kind == event.IrqEvent
			if i > 0 && !answered && !d.s.Po.Has(int(dbo[i-1]), int(e)) {
				d.line("\t%s -> %s [label=\"dbo\", %s];", node(int(dbo[i-1])), node(int(e)), styleDBO)
			}
			if d.s.Events[e].Kind == event.MsgsndEvent {
				continue
			}
			for _, m := range dbo[since:i] {
				if answered {
					d.line("\t%s -> %s [label=\"db\", %s];", node(int(m)), node(int(e)), styleDB)
				}
			}
			since = i + 1
		}
	}
}
