package event

import (
	"fmt"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
)

// ChangeKind is the kind of a difference between a round of a loop and the one before it.
type ChangeKind uint8

// The kinds of changes.
const (
	NoChange       ChangeKind = iota // unknown
	RegisterChange                   // a register has another value or depends on other reads
	FieldChange                      // a condition register field
	ReserveChange                    // the reservation
	MaskChange                       // whether interrupts are enabled
	StoreChange                      // a location is written
	DoorbellChange                   // a doorbell is rung, taken or cleared
)

// Change is the visible effect because of which a round of a loop cannot be skipped. The
// zero Change stands for a round that is always kept.
type Change struct {
	Kind     ChangeKind
	Reg      isa.Reg   // RegisterChange
	Field    int       // FieldChange
	Loc      int32     // StoreChange
	From, To Expr      // RegisterChange: the value at the head, before and after the round
	Reader   int       // the thread that reads the register or location; -1 for the final state
	Read     diag.Span // the place where it does
}

// Words describes what each round changes; "" if it is unknown.
func (c *Change) Words(s *Structure) string {
	read := "the final state shows it"
	if c.Reader >= 0 && c.Read.Known() {
		read = fmt.Sprintf("line %d reads it", c.Read.Line())
	}
	switch c.Kind {
	case NoChange:
		return ""
	case RegisterChange:
		from, simple := s.Pool.ConstValue(c.From)
		to, both := s.Pool.ConstValue(c.To)
		name := s.RegName(c.Reg)
		switch {
		case simple && both && c.From != c.To:
			return fmt.Sprintf("each round changes %s, such as from %s to %s, and %s", name, s.Show(from), s.Show(to), read)
		case c.From == c.To:
			return fmt.Sprintf("each round changes what %s depends on, and %s", name, read)
		}
		return fmt.Sprintf("each round changes %s, and %s", name, read)
	case FieldChange:
		return fmt.Sprintf("each round changes cr%d, and a later round reads it", c.Field)
	case ReserveChange:
		return "each round changes the reservation, and a later stwcx. uses it"
	case MaskChange:
		return "each round changes whether interrupts are enabled"
	case StoreChange:
		switch {
		case c.Reader >= 0 && c.Read.Known():
			return fmt.Sprintf("each round stores to %s, which %s reads (line %d)", s.Locs[c.Loc].Name, s.Threads[c.Reader].Name, c.Read.Line())
		case c.Reader >= 0:
			return fmt.Sprintf("each round stores to %s", s.Locs[c.Loc].Name)
		}
		return fmt.Sprintf("each round stores to %s, which the final state shows", s.Locs[c.Loc].Name)
	case DoorbellChange:
		return "each round rings, takes or clears a doorbell"
	default:
		panic(fmt.Sprintf("event: unknown kind of change %d", c.Kind))
	}
}
