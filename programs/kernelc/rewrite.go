package kernelc

import "fmt"

// Rewrite returns a copy of a function in which statements are replaced. replace gets each
// statement that does something, with its cell, and returns what stands in its place: for
// an if or a loop, statements before it, which the heading follows in any case. What it
// returns must not be changed afterwards. Cells are numbered anew; from holds for each the
// cell of the function whose statement it is, or -1 for a new one.
func (f *Func) Rewrite(replace func(cell int, s Stmt) []Stmt) (g *Func, from []int) {
	g = new(Func)
	*g = *f
	r := &rewriter{replace: replace}
	g.Body = r.block(f.Body)
	g.Cells = nil
	n := &numberer{f: g}
	n.stmt(g.Body)
	return g, n.from
}

type rewriter struct{ replace func(cell int, s Stmt) []Stmt }

func (r *rewriter) block(b *Block) *Block {
	y := &Block{Span: b.Span}
	for _, s := range b.Stmts {
		y.Stmts = append(y.Stmts, r.stmts(s)...)
	}
	return y
}

// nested rewrites the statement of an if, a loop or a label.
func (r *rewriter) nested(s Stmt) Stmt {
	switch all := r.stmts(s); len(all) {
	case 0:
		return &ExprStmt{Cell: -1, Span: s.At()}
	case 1:
		return all[0]
	default:
		return &Block{Stmts: all, Span: s.At()}
	}
}

// stmts rewrites a statement.
func (r *rewriter) stmts(s Stmt) []Stmt {
	switch s := s.(type) {
	case *Block:
		return []Stmt{r.block(s)}
	case *Decl:
		if s.Init == nil {
			return []Stmt{copied(s)}
		}
		return copiedAll(r.replace(s.Cell, s))
	case *ExprStmt:
		if s.X == nil {
			return []Stmt{copied(s)}
		}
		return copiedAll(r.replace(s.Cell, s))
	case *Return:
		return copiedAll(r.replace(s.Cell, s))
	case *Goto:
		return copiedAll(r.replace(s.Cell, s))
	case *SlotStmt:
		return copiedAll(r.replace(s.Cell, s))
	case *Break, *Continue:
		return []Stmt{s}
	case *If:
		y := *s
		y.Then = r.nested(s.Then)
		if s.Else != nil {
			y.Else = r.nested(s.Else)
		}
		return append(copiedAll(r.replace(s.Cell, s)), &y)
	case *While:
		y := *s
		y.Body = r.nested(s.Body)
		if s.Do {
			return []Stmt{&y}
		}
		return append(copiedAll(r.replace(s.Cell, s)), &y)
	case *For:
		y := *s
		if s.Init != nil {
			y.Init = copied(s.Init)
		}
		y.Body = r.nested(s.Body)
		return []Stmt{&y}
	case *Labeled:
		y := *s
		all := r.stmts(s.Stmt)
		if len(all) == 0 {
			all = []Stmt{&ExprStmt{Cell: -1, Span: s.Span}}
		}
		y.Stmt = all[0]
		return append([]Stmt{&y}, all[1:]...)
	default:
		panic(fmt.Sprintf("kernelc: no such statement: %T", s))
	}
}

func copiedAll(all []Stmt) []Stmt {
	out := make([]Stmt, len(all))
	for i, s := range all {
		out[i] = copied(s)
	}
	return out
}

// copied copies a statement without statements in it, so that it can get another cell. A
// slot is copied with its choices.
func copied(s Stmt) Stmt {
	switch s := s.(type) {
	case *Decl:
		y := *s
		return &y
	case *ExprStmt:
		y := *s
		return &y
	case *Return:
		y := *s
		return &y
	case *Goto:
		y := *s
		return &y
	case *SlotStmt:
		y := *s
		y.Choices = nil
		for _, c := range s.Choices {
			c.Stmts = copiedAll(c.Stmts)
			y.Choices = append(y.Choices, c)
		}
		return &y
	default:
		panic(fmt.Sprintf("kernelc: no simple statement: %T", s))
	}
}

// numberer gives cells to the statements of a function, in the order in which the parser
// does.
type numberer struct {
	f      *Func
	labels []Label // of the next cell
	from   []int
}

// cell adds a cell for what had the cell was; -1 for none.
func (n *numberer) cell(was int, c Cell) int {
	n.from = append(n.from, was)
	c.Labels, n.labels = n.labels, nil
	n.f.Cells = append(n.f.Cells, c)
	return len(n.f.Cells) - 1
}

func (n *numberer) simple(was int, s Stmt) int {
	return n.cell(was, Cell{Text: stmtText(s), Does: DoesText(s), Span: s.At()})
}

func (n *numberer) head(was int, s Stmt) int {
	return n.cell(was, Cell{Text: headText(s), Does: headText(s), Span: s.At()})
}

func (n *numberer) stmt(s Stmt) {
	switch s := s.(type) {
	case *Block:
		for _, x := range s.Stmts {
			n.stmt(x)
		}
	case *Decl:
		if was := s.Cell; s.Init != nil {
			s.Cell = n.simple(was, s)
		}
	case *ExprStmt:
		if was := s.Cell; s.X != nil {
			s.Cell = n.simple(was, s)
		}
	case *Return:
		s.Cell = n.simple(s.Cell, s)
	case *Goto:
		s.Cell = n.simple(s.Cell, s)
	case *Break, *Continue:
	case *SlotStmt:
		n.slot(s)
	case *If:
		s.Cell = n.head(s.Cell, s)
		n.stmt(s.Then)
		if s.Else != nil {
			n.stmt(s.Else)
		}
	case *While:
		if s.Do {
			n.stmt(s.Body)
			s.Cell = n.head(s.Cell, s)
			return
		}
		s.Cell = n.head(s.Cell, s)
		n.stmt(s.Body)
	case *For:
		n.loop(s)
	case *Labeled:
		n.labels = append(n.labels, s.Label)
		n.stmt(s.Stmt)
	default:
		panic(fmt.Sprintf("kernelc: no such statement: %T", s))
	}
}

func (n *numberer) loop(s *For) {
	if s.Init != nil {
		n.stmt(s.Init)
	}
	if s.Cond != nil {
		text := "for (; " + exprText(s.Cond) + "; )"
		s.CondCell = n.cell(s.CondCell, Cell{Text: text, Does: text, Span: s.Cond.At()})
	}
	if s.Post != nil {
		text := exprText(s.Post)
		s.PostCell = n.cell(s.PostCell, Cell{Text: text, Does: text, Span: s.Post.At()})
	}
	n.stmt(s.Body)
}

func (n *numberer) slot(s *SlotStmt) {
	c := Cell{Slot: s, Span: s.Span}
	if def := s.Choices[s.Default].Stmts; len(def) == 1 {
		c.Text, c.Does = stmtText(def[0]), DoesText(def[0])
	}
	s.Cell = n.cell(s.Cell, c)
	s.shareCell()
}
