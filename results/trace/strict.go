package trace

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
)

// strict checks a text that was already decoded into a value of the type for what
// encoding/json accepts: a name with another spelling, a name twice, a missing name,
// and null. at is the place in the text.
func strict(text string, of reflect.Type) (what string, at int) {
	s := &stricter{d: json.NewDecoder(strings.NewReader(text))}
	what = s.value(of, "the witness")
	return what, int(s.d.InputOffset())
}

type stricter struct{ d *json.Decoder }

// value checks the next value; name is what a message calls it.
func (s *stricter) value(of reflect.Type, name string) string {
	tok, err := s.d.Token()
	switch {
	case err != nil:
		return err.Error()
	case tok == nil:
		return name + " is null"
	case of.Kind() == reflect.Slice:
		for s.d.More() {
			if what := s.value(of.Elem(), "an entry of "+name); what != "" {
				return what
			}
		}
	case of.Kind() == reflect.Struct || of.Kind() == reflect.Map:
		if what := s.object(of, name); what != "" {
			return what
		}
	default:
		return ""
	}
	_, err = s.d.Token() // the end of the list or object
	if err != nil {
		return err.Error()
	}
	return ""
}

func (s *stricter) object(of reflect.Type, name string) string {
	seen := map[string]bool{}
	for s.d.More() {
		tok, err := s.d.Token()
		if err != nil {
			return err.Error()
		}
		key, _ := tok.(string)
		if seen[key] {
			return fmt.Sprintf("%s has %q twice", name, key)
		}
		seen[key] = true
		var at reflect.Type
		if of.Kind() == reflect.Map {
			at = of.Elem()
		} else if f, ok := field(of, key); ok {
			at = f.Type
		} else {
			return fmt.Sprintf("%s has no %q", name, key)
		}
		if what := s.value(at, fmt.Sprintf("%q", key)); what != "" {
			return what
		}
	}
	if of.Kind() == reflect.Map {
		return ""
	}
	for i := range of.NumField() {
		key, rest, _ := strings.Cut(of.Field(i).Tag.Get("json"), ",")
		if rest != "omitempty" && !seen[key] {
			return fmt.Sprintf("%s lacks %q", name, key)
		}
	}
	return ""
}

// field returns the field that is written under a name.
func field(of reflect.Type, key string) (reflect.StructField, bool) {
	for i := range of.NumField() {
		if name, _, _ := strings.Cut(of.Field(i).Tag.Get("json"), ","); name == key {
			return of.Field(i), true
		}
	}
	return reflect.StructField{}, false
}
