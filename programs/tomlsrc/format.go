package tomlsrc

import (
	"errors"
	"maps"
	"slices"

	"github.com/pelletier/go-toml/v2"

	"github.com/fencewise/fencewise/programs/diag"
)

// Format describes a kind of file, for the diagnostics about files of that kind.
type Format struct {
	File    string                   // what a message calls such a file: "study"
	Values  map[string]string        // for each key, at any depth, a description of its value
	Known   func(path []string) bool // see Decode
	AllKeys string                   // the note that names all keys

	Syntax, UnknownKey, WrongType diag.Code
}

// Decode decodes a file into v. Its errors are diagnostics. An unknown key is an
// error, because a misspelled one would be ignored.
func (f *Format) Decode(src *diag.Source, v any) error {
	var (
		many    *TooManyKeys
		unknown UnknownKeys
		de      *toml.DecodeError
	)
	switch err := Decode(src, v, f.Known); {
	case err == nil:
		return nil
	case errors.As(err, &many):
		return diag.New(many.Span, diag.TooLarge, "the %s is too large: %v", f.File, many)
	case errors.As(err, &unknown):
		var errs diag.List
		for _, k := range unknown {
			errs = append(errs, f.unknown(k))
		}
		return errs
	case errors.As(err, &de):
		return f.malformed(src, de)
	default:
		return diag.New(src.Span(0, 0), f.Syntax, "%s", message(err))
	}
}

func (f *Format) unknown(k Key) *diag.Diagnostic {
	d := diag.New(k.Span, f.UnknownKey, "a %s has no key %q", f.File, k.Name)
	if near := diag.Nearest(k.Name, slices.Sorted(maps.Keys(f.Values))); near != "" && near != k.Name {
		return d.WithFix("did you mean %s?", near)
	}
	return d.Note("%s", f.AllKeys)
}

// malformed returns a diagnostic for an error of the decoder. If the error names a
// known key, the syntax was correct and the type is wrong; the decoder's own message
// would then be about Go types.
func (f *Format) malformed(src *diag.Source, e *toml.DecodeError) *diag.Diagnostic {
	at := spanOf(src, e)
	for _, k := range slices.Backward(e.Key()) {
		if want, ok := f.Values[k]; ok {
			return diag.New(at, f.WrongType, "the value of %s has the wrong type", k).Note("expected %s", want)
		}
	}
	return diag.New(at, f.Syntax, "%s", message(e))
}
