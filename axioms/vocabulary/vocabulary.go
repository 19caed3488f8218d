package vocabulary

import (
	"fmt"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// Info describes a base set or relation.
type Info struct {
	Base Base
	Name string // in cat
	Doc  string // one sentence
}

// Kind returns "set" or "relation".
func (i *Info) Kind() string {
	if i.Base.IsSet() {
		return "set"
	}
	return "relation"
}

// The sets and relations of all languages, in the order in which tables show them. The sets
// of tags come between before and after, and the static relations except po between after
// and last.
var (
	before = []Info{
		{SetM, "M", "memory accesses: reads, writes and initial writes"},
		{SetR, "R", "reads of memory"},
		{SetW, "W", "writes to memory, the initial writes included"},
		{SetF, "F", "fences of every kind, but for those that are about one location"},
		{SetIW, "IW", "initial writes, one for each location"},
	}
	after = []Info{
		{SetMsgsnd, "Msgsnd", "msgsnd instructions: each rings the doorbell of one thread, which is then pending until it is taken or cleared"},
		{SetIrq, "Irq", "doorbell interrupts: the thread takes its pending doorbell, which is then no longer pending"},
		{SetMsgclr, "Msgclr", "msgclr instructions: the doorbell of the thread is no longer pending, without an interrupt"},

		{SetShown, "Shown", "accesses to locations whose final value the test shows: those in its condition, its filter and its locations"},

		static(event.Po),
		{RelRf, "rf", "reads-from: from a write to each read that takes its value"},
		order(event.Co),
	}
	last = []Info{
		{RelLoc, "loc", "same location: relates the accesses to one location"},
		{RelInt, "int", "internal: relates events of the same thread; initial writes belong to no thread"},
		{RelSi, "si", "same instruction: relates the events of one access, which in a program with accesses of mixed size is one event for each part that others access alone"},
		{RelExt, "ext", "external: relates events of different threads, and initial writes with the events of all threads"},
		order(event.Dbo),
		{RelDiffer, "differ", "different values: relates the accesses that read or write different values"},
		{RelDB, "db", "doorbell: to each interrupt, from every msgsnd that rang since the interrupt before it"},
	}
)

// static returns the description of a static relation from its own table.
func static(r event.Static) Info {
	return Info{StaticBase(r), event.Statics[r].Name, event.Statics[r].Doc}
}

// order describes a chosen order in the words of its own table.
func order(o event.Order) Info {
	return Info{OrderBase(o), event.Orders[o].Name, event.Orders[o].Doc}
}

// Table is the vocabulary of models for one language: all names to which an execution gives
// a meaning.
type Table struct {
	Language *isa.Language
	list     []Info // in the order in which they are shown
	byName   map[string][]Base
	at       [NumBase]int // by base: 1 + index into list; 0 if it is not in this vocabulary
}

// For returns the vocabulary for a language.
func For(l *isa.Language) *Table {
	t := &Table{Language: l, byName: map[string][]Base{}}
	t.list = append(t.list, before...)
	for tag := range l.Tags {
		if info := &l.Tags[tag]; info.Cat != "" {
			t.list = append(t.list, Info{Tagged(isa.Tag(tag)), info.Cat, info.Doc})
		}
	}
	t.list = append(t.list, after...)
	for r := range event.NumStatic {
		if r != event.Po {
			t.list = append(t.list, static(r))
		}
	}
	t.list = append(t.list, last...)
	for i := range t.list {
		b := &t.list[i]
		if _, twice := t.byName[b.Name]; twice || t.at[b.Base] > 0 {
			panic(fmt.Sprintf("vocabulary: %s has two meanings for %s", b.Name, l.Name))
		}
		t.byName[b.Name], t.at[b.Base] = []Base{b.Base}, i+1
	}
	for tag := range l.Tags {
		for _, name := range l.Tags[tag].Also {
			if bs := t.byName[name]; len(bs) > 0 && !bs[0].IsSet() {
				panic(fmt.Sprintf("vocabulary: %s has two meanings for %s", name, l.Name))
			}
			t.byName[name] = append(t.byName[name], Tagged(isa.Tag(tag)))
		}
	}
	return t
}

// List returns all sets and relations, in the order in which they are shown.
func (t *Table) List() []Info { return t.list }

// Named returns the set or relation with a name, and false if there is none, or if the name
// is that of several sets.
func (t *Table) Named(name string) (Base, bool) {
	if bs := t.byName[name]; len(bs) == 1 {
		return bs[0], true
	}
	return NoBase, false
}

// All returns what a name stands for: a relation, a set, or several sets if several tags have
// the name, which then means their union. It returns nil for an unknown name.
func (t *Table) All(name string) []Base { return t.byName[name] }

// Has reports whether a set or relation is in this vocabulary.
func (t *Table) Has(b Base) bool { return b < NumBase && t.at[b] > 0 }

// Name returns the name of a set or relation of this vocabulary.
func (t *Table) Name(b Base) string { return t.list[t.at[b]-1].Name }
