package cost

import (
	"embed"
	"os"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/library"
)

//go:embed presets/*.toml
var embedded embed.FS

// Default is the preset that is used if the user names no cost model.
const Default = "default"

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
	if _, err := os.Stat(arg); err == nil || strings.HasSuffix(arg, ".toml") {
		src, err := library.ReadTOML(arg)
		if err != nil {
			return nil, err
		}
		return parse(src, arg)
	}
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
