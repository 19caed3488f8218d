package cat

import (
	"sort"

	"github.com/fencewise/fencewise/programs/diag"
)

// Parse reads a cat file. An error is a [diag.List] of all errors in the order of the text,
// and the File is then nil. Parse checks the syntax only: it resolves no names and includes
// no files.
func Parse(src *diag.Source) (*File, error) {
	if len(src.Text) > maxBytes {
		return nil, diag.List{diag.New(src.Span(0, 0), diag.TooLarge,
			"this cat file has %d bytes, more than the limit of %d", len(src.Text), maxBytes).
			WithFix("split the model into files and include them")}
	}
	toks, errs := lex(src)
	p := &parser{src: src, toks: toks}
	f := p.file()
	errs = append(errs, p.errs...)
	sort.SliceStable(errs, func(i, j int) bool { return errs[i].Span.Start < errs[j].Span.Start })
	if len(errs) > 0 {
		return nil, errs.Err()
	}
	return f, nil
}

// file reads the header, "ARCH "title" catdep" with every part optional, and
// the statements. The title may also be a second bare name.
func (p *parser) file() *File {
	f := &File{Src: p.src}
	if k := p.at(); k == name || k == str {
		t := p.toks[p.pos]
		f.Head = p.src.Span(t.start, t.end)
	}
	if p.at() == name {
		f.Arch = p.take().Name
	}
	switch {
	case p.at() == str:
		f.Title = p.string()
	case p.at() == name && f.Arch != "":
		f.Title = p.take().Name
	}
	f.CatDep = p.accept(kwCatdep)
	f.Instrs = p.body(topLevel)
	return f
}
