package property

import (
	"flag"
	"os"
	"strconv"
	"sync"
	"testing"

	"pgregory.net/rapid"
)

// seedFlag is rapid's flag for the seed of the first case; 0 means a random one.
const seedFlag = "rapid.seed"

// first returns the seed of the first case of a property, 0 for a random one.
var first = sync.OnceValue(func() uint64 {
	given, err := strconv.ParseUint(flag.Lookup(seedFlag).Value.String(), 10, 64)
	if err != nil {
		panic("property: " + err.Error())
	}
	if given == 0 && os.Getenv("FENCEWISE_NIGHTLY") == "" {
		return 1
	}
	return given
})

// Check checks a property on as many cases as the flag -rapid.checks says; a fifth of them
// in short runs. It must not run in parallel with other properties.
func Check(t *testing.T, f func(*rapid.T)) {
	t.Helper()
	Repeat(t, 1, f)
}

// Repeat is Check on so many times the cases, for a property of which few cases are worth
// something.
func Repeat(t *testing.T, times int, f func(*rapid.T)) {
	t.Helper()
	for i := range uint64(times) {
		if seed := first(); seed != 0 {
			if err := flag.Set(seedFlag, strconv.FormatUint(seed+i<<32, 10)); err != nil {
				t.Fatal(err)
			}
		}
		rapid.Check(t, f)
	}
}
