package z3

import (
	"context"
	"errors"
	"slices"
	"testing"
)

func newQFBV(t testing.TB) (*Context, *Solver) {
	t.Helper()
	c := NewContext(nil)
	if err := c.Err(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	s, err := c.NewSolverForLogic("QF_BV")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Push(); err != nil {
		t.Fatal(err)
	}
	return c, s
}

func checkLits(t *testing.T, s *Solver, want LBool, assumptions ...int32) {
	t.Helper()
	got, err := s.CheckLits(context.Background(), assumptions)
	if got != want || err != nil {
		t.Fatalf("CheckLits(%v) = %v, %v, want %v", assumptions, got, err, want)
	}
}

func TestClausesModelAndCore(t *testing.T) {
	_, s := newQFBV(t)
	if err := s.AddClauses([]int32{1, 2, 0, -1, 3, 0, -3, 0}); err != nil {
		t.Fatal(err)
	}
	checkLits(t, s, True)
	bits := make([]bool, 300) // beyond every variable used
	for i := range bits {
		bits[i] = true
	}
	if err := s.ModelBits(bits); err != nil {
		t.Fatal(err)
	}
	want := make([]bool, 300)
	want[2] = true
	if !slices.Equal(bits, want) {
		t.Fatalf("bits %v", bits[:5])
	}
	checkLits(t, s, False, 7, -2, 8)
	core, err := s.CoreLits()
	if err != nil || !slices.Equal(core, []int32{-2}) {
		t.Fatalf("core %v, %v", core, err)
	}
	checkLits(t, s, True, 7, 2, -8)
	s.ModelBits(bits)
	if !bits[7] || !bits[2] || bits[8] {
		t.Fatal("the model does not follow the assumptions")
	}
	checkLits(t, s, False, 5, -5)
	if core, _ := s.CoreLits(); len(core) != 2 {
		t.Fatalf("core %v of contradicting assumptions", core)
	}
	s.AddClauses([]int32{0})
	checkLits(t, s, False, 1)
	if core, err := s.CoreLits(); err != nil || len(core) > 1 {
		t.Fatalf("core %v, %v of the empty clause", core, err)
	}
}

func TestClausesSurvivePushPop(t *testing.T) {
	c, s := newQFBV(t)
	bits := make([]bool, 41)
	sat := 0
	for i := range 300 {
		if err := s.Pop(1); err != nil {
			t.Fatal(err)
		}
		s.Push()
		lits := random3SAT(int64(i), 40, 170)
		if err := s.AddClauses(lits); err != nil {
			t.Fatal(err)
		}
		r, err := s.CheckLits(context.Background(), nil)
		if err != nil {
			t.Fatal(err)
		}
		if r != True {
			continue
		}
		sat++
		if err := s.ModelBits(bits); err != nil {
			t.Fatal(err)
		}
		if !satisfies(lits, bits) {
			t.Fatalf("problem %d: the model is none", i)
		}
	}
	if sat == 0 || sat == 300 {
		t.Fatalf("%d of 300 satisfiable: the test does not tell", sat)
	}
	if c.Err() != nil {
		t.Fatal(c.Err())
	}
}

func TestClausesAgreeWithTerms(t *testing.T) {
	c, s := newQFBV(t)
	s.AddClauses([]int32{-5, 0})
	s.Assert(c.Const(c.SymbolInt(5), c.BoolSort()))
	checkLits(t, s, False)
	if c.Lit(-5).String() != "(not k!5)" {
		t.Fatal(c.Lit(-5))
	}
}

func TestClausesRefused(t *testing.T) {
	for _, lits := range [][]int32{{1, 2}, {1, MaxVar + 1, 0}, {-1 << 31, 0}} {
		c, s := newQFBV(t)
		err := s.AddClauses(lits)
		var e *Error
		if !errors.As(err, &e) || e.Code != ErrorCodeInvalidArg {
			t.Errorf("%v: %v", lits, err)
		}
		if r, err := s.CheckLits(context.Background(), nil); r != Undef || !errors.Is(err, ErrLostAssertion) {
			t.Errorf("%v: then %v, %v", lits, r, err)
		}
		s.Pop(1)
		checkLits(t, s, True)
		if r, err := s.CheckLits(context.Background(), []int32{0}); r != Undef || err == nil {
			t.Errorf("assumption 0: %v, %v", r, err)
		}
		if c.Lit(0).Err() == nil {
			t.Error("literal 0 made")
		}
	}
}
