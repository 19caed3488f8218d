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
	test.Src, test.File, test.Results = src, r.src, r.results
	switch {
	case strings.Contains(src.Text, "__c11_"), !r.kernel && (r.asm || len(r.cpus) == 0):
		test.Target = c11Target
	case r.asm:
		test.Target = asmTarget
	}
	for i, th := range r.threads {
		test.Threads[i].Label = th.labelled()
		if h := test.Threads[i].Handler; h != nil {
			h.Label = th.labelled() + " doorbell"
		}
	}
	if r.checkUnset(test); len(r.errs) > 0 {
		return nil, r.errs
	}
	test.Warnings = append(r.warnings, test.Warnings...)
	return test, nil
}

// c11Target is the target for which a program without the kernel's primitives is compiled if nobody names another
// one: the kernel's model says nothing about them.
const c11Target = "power-gcc"

// asmTarget is that of a program with inline assembly and the primitives of the kernel.
const asmTarget = "power"

// write returns the text of the litmus test.
func (r *reader) write() *output {
	o := &output{}
	o.put("C "+testName(r.src.Name)+"\n"+litmus.SourceLine(testName(r.src.Name))+"\n", r.src.Span(0, 0))
	o.put("Endian=little\n", r.src.Span(0, 0)) // as ppc64le
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
	badAt := r.src.Span(0, 0)
	if len(r.bad) > 0 {
		badAt = r.bad[0].at
	}
	o.put("\nexists (", badAt)
	if len(r.bad) == 0 {
		o.put("false", badAt)
	}
	for i := range r.bad {
		if i > 0 {
			o.put(` \/ `, badAt)
		}
		o.segment(r.bad[i].prop, segment{at: r.bad[i].at, bad: &r.bad[i]})
	}
	o.put(")\n", badAt)
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
		o.segment(l.text, segment{at: l.at, origin: l.origin})
		if l.slot != nil {
			if l.text != "" {
				o.put(" ", diag.Span{})
			}
			o.segment(l.slot.comment(), segment{at: l.slot.at, origin: l.origin.InSlot()})
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
	if s := m.segment(p); s != nil {
		return s.at
	}
	return m.whole
}

// segment returns what a part of the litmus test belongs to; nil if it has no place.
func (m *mapper) segment(p diag.Span) *segment {
	i := sort.Search(len(m.segments), func(i int) bool { return m.segments[i].end > p.Start })
	if p.Src != m.src || i == len(m.segments) || m.segments[i].start > p.Start {
		return nil
	}
	return &m.segments[i]
}

// describe adds to a part of the test what the user's file says about it.
func (m *mapper) describe(part any) {
	switch x := part.(type) {
	case *litmus.Instr:
		if s := m.segment(x.Span); s != nil {
			x.Origin = s.origin
		}
	case *litmus.Atom:
		if s := m.segment(x.Span); s != nil && s.bad != nil {
			x.Says, x.Else = s.bad.says, s.bad.no
		}
	}
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
		m.describe(v.Interface())
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
