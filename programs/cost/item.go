package cost

import (
	"fmt"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// Item is something that has a cost: a barrier of a language, [Ctrl] or [Instruction].
// Barriers are numbered from 1, in the order in which the language declares them, and
// behind them the kinds of accesses that cost something.
type Item uint8

// maxBarriers is the largest number of barriers, and of kinds of accesses with a cost, that
// a language may have. A [Cost] has room for all of them.
const maxBarriers = 20

// The items that are not barriers.
const (
	Ctrl        = Item(maxBarriers) + 1 + iota // a compare and a branch: ctrl() in a slot
	Instruction                                // any other instruction in a slot

	itemCount = int(Instruction) + 1 // the number of items, including noItem
)

// noItem is the number that no item has.
const noItem Item = 0

// itemList holds the items of a language.
type itemList struct {
	lang  *isa.Language
	names [itemCount]string // in a cost file; "" for items that the language does not have
	byTag [isa.MaxTags + 1]Item
}

func itemsOf(lang *isa.Language) *itemList {
	l := &itemList{lang: lang}
	l.names[Ctrl], l.names[Instruction] = "ctrl", "instruction"
	for i, t := range append(lang.Barriers(), lang.Priced()...) {
		if i >= maxBarriers {
			panic(fmt.Sprintf("cost: %s has more than %d barriers and kinds of accesses", lang.Name, maxBarriers))
		}
		item := Item(i + 1)
		l.names[item], l.byTag[t] = lang.Tags[t].Name, item
	}
	return l
}

// all returns the items of the language, barriers first.
func (l *itemList) all() (all []Item) {
	for i, name := range l.names {
		if name != "" {
			all = append(all, Item(i))
		}
	}
	return all
}

// of returns the items that a part of a choice is counted as: one, or one for each kind of
// accesses that it has.
func (l *itemList) of(p event.Part) (all []Item) {
	switch {
	case p.Ctrl:
		return []Item{Ctrl}
	case p.Fence != isa.NoTag:
		return []Item{l.byTag[p.Fence]}
	}
	for _, t := range p.Tags.List() {
		if l.lang.Tags[t].Priced {
			all = append(all, l.byTag[t])
		}
	}
	if all == nil && len(l.lang.Priced()) == 0 {
		return []Item{Instruction}
	}
	return all // an access without order costs nothing where the others have a price
}
