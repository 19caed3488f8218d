package z3

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"
)

// Upstream: a check can be neither bounded nor stopped, and unknown has no
// reason.
func TestDefect10_ChecksCanBeBounded(t *testing.T) {
	solvers := map[string]func(c *Context) (*Solver, error){
		"QF_BV":   func(c *Context) (*Solver, error) { return c.NewSolverForLogic("QF_BV") },
		"simple":  (*Context).NewSimpleSolver,
		"default": func(c *Context) (*Solver, error) { return c.NewSolver(), nil },
	}
	for name, make := range solvers {
		t.Run(name, func(t *testing.T) {
			c := newContext(t)
			s, err := make(c)
			if err != nil {
				t.Fatal(err)
			}
			s.Push()
			s.AddClauses(pigeons(11))
			unknown := func(what string, want Reason, cause error, ctx context.Context) {
				t.Helper()
				start := time.Now()
				r, err := s.CheckLits(ctx, nil)
				var u *Unknown
				if r != Undef || !errors.As(err, &u) || u.Reason != want || s.Reason() != want {
					t.Errorf("%s: %v, %v, reason %v", what, r, err, s.Reason())
				}
				if cause != nil && !errors.Is(err, cause) {
					t.Errorf("%s: the cause is not %v", what, cause)
				}
				if d := time.Since(start); d > 5*time.Second {
					t.Errorf("%s: took %v", what, d)
				}
			}
			bg := context.Background()

			s.SetTimeout(100 * time.Millisecond)
			unknown("timeout", ReasonTimeout, nil, bg)
			s.SetTimeout(0)

			s.SetRlimit(20000)
			unknown("rlimit", ReasonRlimit, nil, bg)
			s.SetRlimit(0)

			ctx, cancel := context.WithTimeout(bg, 50*time.Millisecond)
			unknown("deadline", ReasonTimeout, context.DeadlineExceeded, ctx)
			unknown("past deadline", ReasonTimeout, context.DeadlineExceeded, ctx)
			cancel()

			ctx, cancel = context.WithCancel(bg)
			time.AfterFunc(50*time.Millisecond, cancel)
			unknown("cancel", ReasonInterrupted, context.Canceled, ctx)

			time.AfterFunc(50*time.Millisecond, c.Interrupt)
			unknown("interrupt", ReasonInterrupted, nil, bg)

			// None of it is remembered by the solver.
			c.Interrupt()
			s.Pop(1)
			s.AddClauses([]int32{1, 2, 0})
			ctx, cancel = context.WithCancel(bg)
			if r, err := s.CheckLits(ctx, nil); r != True || err != nil || s.Reason() != ReasonNone {
				t.Errorf("afterwards: %v, %v", r, err)
			}
			cancel()
			if s.Check() != True {
				t.Error("a late cancel reached the next check")
			}
			if c.Err() != nil {
				t.Error("a limit is no error of the context:", c.Err())
			}
		})
	}
}

// Limits stay with a solver through Reset.
func TestLimitsSurviveReset(t *testing.T) {
	c := newContext(t)
	s, _ := c.NewSolverForLogic("QF_BV")
	s.SetRlimit(20000)
	for range 2 {
		s.Reset()
		s.SetRlimit(20000)
		s.AddClauses(pigeons(11))
		if r := s.Check(); r != Undef || s.Reason() != ReasonRlimit {
			t.Fatal(r, s.Reason())
		}
	}
}

// The resource limit counts Z3's steps: it is the budget that is the same on
// every machine.
func TestRlimitIsReproducible(t *testing.T) {
	var first uint64
	for i := range 2 {
		c := newContext(t)
		s, _ := c.NewSolverForLogic("QF_BV")
		s.Push()
		s.AddClauses(pigeons(11))
		s.SetRlimit(100000)
		if s.Check() != Undef {
			t.Fatal("decided")
		}
		st, err := s.Statistics()
		if err != nil {
			t.Fatal(err)
		}
		n, ok := st.RlimitCount()
		if !ok || n == 0 {
			t.Fatal("no count in", st)
		}
		if i == 0 {
			first = n
		} else if n != first {
			t.Errorf("%d steps, then %d", first, n)
		}
	}
}

// A context-wide timeout is distinguished from an interrupt, although Z3 calls both
// "canceled".
func TestContextTimeout(t *testing.T) {
	c, err := OpenContext(map[string]string{"timeout": "80"})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	s, _ := c.NewSimpleSolver()
	s.AddClauses(pigeons(11))
	if r := s.Check(); r != Undef || s.Reason() != ReasonTimeout {
		t.Errorf("%v, %v", r, s.Reason())
	}
	s.SetTimeout(0) // takes away the context's as well
	s.SetRlimit(100000)
	if r := s.Check(); r != Undef || s.Reason() != ReasonRlimit {
		t.Errorf("then %v, %v", r, s.Reason())
	}
}

// Cancelling at any moment of a check, and right before and after it, neither
// gets lost nor reaches another check.
func TestCancelAtAnyMoment(t *testing.T) {
	_, s := newQFBV(t)
	hard, easy := pigeons(10), []int32{1, 2, 0}
	for i := range 60 {
		s.Pop(1)
		s.Push()
		s.AddClauses(hard)
		ctx, cancel := context.WithCancel(context.Background())
		time.AfterFunc(time.Duration(i)*30*time.Microsecond, cancel)
		if r, err := s.CheckLits(ctx, nil); r != Undef || !errors.Is(err, context.Canceled) {
			t.Fatalf("round %d: %v, %v", i, r, err)
		}
		s.Pop(1)
		s.Push()
		s.AddClauses(easy)
		checkLits(t, s, True)
	}
}

func init() {
	children["memory"] = func() { // the limit is the process's, and spoils it
		if err := SetGlobalParam("memory_max_size", "60"); err != nil {
			fmt.Println(err)
		}
		c := NewContext(nil)
		s, _ := c.NewSimpleSolver()
		s.AddClauses(pigeons(60))
		s.SetTimeout(20 * time.Second)
		r, err := s.CheckLits(context.Background(), nil)
		fmt.Println(r, s.Reason(), err != nil)
		c.Close()
	}
}

func TestMemoryLimitIsAReason(t *testing.T) {
	if out := runChild(t, "memory"); out != "unknown out of memory true\n" {
		t.Error(out)
	}
}

// Contexts of different goroutines do not disturb each other, and any goroutine
// may interrupt any of them.
func TestContextsInParallel(t *testing.T) {
	var wg sync.WaitGroup
	contexts := make([]*Context, 4)
	for i := range contexts {
		contexts[i] = newContext(t)
	}
	done := make(chan struct{})
	for i, c := range contexts {
		wg.Go(func() {
			s, err := c.NewSolverForLogic("QF_BV")
			if err != nil {
				t.Error(err)
				return
			}
			s.Push()
			bits := make([]bool, 31)
			for j := range 60 {
				lits := random3SAT(int64(100*i+j), 30, 120)
				s.AddClauses(lits)
				r, err := s.CheckLits(context.Background(), nil)
				var u *Unknown
				switch {
				case r == True:
					if s.ModelBits(bits); !satisfies(lits, bits) {
						t.Error("the model is none")
					}
				case r == Undef && !(errors.As(err, &u) && u.Reason == ReasonInterrupted):
					t.Error(err)
				}
				s.Pop(1)
				s.Push()
			}
		})
	}
	var other sync.WaitGroup
	other.Go(func() {
		for {
			for _, c := range contexts {
				c.Interrupt()
			}
			select {
			case <-done:
				return
			case <-time.After(500 * time.Microsecond):
			}
		}
	})
	wg.Wait()
	close(done)
	other.Wait()
}
