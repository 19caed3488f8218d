package csource

import (
	"fmt"

	"modernc.org/cc/v4"
)

// shapeMemory lays out memory from malloc for what its size was computed from: one value of a type, several, or
// a struct with the elements of the array at its end. It returns false if the size is another one.
func (r *reader) shapeMemory(o *object, t cc.Type) bool {
	if t == nil || t.Size() <= 0 {
		return false
	}
	last := lastArray(t)
	if last != nil {
		e := last.Type().(*cc.ArrayType).Elem()
		rest := o.size - last.Offset()
		if rest < 0 || e.Size() <= 0 {
			return false
		}
		o.typ, o.extra = t, rest/e.Size()
		ok := r.flatten(o, "", t, 0)
		for i := int64(0); ok && i < o.extra; i++ {
			ok = r.flatten(o, fmt.Sprintf(".%s[%d]", last.Name(), i), e, last.Offset()+i*e.Size())
		}
		return ok
	}
	n := o.size / t.Size()
	if n*t.Size() != o.size || n > maxCells {
		return false
	}
	o.typ = t
	if n == 1 {
		return r.flatten(o, "", t, 0)
	}
	o.row = n
	e, each := t, int64(1)
	if a, ok := t.(*cc.ArrayType); ok {
		e, each = elements(a)
	}
	for i := range n * each {
		if !r.flatten(o, fmt.Sprintf("[%d]", i), e, i*e.Size()) {
			return false
		}
	}
	return true
}

// lastArray returns the array of any length at the end of a struct; nil if it has none.
func lastArray(t cc.Type) *cc.Field {
	s, ok := t.(*cc.StructType)
	if !ok || s.NumFields() == 0 {
		return nil
	}
	f := s.FieldByIndex(s.NumFields() - 1)
	if a, ok := f.Type().(*cc.ArrayType); !ok || !a.IsIncomplete() && a.Len() != 0 {
		return nil
	}
	return f
}
