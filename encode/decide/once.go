package decide

import "github.com/fencewise/fencewise/encode"

// askedOnce returns how a query is encoded that is asked once and only has to be answered:
// of executions that differ in which of several threads does what, one is enough.
func (d *Decider) askedOnce() encode.Options {
	o := d.encoding()
	o.OrderAlike = !d.opts.everyOrder
	return o
}
