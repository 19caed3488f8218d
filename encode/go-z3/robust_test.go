package z3

import (
	"math/rand"
	"reflect"
	"testing"
)

// argumentsFor returns values of type typ with which to call a method, including unusual
// ones.
func argumentsFor(typ reflect.Type, terms []*AST) (all []reflect.Value) {
	switch typ {
	case reflect.TypeFor[*AST]():
		for _, a := range terms {
			all = append(all, reflect.ValueOf(a))
		}
	case reflect.TypeFor[uint](), reflect.TypeFor[uint32]():
		for _, n := range []uint32{0, 1, 7, 8, 300, 1 << 31, 1<<32 - 1} {
			all = append(all, reflect.ValueOf(n).Convert(typ))
		}
	case reflect.TypeFor[bool]():
		all = append(all, reflect.ValueOf(true), reflect.ValueOf(false))
	default:
		panic("no values of type " + typ.String())
	}
	return all
}

// Every method of a term, on every kind of term, with every kind of argument:
// none may crash, and what was given something unusable must have failed.
func TestEveryMethodOnEveryTerm(t *testing.T) {
	c, other := newContext(t), newContext(t)
	closed := NewContext(nil)
	gone := closed.True()
	closed.Close()
	var freed *AST
	c.Scope(func() { freed = c.True().Not() })
	good := []*AST{
		c.True(),
		c.Const(c.Symbol("x"), c.IntSort()),
		c.Int(3, c.RealSort()),
		c.Int(5, c.BVSort(8)),
		c.Const(c.Symbol("w"), c.BVSort(16)),
		c.Const(c.Symbol("u"), c.UninterpretedSort(c.Symbol("U"))),
	}
	foreign := other.True() // of no use but among its like
	bad := []*AST{
		nil, illSorted(c), gone, freed, {},
		c.FuncDecl(c.Symbol("f"), []*Sort{c.IntSort()}, c.IntSort()).ast,
	}
	terms := append(append(good, foreign), bad...)
	isBad := map[*AST]bool{}
	for _, a := range bad {
		isBad[a] = true
	}
	r := rand.New(rand.NewSource(1))
	typ := reflect.TypeFor[*AST]()
	calls := 0
	for i := range typ.NumMethod() {
		m := typ.Method(i)
		for _, recv := range terms {
			for range 120 {
				args := []reflect.Value{reflect.ValueOf(recv)}
				spoilt, mixed := isBad[recv], false
				for j := 1; j < m.Type.NumIn(); j++ {
					in, n := m.Type.In(j), 1
					if m.Type.IsVariadic() && j == m.Type.NumIn()-1 {
						in, n = in.Elem(), r.Intn(3)
					}
					vals := argumentsFor(in, terms)
					for range n {
						v := vals[r.Intn(len(vals))]
						if a, ok := v.Interface().(*AST); ok {
							spoilt = spoilt || isBad[a]
							mixed = mixed || (a == foreign) != (recv == foreign)
						}
						args = append(args, v)
					}
				}
				out := m.Func.Call(args)
				calls++
				if a, ok := out[0].Interface().(*AST); ok {
					if a == nil {
						t.Fatalf("%s returned nil", m.Name)
					}
					// Keep takes declarations, and is the one that may
					if (spoilt || mixed) && a.Err() == nil && m.Name != "Keep" {
						t.Errorf("%s made %v of unusable arguments", m.Name, a)
					}
					if a.Err() == nil && a.String() == "" {
						t.Errorf("%s made a term that does not print", m.Name)
					}
				}
				if m.Type.NumIn() == 1 {
					break // nothing to vary
				}
			}
		}
	}
	t.Log(calls, "calls")
	s := c.NewSolver()
	s.Assert(good[0])
	if s.Check() != True {
		t.Error("the context suffered")
	}
}

// The zero values and nils of every type, with every method that takes nothing.
func TestEveryMethodOnZeroValues(t *testing.T) {
	for _, v := range []any{
		(*Config)(nil), (*Context)(nil), (*AST)(nil), (*Sort)(nil), (*Symbol)(nil), (*Solver)(nil),
		(*Model)(nil), (*FuncDecl)(nil),
		&Config{}, &Context{}, &AST{}, &Sort{}, &Symbol{}, &Solver{}, &Model{}, &FuncDecl{},
	} {
		val := reflect.ValueOf(v)
		for i := range val.NumMethod() {
			m := val.Type().Method(i)
			if m.Type.NumIn() > 1 && !(m.Type.IsVariadic() && m.Type.NumIn() == 2) {
				continue
			}
			func() {
				defer func() {
					if r := recover(); r != nil {
						t.Errorf("%T.%s: %v", v, m.Name, r)
					}
				}()
				val.Method(i).Call(nil)
			}()
		}
	}
	var c *Context
	c.Const(nil, nil).And(c.Int(1, nil), c.Lit(3), c.FreshConst("", nil), c.Numeral("1", nil))
	var s *Solver
	s.Assert(nil)
	s.Pop(1)
	s.AddClauses([]int32{1, 0})
	s.AddClauses(nil)
	s.CheckLits(nil, []int32{1}) //lint:ignore SA1012 nil is what is tried
	s.CheckLits(nil, []int32{0}) //lint:ignore SA1012 nil is what is tried
	s.SetParam("x", 1)
	s.AssertAndTrack(nil, nil)
	s.FromString("")
	s.DIMACS(true)
	s.ModelBits(nil)
	var m *Model
	m.Eval(nil)
	m.ConstDecl(3)
	c.SetErrorHandler(nil)
	c.ParseSMTLIB2String("")
	c.Scope(func() {})
	c.Symbol("")
	c.FuncDecl(nil, nil, nil).Apply(nil)
}

// Random clauses in random scopes with random assumptions, against counting all
// assignments.
func TestScopesAgainstBruteForce(t *testing.T) {
	const vars = 6
	r := rand.New(rand.NewSource(7))
	for _, kind := range []string{"QF_BV", "QF_FD", "simple"} {
		c := newContext(t)
		s, err := c.NewSimpleSolver()
		if kind != "simple" {
			s, err = c.NewSolverForLogic(kind)
		}
		if err != nil {
			t.Fatal(err)
		}
		stack := [][]int32{nil} // the clauses of each scope
		answers := map[LBool]int{}
		for step := range 600 {
			switch r.Intn(6) {
			case 0:
				s.Push()
				stack = append(stack, nil)
			case 1:
				if n := r.Intn(len(stack)); n > 0 {
					s.Pop(uint(n))
					stack = stack[:len(stack)-n]
				}
			case 2, 3:
				lits := random3SAT(r.Int63(), vars, 1+r.Intn(4))
				s.AddClauses(lits)
				stack[len(stack)-1] = append(stack[len(stack)-1], lits...)
			default:
				var assumptions []int32
				for v := int32(1); v <= vars; v++ {
					if r.Intn(4) == 0 {
						assumptions = append(assumptions, v*int32(1-2*r.Intn(2)))
					}
				}
				var lits []int32
				for _, l := range stack {
					lits = append(lits, l...)
				}
				want := bruteForce(vars, lits, assumptions)
				got, err := s.CheckLits(t.Context(), assumptions)
				if got != want || err != nil {
					t.Fatalf("%s step %d: %v, %v, want %v", kind, step, got, err, want)
				}
				answers[got]++
				verifyAnswer(t, s, got, vars, lits, assumptions)
			}
			if len(stack) > 4 || len(stack[0]) > 80 {
				s.Reset()
				stack = [][]int32{nil}
			}
			if int(s.NumScopes()) != len(stack)-1 {
				t.Fatalf("%s: %d scopes, want %d", kind, s.NumScopes(), len(stack)-1)
			}
		}
		if answers[True] < 20 || answers[False] < 20 {
			t.Errorf("%s: answers %v: the test does not tell", kind, answers)
		}
	}
}

func bruteForce(vars int, lits, assumptions []int32) LBool {
	all := lits[:len(lits):len(lits)]
	for _, a := range assumptions {
		all = append(all, a, 0)
	}
	bits := make([]bool, vars+1)
	for n := range 1 << vars {
		for v := range vars {
			bits[v+1] = n>>v&1 == 1
		}
		if satisfies(all, bits) {
			return True
		}
	}
	return False
}

// verifyAnswer checks the model or the core of an answer.
func verifyAnswer(t *testing.T, s *Solver, answer LBool, vars int, lits, assumptions []int32) {
	t.Helper()
	if answer == True {
		bits := make([]bool, vars+1)
		if err := s.ModelBits(bits); err != nil {
			t.Fatal(err)
		}
		all := lits[:len(lits):len(lits)]
		for _, a := range assumptions {
			all = append(all, a, 0)
		}
		if !satisfies(all, bits) {
			t.Fatal("the model is none")
		}
		return
	}
	core, err := s.CoreLits()
	if err != nil {
		t.Fatal(err)
	}
	if bruteForce(vars, lits, core) != False {
		t.Fatalf("core %v of %v is satisfiable", core, assumptions)
	}
	for _, l := range core {
		found := false
		for _, a := range assumptions {
			found = found || a == l
		}
		if !found {
			t.Fatalf("core literal %d was not assumed", l)
		}
	}
}
