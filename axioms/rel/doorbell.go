package rel

import "github.com/fencewise/fencewise/axioms/vocabulary"

// Doorbells reports whether a plain axiom speaks of doorbells. A model that
// does not says nothing of programs that ring them: it would let interrupts
// see and miss what they please, and find every race between them possible.
func (m *Model) Doorbells() bool {
	pol := m.Polarity()
	for id := 1; id < len(m.Nodes); id++ {
		if n := &m.Nodes[id]; pol[id] != 0 && (n.Op == SetBase || n.Op == RelBase) && ofDoorbells[n.Base] {
			return true
		}
	}
	return false
}

// ofDoorbells marks what only programs with doorbells have. A msgsync alone is
// a fence like others, which orders nothing.
var ofDoorbells = [vocabulary.NumBase]bool{vocabulary.SetMsgsnd: true, vocabulary.SetIrq: true, vocabulary.SetMsgclr: true, vocabulary.RelDbo: true, vocabulary.RelDB: true}
