package unroll

// names maps the names of a test to locations: the name of an array to its first element.
type names struct {
	list  []named
	index map[string]int32 // into list; nil if linear search is enough
}

type named struct {
	name  string
	first int32 // the location, or that of the first element
	elems int32 // the number of elements of an array; 0 for a scalar
	field bool  // it is a field of a struct, and first is the number of its first leaf
}

// linearSearchMax is the largest number of names for which linear search beats a map.
const linearSearchMax = 16

func (n *names) reset() { n.list, n.index = n.list[:0], nil }

// find returns the entry of a name; nil if it has none.
func (n *names) find(name string) *named {
	if n.index != nil {
		if i, ok := n.index[name]; ok {
			return &n.list[i]
		}
		return nil
	}
	for i := range n.list {
		if n.list[i].name == name {
			return &n.list[i]
		}
	}
	return nil
}

func (n *names) add(name string, first, elems int32) { n.put(named{name, first, elems, false}) }

func (n *names) put(x named) {
	n.list = append(n.list, x)
	switch {
	case n.index != nil:
		n.index[x.name] = int32(len(n.list) - 1)
	case len(n.list) > linearSearchMax:
		n.index = make(map[string]int32, 2*len(n.list))
		for i := range n.list {
			n.index[n.list[i].name] = int32(i)
		}
	}
}
