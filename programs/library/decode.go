package library

import (
	"errors"
	"slices"

	"github.com/pelletier/go-toml/v2"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/tomlsrc"
)

// file is study.toml as it is written.
type file struct {
	Title    string        `toml:"title"`
	Question string        `toml:"question"`
	Program  []string      `toml:"program"`
	Models   []string      `toml:"models"`
	Variant  []fileVariant `toml:"variant"`
}

type fileVariant struct {
	Name    string            `toml:"name"`
	Source  string            `toml:"source"`
	Program []string          `toml:"program"`
	Slots   map[string]string `toml:"slots"`
	Claim   map[string]any    `toml:"claim"` // a verdict, or a verdict for each model
}

// keys are the keys above, for "did you mean".
var keys = []string{"title", "question", "program", "models", "variant", "name", "source", "slots", "claim"}

// known reports whether the names lead to a key of a study.
func known(path []string) bool {
	switch len(path) {
	case 1:
		return slices.Contains(keys[:5], path[0])
	case 2:
		return path[0] != "variant" || slices.Contains([]string{"name", "source", "program", "slots", "claim"}, path[1])
	}
	return true // slots, programs and models have names of their own
}

// decode reads the file strictly: what has no meaning is an error, not passed
// over, since a misspelled key would else be a claim that is never checked.
func decode(src *diag.Source) (*file, error) {
	var (
		f       file
		many    *tomlsrc.TooMany
		unknown tomlsrc.Unknown
		de      *toml.DecodeError
	)
	switch err := tomlsrc.Decode(src, &f, known); {
	case err == nil:
		return &f, nil
	case errors.As(err, &many):
		return nil, diag.New(many.Span, diag.TooLarge, "the study is too large: %v", many)
	case errors.As(err, &unknown):
		var errs diag.List
		for _, k := range unknown {
			errs = append(errs, unknownKey(k))
		}
		return nil, errs
	case errors.As(err, &de):
		return nil, malformed(src, de)
	default:
		return nil, diag.New(src.Span(0, 0), diag.StudySyntax, "%s", tomlsrc.Message(err))
	}
}

func unknownKey(k tomlsrc.Key) *diag.Diagnostic {
	d := diag.New(k.Span, diag.StudyKey, "studies have no key %q", k.Name)
	if near := diag.Nearest(k.Name, keys); near != "" && near != k.Name {
		d.WithFix("did you mean %s?", near)
	} else {
		d.Note("keys of a study: title, question, program, models; of a variant: name, source, program, slots, claim")
	}
	return d
}

// expected says what the value of a key looks like.
var expected = map[string]string{
	"title":    `a text: title = "…"`,
	"question": `a text: question = "…"`,
	"program":  `a list of files: program = ["….litmus"]`,
	"models":   `a list of names: models = ["power"]`,
	"variant":  "a section headed [[variant]]",
	"name":     `a text: name = "…"`,
	"source":   `a text: source = "…"`,
	"slots":    `a choice for each slot, both in quotes: slots = { "set.before" = "sync" }`,
	"claim":    `a verdict for each program: claim = { "….litmus" = "Never" }`,
}

// malformed is an error of syntax or of type. A key that the decoder knows
// means that the syntax was good; its own message speaks of Go types then.
func malformed(src *diag.Source, e *toml.DecodeError) *diag.Diagnostic {
	for _, k := range slices.Backward(e.Key()) {
		if want, ok := expected[k]; ok {
			return diag.New(tomlsrc.SpanOf(src, e), diag.StudyType, "a value of another type is expected here").Note("%s is %s", k, want)
		}
	}
	return diag.New(tomlsrc.SpanOf(src, e), diag.StudySyntax, "%s", tomlsrc.Message(e))
}
