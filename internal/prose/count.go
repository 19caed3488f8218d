package prose

import "strconv"

// Count returns a number with its noun: "1 variant", "2 variants".
func Count(n int, noun string) string {
	return strconv.Itoa(n) + " " + Choose(n, noun, noun+"s")
}

// Are returns the beginning of a sentence about n things: "1 verdict is", "2
// verdicts are".
func Are(n int, noun string) string {
	return Count(n, noun) + Choose(n, " is", " are")
}

// Choose returns one if n is 1, and many otherwise.
func Choose(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
