package decide

import (
	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/verdict"
)

// Premise is a question that a verdict rests on, and its answer: whether there
// is such an execution.
type Premise struct {
	Goal encode.Goal
	Sat  bool
}

// Premises lists what a verdict about a structure rests on; were one of the
// answers another, so would be the verdict. An Unknown rests on nothing. full
// says that a Sometimes also claims not to be an Always.
func Premises(s *event.Structure, v verdict.Verdict, full bool) []Premise {
	var all []Premise
	switch v {
	case verdict.Never:
		all = []Premise{{encode.Holds, false}}
	case verdict.Sometimes:
		all = []Premise{{encode.Holds, true}}
		if full {
			all = append(all, Premise{encode.Violates, true})
		}
		return all
	case verdict.Always:
		all = []Premise{{encode.Holds, true}, {encode.Violates, false}}
	default:
		return nil
	}
	if len(s.Cuts) > 0 {
		all = append(all, Premise{encode.Cut, false})
	}
	if s.Dropped && v == verdict.Never {
		all = append(all, Premise{encode.Any, true})
	}
	return all
}
