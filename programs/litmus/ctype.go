package litmus

import (
	"slices"
	"strings"
)

// CType returns the size in bytes that a type in the init block gives to a location, and
// whether the type has a sign. The size is 0 if accesses determine it. Only fixed C names
// occur in tests for POWER; a word has 4 bytes.
func CType(name string) (size int, signed bool) {
	name = Unqualified(name)
	switch name {
	case "int8_t", "int16_t", "int32_t", "int64_t", "intptr_t", "atomic64_t":
		signed = true
	case "uint8_t", "uint16_t", "uint32_t", "uint64_t", "uintptr_t", "size_t", "bool", "_Bool", "atomic_t", "pteval_t":
	default:
		return builtIn(name)
	}
	switch name {
	case "int8_t", "uint8_t", "bool", "_Bool":
		return 1, signed
	case "int16_t", "uint16_t":
		return 2, signed
	case "int32_t", "uint32_t", "atomic_t":
		return 4, signed
	}
	return 8, signed
}

// builtIn is CType for a type that consists of C's keywords.
func builtIn(name string) (size int, signed bool) {
	signed = true
	words := strings.Fields(name)
	for _, w := range words {
		switch w {
		case "unsigned":
			signed = false
		case "char":
			size = 1
		case "short":
			size = 2
		case "long":
			size = 8
		case "int", "signed":
		default:
			return 0, false
		}
	}
	if size == 0 && len(words) > 0 {
		size = 4
	}
	return size, signed
}

// Unqualified returns the name of a type without qualifiers.
func Unqualified(name string) string {
	if !strings.ContainsRune(name, ' ') {
		return name
	}
	words := slices.DeleteFunc(strings.Fields(name), func(w string) bool { return w == "volatile" || w == "const" || w == "_Atomic" })
	return strings.Join(words, " ")
}
