package library

import (
	"bytes"
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

// decode reads the file strictly: what has no meaning is an error, not passed
// over, since a misspelled key would else be a claim that is never checked.
func decode(src *diag.Source) (*file, error) {
	var f file
	d := toml.NewDecoder(bytes.NewReader([]byte(src.Text))).DisallowUnknownFields()
	err := d.Decode(&f)
	if err == nil {
		return &f, nil
	}
	var strict *toml.StrictMissingError
	if errors.As(err, &strict) {
		var errs diag.List
		for i := range strict.Errors {
			errs = append(errs, unknownKey(src, &strict.Errors[i]))
		}
		return nil, errs
	}
	var de *toml.DecodeError
	if !errors.As(err, &de) {
		return nil, diag.New(src.Span(0, 0), diag.StudySyntax, "%s", tomlsrc.Message(err))
	}
	return nil, malformed(src, de)
}

func unknownKey(src *diag.Source, e *toml.DecodeError) *diag.Diagnostic {
	key := e.Key()
	last := key[len(key)-1]
	d := diag.New(tomlsrc.SpanOf(src, e), diag.StudyKey, "studies have no key %q", last)
	if near := diag.Nearest(last, keys); near != "" && near != last {
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
