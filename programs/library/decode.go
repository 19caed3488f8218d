package library

import (
	"errors"
	"slices"

	"github.com/pelletier/go-toml/v2"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/tomlsrc"
)

// file holds a study.toml as it is written.
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

// keys lists the keys of a study and of a variant, for "did you mean".
var keys = []string{"title", "question", "program", "models", "variant", "name", "source", "slots", "claim"}

// isKnownKey reports whether a path of names leads to a key of a study.
func isKnownKey(path []string) bool {
	switch len(path) {
	case 1:
		return slices.Contains(keys[:5], path[0])
	case 2:
		return path[0] != "variant" || slices.Contains([]string{"name", "source", "program", "slots", "claim"}, path[1])
	}
	return true // the keys below slots and claim are names of slots, programs and models
}

// decode decodes a study file strictly. An unknown key is an error: if it were ignored, a
// misspelled claim would never be checked.
func decode(src *diag.Source) (*file, error) {
	var (
		f       file
		many    *tomlsrc.TooManyKeys
		unknown tomlsrc.UnknownKeys
		de      *toml.DecodeError
	)
	switch err := tomlsrc.Decode(src, &f, isKnownKey); {
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
	d := diag.New(k.Span, diag.StudyKey, "a study has no key %q", k.Name)
	if near := diag.Nearest(k.Name, keys); near != "" && near != k.Name {
		d.WithFix("did you mean %s?", near)
	} else {
		d.Note("the keys of a study are title, question, program and models; those of a variant are name, source, program, slots and claim")
	}
	return d
}

// expectedValue describes the value of each key.
var expectedValue = map[string]string{
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

// malformed returns a diagnostic for an error of the decoder. If the error names a known
// key, the syntax was correct and the type is wrong; the decoder's own message would then
// be about Go types.
func malformed(src *diag.Source, e *toml.DecodeError) *diag.Diagnostic {
	for _, k := range slices.Backward(e.Key()) {
		if want, ok := expectedValue[k]; ok {
			return diag.New(tomlsrc.SpanOf(src, e), diag.StudyType, "the value of %s has the wrong type", k).Note("expected %s", want)
		}
	}
	return diag.New(tomlsrc.SpanOf(src, e), diag.StudySyntax, "%s", tomlsrc.Message(e))
}
