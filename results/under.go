package results

import "strings"

// asWritten is the target of programs that are not compiled: litmus.AsWritten, which this package must not import.
const asWritten = "lkmm"

// Under says who judges a program, in words that follow its name in a sentence: "under
// lkmm" or, if the program is compiled for a target, "compiled for power-isync under power
// (stwcx-depends-on-lwarx)". The model is left out if it has the name of the target and no
// variants that the target turns on.
func Under(target, model string, variants []string) string {
	by := "under " + model
	if len(variants) > 0 {
		by += " (" + strings.Join(variants, ", ") + ")"
	}
	switch target {
	case "", asWritten:
		return by
	case strings.TrimPrefix(by, "under "):
		return "compiled for " + target
	}
	return "compiled for " + target + " " + by
}
