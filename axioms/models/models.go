package models

import (
	"embed"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/disk"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/isa/sets"
)

//go:embed *.cat
var files embed.FS

// preludeFile is evaluated before every model and is not a model itself. Nor is a file
// whose name begins so: prelude-C.cat is evaluated after it for programs in C.
const (
	preludeFile   = "prelude.cat"
	preludePrefix = "prelude"
)

// Info describes one embedded model.
type Info struct {
	Name  string // as given to Load: "power"
	Title string // the title in its file
}

// List returns the embedded models, sorted by name.
func List() []Info {
	var list []Info
	for _, name := range Names() {
		list = append(list, Info{name, parse(fileName(name)).Title})
	}
	return list
}

// Names returns the names of the embedded models, sorted.
func Names() []string {
	entries, err := files.ReadDir(".")
	if err != nil {
		panic("models: " + err.Error()) // the folder is part of the program
	}
	var names []string
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), preludePrefix) {
			names = append(names, strings.TrimSuffix(e.Name(), ".cat"))
		}
	}
	slices.Sort(names) // lkmm-doorbell comes before lkmm as a file
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
	return loadEmbedded(name, Options{}, variants)
}

func loadEmbedded(name string, o Options, variants map[string]bool) (*rel.Model, error) {
	file := fileName(name)
	if _, ok := Source(file); !ok || strings.HasPrefix(file, preludePrefix) {
		d := diag.New(diag.Span{}, diag.NoFile, "no model is called %s", name)
		d.Note("the embedded models: %s", strings.Join(Names(), ", "))
		if near := diag.Nearest(name, Names()); near != "" {
			d.WithFix("did you mean %s?", near)
		}
		return nil, d
	}
	return elaborate(parse(file), rel.Options{
		Name:     strings.TrimSuffix(file, ".cat"),
		Resolve:  (&search{}).resolve,
		Variants: variants,
	}, o)
}

// elaborate elaborates a model for the language of its programs.
func elaborate(f *cat.File, r rel.Options, o Options) (*rel.Model, error) {
	if o.Bell != "" {
		bell, err := read(disk.Read(o.Bell, maxFile))
		if err != nil {
			return nil, err
		}
		r.Bell = bell
	}
	switch {
	case rel.Architecture(f) != "":
		r.Language = rel.Language(f)
	case o.Language != nil:
		r.Language = o.Language
	case o.Bell != "":
		r.Language = sets.Annotated()
	default:
		r.Language = sets.Default().Language
	}
	r.Prelude = Prelude(r.Language)
	return rel.Elaborate(f, r)
}

// Prelude returns the definitions with which every model for programs in a language starts.
func Prelude(l *isa.Language) *cat.File {
	own := preludePrefix + "-" + l.Arch + ".cat"
	if _, ok := Source(own); ok {
		return parse(own)
	}
	return parse(preludeFile)
}

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
