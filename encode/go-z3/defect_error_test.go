package z3

import (
	"errors"
	"os"
	"sync"
	"testing"
)

func init() {
	children["defect01"] = func() {
		c := NewContext(nil)
		illSorted(c)                                         // seen by the binding
		if c.True().Eq(c.Int(1, c.IntSort())).Err() == nil { // seen by Z3
			os.Exit(5)
		}
		if _, err := c.ParseSMTLIB2String("(assert"); err == nil {
			os.Exit(6)
		}
		if _, err := c.NewSolverForLogic("SAT"); err == nil {
			os.Exit(7)
		}
		s := c.NewSolver()
		s.Assert(c.False())
		s.Check()
		if s.Model() != nil {
			os.Exit(3)
		}
		if c.Err() == nil {
			os.Exit(4)
		}
	}
}

// Upstream: an error without a handler prints and exits the process with 1.
func TestDefect01_ErrorNeverExits(t *testing.T) {
	if out := runChild(t, "defect01"); out != "" {
		t.Errorf("it printed %q", out)
	}
	c := newContext(t)
	illSorted(c)
	var e *Error
	if !errors.As(c.Err(), &e) || e.Code != ErrorCodeSortError || e.Op != "Add" {
		t.Errorf("Err() = %v", c.Err())
	}
	if c.ClearErr() == nil || c.Err() != nil {
		t.Error("ClearErr does not clear")
	}
}

// Upstream: asserting a failed term is a second swallowed error, and Check
// answers sat without the constraint.
func TestDefect02_FailedTermNeverDropped(t *testing.T) {
	other := newContext(t)
	for name, bad := range map[string]func(c *Context) *AST{
		"ill-sorted":  illSorted,
		"built on it": func(c *Context) *AST { return c.True().And(illSorted(c)).Not() },
		"nil":         func(*Context) *AST { return nil },
		"not boolean": func(c *Context) *AST { return c.Int(1, c.IntSort()) },
		"foreign":     func(*Context) *AST { return other.True() },
		"declaration": func(c *Context) *AST {
			return c.FuncDecl(c.Symbol("p"), nil, c.BoolSort()).ast
		},
		"freed": func(c *Context) (a *AST) {
			c.Scope(func() { a = c.True().Not() })
			return a
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := newContext(t)
			s := c.NewSolver()
			s.Assert(c.False()) // would be unsat
			s.Push()
			s.Assert(bad(c))
			s.Assert(c.True())
			if r := s.Check(); r != Undef {
				t.Fatalf("Check() = %v", r)
			}
			if s.Reason() != ReasonError || c.Err() == nil || s.Err() == nil {
				t.Fatalf("reason %v, errors %v, %v", s.Reason(), c.Err(), s.Err())
			}
			if s.Model() != nil {
				t.Fatal("a model in spite of it")
			}
			_, err := s.CheckContext(t.Context())
			var e *Error
			if !errors.Is(err, ErrLostAssertion) || !errors.As(err, &e) {
				t.Fatalf("error %v", err)
			}
			s.Push() // a deeper scope does not heal it
			if s.Pop(1); s.Check() != Undef {
				t.Fatal("healed by an inner Pop")
			}
			if s.Pop(1); s.Check() != False {
				t.Fatal("not healed by its own Pop")
			}
			s.Assert(bad(c))
			if s.Reset(); s.Check() != True {
				t.Fatal("not healed by Reset")
			}
		})
	}
}

// Upstream: the handlers are in a process-wide table that Close cleans too
// late, so a context at a reused address can lose its handler.
func TestDefect03_HandlerNeverLost(t *testing.T) {
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 10 {
				c := NewContext(nil)
				calls := 0
				c.SetErrorHandler(func(got *Context, code ErrorCode) {
					if got != c || code != ErrorCodeSortError {
						t.Errorf("handler got %p, %v, want %p", got, code, c)
					}
					calls++
				})
				illSorted(c)
				if calls != 1 {
					t.Errorf("handler called %d times", calls)
				}
				c.Close()
			}
		})
	}
	wg.Wait()
}

// Upstream: the handler runs inside C++ frames and under a lock, on a copy of
// the context.
func TestDefect04_HandlerIsOrdinaryGo(t *testing.T) {
	c := newContext(t)
	second := 0
	c.SetErrorHandler(func(got *Context, code ErrorCode) {
		if got != c {
			t.Error("not the same context")
		}
		if got.Error(code) != "argument 1 has sort Bool" {
			t.Errorf("text %q", got.Error(code))
		}
		illSorted(got) // must not come back here
		got.SetErrorHandler(func(*Context, ErrorCode) { second++ })
	})
	illSorted(c)
	illSorted(c)
	if second != 1 {
		t.Errorf("second handler called %d times", second)
	}

	c.SetErrorHandler(func(*Context, ErrorCode) { panic("from the handler") })
	func() {
		defer func() {
			if r := recover(); r != "from the handler" {
				t.Errorf("recovered %v", r)
			}
		}()
		illSorted(c)
		t.Error("no panic")
	}()
	c.SetErrorHandler(nil)
	s := c.NewSolver()
	s.Assert(c.True())
	if s.Check() != True {
		t.Error("context spoilt by the panic")
	}

	c.SetErrorHandler(func(got *Context, _ ErrorCode) { got.Close() })
	if a := illSorted(c); a.Err() == nil {
		t.Error("no error")
	}
	if err := c.True().Err(); !errors.Is(err, ErrClosed) {
		t.Errorf("after Close in the handler: %v", err)
	}
}
