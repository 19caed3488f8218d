package vocabulary

import (
	"slices"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// Base identifies a set or relation that an execution itself provides. Numbers above
// firstTag are the sets of events with one tag of a language.
type Base uint8

// The sets and relations that executions have in every language.
const (
	NoBase Base = iota

	// sets
	SetM
	SetR
	SetW
	SetF
	SetIW
	SetMsgsnd
	SetIrq
	SetMsgclr
	SetShown

	// relations that an execution chooses; more of them below
	RelRf
	RelCo

	firstStatic // from here on: the static relations of event.Statics, in order
)

// The static relations that Go code names.
const (
	RelPo        = firstStatic + Base(event.Po)
	RelAddr      = firstStatic + Base(event.Addr)
	RelData      = firstStatic + Base(event.Data)
	RelCtrl      = firstStatic + Base(event.Ctrl)
	RelRmw       = firstStatic + Base(event.Rmw)
	RelAddrStwcx = firstStatic + Base(event.AddrStwcx)
	RelDataStwcx = firstStatic + Base(event.DataStwcx)
	RelCtrlStwcx = firstStatic + Base(event.CtrlStwcx)
)

// Further relations.
const (
	RelLoc = firstStatic + Base(event.NumStatic) + iota
	RelInt
	RelExt
	RelDbo
	RelDB
	RelDiffer
	RelSi

	firstTag
)

// NumBase is larger than every Base.
const NumBase = firstTag + isa.MaxTags + 1

// StaticBase returns the base relation for a static relation of the program.
func StaticBase(r event.Static) Base { return firstStatic + Base(r) }

// Static returns the static relation that b stands for, and false if there is none.
func (b Base) Static() (event.Static, bool) {
	return event.Static(b - firstStatic), b >= firstStatic && b < firstStatic+Base(event.NumStatic)
}

// orderBases holds the base relations for the orders of event.Orders.
var orderBases = [event.NumOrders]Base{event.Co: RelCo, event.Dbo: RelDbo}

// OrderBase returns the base relation for a kind of chosen order.
func OrderBase(o event.Order) Base { return orderBases[o] }

// Order returns the kind of chosen order that b stands for, and false if there is none.
func (b Base) Order() (event.Order, bool) {
	o := slices.Index(orderBases[:], b)
	return event.Order(max(o, 0)), o >= 0
}

// Tagged returns the set of events with a tag.
func Tagged(t isa.Tag) Base { return firstTag + Base(t) }

// Tag returns the tag whose set of events b is, and false if there is none.
func (b Base) Tag() (t isa.Tag, ok bool) { return isa.Tag(b - firstTag), b > firstTag }

// IsSet reports whether b is a set of events and not a relation.
func (b Base) IsSet() bool { return b < RelRf || b >= firstTag }

// Dynamic reports whether the content of b depends on what an execution chooses. Otherwise
// its events determine it.
func (b Base) Dynamic() bool {
	_, order := b.Order()
	return order || b == RelRf || b == RelDB || b == RelDiffer
}
