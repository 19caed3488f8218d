package z3

import (
	"context"
	"errors"
	"strings"
	"testing"
)

func TestUnsatCoreOfLabels(t *testing.T) {
	c := newContext(t)
	s := c.NewSolver()
	b := c.BoolSort()
	p := c.Const(c.Symbol("p"), b)
	label := func(n string) *AST { return c.Const(c.Symbol(n), b) }
	s.AssertAndTrack(p, label("a"))
	s.AssertAndTrack(label("q"), label("b"))
	s.AssertAndTrack(p.Not(), label("c"))
	if _, err := s.UnsatCore(); err == nil {
		t.Error("a core before the check")
	}
	if r, err := s.CheckContext(t.Context()); r != False || err != nil {
		t.Fatal(r, err)
	}
	core, err := s.UnsatCore()
	if err != nil || len(core) != 2 {
		t.Fatal(core, err)
	}
	names := core[0].DeclName().String() + core[1].DeclName().String()
	if names != "ac" && names != "ca" {
		t.Error("core", core)
	}

	s = c.NewSolver()
	s.Assert(p)
	if r, _ := s.CheckContext(t.Context(), p.Not(), label("q")); r != False {
		t.Fatal(r)
	}
	if core, err := s.UnsatCore(); err != nil || len(core) != 1 || core[0].String() != "(not p)" {
		t.Error(core, err)
	}
	if r, err := s.CheckContext(t.Context(), label("q")); r != True || err != nil {
		t.Error(r, err)
	}
}

func TestModelBelongsToTheLatestCheck(t *testing.T) {
	c, s := newQFBV(t)
	s.AddClauses([]int32{1, 0})
	over, cancel := context.WithCancel(t.Context())
	cancel()
	for name, change := range map[string]func(){
		"Assert":     func() { s.Assert(c.Lit(2)) },
		"AddClauses": func() { s.AddClauses([]int32{3, 0}) },
		"Push":       func() { s.Push() },
		"Pop":        func() { s.Pop(1) },
		"failed":     func() { s.CheckContext(t.Context(), illSorted(c)) },
		"cancelled":  func() { s.CheckContext(over) },
	} {
		checkLits(t, s, True)
		change()
		c.ClearErr()
		if s.Model() != nil || c.ClearErr() == nil {
			t.Errorf("a model after %s", name)
		}
		if s.ModelBits(make([]bool, 3)) == nil {
			t.Errorf("bits after %s", name)
		}
	}
	if s.Pop(9) == nil || s.Check() != Undef {
		t.Error("popped more than there is")
	}
}

func TestSolverParameters(t *testing.T) {
	c := newContext(t)
	s, err := c.NewSolverForLogic("QF_BV")
	if err != nil {
		t.Fatal(err)
	}
	for name, v := range map[string]any{
		"random_seed": 7, "core.minimize": true, "timeout": 1000, "rlimit": uint(0),
		"restart.factor": 1.25, "phase": "always_false",
	} {
		if err := s.SetParam(name, v); err != nil {
			t.Error(err)
		}
	}
	for name, v := range map[string]any{
		"nosuch": 1, "random_seed": "many", "core.minimize": 3, "timeout": -1, "phase": []int{1}, "a\x00b": 1,
	} {
		err := s.SetParam(name, v)
		var e *Error
		if !errors.As(err, &e) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s=%v: %v", name, v, err)
		}
	}
	// a refused parameter is no lost assertion
	if s.Check() != True {
		t.Error(c.Err())
	}
	if _, err := c.NewSolverForLogic("SAT"); err == nil {
		t.Error("SAT is no logic")
	}
	lazy := c.NewSolver() // Z3 has not started it, and would take any name
	if lazy.SetParam("nosuch", 1) == nil || lazy.SetParam("random_seed", 1) != nil {
		t.Error("parameters of a solver not yet started")
	}
}

func TestGlobalParameters(t *testing.T) {
	if SetGlobalParam("nosuch", "1") == nil || SetGlobalParam("verbose", "loud") == nil {
		t.Error("accepted")
	}
	if _, err := GlobalParam("nosuch"); err == nil {
		t.Error("found")
	}
	defer ResetGlobalParams()
	if err := SetGlobalParam("smt.random_seed", "5"); err != nil {
		t.Fatal(err)
	}
	if v, err := GlobalParam("smt.random_seed"); v != "5" || err != nil {
		t.Error(v, err)
	}
}

func TestBitVectors(t *testing.T) {
	c := newContext(t)
	w := c.BVSort(8)
	x, y := c.Const(c.Symbol("x"), w), c.Const(c.Symbol("y"), w)
	s, _ := c.NewSolverForLogic("QF_BV")
	s.Assert(x.BVAdd(y).Eq(c.Int(3, w)))
	s.Assert(x.BVUgt(c.Int(200, w)))
	s.Assert(x.BVAnd(c.Int(1, w)).Eq(c.Int(0, w)))
	if s.Check() != True {
		t.Fatal(c.Err())
	}
	m := s.Model()
	vx, _ := m.Eval(x).Uint64()
	vy, _ := m.Eval(y).Uint64()
	if vx <= 200 || vx%2 != 0 || (vx+vy)%256 != 3 {
		t.Error(vx, vy)
	}
	value := func(a *AST) uint64 {
		v, err := a.Simplify().Uint64()
		if err != nil {
			t.Error(a, err)
		}
		return v
	}
	a, b := c.Int(0xA5, w), c.Int(3, w)
	for want, got := range map[uint64]*AST{
		0xA503: a.Concat(b), 0xA: a.Extract(7, 4), 1 + 0xA5: a.BVAdd(c.Int(1, w)).ZeroExt(4), 0xFFA5: a.SignExt(8),
		0x5A: a.BVNot(), 0x5B: a.BVNeg(), 0xA4: a.BVXor(c.Int(1, w)), 0x37: a.BVUDiv(b), 0x28: a.BVShl(b),
		0x14: a.BVLshr(b), 0xF4: a.BVAshr(b), 0xA2: a.BVSub(b), 0xEF: a.BVMul(b), 0xA7: a.BVOr(b),
		44: c.Int(300, c.IntSort()).Int2BV(8), 0xA5: a.BV2Int(false),
	} {
		if v := value(got); v != want {
			t.Errorf("%v = %#x, want %#x", got, v, want)
		}
	}
	if v, _ := a.BV2Int(true).Simplify().Int64(); v != -91 {
		t.Error("signed", v)
	}
	if a.Concat(b).Sort().String() != "(_ BitVec 16)" || a.BVAdd(a.Concat(b)).Err() == nil {
		t.Error("widths")
	}
	if v, ok := a.BVSlt(b).Simplify().Bool(); !v || !ok {
		t.Error("-91 < 3")
	}
}

func TestSMTLIBRoundTrip(t *testing.T) {
	c := newContext(t)
	s := c.NewSolver()
	x := c.Const(c.Symbol("x"), c.IntSort())
	s.Assert(x.Gt(c.Int(2, c.IntSort())))
	text := s.String()
	list, err := c.ParseSMTLIB2String(text)
	if err != nil || len(list) != 1 || list[0].String() != "(> x 2)" {
		t.Fatalf("%v, %v of %s", list, err, text)
	}
	s2 := c.NewSolver()
	if err := s2.FromString(text); err != nil {
		t.Fatal(err)
	}
	s2.Assert(x.Eq(c.Int(2, c.IntSort()))) // the same x
	if s2.Check() != False {
		t.Error("not the same constant")
	}
	if a, err := s2.Assertions(); err != nil || len(a) != 2 {
		t.Error(a, err)
	}
	script, err := c.BenchmarkSMTLIB("b", "QF_LIA", "unsat", list[0], x.Lt(c.Int(2, c.IntSort())))
	if err != nil || !strings.Contains(script, "(check-sat)") || !strings.Contains(script, "(set-logic QF_LIA)") {
		t.Error(script, err)
	}
	if list, err := c.ParseSMTLIB2String(script); err != nil || len(list) != 2 {
		t.Error(list, err)
	}

	var e *Error
	if _, err := c.ParseSMTLIB2String("(assert"); !errors.As(err, &e) || e.Code != ErrorCodeParserError {
		t.Error(err)
	}
	if s2.FromString("(assert nosuch)") == nil || s2.Check() != Undef {
		t.Error("a text that could not be read was ignored")
	}
}

func TestDIMACS(t *testing.T) {
	c, s := newQFBV(t)
	s.AddClauses([]int32{1, -2, 0, 2, 0})
	text, err := s.DIMACS(true)
	if err != nil || !strings.HasPrefix(text, "p cnf 2 2\n") {
		t.Errorf("%q, %v", text, err)
	}
	s2, _ := c.NewSolverForLogic("QF_FD")
	if err := s2.FromString("p cnf 2 3\n1 2 0\n-1 0\n-2 0\n"); err != nil {
		t.Fatal(err)
	}
	if s2.Check() != False {
		t.Error("read something else")
	}
}

func TestArithmeticAndCardinality(t *testing.T) {
	c := newContext(t)
	typ := c.IntSort()
	seven, two := c.Int(-7, typ), c.Int(2, typ)
	for want, a := range map[int]*AST{-4: seven.Div(two), 1: seven.Mod(two), 7: seven.Neg(), -14: seven.Mul(two), -9: seven.Sub(two)} {
		if v := a.Simplify().Int(); v != want {
			t.Errorf("%v = %d, want %d", a, v, want)
		}
	}
	s, _ := c.NewSolverForLogic("QF_FD")
	p, q, r := c.Lit(1), c.Lit(2), c.Lit(3)
	s.Assert(p.AtLeast(2, q, r))
	s.Assert(p.AtMost(1, q, r))
	if s.Check() != False {
		t.Error("two and one of three")
	}
	if a, b := c.FreshConst("x", typ), c.FreshConst("x", typ); a.String() == b.String() {
		t.Error("not fresh")
	}
}

func TestProof(t *testing.T) {
	c, err := OpenContext(map[string]string{"proof": "true"})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	s := c.NewSolver()
	if _, err := s.Proof(); err == nil {
		t.Error("a proof of nothing")
	}
	s.Assert(c.Lit(1))
	s.Assert(c.Lit(-1))
	s.Check()
	if p, err := s.Proof(); err != nil || p.String() == "" {
		t.Error(p, err)
	}
}

func TestConstDeclHasAValue(t *testing.T) {
	c := newContext(t)
	s := c.NewSolver()
	s.Assert(c.Const(c.Symbol("x"), c.IntSort()).Eq(c.Int(4, c.IntSort())))
	s.Check()
	m := s.Model()
	if m.NumConsts() != 1 {
		t.Fatal(m)
	}
	d := m.ConstDecl(0)
	if d.DeclName().String() != "x" || m.Eval(d).Int() != 4 {
		t.Error(d, m.Eval(d))
	}
	if m.ConstDecl(1).Err() == nil {
		t.Error("a constant too many")
	}
	if s := c.Symbol("x"); s.String() != "x" || c.SymbolInt(3).String() != "k!3" || c.SymbolInt(-1).String() != "" {
		t.Error("symbols")
	}
}

func TestVersion(t *testing.T) {
	major, minor, _, _ := Version()
	if major < 4 || (major == 4 && minor < 8) || FullVersion() == "" {
		t.Error(FullVersion())
	}
}
