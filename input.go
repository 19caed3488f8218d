package fencewise

import (
	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Program is a litmus test.
type Program struct{ test *litmus.Test }

// ParseProgram reads a program from text. The name is the one that errors begin with.
func ParseProgram(name, text string) (*Program, error) {
	t, err := litmus.Parse(diag.NewSource(name, text))
	if err != nil {
		return nil, err
	}
	return &Program{t}, nil
}

// ReadProgram reads a program from a file, or an embedded one by its name, such as
// host_ipi/mail.
func ReadProgram(name string) (*Program, error) {
	ins, err := library.Open(name)
	if err != nil {
		return nil, err
	}
	if len(ins) != 1 {
		return nil, diag.New(diag.Span{}, diag.BadOption, "%s stands for %d programs", name, len(ins)).WithFix("name one of them")
	}
	t, err := ins[0].Parse()
	if err != nil {
		return nil, err
	}
	return &Program{t}, nil
}

// Name returns the name that the program gives itself in its first line.
func (p *Program) Name() string { return p.test.Name }

// Slot is a place for a barrier.
type Slot struct {
	Name    string
	Choices []string // what may stand there; "none" is nothing
	Default string   // what stands there
}

// Slots returns the slots of the program in the order of its text.
func (p *Program) Slots() []Slot {
	var all []Slot
	for _, s := range p.test.Slots {
		slot := Slot{Name: s.Name, Default: s.Choices[s.Default].Text}
		for _, c := range s.Choices {
			slot.Choices = append(slot.Choices, c.Text)
		}
		all = append(all, slot)
	}
	return all
}

// Model is a memory model. A nil Model stands for the default ones: power, or
// power-doorbell for a program with doorbells.
type Model struct{ model *fit.Model }

// LoadModel loads an embedded model by its name (power, power-doorbell, sc, tso), or a cat
// file by its path.
func LoadModel(name string) (*Model, error) {
	m, err := fit.Load(name, models.Options{})
	if err != nil {
		return nil, err
	}
	return &Model{m}, nil
}

// ParseModel reads a model from cat text, which may include the embedded files.
func ParseModel(name, text string) (*Model, error) {
	m, err := fit.Parse(diag.NewSource(name, text))
	if err != nil {
		return nil, err
	}
	return &Model{m}, nil
}

// Name returns the name that the model was loaded by.
func (m *Model) Name() string { return m.model.Name }
