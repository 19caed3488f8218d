package trace

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

func itoa(n int) string { return strconv.Itoa(n) }

// differs names the first field in which the trace differs from what it should be; ""
// if they are equal.
func (t *Trace) differs(want *Trace) string {
	return difference("", reflect.ValueOf(t).Elem(), reflect.ValueOf(want).Elem())
}

// difference compares two values of one type, field by field, and returns where they
// differ first.
func difference(at string, a, b reflect.Value) string {
	switch a.Kind() {
	case reflect.Struct:
		for i := range a.NumField() {
			name, _, _ := strings.Cut(a.Type().Field(i).Tag.Get("json"), ",")
			if d := difference(strings.TrimPrefix(at+"."+name, "."), a.Field(i), b.Field(i)); d != "" {
				return d
			}
		}
		return ""
	case reflect.Slice:
		if a.Len() != b.Len() {
			return fmt.Sprintf("%s has %d entries, and should have %d", at, a.Len(), b.Len())
		}
		for i := range a.Len() {
			if d := difference(at+"["+itoa(i)+"]", a.Index(i), b.Index(i)); d != "" {
				return d
			}
		}
		return ""
	}
	if x, y := a.Interface(), b.Interface(); !reflect.DeepEqual(x, y) {
		return fmt.Sprintf("%s is %v, and should be %v", at, x, y)
	}
	return ""
}
