package fit

import (
	"strings"

	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/axioms/vocabulary"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Ignored returns a warning if the model mentions none of the barriers of a program,
// though they could matter: a misspelled file name, or a model that was not written for
// POWER, gives the verdicts of a program without barriers, and nothing else shows it. A
// barrier cannot matter if the model already orders all that the barrier could order. It
// returns nil if there is nothing to warn of.
func (m *Model) Ignored(t *litmus.Test, barriers []isa.Barrier) *diag.Diagnostic {
	tags := m.Vocabulary.Language.Tags
	var names []string
	var at diag.Span
	for _, b := range barriers {
		switch use := m.use(b.Kind); {
		case tags[b.Kind].Doorbells && !t.UsesDoorbells(): // there is nothing that it orders
		case use == mentioned:
			return nil
		case use != redundant:
			if names = append(names, tags[b.Kind].Name); len(names) == 1 {
				at = b.Span
			}
		}
	}
	if len(names) == 0 {
		return nil
	}
	d := diag.New(at, diag.CatNoBarrier, "the model %s mentions none of the barriers of %s: %s", m.Name, t.Name, strings.Join(names, ", ")).
		Note("its verdicts can be those of a program without barriers")
	d.Warning = true
	if own, ok := models.DefaultFor(m.Vocabulary.Language); ok {
		d.WithFix("for verdicts with barriers, use a model of %s, such as --model %s", m.Vocabulary.Language.Name, own.Model)
	}
	return d
}

// CanIgnore reports whether Ignored can return a warning: whether there is a barrier that
// the model does not mention, though it orders something.
func (m *Model) CanIgnore() bool {
	for _, kind := range m.Vocabulary.Language.Barriers() {
		if m.use(kind) == ignored {
			return true
		}
	}
	return false
}

// use is what a model does with a kind of barrier.
type use int

const (
	ignored use = iota
	mentioned
	redundant // not mentioned, and it could order nothing that the model does not
)

// use returns what the model does with a kind of barrier. It is found out once
// for all programs.
func (m *Model) use(k isa.Tag) use {
	if m.uses == nil {
		return usesOf(m.Model)[k]
	}
	return m.uses()[k]
}

// usesOf returns what a model does with each kind of barrier, by tag.
func usesOf(m *rel.Model) []use {
	all := make([]use, len(m.Vocabulary.Language.Tags))
	for _, kind := range m.Vocabulary.Language.Barriers() {
		switch set := vocabulary.Tagged(kind); {
		case m.Mentions(set):
			all[kind] = mentioned
		case m.Vocabulary.Language.Tags[kind].OrdersNothing, m.Redundant(set):
			all[kind] = redundant
		}
	}
	return all
}
