package rel

import (
	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/programs/diag"
)

// native lists the files of herd7's library that are built in. The cos files
// generate the coherence orders of an execution one by one, in the functional
// part of cat; here co is part of every execution, and what they derive from
// it is in the prelude. cross.cat holds functions that only they use.
var native = map[string]bool{
	"cos.cat": true, "cos-opt.cat": true, "cos-ok-opt.cat": true, "cos-no-opt.cat": true,
	"cross.cat": true, "stdlib.cat": true,
}

// The names that the cos files define, and those that they compute them from.
var (
	cosDefines = []string{"co", "coi", "coe", "fr", "fri", "fre", "ca", "invrf"}
	cosUses    = []string{"W", "IW", "rf", "loc", "int", "ext", "co0"}
)

// include executes another file in the place of the statement.
func (e *elab) include(in *cat.Include, f *frame) {
	if native[in.Path] {
		if in.Path != "cross.cat" && in.Path != "stdlib.cat" {
			e.includeCos(in, f)
		}
		return
	}
	e.includes++
	switch {
	case len(e.stack) >= maxDepth:
		e.report(diag.New(in.Span, diag.CatNesting, "includes are nested more than %d deep", maxDepth))
		return
	case e.includes > maxIncludes:
		e.report(diag.New(in.Span, diag.CatLimit, "more than %d includes are executed", maxIncludes))
		return
	case e.opts.Resolve == nil:
		e.report(diag.New(in.Span, diag.CatInclude, "%q is included, but there is nowhere to look for it", in.Path))
		return
	}
	file, err := e.opts.Resolve(in.Path, e.stack[len(e.stack)-1].Src)
	if err != nil {
		e.includeFailed(in, err)
		return
	}
	for _, outer := range e.stack {
		if outer.Src.Name == file.Src.Name {
			e.report(diag.New(in.Span, diag.CatNesting, "%s includes itself", file.Src.Name).
				Note("a file that is executed cannot be included again before its end"))
			return
		}
	}
	e.seen(file.Src)
	e.stack = append(e.stack, file)
	for _, in := range file.Instrs {
		e.exec(in, f)
	}
	e.stack = e.stack[:len(e.stack)-1]
}

// includeFailed reports what the resolver said. What is wrong inside the file
// keeps its place there; anything else belongs to the include.
func (e *elab) includeFailed(in *cat.Include, err error) {
	ds := diag.All(err)
	if len(ds) == 0 {
		e.report(diag.New(in.Span, diag.CatInclude, "%q cannot be included: %v", in.Path, err))
		return
	}
	for _, d := range ds {
		if !d.Span.Known() {
			d.Span = in.Span
		}
		e.report(d)
	}
}

// includeCos stands for a cos file: what it defines is bound to the prelude's
// definitions again. If the model has redefined what these are computed from,
// they would not be what herd7 computes, and that is refused.
func (e *elab) includeCos(in *cat.Include, f *frame) {
	here := e.here(f)
	original := scope{seq: e.globals.prelude}
	for _, n := range cosUses {
		if e.globals.find(n, here) != e.globals.find(n, original) {
			e.report(diag.New(in.Span, diag.CatNative, "%q is built in and cannot take up the redefined %s", in.Path, n).
				WithFix("define what depends on the new %s under names of your own", n))
			return
		}
	}
	for _, n := range cosDefines {
		if e.globals.find(n, here) == e.globals.find(n, original) {
			continue
		}
		if t := e.globals.find(n, original); t != nil {
			e.bind(f, n, t)
		} else if b, ok := BaseByName(n); ok {
			e.bind(f, n, known(n, nodeValue{e.g.base(b.Base, in.Span), b.Set}))
		}
	}
}
