package cat

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/programs/diag"
)

var spanType = reflect.TypeFor[diag.Span]()

// walk calls see for every span in the tree v, and dumps everything else, so
// that two trees that differ in spans only have one dump.
func walk(b *strings.Builder, v reflect.Value, see func(diag.Span)) {
	if v.Type() == spanType {
		see(v.Interface().(diag.Span))
		return
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() || v.Type() == reflect.TypeFor[*diag.Source]() {
			b.WriteString("nil")
			return
		}
		walk(b, v.Elem(), see)
	case reflect.Struct:
		fmt.Fprintf(b, "%s{", v.Type().Name())
		for i := range v.NumField() {
			if i > 0 {
				b.WriteByte(' ')
			}
			walk(b, v.Field(i), see)
		}
		b.WriteByte('}')
	case reflect.Slice:
		b.WriteByte('[')
		for i := range v.Len() {
			walk(b, v.Index(i), see)
			b.WriteByte(' ')
		}
		b.WriteByte(']')
		if v.IsNil() { // "x" and "()" as patterns differ in this only
			b.WriteByte('-')
		}
	case reflect.String:
		fmt.Fprintf(b, "%q", v.String())
	case reflect.Bool:
		fmt.Fprint(b, v.Bool())
	default:
		fmt.Fprint(b, v.Uint())
	}
}

// dump is the tree of f without its spans.
func dump(f *File) string {
	var b strings.Builder
	walk(&b, reflect.ValueOf(f), func(diag.Span) {})
	return b.String()
}

// mustParse reads text that has no errors.
func mustParse(t testing.TB, text string) *File {
	t.Helper()
	f, err := Parse(diag.NewSource("test.cat", text))
	if err != nil {
		var b strings.Builder
		diag.Render(&b, err)
		t.Fatalf("%s\nin:\n%s", b.String(), text)
	}
	return f
}

// roundTrip checks that printing f and reading the text gives f again, that
// the text is then stable, and that all spans lie in the source.
func roundTrip(t testing.TB, f *File) {
	t.Helper()
	text := f.String()
	g := mustParse(t, text)
	if a, b := dump(f), dump(g); a != b {
		t.Fatalf("reading the printed text gives another tree\nsource:\n%s\nprinted:\n%s\ntree: %s\nafter: %s", f.Src.Text, text, a, b)
	}
	if again := g.String(); again != text {
		t.Fatalf("printing is not stable\nfirst:\n%s\nsecond:\n%s", text, again)
	}
	var b strings.Builder
	walk(&b, reflect.ValueOf(f), func(s diag.Span) {
		if s.Known() && (s.Start < 0 || s.Start > s.End || s.End > len(f.Src.Text)) {
			t.Fatalf("span [%d,%d) outside of the text", s.Start, s.End)
		}
	})
}
