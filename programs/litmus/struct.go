package litmus

import (
	"slices"
	"strconv"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// Struct is the type of a struct: its fields and where they lie. Whoever makes one says where;
// the reader of tests lays fields out as C does where the text does not say.
type Struct struct {
	Size   int     // in bytes, with padding
	Fields []Field // those of structs in the struct among them; they may share bytes, as in a union
}

// Field is a field of a struct: a number, a pointer, or an array of these.
type Field struct {
	Name   string // "len"; "state.len" or "q[1].len" in a struct in the struct
	Type   string // "uint32_t", …
	Ptr    bool   // declared with a star
	Size   int    // of one element, in bytes: 1, 2, 4 or 8
	Offset int    // from the start of the struct, in bytes: a multiple of Size
	Array  int    // number of elements; 0 for a scalar
	Span   diag.Span
}

// HasStructs reports whether the init block declares a struct. herd7 reads none.
func (t *Test) HasStructs() bool {
	return slices.ContainsFunc(t.Init, func(in Init) bool { return in.Struct != nil })
}

// elements returns the number of locations of a field.
func (f *Field) elements() int { return max(f.Array, 1) }

// leaves returns the number of locations of a struct.
func (s *Struct) leaves() int {
	n := 0
	for i := range s.Fields {
		n += s.Fields[i].elements()
	}
	return n
}

// Leaf is one location of a struct or of an array of structs.
type Leaf struct {
	Name   string // "msg.len", "q[1].len": how a condition names the field
	Index  int    // the element, if the field is an array; -1 if not
	Field  *Field
	Offset int    // from the start of the object, in bytes
	Value  *Value // nil for 0
}

// Leaves lists the locations of an item that is a struct, in the order of its values.
func (i *Init) Leaves() []Leaf {
	leaves := make([]Leaf, 0, max(i.Array, 1)*i.Struct.leaves())
	for e := range max(i.Array, 1) {
		prefix := i.Target.Name + "."
		if i.Array > 0 {
			prefix = i.Target.Name + "[" + itoa(e) + "]."
		}
		for k := range i.Struct.Fields {
			f := &i.Struct.Fields[k]
			name := prefix + f.Name
			for n := range f.elements() {
				l := Leaf{Name: name, Index: n, Field: f, Offset: e*i.Struct.Size + f.Offset + n*f.Size}
				if f.Array == 0 {
					l.Index = -1
				}
				if v := len(leaves); v < len(i.Values) {
					l.Value = &i.Values[v]
				}
				leaves = append(leaves, l)
			}
		}
	}
	return leaves
}

// Bytes returns the size of an item that is a struct, or of all structs of its array.
func (i *Init) Bytes() int { return max(i.Array, 1) * i.Struct.Size }

// Owns reports whether a name begins with that of an item that is a struct, as the names of its
// fields do.
func (i *Init) Owns(name string) bool {
	if i.Struct == nil {
		return false
	}
	rest, ok := strings.CutPrefix(name, i.Target.Name)
	return ok && (rest == "" || rest[0] == '.' || rest[0] == '[')
}

// Place returns what a name stands for in an item that is a struct, and with index ≥ 0 an element
// of that: the distance from the start of the item in bytes, and the field, which is nil for the
// item itself, for an element of it, and for a struct in it. ok is false if there is no such
// thing.
func (i *Init) Place(name string, index int) (f *Field, offset int, ok bool) {
	rest, ok := strings.CutPrefix(name, i.Target.Name)
	if !ok {
		return nil, 0, false
	}
	e := 0
	switch {
	case rest == "" && (i.Array > 0 || index < 0):
		return nil, max(index, 0) * i.Struct.Size, index < max(i.Array, 1)
	case i.Array > 0:
		if e, rest, ok = cutIndex(rest); !ok || e >= i.Array {
			return nil, 0, false
		}
	}
	if rest, ok = strings.CutPrefix(rest, "."); !ok {
		return nil, 0, false
	}
	inner := rest + "."
	if index >= 0 {
		inner = rest + "[" + itoa(index) + "]."
	}
	for k := range i.Struct.Fields {
		f := &i.Struct.Fields[k]
		at := e*i.Struct.Size + f.Offset
		switch {
		case f.Name == rest:
			return f, at + max(index, 0)*f.Size, index < f.Array || index < 0
		case strings.HasPrefix(f.Name, inner):
			return nil, at, true
		}
	}
	return nil, 0, false
}

// cutIndex reads "[1]" at the start of a name.
func cutIndex(name string) (n int, rest string, ok bool) {
	digits, rest, ok := strings.Cut(strings.TrimPrefix(name, "["), "]")
	if !ok || name[0] != '[' {
		return 0, "", false
	}
	n, err := strconv.Atoi(digits)
	return n, rest, err == nil && itoa(n) == digits
}

// text returns the fields of a struct as a test has them: "{ uint8_t valid; uint32_t len; }". Where
// they lie is written if C would lay them out in another way, or if always is true.
func (s *Struct) text(always bool) string {
	if s == nil {
		return ""
	}
	var b strings.Builder
	b.WriteString("{ ")
	end := 0
	for i := range s.Fields {
		f := &s.Fields[i]
		b.WriteString(f.Type)
		switch {
		case f.Ptr && f.Type == "" || strings.HasSuffix(f.Type, "*"):
			b.WriteByte('*')
		case f.Ptr:
			b.WriteString(" *")
		default:
			b.WriteByte(' ')
		}
		b.WriteString(f.Name)
		if f.Array > 0 {
			b.WriteString("[" + itoa(f.Array) + "]")
		}
		if always || f.Offset != aligned(end, f.Size) {
			b.WriteString(" at " + itoa(f.Offset))
		}
		b.WriteString("; ")
		end = max(end, f.Offset+f.elements()*f.Size)
	}
	if s.Size != aligned(end, s.alignment()) {
		b.WriteString("size " + itoa(s.Size) + "; ")
	}
	b.WriteString("}")
	return b.String()
}
