package trace

import (
	"bytes"
	"encoding/json"
	"io"
	"reflect"
	"strings"
)

// Write writes the trace as one JSON object. Each field is on a line of its own, and so
// is each object of a list, so that two traces can be compared line by line.
func (t *Trace) Write(w io.Writer) error {
	var b bytes.Buffer
	b.WriteByte('{')
	v := reflect.ValueOf(t).Elem()
	first := true
	for i := range v.NumField() {
		name, rest, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		f := v.Field(i)
		if rest == "omitempty" && (f.IsZero() || f.Kind() == reflect.Slice && f.Len() == 0) {
			continue
		}
		if !first {
			b.WriteByte(',')
		}
		first = false
		b.WriteString("\n  \"" + name + "\": ")
		if err := value(&b, f); err != nil {
			return err
		}
	}
	b.WriteString("\n}\n")
	_, err := w.Write(b.Bytes())
	return err
}

// value writes a field.
func value(b *bytes.Buffer, f reflect.Value) error {
	if f.Kind() != reflect.Slice || f.Type().Elem().Kind() != reflect.Struct || f.Len() == 0 {
		return encode(b, f.Interface())
	}
	b.WriteByte('[')
	for k := range f.Len() {
		if k > 0 {
			b.WriteByte(',')
		}
		b.WriteString("\n    ")
		if err := encode(b, f.Index(k).Interface()); err != nil {
			return err
		}
	}
	b.WriteString("\n  ]")
	return nil
}

// encode writes without the escapes that only HTML needs.
func encode(b *bytes.Buffer, v any) error {
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return err
	}
	b.Truncate(b.Len() - 1) // its line break
	return nil
}
