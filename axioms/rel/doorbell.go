package rel

import "github.com/fencewise/fencewise/axioms/vocabulary"

// Doorbells reports whether a plain axiom is about doorbells. Other models must not be used
// for programs that ring them: they order nothing about interrupts, and so allow every
// outcome of a race between messages and memory.
func (m *Model) Doorbells() bool {
	pol := m.Polarity()
	for id := 1; id < len(m.Nodes); id++ {
		if n := &m.Nodes[id]; pol[id] != 0 && (n.Op == SetBase || n.Op == RelBase) && needDoorbells[n.Base] {
			return true
		}
	}
	return false
}

// needDoorbells marks the base sets and relations that only programs with doorbells have. A
// msgsync without doorbells is a fence that orders nothing.
var needDoorbells = [vocabulary.NumBase]bool{vocabulary.SetMsgsnd: true, vocabulary.SetIrq: true, vocabulary.SetMsgclr: true, vocabulary.RelDbo: true, vocabulary.RelDB: true}
