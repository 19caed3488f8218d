package rel

import (
	"strings"

	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/programs/diag"
)

// native lists files of herd7's library whose functions are built in. cross.cat generates
// coherence orders, and the supported part of stdlib.cat is in the prelude. Files of these
// names are not read.
var native = map[string]func(*elab, *frame){
	"cross.cat": (*elab).includeCross, "ncross.cat": (*elab).includeCross, "stdlib.cat": func(*elab, *frame) {},
}

// builtin replaces files of herd7's library that models include to get co, if the files
// cannot be found.
var builtin = map[string]string{
	"cos.cat": cos, "cos-no-opt.cat": cos, "cos-ok-opt.cat": cos, "cos-opt.cat": observed + cos,
}

const cos = `
include "cross.cat"
let cobase = try obsco | co0 with co0
with co from generate_cos(cobase)
let coi = co & int
let coe = co \ coi
let invrf = rf^-1
let fr = (invrf ; co) \ id
let fri = fr & int
let fre = fr \ fri
let ca = co | fr
`

// observed defines what the accesses of one thread to one location imply for co.
const observed = `
let obsco =
  let ww = po-loc & (W * W)
  and rw = rf ; (po-loc & (R * W))
  and wr = ((po-loc & (W * R)) ; rf^-1) \ id
  and rr = (rf ; (po-loc & (R * R)) ; rf^-1) \ id in
  ww | rw | wr | rr
`

// include executes another file in place of the statement.
func (e *elab) include(in *cat.Include, f *frame) {
	if bind, ok := native[in.Path]; ok {
		bind(e, f)
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
	}
	file, err := e.find(in)
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
	before := len(e.errs)
	if !isBuiltin(file) {
		e.addSource(file.Src)
	}
	e.stack = append(e.stack, file)
	for _, in := range file.Instrs {
		e.exec(in, f)
	}
	e.stack = e.stack[:len(e.stack)-1]
	if isBuiltin(file) { // nobody can look there
		for _, d := range e.errs[before:] {
			d.Span = in.Span
		}
	}
}

// includeFailed reports the error of the resolver. An error inside the file keeps its place;
// any other is reported at the include.
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

// find returns the file that a statement includes: that of the resolver, or else a built-in
// one.
func (e *elab) find(in *cat.Include) (*cat.File, error) {
	var err error = diag.New(in.Span, diag.CatInclude, "%q is included, but no folder is given to look for it", in.Path)
	if e.opts.Resolve != nil {
		var file *cat.File
		file, err = e.opts.Resolve(in.Path, e.stack[len(e.stack)-1].Src)
		if err == nil {
			return file, nil
		}
	}
	text, ok := builtin[in.Path]
	if ds := diag.All(err); ok && len(ds) == 1 && ds[0].Code == diag.CatInclude {
		return cat.Parse(diag.NewSource(in.Path+builtinMark, text))
	}
	return nil, err
}

// builtinMark ends the name of the source of a built-in file. No path ends so.
const builtinMark = " (built in)"

func isBuiltin(f *cat.File) bool { return strings.HasSuffix(f.Src.Name, builtinMark) }
