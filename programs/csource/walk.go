package csource

import (
	"reflect"
	"sync"
)

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
	for _, i := range nodeFields(s.Type()) {
		walkValue(s.Field(i), f)
	}
}

// fieldsOf holds the numbers of the fields of types of nodes that can hold other nodes.
var fieldsOf sync.Map

// nodeFields returns the numbers of the fields of a type of nodes that can hold other nodes.
func nodeFields(t reflect.Type) []int {
	if all, ok := fieldsOf.Load(t); ok {
		return all.([]int)
	}
	var all []int
	for i := range t.NumField() {
		if k := t.Field(i).Type.Kind(); t.Field(i).IsExported() && (k == reflect.Pointer || k == reflect.Interface) {
			all = append(all, i)
		}
	}
	fieldsOf.Store(t, all)
	return all
}
