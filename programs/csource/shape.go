package csource

import (
	"fmt"
	"strings"

	"modernc.org/cc/v4"
)

// shape returns how C writes a type, for messages: "struct message *".
func shape(t cc.Type) string {
	if t == nil {
		return "nothing"
	}
	if n := typedef(t); n != "" {
		return n
	}
	switch x := t.(type) {
	case *cc.PointerType:
		if e, ok := x.Elem().(*cc.FunctionType); ok {
			return "a pointer to " + shape(e)
		} else if e := x.Elem(); e.Kind() == cc.Ptr && typedef(e) == "" {
			return shape(e) + "*"
		} else {
			return shape(e) + " *"
		}
	case *cc.ArrayType:
		return fmt.Sprintf("%s[%d]", shape(x.Elem()), x.Len())
	case *cc.FunctionType:
		return "a function " + signature(x)
	case *cc.StructType:
		return tagged("struct", x.Tag())
	case *cc.UnionType:
		return tagged("union", x.Tag())
	case *cc.EnumType:
		return tagged("enum", x.Tag())
	}
	return t.Kind().String()
}

// signature returns the result and the parameters of a function: "void *(void *)".
func signature(t *cc.FunctionType) string {
	var params []string
	for _, p := range t.Parameters() {
		params = append(params, shape(p.Type()))
	}
	return shape(t.Result()) + "(" + strings.Join(params, ", ") + ")"
}

// tagged returns the name of a type with a tag.
func tagged(what string, tag cc.Token) string {
	if tag.SrcStr() == "" {
		return "a " + what + " without a name"
	}
	return what + " " + tag.SrcStr()
}

// source returns a token as it is written.
func source(t cc.Token) string { return t.SrcStr() }

// arithmetic reports whether a type is one of numbers.
func arithmetic(t cc.Type) bool { return cc.IsArithmeticType(t) || t.Kind() == cc.Enum }

// alike reports whether pointers to two types may stand for each other: what they point to has
// the same representation. The sign of an integer makes no difference, nor do long and long long.
func alike(a, b cc.Type) bool {
	for depth := 0; ; depth++ {
		switch {
		case a == b || depth > maxNesting:
			return true
		case a.Kind() == cc.Ptr && b.Kind() == cc.Ptr:
			a, b = elem(a), elem(b)
			if a.Kind() == cc.Void && b.Kind() == cc.Void {
				return true
			}
			continue
		case a.Kind() == cc.Array && b.Kind() == cc.Array:
			x, y := a.(*cc.ArrayType), b.(*cc.ArrayType)
			if x.Len() >= 0 && y.Len() >= 0 && x.Len() != y.Len() {
				return false
			}
			a, b = x.Elem(), y.Elem()
			continue
		case a.Kind() == cc.Function && b.Kind() == cc.Function:
			return sameFunction(a.(*cc.FunctionType), b.(*cc.FunctionType))
		case integral(a) && integral(b):
			return a.Size() == b.Size() && (a.Kind() == cc.Bool) == (b.Kind() == cc.Bool)
		case a.Kind() != b.Kind():
			return false
		case a.Kind() == cc.Struct || a.Kind() == cc.Union:
			return sameAggregate(a, b)
		}
		return true
	}
}

// sameFunction reports whether pointers to two functions may stand for each other. A function that is
// declared without parameters is like all others.
func sameFunction(a, b *cc.FunctionType) bool {
	x, y := a.Result(), b.Result()
	if x.Kind() != y.Kind() && !(integral(x) && integral(y) && x.Size() == y.Size()) || x.Kind() == cc.Ptr && !alike(x, y) {
		return false
	}
	p, q := a.Parameters(), b.Parameters()
	if len(p) == 0 || len(q) == 0 {
		return true
	}
	if len(p) != len(q) || a.IsVariadic() != b.IsVariadic() {
		return false
	}
	for i := range p {
		t, u := p[i].Type().Decay(), q[i].Type().Decay()
		if t.Kind() != u.Kind() && !(integral(t) && integral(u) && t.Size() == u.Size()) || t.Kind() == cc.Ptr && !alike(t, u) {
			return false
		}
	}
	return true
}

// sameAggregate reports whether two structs or two unions are the same: by their tag, or if they
// have none by their first member.
func sameAggregate(a, b cc.Type) bool {
	x, n, first := parts(a)
	y, m, other := parts(b)
	return x == y && (x != "" || n == m && first == other)
}

// parts returns the tag of a struct or a union, how many members it has, and the first one.
func parts(t cc.Type) (tag string, n int, first *cc.Field) {
	switch x := t.(type) {
	case *cc.StructType:
		tag, n, first = source(x.Tag()), x.NumFields(), x.FieldByIndex(0)
	case *cc.UnionType:
		tag, n, first = source(x.Tag()), x.NumFields(), x.FieldByIndex(0)
	}
	return tag, n, first
}

// integral reports whether a type is an integer type or an enumeration.
func integral(t cc.Type) bool { return cc.IsIntegerType(t) || t.Kind() == cc.Enum }
