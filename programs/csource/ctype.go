package csource

import (
	"fmt"

	"modernc.org/cc/v4"
)

// What a value of a type of C is called in the litmus test. An address of what is neither a
// number nor an address points to bytes.

// word returns the name of an integer type by its size and sign.
func word(size int64, signed bool) string {
	names := map[int64][2]string{1: {"unsigned char", "signed char"}, 2: {"unsigned short", "short"}, 4: {"unsigned int", "int"}, 8: {"unsigned long", "long"}}
	pair, ok := names[size]
	if !ok {
		panic(fmt.Sprintf("csource: a number of %d bytes", size))
	}
	if signed {
		return pair[1]
	}
	return pair[0]
}

// name returns what a scalar type is called in the litmus test; "" for other types.
func name(t cc.Type) string {
	switch k := t.Kind(); {
	case k == cc.Bool:
		return "_Bool"
	case k == cc.Enum, cc.IsIntegerType(t):
		if size := t.Size(); size == 1 || size == 2 || size == 4 || size == 8 {
			return word(size, cc.IsSignedInteger(t))
		}
	case k == cc.Ptr:
		return pointee(elem(t)) + " *"
	case k == cc.Array:
		return pointee(t.(*cc.ArrayType).Elem()) + " *"
	case k == cc.Function:
		return "char *"
	}
	return ""
}

// elem returns what a pointer points to.
func elem(t cc.Type) cc.Type {
	if p, ok := t.Decay().(*cc.PointerType); ok {
		return p.Elem()
	}
	return nil
}

// pointee returns what the target of a pointer is called: "char" for a struct.
func pointee(t cc.Type) string {
	if t != nil && t.Kind() != cc.Array && t.Kind() != cc.Function {
		if s := name(t); s != "" && t.Kind() != cc.Ptr {
			return s
		} else if s != "" {
			return "long"
		}
	}
	return "char"
}

// isPointer reports whether a value of a type is an address.
func isPointer(t cc.Type) bool { return t != nil && (t.Kind() == cc.Ptr || t.Kind() == cc.Array) }

// isConst reports whether nothing may change what has a type, and a compiler may take its value as known.
func isConst(t cc.Type) bool {
	for a, ok := t.(*cc.ArrayType); ok; a, ok = t.(*cc.ArrayType) {
		t = a.Elem()
	}
	a := t.Attributes()
	return a != nil && a.IsConst() && !a.IsVolatile()
}

// scalar reports whether a type has one value.
func scalar(t cc.Type) bool {
	return t != nil && (cc.IsIntegerType(t) || t.Kind() == cc.Enum || t.Kind() == cc.Ptr || t.Kind() == cc.Bool)
}

// typedef returns the name by which a type was declared.
func typedef(t cc.Type) string {
	if t != nil && t.Typedef() != nil {
		return t.Typedef().Name()
	}
	return ""
}

// truncate returns a number as a value of a type.
func truncate(v int64, t cc.Type) int64 {
	if t == nil || isPointer(t) {
		return v
	}
	if t.Kind() == cc.Bool {
		if v != 0 {
			return 1
		}
		return 0
	}
	size := t.Size()
	if size <= 0 || size >= 8 {
		return v
	}
	unused := 64 - 8*size
	if cc.IsSignedInteger(t) {
		return v << unused >> unused
	}
	return int64(uint64(v) << unused >> unused)
}
