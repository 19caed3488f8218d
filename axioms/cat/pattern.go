package cat

import "github.com/fencewise/fencewise/programs/diag"

// pattern makes b bind names, written at span. One name in parentheses is
// that name; "()" binds nothing and leaves Name empty.
func (b *Bind) pattern(names []Ident, span diag.Span) {
	b.Name = Ident{Span: span}
	if len(names) > 0 {
		b.Name = names[0]
	}
	if len(names) != 1 {
		b.Tuple = names
	}
}

func (p *parser) modeAfterWhen(c *Check) *diag.Diagnostic {
	return diag.New(c.Span, diag.CatSyntaxCheck, "expected a plain check behind `when`").
		WithFix("remove the first word of the check")
}
