package csource

import (
	"fmt"
	"path/filepath"
	"reflect"
	"sort"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
)

// finish writes the litmus test, has it read, and replaces the places in it by those in the
// user's files.
func (r *reader) finish() (*litmus.Test, diag.List) {
	o := r.write()
	src := diag.NewSource(r.src.Name, o.String())
	test, err := litmus.Parse(src)
	m := mapper{src: src, segments: o.segments, whole: r.src.Span(0, 0)}
	if err != nil {
		errs := diag.List(diag.All(err))
		m.all(reflect.ValueOf(&errs))
		return nil, errs
	}
	m.all(reflect.ValueOf(test))
	test.Src = src
	if r.c11 && strings.Contains(src.Text, "__c11_") {
		test.Target = c11Target
	}
	test.Warnings = append(r.warnings, test.Warnings...)
	return test, nil
}

// c11Target is the target for which a program with C11 atomics is compiled if nobody names another
// one: the kernel's model says nothing about them.
const c11Target = "power-gcc"

// write returns the text of the litmus test.
func (r *reader) write() *output {
	o := &output{}
	o.put("C "+testName(r.src.Name)+"\n", r.src.Span(0, 0))
	o.put("{\n", diag.Span{})
	for _, x := range r.objects {
		o.put("\t"+x.text()+"\n", x.at)
	}
	o.put("}\n", diag.Span{})
	for _, th := range r.threads {
		o.put("\n", diag.Span{})
		th.write(o, fmt.Sprintf("P%d", th.index))
		for _, h := range r.handlers {
			if h.of == th {
				o.put(fmt.Sprintf("\n/*@ doorbell P%d */\n", th.index), diag.Span{})
				h.write(o, "void "+h.fn.Declarator.Name())
			}
		}
	}
	o.put("\nexists (", r.badAt)
	if len(r.bad) == 0 {
		o.put("false", r.src.Span(0, 0))
	}
	for i, p := range r.bad {
		if i > 0 {
			o.put(` \/ `, r.badAt)
		}
		o.put(p, r.badPlaces[i])
	}
	o.put(")\n", r.badAt)
	return o
}

// write writes a thread.
func (th *thread) write(o *output, head string) {
	o.put(head, th.at)
	o.put("(", diag.Span{})
	first := true
	for _, x := range th.r.objects {
		if !th.uses[x] {
			continue
		}
		if !first {
			o.put(", ", diag.Span{})
		}
		first = false
		o.put(x.pointee()+" *"+x.name, x.at)
	}
	o.put(")\n{\n", diag.Span{})
	for _, l := range th.locals {
		o.put("\t"+l+"\n", th.at)
	}
	for i := range th.lines {
		l := &th.lines[i]
		o.put(strings.Repeat("\t", l.depth+1), diag.Span{})
		o.put(l.text, l.at)
		if l.slot != nil {
			if l.text != "" {
				o.put(" ", diag.Span{})
			}
			o.put(l.slot.comment(), l.slot.at)
		}
		o.put("\n", diag.Span{})
	}
	o.put("}\n", diag.Span{})
}

// testName returns the name of the test: that of the file.
func testName(file string) string {
	s := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	s = strings.Map(func(c rune) rune {
		if c <= ' ' || c > '~' || strings.ContainsRune("(){};\"", c) {
			return '_'
		}
		return c
	}, s)
	if s == "" {
		return "stdin"
	}
	return s
}

// mapper replaces the places in the litmus test.
type mapper struct {
	src      *diag.Source
	segments []segment
	whole    diag.Span
	seen     map[any]bool
}

// place returns the place that a part of the litmus test comes from.
func (m *mapper) place(p diag.Span) diag.Span {
	i := sort.Search(len(m.segments), func(i int) bool { return m.segments[i].end > p.Start })
	if i < len(m.segments) && m.segments[i].start <= p.Start {
		return m.segments[i].at
	}
	return m.whole
}

var spanType = reflect.TypeFor[diag.Span]()

// all replaces the places in a value and in all that it points to.
func (m *mapper) all(v reflect.Value) {
	if m.seen == nil {
		m.seen = map[any]bool{}
	}
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() || v.Type() == reflect.TypeFor[*diag.Source]() || m.seen[v.Interface()] {
			return
		}
		m.seen[v.Interface()] = true
		m.all(v.Elem())
	case reflect.Interface:
		if !v.IsNil() {
			m.all(v.Elem())
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			m.all(v.Index(i))
		}
	case reflect.Struct:
		if v.Type() == spanType {
			if p := v.Interface().(diag.Span); p.Src == m.src && v.CanSet() {
				v.Set(reflect.ValueOf(m.place(p)))
			}
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				m.all(v.Field(i))
			}
		}
	}
}
