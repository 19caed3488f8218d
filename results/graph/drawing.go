package graph

import "fmt"

// Drawing holds what is drawn, without positions on paper.
type Drawing struct {
	Title     string   // of the test
	Condition string   // its final condition
	Desc      string   // the drawing in words, for those who do not see it
	Columns   []string // the names of the threads, from the left
	Rows      int
	Nodes     []Node     // in the order of their events
	Edges     []Edge     // grouped by relation, in the order of Relations
	Relations []Relation // those that are drawn
	Frames    []Frame
}

// Kind is the kind of an event, which decides how its node looks.
type Kind uint8

// The kinds of nodes.
const (
	Initial   Kind = iota // the initial write of a location, above the columns
	Read                  // of memory
	Write                 // to memory
	Barrier               // or isync
	Message               // msgsnd
	Interrupt             // a doorbell is taken
	Clear                 // msgclr
)

var kindNames = [...]string{"initial", "read", "write", "barrier", "message", "interrupt", "clear"}

// String returns the kind in one word.
func (k Kind) String() string { return kindNames[k] }

// Node holds an event.
type Node struct {
	Event  int // its number in the structure; of an access of several parts the first
	Thread int // index of its column; -1 for an initial write
	Row    int // from the top; 0 for an initial write
	Kind   Kind
	Letter string   // what it is called in texts: "a"; "" for initial writes and barriers
	Lines  []string // in the box: what it does, then its instruction or its slot
	Title  string   // the same as a phrase
	// Branches lists the branches directly after it that can go either way, with the way
	// that they go: "bne L0: taken".
	Branches []string
	Bold     bool // a part of the cycle
}

// Told returns the title with the branches after the event.
func (n *Node) Told() string {
	text := n.Title
	for _, b := range n.Branches {
		text += ", then " + b
	}
	return text
}

// Edge holds a pair of a relation.
type Edge struct {
	From, To int // events
	Relation string
	// Part names the parts of memory in which accesses are related that have more in common;
	// "" for most edges.
	Part  string
	Title string
	Bold  bool // a part of the cycle
}

// Label returns what stands at the edge.
func (e *Edge) Label() string {
	if e.Part == "" {
		return e.Relation
	}
	return e.Relation + " " + e.Part
}

// Family is a kind of relation that has its own look.
type Family uint8

// The families.
const (
	ProgramOrder Family = iota
	ReadsFrom
	Coherence
	FromReads
	Atomic     // rmw
	Doorbell   // db
	BellOrder  // dbo
	Dependency // addr, data, ctrl
	Derived    // any other: one that the model defines
)

// Relation describes a relation that is drawn.
type Relation struct {
	Name   string
	Long   string // "reads-from"; "" where the name is all that is known
	Family Family
	Index  int // among those of its family, to tell them apart by
}

// Frame marks one run of a handler: rows of a column.
type Frame struct {
	Thread      int
	First, Last int // rows
	Text        string
}

// Node returns the node of an event; nil if it is not drawn.
func (d *Drawing) Node(e int) *Node {
	for i := range d.Nodes {
		if d.Nodes[i].Event == e {
			return &d.Nodes[i]
		}
	}
	return nil
}

// Check checks the invariants of the drawing.
func (d *Drawing) Check() error {
	type place struct{ thread, row int }
	taken := map[place]bool{}
	last := map[int]int{} // per thread: row + 1
	nodes := map[int]bool{}
	for _, n := range d.Nodes {
		switch {
		case nodes[n.Event]:
			return fmt.Errorf("event %d has two nodes", n.Event)
		case n.Thread < 0 && n.Kind != Initial || n.Thread >= len(d.Columns) || n.Row < 0 || n.Row >= max(1, d.Rows):
			return fmt.Errorf("event %d is at row %d of column %d", n.Event, n.Row, n.Thread)
		case n.Thread >= 0 && taken[place{n.Thread, n.Row}]:
			return fmt.Errorf("two nodes at row %d of %s", n.Row, d.Columns[n.Thread])
		case n.Thread >= 0 && last[n.Thread] > n.Row:
			return fmt.Errorf("event %d is out of program order", n.Event)
		case len(n.Lines) == 0:
			return fmt.Errorf("event %d has no text", n.Event)
		}
		nodes[n.Event] = true
		taken[place{n.Thread, n.Row}] = true
		last[n.Thread] = n.Row + 1
	}
	known := map[string]bool{}
	for _, r := range d.Relations {
		known[r.Name] = true
	}
	edges := map[Edge]bool{}
	for _, e := range d.Edges {
		if !nodes[e.From] || !nodes[e.To] || !known[e.Relation] {
			return fmt.Errorf("the edge %s from %d to %d has an end that is not drawn", e.Relation, e.From, e.To)
		}
		k := Edge{From: e.From, To: e.To, Relation: e.Relation}
		if edges[k] {
			return fmt.Errorf("the edge %s from %d to %d is there twice", e.Relation, e.From, e.To)
		}
		edges[k] = true
	}
	return nil
}
