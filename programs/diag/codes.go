package diag

import (
	"fmt"
	"sort"
)

// Code names one kind of diagnostic. Codes are stable: scripts and
// documentation refer to them, and a number is never given a second meaning.
//
//	FW1xxx  litmus files          FW4xxx  cat models
//	FW2xxx  instructions          FW5xxx  studies
//	FW3xxx  event structures      FW6xxx  files, names and options
//	FW7xxx  proof bundles, solvers, stored witnesses
//	FW8xxx  verdicts that say less than they seem to
//	FW9xxx  what the machine lacks
type Code string

// Doc is what is known of a code: a sentence, and an input that shows it.
type Doc struct {
	Code    Code
	Summary string // what is wrong, as a sentence
	Example string // text that is reported with this code
}

var registry = map[Code]Doc{}

// register declares a code. Declaring one twice is a bug and stops the
// program at start-up.
func register(c Code, summary, example string) Code {
	if _, dup := registry[c]; dup {
		panic(fmt.Sprintf("diag: code %s declared twice", c))
	}
	registry[c] = Doc{c, summary, example}
	return c
}

// Codes lists every declared code in order.
func Codes() []Doc {
	all := make([]Doc, 0, len(registry))
	for _, d := range registry {
		all = append(all, d)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].Code < all[j].Code })
	return all
}
