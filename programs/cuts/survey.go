package cuts

import (
	"strings"

	"github.com/fencewise/fencewise/programs/kernelc"
)

// survey finds the registers that are computed from loads, and those that decide something.
func (f *finder) survey() {
	f.loaded, f.needed = map[string]bool{}, map[string]bool{}
	type assignment struct {
		to string
		x  kernelc.Expr
	}
	var all []assignment
	kernelc.Walk(f.th.Body.Body, func(n kernelc.Node) bool {
		switch n := n.(type) {
		case *kernelc.Decl:
			if n.Init != nil {
				all = append(all, assignment{n.Name, n.Init})
				eachUse(n.Init, f.need)
			}
		case *kernelc.ExprStmt:
			a, _ := n.X.(*kernelc.Assign)
			if a == nil {
				if n.X != nil {
					f.need(n.X)
				}
			} else if r, ok := register(a.L); ok {
				all = append(all, assignment{r, a.R})
				eachUse(a.R, f.need)
			} else {
				f.need(a)
			}
		case *kernelc.If:
			f.need(n.Cond)
		case *kernelc.While:
			f.need(n.Cond)
		case *kernelc.For:
			if n.Cond != nil {
				f.need(n.Cond)
			}
		}
		return true
	})
	for before := -1; before != len(f.loaded)+len(f.needed); {
		before = len(f.loaded) + len(f.needed)
		for _, a := range all {
			if loads(a.x) || mentions(a.x, f.loaded) {
				f.loaded[a.to] = true
			}
			if f.needed[a.to] {
				f.need(a.x)
			}
		}
	}
}

// need notes that the registers in an expression decide something.
func (f *finder) need(x kernelc.Expr) {
	kernelc.Walk(x, func(n kernelc.Node) bool {
		if id, ok := n.(*kernelc.Ident); ok && id.Kind == kernelc.LocalVar {
			f.needed[id.Name] = true
		}
		return true
	})
}

// mentions reports whether an expression has one of some registers in it.
func mentions(x kernelc.Expr, set map[string]bool) (has bool) {
	kernelc.Walk(x, func(n kernelc.Node) bool {
		id, ok := n.(*kernelc.Ident)
		has = has || ok && id.Kind == kernelc.LocalVar && set[id.Name]
		return !has
	})
	return has
}

// eachUse calls f for the parts of a value that are addresses, or operands of operations on memory.
func eachUse(x kernelc.Expr, use func(kernelc.Expr)) {
	kernelc.Walk(x, func(n kernelc.Node) bool {
		switch n := n.(type) {
		case *kernelc.Unary:
			if n.Op != kernelc.Deref {
				return true
			}
			use(n.X)
		case *kernelc.Index:
			use(n)
		case *kernelc.Call:
			for _, a := range n.Args {
				use(a)
			}
		default:
			return true
		}
		return false
	})
}

// loads reports whether an expression has a load that orders nothing after it.
func loads(x kernelc.Expr) (has bool) {
	kernelc.Walk(x, func(n kernelc.Node) bool {
		switch n := n.(type) {
		case *kernelc.Call:
			has = has || isRelaxed(n.Fun)
			return false
		case *kernelc.Unary:
			has = has || n.Op == kernelc.Deref
		case *kernelc.Index:
			has = true
		}
		return !has
	})
	return has
}

// isRelaxed reports whether a primitive returns what memory has, and orders nothing.
func isRelaxed(name string) bool {
	switch name {
	case "READ_ONCE", "test_bit", "atomic_read", "atomic64_read", "atomic_long_read", "smp_cond_load_relaxed":
		return true
	}
	return strings.HasSuffix(name, "_relaxed") || strings.HasPrefix(name, "rcu_dereference") || name == "srcu_dereference"
}

// isStore reports whether a primitive stores its second argument, and returns nothing.
func isStore(name string) bool {
	switch name {
	case "WRITE_ONCE", "smp_store_release", "smp_store_mb", "rcu_assign_pointer", "atomic_set", "atomic64_set", "atomic_long_set":
		return true
	}
	return strings.HasPrefix(name, "__c11_store_")
}

// isFence reports whether a statement is a barrier that orders loads with what follows.
func isFence(c *kernelc.Call) bool {
	switch c.Fun {
	case "smp_mb", "mb", "smp_rmb", "rmb", "smp_mb__before_atomic", "smp_mb__after_atomic", "smp_mb__after_spinlock",
		"smp_mb__after_unlock_lock", "synchronize_rcu", "synchronize_rcu_expedited", "smp_acquire__after_ctrl_dep":
		return true
	}
	return strings.HasPrefix(c.Fun, "__c11_thread_fence_") && !strings.HasSuffix(c.Fun, "_relaxed")
}
