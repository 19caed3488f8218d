package z3

import (
	"fmt"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"testing"
	"time"
)

func init() {
	// Z3 would install its SIGINT handler during each check and restore Go's without
	// SA_ONSTACK, which ends the process at the next ^C.
	children["sigint"] = func() {
		got := make(chan os.Signal, 1000)
		signal.Notify(got, syscall.SIGINT)
		c := NewContext(nil)
		solvers := []*Solver{c.NewSolver()}
		for _, l := range []string{"QF_BV", "QF_FD", "QF_UF"} {
			s, _ := c.NewSolverForLogic(l)
			solvers = append(solvers, s)
		}
		for _, s := range solvers {
			s.Push()
			s.AddClauses([]int32{1, 2, 0})
			s.Check()
		}
		c.True().And(c.False()).Simplify()

		var wg sync.WaitGroup
		wg.Go(func() { // signals that come during a check must not stop it
			s := solvers[1]
			s.AddClauses(pigeons(11))
			s.SetTimeout(300 * time.Millisecond)
			s.Check()
			if s.Reason() != ReasonTimeout {
				fmt.Println("the check ended with", s.Reason())
			}
		})
		for range 50 {
			syscall.Kill(os.Getpid(), syscall.SIGINT)
			time.Sleep(time.Millisecond)
		}
		wg.Wait()
		if len(got) == 0 {
			fmt.Println("no signal arrived")
		}
	}
}

// A check or a simplification leaves the signal handling of Go alone.
func TestSignalsStayWithGo(t *testing.T) {
	if out := runChild(t, "sigint"); out != "" {
		t.Error(out)
	}
}
