package csource

import (
	"maps"
	"sort"
	"strings"

	"modernc.org/cc/v4"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/kernelc"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Is reports whether a file is read by this package, by its name.
func Is(name string) bool { return strings.HasSuffix(name, ".c") }

// Read reads a file as a program. If anything is wrong, the test is nil and the error is a
// [diag.List] with everything that was found.
func Read(src *diag.Source, opts Options) (*litmus.Test, error) {
	t, errs, watch := read(src, opts, false, nil)
	mainRuns := len(errs) == 0 && t == nil // main does more than starting threads
	if mainRuns {
		t, errs, watch = read(src, opts, true, nil)
	}
	for watched := map[string]bool{}; len(errs) == 0 && len(watch) > 0; {
		maps.Copy(watched, watch)
		t, errs, watch = read(src, opts, mainRuns, watched)
	}
	if err := errs.Err(); err != nil {
		return nil, err
	}
	if t == nil { // a program is read, or refused
		return nil, diag.New(src.Span(0, 0), diag.CFrontEnd, "this file cannot be read").WithFix("see whether a C compiler accepts it; remove functions until it is read")
	}
	return t, nil
}

// read reads a file. It returns nothing if mainRuns is false and main accesses memory while
// threads run: then main is a thread, which has to be known from the start. It also returns the
// variables that have to be watched and are not.
func read(src *diag.Source, opts Options, mainRuns bool, watched map[string]bool) (*litmus.Test, diag.List, map[string]bool) {
	r := &reader{
		src: src, opts: opts, files: map[string]*diag.Source{}, texts: map[string]string{}, opened: map[string]int{}, mainRuns: mainRuns,
		funcs: map[string]*cc.FunctionDefinition{}, functions: map[*cc.FunctionDefinition]*object{}, objectOf: map[*cc.Declarator]*object{}, names: map[string]bool{}, registers: map[string]bool{}, watched: watched, refused: map[string]string{}, setBy: map[string]string{}, bodies: map[string]diag.Span{}, perCPU: map[*cc.Declarator]int64{}, atomicDecl: map[*cc.Declarator]bool{},
		inits: map[*cc.Declarator]*cc.Initializer{}, globals: map[string]*cc.Declarator{}, entered: map[*cc.FunctionDefinition]bool{},
		prims: primitives(),
	}
	defer func() { r.explain(r.errs) }()
	r.checkDefines()
	r.text = r.addFile(src)
	if len(r.errs) > 0 {
		return nil, r.errs, nil
	}
	if len(src.Text) > maxFile {
		r.fail(src.Span(0, 0), diag.CTooLarge, "%s has more than %d bytes", src.Name, maxFile).WithFix("take the functions out that matter")
		return nil, r.errs, nil
	}
	ast, err := r.parse("\nextern int __fw_end;\n") // the front end never ends at a file that ends with '*'
	if err != nil {
		r.frontEnd(err)
		return nil, r.errs, nil
	}
	if len(r.errs) > 0 {
		return nil, r.errs, nil
	}
	r.ast = ast
	bounded(func() {
		r.survey()
		if len(r.finals) > 0 && !r.readFinals() {
			return
		}
		if r.check(); len(r.errs) == 0 {
			r.program()
		}
	})
	if len(r.errs) > 0 {
		sort.SliceStable(r.errs, func(i, j int) bool { return before(r.errs[i].Span, r.errs[j].Span) })
		return nil, r.errs, nil
	}
	if r.mainIsThread && !mainRuns {
		return nil, nil, nil
	}
	t, errs := r.finish()
	return t, errs, r.watch
}

// before orders places: those in one file by their offset.
func before(a, b diag.Span) bool {
	if a.Src != b.Src {
		return false
	}
	return a.Start < b.Start
}

// reader reads one program.
type reader struct {
	src   *diag.Source
	opts  Options
	text  string // of the file, as the front end reads it
	files map[string]*diag.Source
	texts map[string]string // of files, as the front end reads them
	ast   *cc.AST
	errs  diag.List

	warnings diag.List

	watched, watch map[string]bool   // variables that may have no value: those that are watched, and others; see watch.go
	near           []string          // the names that a file can use; nil before somebody asks
	primText       string            // the header that declares primitives; "" before somebody includes it
	preprocessed   bool              // the preprocessor finds no error in the files
	refused        map[string]string // files that cannot be included, and why
	setBy          map[string]string // the register that says whether another one has a value

	bodies map[string]diag.Span // where the functions of the user are defined

	funcs      map[string]*cc.FunctionDefinition
	order      []*cc.FunctionDefinition // as they are written
	prims      *kernelc.Macros
	marks      []*mark
	finals     []*mark // bad outcomes that are written outside of functions
	objects    []*object
	results    []litmus.Result                    // what comments claim
	changes    map[*cc.Declarator]bool            // see changed
	functions  map[*cc.FunctionDefinition]*object // what stands for their addresses
	written    int                                // statements, in all threads
	worked     int                                // statements and calls that were executed
	opened     map[string]int                     // how often a file was included
	perCPU     map[*cc.Declarator]int64           // how many CPUs have their own
	objectOf   map[*cc.Declarator]*object
	atomicDecl map[*cc.Declarator]bool
	names      map[string]bool // of objects
	registers  map[string]bool // names of registers, in any thread

	threads      []*thread
	cpus         map[int64]*thread // by the numbers that comments give
	handlers     []*thread
	mainRuns     bool      // main is a thread
	mainIsThread bool      // main was found to be one
	bad          []badPart // parts of the condition, joined by \/
	inits        map[*cc.Declarator]*cc.Initializer
	globals      map[string]*cc.Declarator
	entered      map[*cc.FunctionDefinition]bool
	finalFuncs   []*cc.FunctionDefinition
	c11          bool // the program uses <stdatomic.h>
	kernel       bool // it uses the primitives of the kernel
	asm          bool // it has inline assembly, which means nothing before it is compiled
}

// fail reports an error at a place. Only the first at each place is kept.
func (r *reader) fail(at diag.Span, code diag.Code, format string, args ...any) *diag.Diagnostic {
	d := diag.New(at, code, format, args...)
	for _, e := range r.errs {
		if e.Span == at && e.Code == code {
			return d
		}
	}
	if len(r.errs) < maxErrors {
		r.errs = append(r.errs, d)
	}
	return d
}

// warn reports what is valid but probably not meant. Only the first at each place is kept.
func (r *reader) warn(at diag.Span, code diag.Code, format string, args ...any) *diag.Diagnostic {
	d := diag.New(at, code, format, args...)
	d.Warning = true
	for _, e := range r.warnings {
		if e.Span == at && e.Code == code {
			return d
		}
	}
	if len(r.warnings) < maxErrors {
		r.warnings = append(r.warnings, d)
	}
	return d
}

// maxErrors bounds the diagnostics of a file.
const maxErrors = 50

// survey collects the functions of the program and what is atomic.
func (r *reader) survey() {
	for l := r.ast.TranslationUnit; l != nil; l = l.TranslationUnit {
		ed := l.ExternalDeclaration
		switch ed.Case {
		case cc.ExternalDeclarationFuncDef:
			f := ed.FunctionDefinition
			if isFinal(f) {
				r.finalFuncs = append(r.finalFuncs, f)
				continue
			}
			r.funcs[f.Declarator.Name()] = f
			r.order = append(r.order, f)
		case cc.ExternalDeclarationDecl:
			r.noteAtomic(ed.Declaration)
			r.notePerCPU(ed.Declaration)
			for l := ed.Declaration.InitDeclaratorList; l != nil; l = l.InitDeclaratorList {
				i := l.InitDeclarator
				if d := i.Declarator; r.globals[d.Name()] == nil || i.Initializer != nil {
					r.globals[d.Name()] = d
					r.inits[d] = i.Initializer
				}
			}
		}
	}
}
