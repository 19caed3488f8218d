package flags

import (
	"errors"
	"strconv"
)

// bound is the value of --bound: a number of rounds, or "auto" (0).
type bound int

func (b *bound) String() string {
	if *b == 0 {
		return "auto"
	}
	return strconv.Itoa(int(*b))
}

func (b *bound) Type() string { return "rounds" }

func (b *bound) Set(s string) error {
	if s == "auto" {
		*b = 0
		return nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 {
		return errors.New("expected a number that is at least 1, or auto")
	}
	*b = bound(n)
	return nil
}
