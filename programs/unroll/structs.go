package unroll

import (
	"cmp"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
)

// A struct is one object whose fields are locations. Programs declare structs of which they
// access a few fields only, and each location costs an event and an initial value. So a program
// with structs is unrolled twice: first with all fields, and then with those alone that an
// access, the condition or the list of locations needs. The first field of a struct always
// stays, because its number stands for the object in addresses.

// object is a struct, or an array of structs.
type object struct {
	in *litmus.Init
	id int32 // as in event.Value.Loc
}

// leaf is a location of a struct.
type leaf struct {
	loc    int32 // -1 if it was left out
	needed bool  // something names it, or accesses it
}

// buildStructs builds the structure, and leaves out the fields of structs that it does not need.
func (b *builder) buildStructs(t *litmus.Test, opts Options) (*event.Structure, error) {
	b.keep = nil
	s, err := b.buildMixed(t, opts)
	if err != nil || len(b.leaves) == 0 {
		return s, err
	}
	all := true
	keep := make([]bool, len(b.leaves))
	for i := range b.leaves {
		keep[i] = b.leaves[i].needed
		all = all && keep[i]
	}
	if all {
		return s, nil
	}
	b.dec.Reset()
	b.reset(t, opts)
	b.keep = keep
	return b.buildMixed(t, opts)
}

// declareStruct makes the locations of an item that is a struct.
func (b *builder) declareStruct(in *litmus.Init) {
	name := in.Target.Name
	all := in.Leaves()
	if len(all) == 0 || !b.hasRoomFor(in.Span, len(all)) {
		return
	}
	var order []int // of those that are kept, as they lie in memory
	from := len(b.leaves)
	for i := range all {
		l := &all[i]
		if f := l.Field; !slices.Contains([]int{1, 2, 4, 8}, f.Size) || l.Offset < 0 || l.Offset%f.Size != 0 || l.Offset+f.Size > in.Bytes() {
			b.fail(diag.New(f.Span, diag.EventField, "%s, %s at %d of %d, is not aligned, or not in the struct", l.Name, prose.Count(f.Size, "byte"), l.Offset, in.Bytes()).
				WithFix("give each field an offset that is a multiple of its size"))
			return
		}
		if b.leaves = append(b.leaves, leaf{loc: -1, needed: i == 0}); b.keep == nil || b.keep[from+i] {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(x, y int) int {
		return cmp.Or(cmp.Compare(all[x].Offset, all[y].Offset), -cmp.Compare(all[x].Field.Size, all[y].Field.Size))
	})
	id := int32(len(b.s.Locs)) + 1
	b.objects = append(b.objects, object{in, id})
	for _, i := range order {
		l := &all[i]
		b.leaves[from+i].loc = int32(len(b.s.Locs))
		made := event.Location{
			Name: l.Name, Size: l.Field.Size, First: l.Field.Span, Type: event.FieldType(b.s.Test, l.Field),
			Addr: event.Value{Loc: id, Num: int64(l.Offset)}, Object: name,
		}
		if l.Index >= 0 {
			made.Name, made.Array = (litmus.Loc{Thread: -1, Name: l.Name, Index: l.Index}).String(), l.Index+1
		}
		b.s.Locs = append(b.s.Locs, made)
	}
	for i := range all {
		if l := &all[i]; l.Index <= 0 {
			b.names.put(named{l.Name, int32(from + i), int32(l.Field.Array), true})
		}
	}
}

// setStruct sets the initial values of an item that is a struct, whose first leaf is number from. It
// returns the number after its last one.
func (b *builder) setStruct(in *litmus.Init, from int) int {
	for _, l := range in.Leaves() {
		if loc := b.leaves[from].loc; loc >= 0 && l.Value != nil {
			b.s.Locs[loc].Init = b.value(l.Value)
		}
		from++
	}
	return from
}

// field returns the location of a name that belongs to a struct, and with index ≥ 0 an element
// of that. The structure then needs the location. n is the entry of the name, nil if it has
// none.
func (b *builder) field(o *object, n *named, name string, index int, at diag.Span) int32 {
	switch {
	case n == nil || n.elems == 0 && index >= 0:
		b.noField(o, name, index, at)
		return o.id - 1
	case index > 0 && index >= int(n.elems):
		b.fail(noElement(name, index, int(n.elems), at))
		return o.id - 1
	}
	l := &b.leaves[n.first+int32(max(index, 0))]
	l.needed = true
	if l.loc < 0 {
		panic("unroll: a field that the test names was left out")
	}
	return l.loc
}

// fields notes that all elements of a field are needed.
func (b *builder) fields(n *named) {
	for k := range n.elems {
		b.leaves[n.first+k].needed = true
	}
}

// owner returns the struct to which a name belongs; nil if it belongs to none.
func (b *builder) owner(name string) *object {
	for i := range b.objects {
		if b.objects[i].in.Owns(name) {
			return &b.objects[i]
		}
	}
	return nil
}

// noField reports a name that is not that of one field of a struct.
func (b *builder) noField(o *object, name string, index int, at diag.Span) {
	var known []string
	for i := range o.in.Struct.Fields {
		known = append(known, o.in.Struct.Fields[i].Name)
	}
	as := o.in.Target.Name
	if o.in.Array > 0 {
		as += "[0]"
	}
	whole := name
	if index >= 0 {
		whole = (litmus.Loc{Thread: -1, Name: name, Index: index}).String()
	}
	if _, _, ok := o.in.Place(name, index); ok {
		b.fail(diag.New(at, diag.EventField, "%s is a struct, and has no value of its own", whole).
			WithFix("name one of its fields, such as %s.%s", as, known[0]))
		return
	}
	d := diag.New(at, diag.EventField, "%s has nothing named %s", o.in.Target.Name, whole)
	if o.in.Array > 0 {
		d.Note("it is an array of %d structs", o.in.Array)
	}
	d.Note("its fields are %s", prose.And(known))
	if near := diag.Nearest(name[strings.LastIndexByte(name, '.')+1:], known); near != "" {
		d.WithFix("did you mean %s.%s?", as, near)
	} else {
		d.WithFix("name one of its fields, such as %s.%s", as, known[0])
	}
	b.fail(d)
}

// addressIn returns the address of a name that belongs to a struct.
func (b *builder) addressIn(o *object, name string, index int, at diag.Span) event.Value {
	_, off, ok := o.in.Place(name, index)
	if !ok {
		b.noField(o, name, index, at)
	}
	return event.Value{Loc: o.id, Num: int64(off)}
}

// noteNeeded records which fields of structs the structure needs: those in which an access
// begins, and those whose initial value an access reads a part of.
func (b *builder) noteNeeded() {
	if len(b.leaves) == 0 {
		return
	}
	need := make([]bool, len(b.s.Locs))
	covered, _ := b.footprints(b.s)
	for i := range b.s.Events {
		if e := &b.s.Events[i]; e.Kind != event.InitWrite && e.Loc >= 0 {
			need[e.Loc] = true
		}
	}
	for i := range b.s.Locs {
		l := &b.s.Locs[i]
		if need[i] || l.Object == "" || l.Init == (event.Value{}) {
			continue
		}
		for _, f := range covered {
			if f.Object == l.Addr.Loc && f.Off < l.Addr.Num+int64(l.Size) && l.Addr.Num < f.Off+int64(f.Size) {
				need[i] = true
			}
		}
	}
	for i := range b.leaves {
		if l := &b.leaves[i]; l.loc >= 0 && need[l.loc] {
			l.needed = true
		}
	}
}

// shared returns two locations that share bytes and are both needed, as those of a union can
// be: -1 if there are none.
func (b *builder) shared() (x, y int32) {
	last := map[int32]int32{} // by object: the location that ends last
	for i := range b.s.Locs {
		l := &b.s.Locs[i]
		if l.Object == "" || !b.isNeeded(int32(i)) {
			continue
		}
		k, ok := last[l.Addr.Loc]
		if ok && b.s.Locs[k].Addr.Num+int64(b.s.Locs[k].Size) > l.Addr.Num {
			return k, int32(i)
		}
		last[l.Addr.Loc] = int32(i)
	}
	return -1, -1
}

func (b *builder) isNeeded(loc int32) bool {
	return slices.ContainsFunc(b.leaves, func(l leaf) bool { return l.loc == loc && l.needed })
}

// sharesBytes reports whether two locations that are needed share bytes.
func (b *builder) sharesBytes() bool {
	x, _ := b.shared()
	return x >= 0
}

// bytesOf returns the size of the struct, or of the array of structs, in which an address is.
func (b *builder) bytesOf(v event.Value) int64 {
	for i := range b.objects {
		if o := &b.objects[i]; o.id == v.Loc {
			return int64(o.in.Bytes())
		}
	}
	return 0
}
