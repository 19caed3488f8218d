package herdlog

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/kernelc"
)

// functions is the canonical text of a program in C: the heads of its functions in one
// spelling, and their bodies as they are written, comments included. It reports false if
// a slot does not have its default, which is what herd7 reads.
func functions(s *event.Structure) (string, bool) {
	for i, sl := range s.Test.Slots {
		if pick := s.Slots[i].Fixed; pick >= 0 && pick != sl.Default {
			return "", false
		}
	}
	columns := make([]string, len(s.Test.Threads))
	for i, th := range s.Test.Threads {
		text, ok := function(th.Body)
		if !ok {
			return "", false
		}
		columns[i] = " " + text + " "
	}
	return strings.Join(columns, "|") + ";\n", true
}

// function returns one function in that spelling.
func function(f *kernelc.Func) (string, bool) {
	body := f.Body.Span.Text()
	if len(body) < 2 || body[0] != '{' || body[len(body)-1] != '}' {
		return "", false
	}
	params := make([]string, len(f.Params))
	for i := range f.Params {
		params[i] = parameter(&f.Params[i])
	}
	return fmt.Sprintf("%s(%s) {\n%s\n}\n", f.Name, strings.Join(params, ", "), body[1:len(body)-1]), true
}

// parameter returns a parameter: "volatile int* x".
func parameter(p *kernelc.Param) string {
	base := p.Type.Name
	if p.Type.Volatile {
		base = "volatile " + base
	}
	if slices.Contains(strings.Fields(p.Span.Text()), "const") {
		base += " const"
	}
	return base + strings.Repeat("*", p.Type.Stars) + " " + p.Name
}
