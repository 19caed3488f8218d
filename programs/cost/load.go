package cost

import (
	"embed"
	"os"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/library"
)

//go:embed presets/*.toml
var embedded embed.FS

// Default is the preset that is used if the user names no cost model.
const Default = "default"

// defaults holds the preset of each language that is used if the user names none.
var defaults = map[string]string{"PPC": Default, "C": "kernel"}

// For returns the cost model for programs in a language. It is m itself or, if m is the
// default of another language, the default of this one. It returns an error if m is for
// another language.
func (m *Model) For(lang *isa.Language) (*Model, error) {
	switch other := defaults[lang.Arch]; {
	case m.items.lang == lang:
		return m, nil
	case m.Name == Default && other != "":
		return preset(other)
	}
	d := diag.New(diag.Span{}, diag.CostLanguage, "the cost model %s is for %s, and the program is in %s", m.Name, m.items.lang.Name, lang.Name)
	if other := defaults[lang.Arch]; other != "" {
		d.WithFix("use --cost %s", other)
	}
	return nil, d
}

// IsFor reports whether the cost model is for programs in a language.
func (m *Model) IsFor(lang *isa.Language) bool { return m.items.lang == lang }

// Presets returns the names of the embedded cost models.
func Presets() []string {
	var names []string
	files, _ := embedded.ReadDir("presets") // an embedded file system cannot fail
	for _, f := range files {
		names = append(names, strings.TrimSuffix(f.Name(), ".toml"))
	}
	return names
}

// Load loads a cost file, or a preset by name. A file on disk takes precedence over a
// preset. The error holds diagnostics.
func Load(arg string) (*Model, error) {
	if f, err := os.Stat(arg); err == nil && !f.IsDir() || strings.HasSuffix(arg, ".toml") {
		src, err := library.ReadTOML(arg)
		if err != nil {
			return nil, err
		}
		return parse(src, arg)
	}
	return preset(arg)
}

// preset loads an embedded cost model.
func preset(arg string) (*Model, error) {
	text, err := embedded.ReadFile("presets/" + arg + ".toml")
	if err != nil {
		d := diag.New(diag.Span{}, diag.NoFile, "%s is neither a cost file nor a preset", arg)
		if near := diag.Nearest(arg, Presets()); near != "" {
			d.WithFix("did you mean %s?", near)
		} else {
			d.Note("the presets are %s", strings.Join(Presets(), ", "))
		}
		return nil, d
	}
	return parse(diag.NewSource(arg+".toml", string(text)), arg)
}
