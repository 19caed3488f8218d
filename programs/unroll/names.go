package unroll

// names finds the locations of a test by name: scalars, and arrays by their
// first element.
type names struct {
	list  []named
	index map[string]int32 // into list, once it is long
}

type named struct {
	name  string
	first int32 // location
	elems int32 // of an array; 0 for a scalar
}

// linearSearchMax is up to how many names a look at each is quicker than a map.
const linearSearchMax = 16

func (n *names) reset() { n.list, n.index = n.list[:0], nil }

// find is the entry of a name; nil for none.
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

func (n *names) add(name string, first, elems int32) {
	n.list = append(n.list, named{name, first, elems})
	switch {
	case n.index != nil:
		n.index[name] = int32(len(n.list) - 1)
	case len(n.list) > linearSearchMax:
		n.index = make(map[string]int32, 2*len(n.list))
		for i := range n.list {
			n.index[n.list[i].name] = int32(i)
		}
	}
}
