package cat

import "strings"

// line begins a line of the current block.
func (w *writer) line() { w.text(strings.Repeat("  ", w.depth)) }

// body writes statements, one a line.
func (w *writer) body(list []Instr) {
	for _, i := range list {
		w.line()
		w.instr(i)
		w.text("\n")
	}
}

// inner writes the statements of a block after its first line.
func (w *writer) inner(list []Instr) {
	w.text("\n")
	w.depth++
	w.body(list)
	w.depth--
	w.line()
}

// instr writes one statement without the end of its last line.
func (w *writer) instr(i Instr) {
	switch i := i.(type) {
	case *Let:
		w.binds(i.Rec, i.Binds, "\n"+strings.Repeat("  ", w.depth))
		if i.When != nil {
			w.text(" when ")
			w.check(i.When)
		}
	case *Check:
		w.check(i)
	case *Include:
		w.text("include ", quote(i.Path))
	case *Show:
		w.show(i)
	case *Call:
		w.text("call ", i.Name.Name)
		if _, tuple := i.Arg.(*Tuple); !tuple {
			w.text(" ")
		}
		w.expr(i.Arg, ofPrimary)
		w.as(i.As)
	case *With:
		w.text("with ", i.Var.Name, " from ")
		w.expr(i.From, loosest)
	case *Enum:
		w.text("enum ", i.Name.Name, " =")
		for n, t := range i.Tags {
			if n > 0 {
				w.text(" ||")
			}
			w.text(" '", t.Name)
		}
	case *Instructions:
		if i.Default {
			w.text("default ")
		} else {
			w.text("instructions ")
		}
		w.text(i.Name.Name, "[")
		w.elements(i.Sets)
		w.text("]")
	case *Debug:
		w.text("debug ")
		w.expr(i.Expr, loosest)
	default:
		w.block(i)
	}
}

// block writes a statement that contains others.
func (w *writer) block(i Instr) {
	switch i := i.(type) {
	case *Procedure:
		w.text("procedure ")
		if i.Rec {
			w.text("rec ")
		}
		w.text(i.Name.Name)
		w.params(i.Params)
		w.text(" =")
		w.inner(i.Body)
	case *ForAll:
		w.text("forall ", i.Var.Name, " in ")
		w.expr(i.Set, loosest)
		w.text(" do")
		w.inner(i.Body)
	case *If:
		w.text("if ")
		w.vcond(i.Cond, vOr)
		w.inner(i.Then)
		if len(i.Else) > 0 {
			w.text("else")
			w.inner(i.Else)
		}
	case *MatchInstr:
		w.text("match ")
		w.expr(i.Expr, loosest)
		w.text(" with\n")
		for _, c := range i.Clauses {
			w.line()
			w.text("|| ", tagPattern(c.Tag), " ->\n")
			w.depth++
			w.body(c.Body)
			w.depth--
		}
		w.line()
	}
	w.text("end")
}

var modeText = [...]string{Plain: "", Flag: "flag ", UndefinedUnless: "undefined_unless ", Assert: "assert "}

var kindText = [...]string{Acyclic: "acyclic", Irreflexive: "irreflexive", Empty: "empty"}

func (w *writer) check(c *Check) {
	w.text(modeText[c.Mode])
	if c.Neg {
		w.text("~")
	}
	w.text(kindText[c.Kind], " ")
	w.expr(c.Expr, loosest)
	w.as(c.Name)
}

func (w *writer) as(name string) {
	if name != "" {
		w.text(" as ", name)
	}
}

func (w *writer) show(s *Show) {
	switch {
	case s.Un:
		w.text("unshow ")
	default:
		w.text("show ")
	}
	if s.Expr == nil {
		w.idents(s.Names)
		return
	}
	w.expr(s.Expr, ofUnion)
	w.as(s.As)
}
