package rel

import (
	"fmt"

	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/axioms/vocabulary"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// Options says how a model is elaborated.
type Options struct {
	// Name is what the user calls the model.
	Name string
	// Prelude is executed first; its names can be shadowed like base names.
	Prelude *cat.File
	// Bell is executed after the prelude: a file that declares the tags of a language and
	// derives sets from them. nil for none.
	Bell *cat.File
	// Resolve finds the file that is included as path in the file from. It is called for
	// every include that is executed. Two files are the same if their sources have the
	// same name.
	Resolve func(path string, from *diag.Source) (*cat.File, error)
	// Language is the language of the programs that the model is for; nil for that of the
	// architecture in the first line of the model, or the default one.
	Language *isa.Language
	// Variants are the variant names that are on; all others are off.
	Variants map[string]bool
}

// MixedVariant is the variant that is on in a model for programs with accesses of mixed size,
// as in herd7. The prelude then gives si its meaning.
const MixedVariant = "mixed"

// Judges reports whether the model is for programs such as that of a structure.
func (m *Model) Judges(s *event.Structure) bool { return !m.OneSize || !s.Mixed() }

// Limits on the expansion of a model; see also maxNodes. They bound the work on hostile
// input: functions that call another one twice, or files that include another one twice,
// expand exponentially.
const (
	maxSteps    = 4 << 20 // expressions evaluated
	maxCalls    = 200     // nested calls
	maxDepth    = 32      // nested includes
	maxIncludes = 1000    // includes executed
	maxErrors   = 100     // diagnostics of one model
	maxGroup    = 1000    // definitions of one "let rec"; the work on them is quadratic
)

// Elaborate turns the text of a model into its expressions and axioms. An error is a
// [diag.List], and the Model is then nil.
//
// It interprets the cat tree abstractly: sets and relations become nodes, and the rest of
// the language (names, functions, includes, static conditions) is evaluated.
func Elaborate(main *cat.File, opts Options) (*Model, error) {
	if opts.Language == nil {
		opts.Language = Language(main)
	}
	words := vocabulary.For(opts.Language)
	e := &elab{
		opts:    opts,
		g:       newGraph(words),
		globals: globals{names: map[string][]version{}, vocabulary: words},
		model:   &Model{Name: opts.Name, OneSize: !opts.Variants[MixedVariant], Vocabulary: words, Title: main.Title, Named: map[string]ID{}},
		uses:    map[string]bool{},
	}
	e.model.Arch, e.model.ArchAt = Architecture(main), main.Head
	ownDefs := 0
	var preludes []*diag.Source // the prelude, and what it includes
	if opts.Prelude != nil {
		e.file(opts.Prelude)
		preludes = e.files
		e.globals.prelude = e.globals.seq
		ownDefs = len(e.defs)
		e.model.Axioms = nil
	}
	e.files = []*diag.Source{}
	if opts.Bell != nil {
		e.file(opts.Bell)
		e.model.Bell = opts.Bell.Src
	}
	e.file(main)
	e.finishBuilt()
	if len(e.errs) > 0 {
		return nil, e.errs
	}
	for i := range preludes { // the prelude itself last
		e.files = append(e.files, preludes[(i+1)%len(preludes)])
	}
	e.record(ownDefs)
	e.finish()
	return e.model, nil
}

// elab is the state of an elaboration.
type elab struct {
	opts    Options
	g       *graph
	model   *Model
	globals globals
	lets    []*thunk // every binding by let, in the order made
	defs    []*thunk // those at the top level of a file
	open    []*recDef
	files   []*diag.Source
	errs    diag.List

	builds  bool            // the model chooses rf or co for some of the accesses; see built.go
	uses    map[string]bool // base names and names known to be empty that were asked for
	foreign bool            // see try

	stack    []*cat.File // the file that is executed and those that include it
	includes int
	steps    int
	calls    int
}

// file executes the statements of a file.
func (e *elab) file(f *cat.File) {
	e.addSource(f.Src)
	e.stack = append(e.stack, f)
	top := &frame{}
	for _, in := range f.Instrs {
		e.exec(in, top)
	}
	e.stack = e.stack[:len(e.stack)-1]
}

// addSource records a source of the model.
func (e *elab) addSource(src *diag.Source) {
	for _, s := range e.files {
		if s == src {
			return
		}
	}
	e.files = append(e.files, src)
}

// report records an error unless it is already known. A failed binding makes every statement
// that uses it fail, and everything after an exceeded limit exceeds it, too.
func (e *elab) report(d *diag.Diagnostic) {
	for _, old := range e.errs {
		if old == d || old.Code == d.Code && old.Msg == d.Msg && (old.Span == d.Span || d.Code == diag.CatLimit) {
			return
		}
	}
	if len(e.errs) < maxErrors {
		e.errs = append(e.errs, d)
	}
}

// finish completes the model: it finds the last binding of every name and the first name of
// every expression.
func (e *elab) finish() {
	e.steps = 0 // definitions that no axiom uses must not make a good model fail
	for _, t := range e.globals.latest() {
		v, err := e.force(t)
		if err != nil {
			continue
		}
		switch v := v.(type) {
		case nodeValue:
			e.model.Named[t.name] = v.id
		case zero:
			op := RelEmpty
			if v.braces {
				op = SetEmpty
			}
			e.model.Named[t.name] = e.g.add(op, 0, 0, diag.Span{})
		}
	}
	for _, local := range [2]bool{false, true} {
		for _, t := range e.lets {
			if t.local == local {
				e.nameExpression(t)
			}
		}
	}
	for i := range e.model.Axioms {
		if a := &e.model.Axioms[i]; a.Name == "" {
			a.Name = fmt.Sprintf("axiom %d", i+1)
		}
	}
	e.model.Nodes, e.model.Groups, e.model.Files = e.g.nodes, e.g.groups, e.files
}

// nameExpression names the expression that a name is bound to, unless it has a name. Constants
// keep their notation.
func (e *elab) nameExpression(t *thunk) {
	v, ok := t.val.(nodeValue)
	if !t.done || t.err != nil || !ok {
		return
	}
	switch n := &e.g.nodes[v.id]; n.Op {
	case SetUniv, SetEmpty, RelUniv, RelEmpty:
	default:
		if n.Name == "" {
			n.Name = t.name
		}
	}
}
