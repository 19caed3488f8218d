package results

import (
	"slices"
	"testing"
)

// TestWho checks that programs whose threads have the same names share a sentence.
func TestWho(t *testing.T) {
	got := Who([]ThreadName{
		{"s/mail", "P0", "CPU X"}, {"s/mail", "P1", "CPU 42"},
		{"s/kernel", "P0", "CPU 42"},
		{"s/early", "P0", "CPU X"}, {"s/early", "P1", "CPU 42"},
	})
	want := []string{"In mail and early, P0 is CPU X and P1 is CPU 42.", "In kernel, P0 is CPU 42."}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if got := Who(nil); got != nil {
		t.Errorf("%q for no names", got)
	}
}
