package kernelc

import (
	"maps"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// use records a name in an expression. What it stands for is known at the end of the
// function, since a variable may be assigned without being declared.
func (p *parser) use(id *Ident) {
	if p.f == nil {
		switch {
		case p.formals[id.Name]:
			id.Kind = Formal
		case id.Name != "VAL" && !slices.ContainsFunc(p.scopes, func(s map[string]bool) bool { return s[id.Name] }):
			p.errorSpan(id.Span, diag.DefSyntax, "%s is neither a parameter nor a variable of the macro", diag.Quote(id.Name)).WithFix("add it to the parameters")
		}
		return
	}
	if p.params[id.Name] != nil {
		id.Kind = Location
		return
	}
	if id.Name == "VAL" && p.valUse > 0 {
		return
	}
	p.uses = append(p.uses, id)
}

// isName reports whether a name is a variable or a parameter so far.
func (p *parser) isName(name string) bool {
	return p.f == nil || p.params[name] != nil || p.locals[name]
}

// assigned declares the variable that is assigned without a declaration, as herd7 does.
// Such a variable has no type.
func (p *parser) assigned(id *Ident) {
	p.addLocal(Local{Name: id.Name, Span: id.Span})
}

// resolve checks the names and labels of the whole function.
func (p *parser) resolve() {
	told := map[string]bool{}
	for _, id := range p.uses {
		if told[id.Name] || p.locals[id.Name] {
			continue
		}
		if p.opt.Preset != nil && p.opt.Preset(id.Name) {
			p.addLocal(Local{Name: id.Name, Span: id.Span})
			continue
		}
		told[id.Name] = true
		p.undeclared(id)
	}
	for _, g := range p.gotos {
		if _, ok := p.defined[g.Label]; ok {
			continue
		}
		d := p.errorSpan(g.Span, diag.KernelCLabel, "%s has no label %s", p.f.Name, diag.Quote(g.Label))
		names := slices.Sorted(maps.Keys(p.defined))
		if near := diag.Nearest(g.Label, names); near != "" {
			d.WithFix("did you mean %s?", near)
		} else {
			d.WithFix("write %s: before a statement", g.Label)
		}
	}
	slices.SortStableFunc(p.errs, func(a, b *diag.Diagnostic) int { return a.Span.Start - b.Span.Start })
}

// undeclared reports a name that is neither a variable nor a parameter.
func (p *parser) undeclared(id *Ident) {
	d := p.errorSpan(id.Span, diag.KernelCUndeclared, "%s is neither a variable nor a parameter of %s", diag.Quote(id.Name), p.f.Name)
	var names []string
	for _, l := range p.f.Locals {
		names = append(names, l.Name)
	}
	for _, prm := range p.f.Params {
		names = append(names, prm.Name)
	}
	near := ""
	if len(id.Name) > 2 {
		near = diag.Nearest(id.Name, names)
	}
	if i := slices.IndexFunc(names, func(n string) bool { return strings.EqualFold(n, id.Name) }); i >= 0 {
		near = names[i]
	}
	switch {
	case near != "":
		d.WithFix("did you mean %s?", near)
	default:
		d.Note("locations that threads share are parameters; everything else is a variable of the thread").
			WithFix("if threads share %s, add the parameter: %s(int *%[1]s); if not, declare it: int %[1]s;", id.Name, p.f.Name)
	}
}
