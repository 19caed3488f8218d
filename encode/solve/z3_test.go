//go:build cgo

package solve

import (
	"fmt"
	"testing"

	z3 "github.com/mitchellh/go-z3"
)

// TestOutOfMemory checks that an error of libz3 about memory is recognized, and no other.
func TestOutOfMemory(t *testing.T) {
	if err := fmt.Errorf("while working: %w", &z3.Error{Code: z3.ErrorCodeMemoutFail}); !OutOfMemory(err) {
		t.Error(err)
	}
	if err := (&z3.Error{Code: z3.ErrorCodeParserError}); OutOfMemory(err) {
		t.Error(err)
	}
}
