package rel

import (
	"github.com/fencewise/fencewise/axioms/vocabulary"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
)

// ID names a node of a model. Node 0 is reserved and means "none".
type ID int32

// Op is the operation of a node.
type Op uint8

// The operators. The first group yields sets of events, the second relations.
const (
	Invalid Op = iota

	SetBase  // Base
	SetUniv  // every event
	SetEmpty //
	SetUnion // A | B
	SetInter // A & B
	SetDiff  // A \ B
	SetCompl // ~A
	Domain   // events with a successor in relation A
	Range    // events with a predecessor in relation A

	RelBase  // Base
	RelUniv  // every pair
	RelEmpty //
	Ident    // [A], the identity on set A
	Cross    // A * B, a product of sets
	Union    // A | B
	Inter    // A & B
	Diff     // A \ B
	Compl    // ~A
	Seq      // A ; B
	Inverse  // A^-1
	Plus     // A+
	Star     // A*, reflexive over every event
	Opt      // A?, reflexive over every event
	Brackets // from each opening event of set A to the closing event of set B that matches it, nested along po
	RecVar   // member of the recursive group Group; its definition is Groups[Group].Defs[Member]
)

// IsSet reports whether the operator yields a set of events.
func (o Op) IsSet() bool { return o >= SetBase && o <= Range }

// Node is one operation of the relation algebra. Its operands A and B are
// nodes with smaller IDs; only a RecVar refers forward, through its group.
// Nodes are hash-consed: equal expressions are one node.
type Node struct {
	Op            Op
	A, B          ID
	Base          vocabulary.Base // SetBase, RelBase
	Group, Member int32
	Name          string    // the name the model first gives the expression; ""
	Span          diag.Span // where it is written
}

// Group is one "let rec … and …": a simultaneous least fixpoint.
type Group struct {
	Vars []ID // RecVar nodes, in the order written
	Defs []ID // their definitions
}

// Kind is the property that an axiom demands.
type Kind uint8

// The properties.
const (
	Acyclic Kind = iota
	Irreflexive
	Empty // of a relation or of a set
)

// Mode says what an axiom's outcome means; see package cat.
type Mode uint8

// The modes.
const (
	Plain Mode = iota
	Flag
	UndefinedUnless
)

// Axiom is one check of the model.
type Axiom struct {
	Name string // as written after "as"; else "axiom N", counted from 1
	Kind Kind
	Mode Mode
	Neg  bool // ~acyclic …: holds when the property fails
	Expr ID
	Span diag.Span
}

// Model is a checked model: an expression graph and the axioms over it.
type Model struct {
	Name   string // as the user names it: "power"
	Title  string
	Arch   string    // the architecture that its first line names, as herd7 spells it; "" for none
	ArchAt diag.Span // where
	Nodes  []Node    // Nodes[0] is unused
	// Vocabulary has the base names, for the language of the programs that the model is for.
	Vocabulary *vocabulary.Table
	Groups     []Group
	Axioms     []Axiom
	Named      map[string]ID  // the last binding of every top-level name
	Files      []*diag.Source // the model's text: the file and what it includes
	Bell       *diag.Source   // the file that was executed before the model; nil for none
	Uses       []string       // the base names that it uses, and the names that are empty (see Absent)
	Defs       []Definition   // the top-level definitions of the model and its prelude, in the order written

	// OneSize is true if the model was elaborated for programs with accesses of one size
	// alone: without MixedVariant. It must not judge executions of others.
	OneSize bool

	tags isa.Tags // it is specialized for structures with these tags; 0 if it is for all
}

// Node returns the node of an ID.
func (m *Model) Node(id ID) *Node { return &m.Nodes[id] }
