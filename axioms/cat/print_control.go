package cat

// control writes an expression that begins with a keyword.
func (w *writer) control(e Expr) {
	switch e := e.(type) {
	case *LetIn:
		w.binds(e.Rec, e.Binds, " ")
		w.text(" in ")
		w.expr(e.Body, loosest)
	case *Fun:
		w.text("fun")
		w.params(e.Params)
		w.text(" -> ")
		w.expr(e.Body, loosest)
	case *Try:
		w.text("try ")
		w.expr(e.X, loosest)
		w.text(" with ")
		w.expr(e.Else, loosest)
	case *IfExpr:
		w.text("if ")
		w.cond(e.Cond)
		w.text(" then ")
		w.expr(e.Then, loosest)
		w.text(" else ")
		w.expr(e.Else, loosest)
	case *Match:
		w.text("match ")
		w.expr(e.X, loosest)
		w.text(" with")
		for _, c := range e.Clauses {
			w.text(" || ", c.pattern(), " -> ")
			w.expr(c.Body, loosest)
		}
		w.text(" end")
	}
}

// pattern returns the pattern as it is written.
func (c *MatchClause) pattern() string {
	switch {
	case c.Tag != "":
		return tagPattern(c.Tag)
	case c.Pt != "":
		return c.Pt + " | " + c.Elem + " ++ " + c.Rest
	}
	return c.Elem + " ++ " + c.Rest
}

// tagPattern returns a tag with its quote.
func tagPattern(t string) string {
	if t == "_" || t == "{}" {
		return t
	}
	return "'" + t
}

// binds writes "let [rec] bind and bind", with gap before each "and".
func (w *writer) binds(rec bool, binds []Bind, gap string) {
	w.text("let ")
	if rec {
		w.text("rec ")
	}
	for i, b := range binds {
		if i > 0 {
			w.text(gap, "and ")
		}
		switch {
		case b.IsFun:
			w.text(b.Name.Name)
			w.params(b.Params)
		case b.Tuple != nil:
			w.text("(")
			w.idents(b.Tuple)
			w.text(")")
		default:
			w.text(b.Name.Name)
		}
		w.text(" = ")
		w.expr(b.Expr, loosest)
	}
}

// params writes the parameters of a function after its name or "fun".
func (w *writer) params(ids []Ident) {
	if len(ids) == 1 {
		w.text(" ", ids[0].Name)
		return
	}
	w.text("(")
	w.idents(ids)
	w.text(")")
}

func (w *writer) cond(c Cond) {
	if c.V != nil {
		w.vcond(c.V, vOr)
		return
	}
	w.expr(c.X, loosest)
	w.text(" ", c.Rel, " ")
	w.expr(c.Y, loosest)
}

// How tightly a static condition binds.
const (
	vOr = iota
	vAnd
	vNot
)

func (w *writer) vcond(c VCond, least int) {
	level := vNot
	switch c.(type) {
	case *VOr:
		level = vOr
	case *VAnd:
		level = vAnd
	}
	if level < least {
		w.text("(")
		defer w.text(")")
	}
	switch c := c.(type) {
	case *VName:
		w.text(quote(c.Name))
	case *VNot:
		w.text("not ")
		w.vcond(c.C, vNot)
	case *VAnd:
		w.vcond(c.A, vAnd)
		w.text(" && ")
		w.vcond(c.B, vNot)
	case *VOr:
		w.vcond(c.A, vOr)
		w.text(" || ")
		w.vcond(c.B, vAnd)
	}
}
