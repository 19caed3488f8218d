package csource

import "reflect"

// walk calls f for a node of the syntax tree and for all below it, in the order of their fields.
// If f returns false, those below are left out.
func walk(n any, f func(any) bool) { walkValue(reflect.ValueOf(n), f) }

func walkValue(v reflect.Value, f func(any) bool) {
	for v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	if v.Kind() != reflect.Pointer || v.IsNil() || v.Elem().Kind() != reflect.Struct {
		return
	}
	if !f(v.Interface()) {
		return
	}
	s := v.Elem()
	t := s.Type()
	for i := range s.NumField() {
		if !t.Field(i).IsExported() {
			continue
		}
		if k := t.Field(i).Type.Kind(); k == reflect.Pointer || k == reflect.Interface {
			walkValue(s.Field(i), f)
		}
	}
}
