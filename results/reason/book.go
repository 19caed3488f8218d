package reason

// Book is the reasons for every variant of a program that is Never: few, of many
// variants.
type Book struct {
	Whys []Why `json:"whys"`
	// Of is, for each variant, which of Whys it has; -1 for one that is not
	// Never.
	Of []int `json:"of"`

	at map[string]int // by key
}

// NewBook is a book for n variants, none of which has reasons yet.
func NewBook(n int) *Book {
	b := &Book{Whys: []Why{}, Of: make([]int, n), at: map[string]int{}}
	for v := range b.Of {
		b.Of[v] = -1
	}
	return b
}

// Put notes the reasons for a variant. Those that say the same are kept once.
func (b *Book) Put(variant int, w Why) {
	key := w.Key()
	i, ok := b.at[key]
	if !ok {
		i = len(b.Whys)
		b.at[key] = i
		b.Whys = append(b.Whys, w)
	}
	b.Of[variant] = i
}
