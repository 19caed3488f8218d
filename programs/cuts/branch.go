package cuts

import (
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/kernelc"
)

// sameStore warns of a store that both arms of an if begin with.
func (f *finder) sameStore(s *kernelc.If) {
	if s.Else == nil || !f.depends(s.Cond) {
		return
	}
	a, b := firstStore(s.Then), firstStore(s.Else)
	if a == nil || b == nil || kernelc.ExprText(a.X) != kernelc.ExprText(b.X) {
		return
	}
	f.warn(a.Span, diag.CSameStore, "both arms of the if begin with this store: compilers move it before the branch, and nothing orders it after the load").
		Note("barrier() does not prevent that; the verdicts count on the order of a load, a branch and a store")
}

// firstStore returns the store that a statement begins with, if it orders nothing before it.
// Before it there can be barrier(), and computations that it does not need.
func firstStore(s kernelc.Stmt) *kernelc.ExprStmt {
	switch s := s.(type) {
	case *kernelc.Block:
		for _, x := range s.Stmts {
			if !isNothing(x) {
				return firstStore(x)
			}
		}
	case *kernelc.ExprStmt:
		switch x := s.X.(type) {
		case *kernelc.Call:
			if x.Fun == "WRITE_ONCE" || x.Fun == "__c11_store_relaxed" || x.Fun == "atomic_set" {
				return s
			}
		case *kernelc.Assign:
			if _, reg := register(x.L); !reg && x.Op == kernelc.None {
				return s
			}
		}
	}
	return nil
}

// isNothing reports whether a statement accesses no memory and computes nothing.
func isNothing(s kernelc.Stmt) bool {
	switch s := s.(type) {
	case *kernelc.Decl:
		return s.Init == nil
	case *kernelc.ExprStmt:
		c, _ := s.X.(*kernelc.Call)
		return s.X == nil || c != nil && c.Fun == "barrier"
	}
	return false
}

// equal warns of loads through an address that the condition of a branch has compared with one
// that the compiler knows.
func (f *finder) equal(cond kernelc.Expr, then, otherwise kernelc.Stmt, cell int) {
	b, ok := cond.(*kernelc.Binary)
	if !ok {
		return
	}
	arm := then
	switch b.Op {
	case kernelc.LogAnd:
		f.equal(b.X, then, nil, cell)
		f.equal(b.Y, then, nil, cell)
		return
	case kernelc.Eq:
	case kernelc.Ne:
		arm = otherwise
	default:
		return
	}
	for _, side := range [][2]kernelc.Expr{{b.X, b.Y}, {b.Y, b.X}} {
		r, ok := register(side[0])
		if !ok || arm == nil || !f.depends(side[0]) || !f.known(side[1], r) {
			continue
		}
		if at, found := through(arm, r); found {
			text := f.written(cell)
			if text == "" {
				text = "the comparison"
			}
			f.warn(at, diag.CEqualAddress, "this load goes through %s, and after %s compilers use what %s equals: they cut the dependency", r, text, r).
				Note("the branch orders later stores, and no later loads; the verdicts count on the address that is written")
		}
		return
	}
}

// known reports whether a compiler knows a value that a register is compared with, so that it can
// use it instead. NULL is no address.
func (f *finder) known(x kernelc.Expr, r string) bool {
	is := true
	kernelc.Walk(x, func(n kernelc.Node) bool {
		switch n := n.(type) {
		case *kernelc.Call, *kernelc.Index, *kernelc.Assign, *kernelc.IncDec, *kernelc.StmtExpr:
			is = false
		case *kernelc.Ident:
			is = is && n.Kind == kernelc.Location
		case *kernelc.Unary:
			is = is && n.Op != kernelc.Deref
		}
		return is
	})
	if n, ok := x.(*kernelc.Number); ok && n.Val == 0 && f.types[r].Stars > 0 {
		return false
	}
	return is
}

// through returns the place of the first load through an address that a register is part of, if
// neither an assignment of the register nor a barrier comes before it.
func through(arm kernelc.Stmt, r string) (at diag.Span, found bool) {
	set, over := map[string]bool{r: true}, false
	var visit func(n kernelc.Node) bool
	hit := func(n kernelc.Node) {
		if !found {
			at, found = n.At(), true
		}
	}
	visit = func(n kernelc.Node) bool {
		if over || found {
			return false
		}
		switch n := n.(type) {
		case *kernelc.Assign:
			kernelc.Walk(n.R, visit)
			if u, ok := n.L.(*kernelc.Unary); ok && u.Op == kernelc.Deref {
				kernelc.Walk(u.X, visit)
				return false
			}
			if to, ok := register(n.L); ok && to == r {
				over = true
			}
			return false
		case *kernelc.Call:
			switch {
			case isFence(n):
				over = true
			case isStore(n.Fun):
				for _, a := range n.Args[1:] {
					kernelc.Walk(a, visit)
				}
			case len(n.Args) > 0 && mentions(n.Args[0], set):
				hit(n)
			default:
				return true
			}
			return false
		case *kernelc.Unary:
			if n.Op == kernelc.Deref && mentions(n.X, set) {
				hit(n)
			}
		case *kernelc.Index:
			if mentions(n, set) {
				hit(n)
			}
		}
		return true
	}
	kernelc.Walk(arm, visit)
	return at, found
}
