package z3

import (
	"errors"
	"runtime"
	"testing"
	"time"
)

// Upstream: no reference counts, so terms live as long as their context, and
// forgotten contexts live for ever.
func TestDefect05_MemoryIsFreed(t *testing.T) {
	t.Run("terms", func(t *testing.T) {
		c := newContext(t)
		build := func(from, n int) {
			typ := c.IntSort()
			x := c.Const(c.Symbol("x"), typ)
			for i := range n {
				x.Add(c.Int(from+i, typ)).Mul(x)
			}
		}
		build(0, 10000)
		collect()
		before := held()
		for i := range 8 {
			build((i+1)*10000, 10000) // all different: 240k terms, 150 MB if kept
			collect()
		}
		if grown := held() - before; grown > 20 {
			t.Errorf("Z3 holds %d MB more", grown)
		}
		if c.Err() != nil {
			t.Error(c.Err())
		}
	})
	t.Run("scope", func(t *testing.T) {
		c := newContext(t)
		var kept, lost *AST
		before := 0
		for i := range 8 {
			c.Scope(func() {
				typ := c.IntSort()
				x := c.Const(c.Symbol("x"), typ)
				for j := range 10000 {
					lost = x.Add(c.Int(i*10000+j, typ)).Mul(x)
				}
				kept = lost.Keep()
			})
			if i == 0 {
				runtime.GC()
				before = held()
			}
		}
		if grown := held() - before; grown > 20 {
			t.Errorf("Z3 holds %d MB more", grown)
		}
		if !errors.Is(lost.Not().Err(), ErrClosed) || kept.String() != "(* (+ x 79999) x)" {
			t.Errorf("lost %v, kept %v", lost, kept)
		}
	})
	t.Run("contexts", func(t *testing.T) {
		use := func() {
			c := NewContext(nil)
			c.SetErrorHandler(func(*Context, ErrorCode) { _ = c }) // refers to its own context
			s := c.NewSolver()
			s.Assert(c.Const(c.Symbol("p"), c.BoolSort()))
			s.Check()
			s.Model()
		}
		use()
		collect()
		before := held()
		for range 20 { // 340 MB if kept
			use()
			collect()
		}
		time.Sleep(50 * time.Millisecond)
		if grown := held() - before; grown > 20 {
			t.Errorf("Z3 holds %d MB more", grown)
		}
	})
}

// Upstream: closing twice, or in the wrong order, crashes.
func TestDefect06_CloseInAnyOrder(t *testing.T) {
	orders := [][]int{{0, 1, 2, 3}, {3, 2, 1, 0}, {3, 0, 2, 1}, {1, 3, 0, 2}, {2, 0, 3, 1}, {3, 3, 2, 2, 1, 1, 0, 0}}
	for _, order := range orders {
		cfg := NewConfig()
		c := NewContext(cfg)
		p := c.Const(c.Symbol("p"), c.BoolSort())
		s := c.NewSolver()
		s.Assert(p)
		s.Check()
		m := s.Model()
		all := []func() error{m.Close, s.Close, cfg.Close, c.Close}
		for range 2 {
			for _, i := range order {
				if err := all[i](); err != nil {
					t.Errorf("order %v: %v", order, err)
				}
			}
		}
		useClosed(t, c, s, m, p)
		if bad := NewContext(cfg); !errors.Is(bad.Err(), ErrClosed) {
			t.Errorf("context from a closed configuration: %v", bad.Err())
		}
		collect() // the clean-ups of closed things do nothing
	}
}

// useClosed calls whatever there is on closed objects.
func useClosed(t *testing.T, c *Context, s *Solver, m *Model, p *AST) {
	t.Helper()
	closed := func(what string, err error) {
		t.Helper()
		if !errors.Is(err, ErrClosed) {
			t.Errorf("%s: %v", what, err)
		}
	}
	closed("And", p.And(p).Err())
	closed("True", c.True().Err())
	closed("Push", s.Push())
	_, err := s.CheckContext(t.Context())
	closed("Check", err)
	closed("AddClauses", s.AddClauses([]int32{1, 0}))
	closed("ModelBits", s.ModelBits(make([]bool, 3)))
	closed("Eval", m.Eval(p).Err())
	closed("SetRlimit", s.SetRlimit(5))
	closed("SetTimeout", s.SetTimeout(0))
	closed("Err", c.Err())
	if s.Check() != Undef || s.Model() != nil || m.Assignments() != nil || m.NumConsts() != 0 {
		t.Error("a closed object answers")
	}
	_, _, _ = p.String(), m.String(), s.String()
	m.IncRef()
	m.DecRef()
	c.Interrupt()
	s.Assert(p)
	if c.Z3Value() != nil || c.Handle() != nil {
		t.Error("a closed context has a handle")
	}
}

// One user's DecRef must not free the model of another.
func TestModelReferences(t *testing.T) {
	c := newContext(t)
	s := c.NewSolver()
	s.Check()
	m := s.Model()
	m.IncRef()
	m.Close()
	if m.NumConsts() != 0 || c.Err() != nil {
		t.Fatal("freed too early", c.Err())
	}
	m.DecRef()
	m.DecRef()
	var e *Error
	if !errors.As(c.Err(), &e) || e.Code != ErrorCodeDecRefError {
		t.Fatal(c.Err())
	}
}
