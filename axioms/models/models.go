package models

import (
	"embed"
	"sort"
	"strings"

	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/programs/diag"
)

//go:embed *.cat
var files embed.FS

// preludeFile is evaluated before every model and is not a model itself.
const preludeFile = "prelude.cat"

// Info describes one embedded model.
type Info struct {
	Name  string // as given to Load: "power"
	Title string // the title in its file
}

// List returns the embedded models, sorted by name.
func List() []Info {
	entries, err := files.ReadDir(".")
	if err != nil {
		panic("models: " + err.Error()) // the folder is part of the program
	}
	var list []Info
	for _, e := range entries {
		if e.Name() == preludeFile {
			continue
		}
		name := strings.TrimSuffix(e.Name(), ".cat")
		list = append(list, Info{name, parse(e.Name()).Title})
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Name < list[j].Name })
	return list
}

// Names returns the names of the embedded models, sorted.
func Names() []string {
	var names []string
	for _, m := range List() {
		names = append(names, m.Name)
	}
	return names
}

// Source returns the text of the embedded model or of the prelude, by its name with or
// without ".cat".
func Source(name string) (string, bool) {
	b, err := files.ReadFile(fileName(name))
	return string(b), err == nil
}

func fileName(name string) string { return strings.TrimSuffix(name, ".cat") + ".cat" }

// Load elaborates the embedded model of a name.
func Load(name string) (*rel.Model, error) { return LoadWith(name, nil) }

// LoadWith is Load with the given variant names switched on.
func LoadWith(name string, variants map[string]bool) (*rel.Model, error) {
	file := fileName(name)
	if _, ok := Source(file); !ok || file == preludeFile {
		d := diag.New(diag.Span{}, diag.NoFile, "no model is called %s", name)
		d.Note("the embedded models: %s", strings.Join(Names(), ", "))
		if near := diag.Nearest(name, Names()); near != "" {
			d.WithFix("did you mean %s?", near)
		}
		return nil, d
	}
	return rel.Elaborate(parse(file), rel.Options{
		Name:     strings.TrimSuffix(file, ".cat"),
		Prelude:  Prelude(),
		Resolve:  (&search{}).resolve,
		Variants: variants,
	})
}

// Prelude returns the definitions with which every model starts.
func Prelude() *cat.File { return parse(preludeFile) }

// parse reads an embedded file, which must exist and be correct.
func parse(file string) *cat.File {
	text, ok := Source(file)
	if !ok {
		panic("models: no embedded file " + file)
	}
	f, err := cat.Parse(diag.NewSource(file, text))
	if err != nil {
		panic("models: " + err.Error())
	}
	return f
}
