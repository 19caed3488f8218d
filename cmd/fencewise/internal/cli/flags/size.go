package flags

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/fencewise/fencewise/internal/limit"
)

// Size is an amount of memory in bytes, as the value of a flag.
type Size int64

var units = []struct {
	name  string
	bytes float64
}{
	{"TB", 1 << 40}, {"GB", 1 << 30}, {"MB", 1 << 20}, {"KB", 1 << 10},
	{"T", 1 << 40}, {"G", 1 << 30}, {"M", 1 << 20}, {"K", 1 << 10}, {"B", 1},
}

// leastMemory is the smallest memory limit: the memory of the program itself, and
// some for its work.
const leastMemory = 64 << 20

// Set reads a size: a number with a unit, or a percentage of the memory of the
// machine. Units are powers of 1024.
func (s *Size) Set(text string) error {
	upper := strings.ReplaceAll(strings.ToUpper(strings.TrimSpace(text)), "IB", "B")
	unit := 0.0
	if rest, ok := strings.CutSuffix(upper, "%"); ok {
		upper, unit = rest, float64(limit.Machine())/100
		if unit == 0 {
			return fmt.Errorf("the size of the machine's memory is not known")
		}
	}
	for _, u := range units {
		if rest, ok := strings.CutSuffix(upper, u.name); unit == 0 && ok {
			upper, unit = rest, u.bytes
		}
	}
	n, err := strconv.ParseFloat(strings.TrimSpace(upper), 64)
	switch {
	case err != nil || unit == 0 || math.IsNaN(n):
		return fmt.Errorf("expected a size such as 500MB, 4GB or 25%%")
	case n*unit < leastMemory:
		return fmt.Errorf("the program needs at least %v", Size(leastMemory))
	case n*unit > 1<<50:
		return fmt.Errorf("no machine has that much memory")
	}
	*s = Size(n * unit)
	return nil
}

// String returns the size with a unit.
func (s Size) String() string {
	switch {
	case s == 0:
		return ""
	case s >= 10<<30 || s >= 1<<30 && s%(1<<30) == 0:
		return fmt.Sprintf("%dGB", (s+1<<29)>>30)
	}
	return fmt.Sprintf("%dMB", (s+1<<19)>>20)
}

// Type returns the kind of value for the flag library.
func (s *Size) Type() string { return "size" }
