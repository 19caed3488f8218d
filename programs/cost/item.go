package cost

import (
	"fmt"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// Item is something that has a cost: a barrier of a language, [Ctrl] or [Instruction].
// Barriers are numbered from 1, in the order in which the language declares them.
type Item uint8

// maxBarriers is the largest number of barriers that a language may have. A [Cost] has
// room for all of them.
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
	for i, t := range lang.Barriers() {
		if i >= maxBarriers {
			panic(fmt.Sprintf("cost: %s has more than %d barriers", lang.Name, maxBarriers))
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

// of returns the item that a part of a choice is counted as.
func (l *itemList) of(p event.Part) Item {
	switch {
	case p.Ctrl:
		return Ctrl
	case p.Fence == isa.NoTag:
		return Instruction
	}
	return l.byTag[p.Fence]
}
