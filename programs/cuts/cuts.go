package cuts

import (
	"fmt"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/kernelc"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Of returns a warning for each place of a program from a .c file at which a compiler cuts a
// dependency. For other programs it returns none.
func Of(t *litmus.Test) (all diag.List) {
	if !t.FromC() {
		return nil
	}
	for _, th := range t.Columns() {
		if th.Body == nil {
			continue
		}
		f := &finder{th: th, order: kernelOrder, types: map[string]kernelc.Type{}, last: map[string]int{}}
		if strings.Contains(t.Src.Text, "__c11_") {
			f.order = c11Order
		}
		for _, l := range th.Body.Locals {
			f.types[l.Name] = l.Type
		}
		f.survey()
		f.stmt(th.Body.Body)
		for _, d := range f.out {
			all = all.Merge(d)
		}
	}
	return all
}

// What orders a load before what follows it.
const (
	kernelOrder = "smp_load_acquire for the load, or a barrier"
	c11Order    = "memory_order_acquire for the load, or a fence"
)

// finder looks at one thread. It goes through the statements in the order of the text.
type finder struct {
	th    *litmus.Thread
	order string // what orders instead of a dependency
	types map[string]kernelc.Type

	loaded map[string]bool // registers that are computed from a load without order
	needed map[string]bool // registers that an address, a stored value or a condition is computed from
	fences int             // barriers so far
	last   map[string]int  // by register: how many barriers came before the loads that it is computed from
	out    diag.List
}

// warn adds a warning.
func (f *finder) warn(at diag.Span, code diag.Code, format string, args ...any) *diag.Diagnostic {
	d := diag.New(at, code, format, args...)
	d.Warning = true
	f.out = append(f.out, d)
	return d.WithFix("use %s: then nothing rests on the dependency", f.order)
}

// stmt looks at a statement.
func (f *finder) stmt(s kernelc.Stmt) {
	switch s := s.(type) {
	case *kernelc.Block:
		for _, x := range s.Stmts {
			f.stmt(x)
		}
	case *kernelc.Decl:
		if s.Init != nil {
			f.assign(s.Name, s.Init)
		}
	case *kernelc.ExprStmt:
		f.exprStmt(s.X)
	case *kernelc.If:
		f.constants(s.Cond)
		f.sameStore(s)
		f.equal(s.Cond, s.Then, s.Else, s.Cell)
		f.stmt(s.Then)
		if s.Else != nil {
			f.stmt(s.Else)
		}
	case *kernelc.While:
		f.constants(s.Cond)
		f.stmt(s.Body)
	case *kernelc.For:
		if s.Init != nil {
			f.stmt(s.Init)
		}
		f.constants(s.Cond)
		f.stmt(s.Body)
		f.exprStmt(s.Post)
	case *kernelc.Labeled:
		f.stmt(s.Stmt)
	case *kernelc.SlotStmt:
		for _, x := range s.Choices[s.Default].Stmts {
			f.stmt(x)
		}
	case *kernelc.Break, *kernelc.Continue, *kernelc.Goto, *kernelc.Return:
	default:
		panic(fmt.Sprintf("cuts: no such statement: %T", s))
	}
}

// exprStmt looks at an expression that is a statement.
func (f *finder) exprStmt(x kernelc.Expr) {
	switch x := x.(type) {
	case nil:
	case *kernelc.Assign:
		if r, ok := register(x.L); ok {
			f.assign(r, x.R)
			return
		}
		f.constants(x)
	case *kernelc.Call:
		if isFence(x) {
			f.fences++
			return
		}
		f.constants(x)
	default:
		f.constants(x)
	}
}

// assign looks at the assignment of a register.
func (f *finder) assign(r string, x kernelc.Expr) {
	if f.needed[r] {
		f.constants(x)
	} else {
		eachUse(x, f.constants)
	}
	f.last[r] = f.age(x)
}

// age returns how many barriers came before the youngest load that a value is computed from; -1
// for a value that no load decides.
func (f *finder) age(x kernelc.Expr) int {
	if loads(x) {
		return f.fences
	}
	age := -1
	kernelc.Walk(x, func(n kernelc.Node) bool {
		if id, ok := n.(*kernelc.Ident); ok && f.loaded[id.Name] && id.Kind == kernelc.LocalVar {
			if at, known := f.last[id.Name]; known {
				age = max(age, at)
			}
		}
		return true
	})
	return age
}

// depends reports whether a value is computed from a load without order, with no barrier since.
func (f *finder) depends(x kernelc.Expr) bool { return x != nil && f.age(x) == f.fences }

// register returns the register that an expression is.
func register(x kernelc.Expr) (string, bool) {
	id, ok := x.(*kernelc.Ident)
	if !ok || id.Kind != kernelc.LocalVar {
		return "", false
	}
	return id.Name, true
}

// written returns the text of the statement of a cell as its author wrote it, and the function
// that it stands in.
func (f *finder) written(cell int) (text string) {
	if cell >= 0 && cell < len(f.th.Cells) {
		if in := f.th.Cells[cell].Instr; in != nil && in.Origin != nil {
			return in.Origin.Text
		}
	}
	return ""
}
