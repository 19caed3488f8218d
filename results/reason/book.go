package reason

// Book holds the reasons for every variant of a program that is Never. Many variants
// share few reasons.
type Book struct {
	Whys []Why `json:"whys"`
	// Of is, for each variant, an index into Whys; -1 for a variant that is not Never.
	Of []int `json:"of"`

	at map[string]int // by key
}

// NewBook returns a book for n variants without any reasons.
func NewBook(n int) *Book {
	b := &Book{Whys: []Why{}, Of: make([]int, n), at: map[string]int{}}
	for v := range b.Of {
		b.Of[v] = -1
	}
	return b
}

// Put sets the reasons for a variant. Equal reasons are kept once.
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
