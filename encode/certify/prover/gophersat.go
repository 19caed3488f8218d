package prover

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/crillab/gophersat/solver"

	"github.com/fencewise/fencewise/encode/cnf"
)

// running is held while gophersat runs. Gophersat keeps scratch memory in a package variable,
// so two runs at a time would corrupt each other's proofs.
var running sync.Mutex

// gophersat runs the solver that is linked into the program. The solver cannot be stopped:
// when the context ends it continues in the background, its answer is discarded, and the
// next run waits for it.
func gophersat(ctx context.Context, f *cnf.Formula) (Answer, error) {
	type outcome struct {
		Answer
		err error
	}
	done := make(chan outcome, 1)
	clauses := slicesOf(f)
	vars := f.Vars()
	go func() {
		defer func() {
			if v := recover(); v != nil {
				done <- outcome{err: fmt.Errorf("prover: gophersat: %v", v)}
			}
		}()
		running.Lock()
		defer running.Unlock()
		a, err := solve(clauses, vars)
		done <- outcome{a, err}
	}()
	select {
	case <-ctx.Done():
		return Answer{}, ctx.Err()
	case o := <-done:
		return o.Answer, o.err
	}
}

// slicesOf returns a copy of the clauses in the order of the DIMACS text.
func slicesOf(f *cnf.Formula) [][]int {
	all := [][]int{{int(cnf.True)}}
	if f.Contradiction {
		all = append(all, nil)
	}
	f.Each(func(_ cnf.Tag, clause []cnf.Lit) bool {
		c := make([]int, len(clause))
		for i, l := range clause {
			c[i] = int(l)
		}
		all = append(all, c)
		return true
	})
	return all
}

// end is the last step of every proof: the empty clause.
const end = "0"

func solve(clauses [][]int, vars int) (Answer, error) {
	p := solver.ParseSliceNb(clauses, vars)
	if p.Status == solver.Unsat { // by propagation alone, for which gophersat writes no steps
		return Answer{By: Gophersat, Unsat: true, Proof: []byte(end + "\n")}, nil
	}
	s := solver.New(p)
	steps := make(chan string, 64)
	s.Certified, s.CertChan = true, steps
	proof := make(chan []byte)
	go func() {
		var b bytes.Buffer
		ended := false
		for line := range steps {
			if !ended { // nothing may follow the empty clause
				b.WriteString(line + "\n")
			}
			ended = ended || line == end
		}
		if !ended {
			b.WriteString(end + "\n")
		}
		proof <- b.Bytes()
	}()
	status := s.Solve()
	close(steps)
	text := <-proof
	switch status {
	case solver.Unsat:
		return Answer{By: Gophersat, Unsat: true, Proof: text}, nil
	case solver.Sat:
		return Answer{By: Gophersat, Solution: append([]bool{false}, s.Model()...)}, nil
	}
	return Answer{}, errors.New("prover: gophersat found no answer")
}
