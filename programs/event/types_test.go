package event

import "testing"

// TestNamedTypes checks how a location is shown with a type of the init block. The
// numbers are what herd7 shows for 4294967553 and -1; types that herd7 does not read are
// as in C.
func TestNamedTypes(t *testing.T) {
	const large = 1<<32 + 0x101
	for _, c := range []struct {
		name  string
		large int64 // what is shown of the large number
		ones  int64 // of a number whose bits are all set
	}{
		{"", 0x101, -1}, {"int", 0x101, -1}, {"long", 0x101, -1},
		{"char", 1, -1}, {"short", 0x101, -1},
		{"int8_t", 1, -1}, {"int16_t", 0x101, -1}, {"int32_t", 0x101, -1}, {"int64_t", large, -1},
		{"uint8_t", 1, 255}, {"uint16_t", 0x101, 65535}, {"uint32_t", 0x101, 1<<32 - 1}, {"uint64_t", large, -1},
		{"unsigned char", 1, 255}, {"unsigned int", 0x101, 1<<32 - 1}, {"unsigned long", large, -1}, {"long long", large, -1},
		{"volatile long", 0x101, -1}, {"_Atomic long", 0x101, -1}, {"const unsigned short", 0x101, 65535},
		{"some_t", 0x101, -1},
	} {
		ty := NamedType(c.name)
		if got := ty.Shown(Number(large)); got != Number(c.large) {
			t.Errorf("%q shows %d as %s, want %d", c.name, large, got, c.large)
		}
		if got := ty.Shown(Number(-1)); got != Number(c.ones) {
			t.Errorf("%q shows -1 as %s, want %d", c.name, got, c.ones)
		}
		if large := (c.name == "uint64_t" || c.name == "unsigned long"); large != (ty == Type{8, false}) {
			t.Errorf("%q is %v", c.name, ty)
		}
	}
}
