package z3

import (
	"errors"
	"go/build"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unsafe"
)

// Upstream: integers pass through a C int, and reading one that does not fit
// gives 0 without a word.
func TestDefect07_IntegersAreExact(t *testing.T) {
	c := newContext(t)
	typ := c.IntSort()
	for _, v := range []int{0, 1, -1, 1 << 31, 1<<31 - 1, -1 << 31, 1 << 32, math.MaxInt64, math.MinInt64} {
		if got := c.Int(v, typ).Int(); got != v {
			t.Errorf("Int(%d).Int() = %d", v, got)
		}
	}
	if c.Err() != nil {
		t.Fatal(c.Err())
	}
	for _, a := range []*AST{
		c.Numeral("9223372036854775808", typ),
		c.Numeral("-9223372036854775809", typ),
		c.Const(c.Symbol("x"), typ),
		c.Numeral("1/2", c.RealSort()),
		c.True(),
	} {
		if a.Err() != nil {
			t.Fatal(a.Err())
		}
		if v := a.Int(); v != 0 || c.ClearErr() == nil {
			t.Errorf("(%v).Int() = %d without an error", a, v)
		}
		if _, err := a.Int64(); err == nil {
			t.Errorf("(%v).Int64() without an error", a)
		}
		c.ClearErr()
	}
	if v, err := c.Uint64(math.MaxUint64, typ).Uint64(); v != math.MaxUint64 || err != nil {
		t.Error(v, err)
	}
	big, err := c.Numeral("123456789012345678901234567890", typ).Big()
	if err != nil || big.String() != "123456789012345678901234567890" {
		t.Error(big, err)
	}
	if c.Int(1, c.BoolSort()).Err() == nil {
		t.Error("a number of sort Bool")
	}
}

// Upstream: nothing in the binding notices when contexts are mixed.
func TestDefect08_MixedContextsAreAnError(t *testing.T) {
	a, b := newContext(t), newContext(t)
	s := a.NewSolver()
	s.Check()
	m := s.Model()
	for name, bad := range map[string]func() error{
		"term":       func() error { return a.True().And(a.False(), b.True()).Err() },
		"receiver":   func() error { return b.True().And(a.True()).Err() },
		"sort":       func() error { return a.Const(a.Symbol("x"), b.BoolSort()).Err() },
		"symbol":     func() error { return a.Const(b.Symbol("x"), a.BoolSort()).Err() },
		"number":     func() error { return a.Int(1, b.IntSort()).Err() },
		"model":      func() error { return m.Eval(b.True()).Err() },
		"assumption": func() error { _, err := s.CheckContext(t.Context(), b.True()); return err },
		"label":      func() error { return a.NewSolver().AssertAndTrack(a.True(), b.True()) },
		"function":   func() error { return a.FuncDecl(a.Symbol("f"), []*Sort{b.IntSort()}, a.IntSort()).Err() },
		"application": func() error {
			return a.FuncDecl(a.Symbol("f"), []*Sort{a.IntSort()}, a.IntSort()).Apply(b.True()).Err()
		},
		"benchmark": func() error { _, err := a.BenchmarkSMTLIB("", "", "", b.True()); return err },
	} {
		if err := bad(); !errors.Is(err, ErrForeign) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func init() {
	children["defect09"] = func() {
		cfg := NewConfig()
		cfg.SetParamValue("nosuch", "1")
		cfg.SetParamValue("timeout", "soon")
		NewContext(cfg).Close()
		SetGlobalParam("nosuch", "1")
		SetGlobalParam("verbose", "loud")
		GlobalParam("nosuch")
	}
}

// Upstream: a context that could not be made is used all the same, and an
// unknown parameter is a line on stderr.
func TestDefect09_NewContextReportsFailure(t *testing.T) {
	real := mkContext
	mkContext = func(unsafe.Pointer) unsafe.Pointer { return nil }
	c := NewContext(nil)
	mkContext = real
	var e *Error
	if !errors.As(c.Err(), &e) || e.Code != ErrorCodeMemoutFail {
		t.Errorf("Err() = %v", c.Err())
	}
	s := c.NewSolver()
	s.Assert(c.True().Not())
	if s.Check() != Undef || s.Model() != nil || c.Close() != nil {
		t.Error("a context that was never made answers")
	}

	for _, p := range []map[string]string{{"nosuch": "1"}, {"timeout": "soon"}, {"model": "perhaps"}} {
		if c, err := OpenContext(p); err == nil || c != nil {
			t.Errorf("%v accepted", p)
		} else if strings.Contains(err.Error(), "\n") {
			t.Errorf("%v: more than a line: %v", p, err)
		}
	}
	c, err := OpenContext(map[string]string{"timeout": "60000", "model": "true", "unsat_core": "true"})
	if err != nil {
		t.Fatal(err)
	}
	c.Close()
	if out := runChild(t, "defect09"); out != "" {
		t.Errorf("it printed %q", out)
	}
}

// Upstream: functions are missing from models, constants are untyped, and the
// C handle has a type no other package can name.
func TestDefect11_ModelsAndTypesAreComplete(t *testing.T) {
	c := newContext(t)
	typ := c.IntSort()
	f := c.FuncDecl(c.Symbol("f"), []*Sort{typ}, typ)
	one, x := c.Int(1, typ), c.Const(c.Symbol("x"), typ)
	s := c.NewSolver()
	s.Assert(f.Apply(one).Eq(c.Int(7, typ)))
	s.Assert(f.Apply(x).Eq(c.Int(8, typ)))
	if s.Check() != True {
		t.Fatal(c.Err())
	}
	m := s.Model()
	all := m.Assignments()
	if all["x"] == nil || all["f"] != nil || all["x"].Int() == 1 {
		t.Errorf("assignments %v", all)
	}
	fi := m.Functions()["f"]
	if fi == nil || fi.Arity != 1 || fi.Else == nil {
		t.Fatalf("function %+v in %v", fi, m)
	}
	if v := m.Eval(f.Apply(one)).Int(); v != 7 {
		t.Errorf("f(1) = %d", v)
	}
	// no nil among the values, also with a constant the model says nothing of
	s = c.NewSolver()
	s.Assert(x.Eq(x).Or(c.Const(c.Symbol("p"), c.BoolSort())))
	s.Check()
	m = s.Model()
	for name, v := range m.Assignments() {
		if v == nil || v.Err() != nil {
			t.Errorf("%s = %v", name, v)
		}
	}
	if !reflect.DeepEqual([]any{Undef, True, ErrorCodeIOB}, []any{LBool(0), LBool(1), ErrorCode(2)}) {
		t.Error("constants are not typed")
	}
	if c.Handle() == nil {
		t.Error("no handle for other packages")
	}
}

// Upstream: needs a library built by hand in its folder, has no go.mod, and its
// examples fail. (That ours run is seen by running them.)
func TestDefect12_BuildsFromTheSystemLibrary(t *testing.T) {
	if _, err := os.Stat("go.mod"); err != nil {
		t.Error(err)
	}
	if libs, _ := filepath.Glob("*.a"); libs != nil {
		t.Error(libs)
	}
	pkg, err := build.ImportDir(".", 0)
	if err != nil {
		t.Fatal(err)
	}
	if len(pkg.CgoPkgConfig) != 1 || pkg.CgoPkgConfig[0] != "z3" || len(pkg.CgoLDFLAGS) != 0 {
		t.Errorf("pkg-config %v, ldflags %v", pkg.CgoPkgConfig, pkg.CgoLDFLAGS)
	}
}
