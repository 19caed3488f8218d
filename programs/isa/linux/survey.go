package linux

import (
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/kernelc"
	"github.com/fencewise/fencewise/programs/litmus"
)

// mnemonics lists the primitives of the embedded table, sorted.
func mnemonics() []string { return kernelc.Embedded().Names() }

// survey lists the barriers of a program.
func survey(t *litmus.Test) *isa.Survey { return surveyWith(&C, lower, t) }

// lowering is the type of isa.Set.Lower.
type lowering func(*litmus.Test, *litmus.Thread, *isa.Registers) ([]isa.Step, error)

// surveyWith lists the barriers of a program in a language to which it is lowered.
func surveyWith(lang *isa.Language, lower lowering, t *litmus.Test) *isa.Survey {
	s := &isa.Survey{}
	var seen isa.Tags
	note := func(steps []isa.Step) {
		for i := range steps {
			if op := &steps[i].Op; op.Kind == isa.Fence && op.Tags&^seen != 0 {
				seen |= op.Tags
				s.Barriers = append(s.Barriers, isa.Barrier{Kind: lang.Barrier(op.Tags), Span: steps[i].Instr.Span})
			}
		}
	}
	for _, th := range t.Columns() {
		steps, err := lower(t, th, &isa.Registers{Plain: true})
		if err != nil {
			continue // the unroller reports it
		}
		for i := range steps {
			note(steps[i : i+1])
			for _, c := range steps[i].Choices {
				note(c)
			}
		}
	}
	return s
}
