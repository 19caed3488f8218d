package decide

import (
	"fmt"

	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/verdict"
)

// Premise is a query that a verdict rests on, with its answer.
type Premise struct {
	Query encode.Query
	Sat   bool // an execution meets the goal
}

// Premises lists the queries that a verdict about a structure rests on: with
// another answer to one of them the verdict would be another. An Unknown rests
// on none. full adds that a Sometimes is not an Always.
func Premises(s *event.Structure, v verdict.Verdict, full bool) []Premise {
	var all []Premise
	rests := func(g encode.Goal, sat bool) { all = append(all, Premise{encode.Query{Structure: s, Goal: g}, sat}) }
	switch v {
	case verdict.Never:
		rests(encode.Holds, false)
	case verdict.Sometimes:
		rests(encode.Holds, true)
		if full {
			rests(encode.Violates, true)
		}
		return all
	case verdict.Always:
		rests(encode.Holds, true)
		rests(encode.Violates, false)
	case verdict.Unknown:
		return nil
	default:
		panic(fmt.Sprintf("decide: %q is no verdict", v))
	}
	if len(s.Cuts) > 0 {
		rests(encode.Cut, false)
	}
	if s.SkippedRounds && v == verdict.Never {
		rests(encode.Any, true)
	}
	return all
}
