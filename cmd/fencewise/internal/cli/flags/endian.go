package flags

import (
	"errors"

	"github.com/fencewise/fencewise/programs/litmus"
)

// byteOrder is the value of --endian.
type byteOrder litmus.ByteOrder

// Set reads the value.
func (o *byteOrder) Set(s string) error {
	order, ok := litmus.ParseByteOrder(s)
	if !ok {
		return errors.New("the order of bytes is little or big")
	}
	*o = byteOrder(order)
	return nil
}

// String returns the value as it is written.
func (o *byteOrder) String() string { return litmus.ByteOrder(*o).String() }

// Type returns what help calls the value.
func (o *byteOrder) Type() string { return "ORDER" }
