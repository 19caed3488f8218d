package csource

import (
	"fmt"
	"strings"

	"modernc.org/cc/v4"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/kernelc"
)

// object is a piece of memory: a global variable, a variable of a thread whose address is
// used, or what malloc returned. It is one location of the litmus test.
type object struct {
	name  string
	typ   cc.Type // nil for memory without a type
	size  int64
	cpus  int64  // of a per-CPU variable: how many CPUs have one; else 0
	row   int64  // of memory for several values of the type, one after the other: how many; else 0
	extra int64  // of memory for a struct that ends with an array of any length: its elements; else 0
	cells []cell // its scalars, without overlaps
	at    diag.Span
	init  map[int64]value // initial values by offset

	constant bool                   // nothing changes it: what a load returns is known
	fn       *cc.FunctionDefinition // of the address of a function: that function

	owner    *thread // of a variable of a function: the thread that executes it
	declared string  // and its name there
}

// cell is one scalar of an object.
type cell struct {
	name  string // "" for the only one; "[1]", "hstate.host_ipi"
	off   int64
	size  int64
	lname string // its type in the litmus test
}

// value is a number, or the address of a byte of an object.
type value struct {
	num int64
	obj *object
}

// maxCells bounds the scalars of one object.
const maxCells = 4096

// newObject makes an object of a type. wanted is the name that it should have.
func (r *reader) newObject(wanted string, t cc.Type, at diag.Span) *object {
	o := &object{typ: t, size: max(t.Size(), 1), at: at, init: map[int64]value{}}
	return r.layOut(o, wanted, r.flatten(o, "", t, 0))
}

// newPerCPU makes an object that holds a variable of each CPU, one after the other.
func (r *reader) newPerCPU(wanted string, t cc.Type, cpus int64, at diag.Span) *object {
	o := &object{typ: t, size: max(t.Size(), 1) * cpus, cpus: cpus, at: at, init: map[int64]value{}}
	e, n := t, int64(1)
	if a, ok := t.(*cc.ArrayType); ok {
		e, n = elements(a)
	}
	ok := n > 0 && n*cpus <= maxCells
	for i := int64(0); ok && i < n*cpus; i++ {
		ok = r.flatten(o, fmt.Sprintf("[%d]", i), e, i*e.Size())
	}
	return r.layOut(o, wanted, ok)
}

// layOut adds an object, and reports what is wrong with its type.
func (r *reader) layOut(o *object, wanted string, ok bool) *object {
	at := o.at
	a, isArray := o.typ.(*cc.ArrayType)
	switch {
	case ok && len(o.cells) > 0:
	case isArray && a.IsVLA():
		r.fail(at, diag.COutside, "the size of %s is not a constant", diag.Quote(wanted)).WithFix("write a number")
	case isArray && a.Len() > maxCells:
		r.fail(at, diag.CTooLarge, "%s has %d elements, and the limit is %d", diag.Quote(wanted), a.Len(), maxCells).WithFix("use fewer elements")
	default:
		r.fail(at, diag.COutside, "%s has a type that is not read from .c files", diag.Quote(wanted)).
			Note("known are integers, pointers, and structs, unions and arrays of them with at least one member or element").WithFix("use one of these types")
	}
	return r.addObject(o, wanted)
}

func (r *reader) addObject(o *object, wanted string) *object {
	o.name = wanted
	for k := 2; r.names[o.name] || r.registers[o.name] || reservedName(o.name); k++ {
		o.name = fmt.Sprintf("%s_%d", wanted, k)
	}
	r.names[o.name] = true
	r.objects = append(r.objects, o)
	return o
}

// reservedName reports whether a name means something else in a litmus test.
func reservedName(s string) bool {
	switch s {
	case "exists", "forall", "filter", "locations", "not", "true", "false", "final", "with", "observed", "Observed", "cases", "fault", "Fault", "ATOMIC_INIT", "VAL", "continue", "break",
		"switch", "case", "default", "sizeof", "typeof", "asm", "none", "struct", "union":
		return true
	}
	_, primitive := kernelc.Embedded().Lookup(s)
	return primitive || kernelc.IsThread(s) || kernelc.IsTypeWord(s)
}

// flatten adds the scalars of a type at an offset. Of a union it adds those of the widest
// member, since the others are bytes of it.
func (r *reader) flatten(o *object, prefix string, t cc.Type, off int64) bool {
	if len(o.cells) > maxCells {
		return false
	}
	switch x := t.(type) {
	case *cc.StructType:
		return r.fields(o, prefix, x.NumFields(), x.FieldByIndex, off, false)
	case *cc.UnionType:
		return r.fields(o, prefix, x.NumFields(), x.FieldByIndex, off, true)
	case *cc.ArrayType:
		e, n := elements(x)
		if x.IsIncomplete() { // the end of a struct; see allocated
			return true
		}
		if n < 0 || n > maxCells || e.Size() < 0 {
			return false
		}
		for i := range n {
			if !r.flatten(o, fmt.Sprintf("%s[%d]", prefix, i), e, off+i*e.Size()) {
				return false
			}
		}
		return true
	}
	n := name(t)
	if n == "" {
		return false
	}
	if isPointer(t) {
		n = "long"
	}
	o.cells = append(o.cells, cell{strings.TrimPrefix(prefix, "."), off, t.Size(), n})
	return true
}

// elements returns the elements of an array, those of all dimensions in one row, and their
// number.
func elements(a *cc.ArrayType) (cc.Type, int64) {
	n := a.Len()
	e := a.Elem()
	for {
		inner, ok := e.(*cc.ArrayType)
		if !ok {
			return e, n
		}
		n *= inner.Len()
		e = inner.Elem()
	}
}

// fields adds the scalars of the members of a struct or a union.
func (r *reader) fields(o *object, prefix string, n int, field func(int) *cc.Field, off int64, union bool) bool {
	for _, f := range members(n, field, union) {
		if f.IsBitfield() {
			r.fail(r.at(f.Declarator()), diag.COutside, "the bit-field %s is not read", diag.Quote(f.Name())).WithFix("use an integer with masks")
			return true
		}
		p := prefix
		if f.Name() != "" {
			p += "." + f.Name()
		}
		if !r.flatten(o, p, f.Type(), off+f.Offset()) {
			return false
		}
	}
	return true
}

// members returns the members of a struct, or the widest one of a union: a scalar if there is
// one.
func members(n int, field func(int) *cc.Field, union bool) (all []*cc.Field) {
	var widest *cc.Field
	for i := range n {
		f := field(i)
		if !union {
			all = append(all, f)
			continue
		}
		if widest == nil || f.Type().Size() > widest.Type().Size() || f.Type().Size() == widest.Type().Size() && scalar(f.Type()) && !scalar(widest.Type()) {
			widest = f
		}
	}
	if widest != nil {
		all = append(all, widest)
	}
	return all
}

// plain reports whether the object is one scalar, or an array of scalars of one type.
func (o *object) plain() bool {
	if len(o.cells) > 1 && o.typ != nil && (o.typ.Kind() == cc.Struct || o.typ.Kind() == cc.Union) {
		return false
	}
	for i := range o.cells {
		if c := &o.cells[i]; c.lname != o.cells[0].lname || c.off != int64(i)*o.cells[0].size || strings.Contains(c.name, ".") && len(o.cells) > 1 {
			return false
		}
	}
	return len(o.cells) > 0 && int64(len(o.cells))*o.cells[0].size == o.size
}

// pointee returns to what the address of the object points in the litmus test.
func (o *object) pointee() string {
	if o.plain() {
		return o.cells[0].lname
	}
	return "char"
}

// cellAt returns the scalar of a size at an offset; nil if there is none.
func (o *object) cellAt(off, size int64) *cell {
	for i := range o.cells {
		if o.cells[i].off == off && o.cells[i].size == size {
			return &o.cells[i]
		}
	}
	return nil
}

// place returns the name of a scalar in conditions.
func (o *object) place(c *cell) string {
	switch {
	case o.plain() && len(o.cells) == 1:
		return o.name
	case o.plain():
		return fmt.Sprintf("%s[%d]", o.name, c.off/c.size)
	}
	if strings.HasPrefix(c.name, "[") {
		return o.name + c.name
	}
	return o.name + "." + c.name
}

// text returns the item of the init block.
func (o *object) text() string {
	var b strings.Builder
	switch {
	case o.plain() && len(o.cells) == 1:
		b.WriteString(o.cells[0].lname + " " + o.name + " = " + o.init[0].text())
	case o.plain():
		fmt.Fprintf(&b, "%s %s[%d]", o.cells[0].lname, o.name, len(o.cells))
		o.values(&b)
	case o.typ != nil && (o.typ.Kind() == cc.Array || o.cpus > 0 || o.row > 0):
		e, n := o.typ, int64(1)
		if a, ok := o.typ.(*cc.ArrayType); ok {
			e, n = elements(a)
		}
		n *= max(o.cpus, o.row, 1)
		fmt.Fprintf(&b, "%s %s[%d]", structText(e, 0), o.name, n)
		o.values(&b)
	case o.typ != nil:
		b.WriteString(structText(o.typ, o.extra) + " " + o.name)
		o.values(&b)
	}
	return b.String() + ";"
}

// structText returns the type of a struct or a union, with its layout. A last array of any length has extra
// elements.
func structText(t cc.Type, extra int64) string {
	var b strings.Builder
	b.WriteString("struct {")
	var all []*cc.Field
	switch x := t.(type) {
	case *cc.StructType:
		all = members(x.NumFields(), x.FieldByIndex, false)
	case *cc.UnionType:
		all = members(x.NumFields(), x.FieldByIndex, true)
	default:
		panic(fmt.Sprintf("csource: %s is no struct", t))
	}
	size := max(t.Size(), 1)
	for _, f := range all {
		ft, length := f.Type(), ""
		if a, ok := ft.(*cc.ArrayType); ok {
			e, n := elements(a)
			if lastArray(t) == f {
				if n = extra; n == 0 {
					continue
				}
				size = max(size, f.Offset()+n*e.Size())
			}
			ft, length = e, fmt.Sprintf("[%d]", n)
		}
		n := name(ft)
		switch {
		case n == "":
			n = structText(ft, 0)
		case isPointer(ft):
			n = "long"
		}
		if f.Name() == "" {
			b.WriteString(" " + n + ";")
			continue
		}
		fmt.Fprintf(&b, " %s %s%s at %d;", n, f.Name(), length, f.Offset())
	}
	fmt.Fprintf(&b, " size %d; }", size)
	return b.String()
}

// values writes the initial values of all scalars, in order.
func (o *object) values(b *strings.Builder) {
	b.WriteString(" = {")
	for i := range o.cells {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(o.init[o.cells[i].off].text())
	}
	b.WriteString("}")
}

// text returns a value for the init block.
func (v value) text() string {
	switch {
	case v.obj == nil:
		return fmt.Sprint(v.num)
	case v.num == 0:
		return "&" + v.obj.name
	}
	for i := range v.obj.cells {
		if c := &v.obj.cells[i]; c.off == v.num {
			return "&" + v.obj.place(c)
		}
	}
	return "&" + v.obj.name // no scalar begins there; see reader.address
}
