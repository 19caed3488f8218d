package kernelc

import (
	"math"
	"strings"
)

// typeInfo says what is known of a type by its name.
type typeInfo struct {
	Size   int  // in bytes
	Signed bool // a load extends the sign
}

// types lists the types that declarations, parameters and the init block can name, in
// canonical spelling. The sizes are those of a 64-bit kernel. A lock and the struct of
// SRCU are one location each.
var types = map[string]typeInfo{
	"__auto_type": {Size: 0}, "void": {Size: 0}, "bool": {Size: 1}, "_Bool": {Size: 1},
	"char": {1, true}, "signed char": {1, true}, "unsigned char": {1, false},
	"short": {2, true}, "unsigned short": {2, false},
	"int": {4, true}, "unsigned int": {4, false},
	"long": {8, true}, "unsigned long": {8, false},
	"long long": {8, true}, "unsigned long long": {8, false},
	"u8": {1, false}, "u16": {2, false}, "u32": {4, false}, "u64": {8, false},
	"s8": {1, true}, "s16": {2, true}, "s32": {4, true}, "s64": {8, true},
	"__u8": {1, false}, "__u16": {2, false}, "__u32": {4, false}, "__u64": {8, false},
	"__s8": {1, true}, "__s16": {2, true}, "__s32": {4, true}, "__s64": {8, true},
	"int8_t": {1, true}, "int16_t": {2, true}, "int32_t": {4, true}, "int64_t": {8, true},
	"uint8_t": {1, false}, "uint16_t": {2, false}, "uint32_t": {4, false}, "uint64_t": {8, false},
	"intptr_t": {8, true}, "uintptr_t": {8, false}, "size_t": {8, false}, "ssize_t": {8, true}, "ptrdiff_t": {8, true},
	"atomic_t": {4, true}, "atomic64_t": {8, true}, "atomic_long_t": {8, true},
	"spinlock_t": {4, false}, "raw_spinlock_t": {4, false}, "struct srcu_struct": {4, true},
}

// Size returns the size of a value of the type in bytes. It is 8 for pointers, and 0 for
// void and for a variable without a declaration.
func (t Type) Size() int {
	if t.Stars > 0 {
		return 8
	}
	return types[t.Name].Size
}

// Signed reports whether a value of the type has a sign.
func (t Type) Signed() bool { return t.Stars == 0 && types[t.Name].Signed }

// Bool reports whether the type only has the values 0 and 1.
func (t Type) Bool() bool { return t.Stars == 0 && (t.Name == "bool" || t.Name == "_Bool") }

// Type returns the type of a constant: the first of C's list for its base and suffix that
// has its value.
func (n *Number) Type() Type {
	text := strings.ToLower(strings.TrimPrefix(n.Text, "-"))
	digits := strings.TrimRight(text, "ul")
	unsigned, long := strings.Contains(text[len(digits):], "u"), strings.Contains(text[len(digits):], "l")
	v := uint64(n.Val)
	if n.Text[0] == '-' {
		v = -v
	}
	decimal := digits == "0" || digits[0] != '0'
	switch {
	case !long && !unsigned && v <= math.MaxInt32:
		return Type{Name: "int"}
	case !long && (unsigned || !decimal) && v <= math.MaxUint32:
		return Type{Name: "unsigned int"}
	case !unsigned && v <= math.MaxInt64:
		return Type{Name: "long"}
	}
	return Type{Name: "unsigned long"}
}

// Elem returns the type of what a pointer of this type points to.
func (t Type) Elem() Type {
	t.Stars--
	return t
}

// spellings maps words of C that together name an integer type to its canonical name.
var spellings = map[string]string{
	"unsigned": "unsigned int", "signed": "int", "signed int": "int",
	"short int": "short", "signed short": "short", "signed short int": "short", "unsigned short int": "unsigned short",
	"long int": "long", "signed long": "long", "signed long int": "long", "unsigned long int": "unsigned long",
	"long unsigned": "unsigned long", "long unsigned int": "unsigned long",
	"long long int": "long long", "signed long long": "long long", "unsigned long long int": "unsigned long long",
}

// IsTypeWord reports whether a word begins or is a part of the name of a type, so that no variable
// can have it.
func IsTypeWord(w string) bool { return startsType(w) || keywords[w] }
