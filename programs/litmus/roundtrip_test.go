package litmus

import (
	"reflect"
	"testing"

	"github.com/fencewise/fencewise/programs/diag"
)

// roundTrip parses src, prints it and parses the result. The trees must be equal except
// for spans, and printing again must give the same text.
func roundTrip(t testing.TB, src *diag.Source) {
	t.Helper()
	first, err := Parse(src)
	if err != nil {
		t.Errorf("%s: %v", src.Name, err)
		return
	}
	text := first.String()
	second, err := Parse(diag.NewSource(src.Name, text))
	if err != nil {
		t.Errorf("%s: printed test is refused: %v\n%s", src.Name, err, text)
		return
	}
	if again := second.String(); again != text {
		t.Errorf("%s: not a fixed point\n%s\nthen\n%s", src.Name, text, again)
	}
	first.Warnings, second.Warnings = nil, nil // about comments, which are not printed
	renameLabels(first)
	forgetSpans(reflect.ValueOf(first))
	forgetSpans(reflect.ValueOf(second))
	if !reflect.DeepEqual(first, second) {
		t.Errorf("%s: the printed test differs\n%s", src.Name, text)
	}
}

// renameLabels gives the labels of a tree the names that they have in the printed test,
// in which no two columns share a label.
func renameLabels(t *Test) {
	columns := t.Columns()
	for i, names := range t.ownLabels(columns) {
		cells := columns[i].Cells
		for k := range cells {
			for n := range cells[k].Labels {
				l := &cells[k].Labels[n]
				l.Text = labelIn(names, l.Text)
			}
			if in := cells[k].Instr; in != nil {
				for a := range in.Args {
					if o := &in.Args[a]; o.Kind == OpName {
						o.Text = labelIn(names, o.Text)
					}
				}
			}
		}
	}
}

// forgetSpans sets every span and source below v to zero, and empty slices to nil, so
// that trees can be compared by their meaning.
func forgetSpans(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			forgetSpans(v.Elem())
		}
	case reflect.Slice:
		if v.Len() == 0 {
			v.SetZero()
		}
		for i := range v.Len() {
			forgetSpans(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Field(i)
			if v.Type().Field(i).Name == "Renamed" { // how it is shown, not what it is
				f.SetZero()
				continue
			}
			switch f.Interface().(type) {
			case diag.Span, *diag.Source:
				f.SetZero()
			case []diag.Span:
				if n := f.Len(); n > 0 {
					f.Set(reflect.ValueOf(make([]diag.Span, n)))
				}
			default:
				forgetSpans(f)
			}
		}
	}
}
