package litmus

import (
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// ByteOrder is the order of the bytes of a number in memory.
type ByteOrder uint8

// The orders.
const (
	NoOrder      ByteOrder = iota // none is stated
	LittleEndian                  // the first byte is the lowest
	BigEndian                     // the first byte is the highest
)

// endianKey is the key of the line in the header that states the order of bytes. herd7 ignores
// the line, and has an option -endian.
const endianKey = "Endian"

// ParseByteOrder returns the order of a name, little or big, and false for other names.
func ParseByteOrder(name string) (ByteOrder, bool) {
	switch strings.ToLower(name) {
	case "little":
		return LittleEndian, true
	case "big":
		return BigEndian, true
	}
	return NoOrder, false
}

// String returns the name of the order; "" for none.
func (o ByteOrder) String() string { return [...]string{"", "little", "big"}[o] }

// SetEndian states an order of bytes instead of what the program states, also in its header;
// NoOrder changes nothing.
func (t *Test) SetEndian(o ByteOrder) {
	if o == NoOrder || o == t.Endian {
		return
	}
	t.Endian = o
	t.Info = slices.DeleteFunc(slices.Clone(t.Info), func(in Info) bool { return in.Key == endianKey })
	t.Info = append(t.Info, Info{Key: endianKey, Value: o.String()})
}

// endian reads the line of the header that states the order of bytes.
func (p *parser) endian(in *Info) {
	if in.Key != endianKey {
		return
	}
	order, ok := ParseByteOrder(in.Value)
	if !ok {
		p.errorAt(in.Span.Start, in.Span.End, diag.LitmusEndian, "%s is not an order of bytes", diag.Quote(in.Value)).WithFix("write Endian=little or Endian=big")
	}
	p.test.Endian = order
}
