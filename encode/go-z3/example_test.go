package z3_test

import (
	"context"
	"errors"
	"fmt"

	"github.com/mitchellh/go-z3"
)

func Example() {
	c := z3.NewContext(nil)
	defer c.Close()

	// The only solution, so that the output does not depend on the solver.
	x := c.Const(c.Symbol("x"), c.IntSort())
	y := c.Const(c.Symbol("y"), c.IntSort())
	s := c.NewSolver()
	s.Assert(x.Add(y).Eq(c.Int(10, c.IntSort())))
	s.Assert(x.Sub(y).Eq(c.Int(4, c.IntSort())))
	if s.Check() != z3.True {
		fmt.Println(c.Err())
		return
	}
	m := s.Model()
	fmt.Println(m.Eval(x).Int(), m.Eval(y).Int())
	// Output: 7 3
}

// Clauses as literals, one solver for several problems.
func ExampleSolver_AddClauses() {
	c := z3.NewContext(nil)
	defer c.Close()
	s, err := c.NewSolverForLogic("QF_BV")
	if err != nil {
		fmt.Println(err)
		return
	}
	s.Push()
	for _, lits := range [][]int32{
		{1, 2, 0, -1, 0},
		{1, 0, -1, 2, 0, -2, 0},
	} {
		s.Pop(1)
		s.Push()
		if err := s.AddClauses(lits); err != nil {
			fmt.Println(err)
			return
		}
		answer, err := s.CheckLits(context.Background(), nil)
		if err != nil {
			fmt.Println(err)
			return
		}
		bits := make([]bool, 3)
		if answer == z3.True {
			s.ModelBits(bits)
		}
		fmt.Println(answer, bits[1:])
	}
	// Output:
	// sat [false true]
	// unsat [false false]
}

// The assumptions that clash.
func ExampleSolver_CoreLits() {
	c := z3.NewContext(nil)
	defer c.Close()
	s, _ := c.NewSolverForLogic("QF_BV")
	s.AddClauses([]int32{-1, -2, 0})
	answer, _ := s.CheckLits(context.Background(), []int32{1, 2})
	core, _ := s.CoreLits()
	fmt.Println(answer, len(core))
	// Output: unsat 2
}

// An ill-sorted term is a lasting error; the constraint is not silently dropped.
func ExampleContext_Err() {
	c := z3.NewContext(nil)
	defer c.Close()
	x := c.Const(c.Symbol("x"), c.IntSort())
	s := c.NewSolver()
	s.Assert(x.And(c.True()))
	fmt.Println(s.Check())
	fmt.Println(c.Err())
	_, err := s.CheckContext(context.Background())
	fmt.Println(errors.Is(err, z3.ErrLostAssertion))
	// Output:
	// unknown
	// z3: And: argument 1 has sort Int (sort error)
	// true
}

func ExampleSolver_SetRlimit() {
	c := z3.NewContext(nil)
	defer c.Close()
	s, _ := c.NewSolverForLogic("QF_BV")
	w := c.BVSort(32)
	x, y := c.Const(c.Symbol("x"), w), c.Const(c.Symbol("y"), w)
	s.Assert(x.BVMul(y).Eq(c.Int(1000000007, w)))
	s.Assert(x.BVUlt(y).And(x.BVUgt(c.Int(1, w)), y.BVUlt(c.Int(1<<16, w))))
	s.SetRlimit(1000)
	_, err := s.CheckContext(context.Background())
	var u *z3.Unknown
	if errors.As(err, &u) {
		fmt.Println(u.Reason)
	}
	// Output: resource limit
}

func ExampleContext_Scope() {
	c := z3.NewContext(nil)
	defer c.Close()
	s := c.NewSolver()
	c.Scope(func() {
		x := c.Const(c.Symbol("x"), c.IntSort())
		for i := range 50 {
			s.Assert(x.Distinct(c.Int(i, c.IntSort())))
		}
		s.Assert(x.Ge(c.Int(0, c.IntSort())).And(x.Le(c.Int(50, c.IntSort()))))
	}) // the terms are freed here, the assertions stay
	s.Check()
	fmt.Println(s.Model().Assignments()["x"])
	// Output: 50
}
