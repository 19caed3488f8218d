package z3

import "testing"

// TestLossBeforeHandler checks that a lost assertion is recorded before the handler is
// called, whatever the handler does.
func TestLossBeforeHandler(t *testing.T) {
	for name, spoil := range map[string]func(c *Context, s *Solver){
		"assert a number":    func(c *Context, s *Solver) { s.Assert(c.Int(1, c.IntSort())) },
		"assert nothing":     func(_ *Context, s *Solver) { s.Assert(nil) },
		"track nothing":      func(c *Context, s *Solver) { s.AssertAndTrack(c.False(), nil) },
		"a clause not ended": func(_ *Context, s *Solver) { s.AddClauses([]int32{1}) },
		"a wild literal":     func(_ *Context, s *Solver) { s.AddClauses([]int32{1, -1 << 31, 0}) },
		"pop too far":        func(_ *Context, s *Solver) { s.Pop(1) },
		"bad text":           func(_ *Context, s *Solver) { s.FromString("(assert") },
	} {
		for _, panics := range []bool{false, true} {
			c, err := OpenContext(nil)
			if err != nil {
				t.Fatal(err)
			}
			s := c.NewSolver()
			inside := True
			called := false
			c.SetErrorHandler(func(*Context, ErrorCode) {
				called = true
				inside = s.Check()
				if panics {
					panic("from the handler")
				}
			})
			func() {
				defer func() { recover() }()
				spoil(c, s)
			}()
			if !called {
				t.Errorf("%s: the handler was not called", name)
			}
			if inside != Undef {
				t.Errorf("%s: Check in the handler said %v", name, inside)
			}
			c.SetErrorHandler(nil) // a refused check is reported, too
			if got := s.Check(); got != Undef {
				t.Errorf("%s (panics: %v): Check said %v", name, panics, got)
			}
			c.Close()
		}
	}
}
