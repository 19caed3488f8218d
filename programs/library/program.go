package library

import (
	"fmt"
	"path/filepath"

	"github.com/fencewise/fencewise/programs/litmus"
)

// OfFile returns the study of one .c file: its only variant is the program as it is written.
// It is judged under both readings, the model of the source and the mapping to a machine; a
// program with atomic operations of C11, which have no model here, as two compilers map it. The
// terms of the study say where its slots stand.
func OfFile(in Input) (*Study, error) {
	t, err := in.Parse()
	if err != nil {
		return nil, err
	}
	p := &Program{File: in.Name, Name: in.Name, Test: t}
	v := &Variant{Name: "as written", Programs: []*Program{p}, Slots: map[string]string{}}
	st := &Study{Name: in.Name, Title: filepath.Base(in.Name), Src: t.File, Programs: []*Program{p}, Variants: []*Variant{v}, Targets: Readings(t)}
	for _, s := range t.Slots {
		v.Slots[s.Name] = s.Choices[s.Default].Text
		st.Terms = append(st.Terms, Term{s.Name, standing(t, s)})
	}
	return st, nil
}

// OfOneFile reports whether the study is that of a .c file, which [OfFile] returns: the file names no
// variants and has no comments about a study.
func (st *Study) OfOneFile() bool {
	return len(st.Programs) == 1 && st.Src != nil && st.Src == st.Programs[0].Test.File
}

// Readings returns the targets of the readings of a program from a .c file: the first is the one
// that [csource.Read] gives it. Inline assembly among the kernel's primitives has a meaning only
// on the machine.
func Readings(t *litmus.Test) []string {
	switch t.Target {
	case "", litmus.AsWritten:
		return []string{litmus.AsWritten, "power"}
	case "power-gcc":
		return []string{"power-gcc", "power-clang"}
	}
	return []string{t.Target}
}

// standing returns what stands in a slot of a .c file as it is written, and where.
func standing(t *litmus.Test, s *litmus.Slot) string {
	text := s.Choices[s.Default].Text
	for _, col := range t.Columns() {
		for i := range col.Cells {
			c := &col.Cells[i]
			if c.Slot != s {
				continue
			}
			for _, of := range c.Choices {
				for _, in := range of {
					if in.Origin != nil && len(in.Origin.Calls) > 0 {
						return fmt.Sprintf("%s, %s in %s", text, in.Place(), in.Origin.Calls[0].Func)
					}
				}
			}
		}
	}
	return fmt.Sprintf("%s, line %d", text, s.Span.Line())
}
