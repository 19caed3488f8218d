package z3

import (
	"context"
	"math/rand"
	"testing"
)

// random3SAT returns m clauses of 3 literals over n variables, zero-terminated.
func random3SAT(seed int64, n, m int) []int32 {
	r := rand.New(rand.NewSource(seed))
	lits := make([]int32, 0, 4*m)
	for range m {
		for range 3 {
			l := int32(1 + r.Intn(n))
			if r.Intn(2) == 0 {
				l = -l
			}
			lits = append(lits, l)
		}
		lits = append(lits, 0)
	}
	return lits
}

// satisfies says whether every clause has a true literal.
func satisfies(lits []int32, bits []bool) bool {
	ok := false
	for _, l := range lits {
		switch {
		case l == 0:
			if !ok {
				return false
			}
			ok = false
		case l > 0:
			ok = ok || bits[l]
		default:
			ok = ok || !bits[-l]
		}
	}
	return true
}

// BenchmarkReuse measures one problem of 200 variables and 600 clauses per iteration, on
// one solver: Pop, Push, AddClauses, CheckLits, ModelBits.
func BenchmarkReuse(b *testing.B) {
	const vars, clauses, problems = 200, 600, 64
	c := NewContext(nil)
	defer c.Close()
	s, err := c.NewSolverForLogic("QF_BV")
	if err != nil {
		b.Fatal(err)
	}
	s.Push()
	var all [problems][]int32
	for i := range all {
		all[i] = random3SAT(int64(i), vars, clauses)
	}
	bits := make([]bool, vars+1)
	ctx := context.Background()
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		s.Pop(1)
		s.Push()
		if err := s.AddClauses(all[i%problems]); err != nil {
			b.Fatal(err)
		}
		r, err := s.CheckLits(ctx, nil)
		if err != nil {
			b.Fatal(err)
		}
		if r == True {
			if err := s.ModelBits(bits); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkReuseParts measures the steps of BenchmarkReuse one by one.
func BenchmarkReuseParts(b *testing.B) {
	c := NewContext(nil)
	defer c.Close()
	s, _ := c.NewSolverForLogic("QF_BV")
	s.Push()
	lits := random3SAT(1, 200, 600)
	bits := make([]bool, 201)
	b.Run("PushPop", func(b *testing.B) {
		for range b.N {
			s.Push()
			s.Pop(1)
		}
	})
	b.Run("AddClauses", func(b *testing.B) {
		for range b.N {
			b.StopTimer()
			s.Pop(1)
			s.Push()
			b.StartTimer()
			s.AddClauses(lits)
		}
	})
	b.Run("ModelBits", func(b *testing.B) {
		s.Pop(1)
		s.Push()
		s.AddClauses(lits)
		if s.Check() != True {
			b.Fatal("not sat")
		}
		b.ResetTimer()
		for range b.N {
			s.ModelBits(bits)
		}
	})
	b.Run("CheckAgain", func(b *testing.B) {
		for range b.N {
			s.CheckLits(context.Background(), []int32{1})
		}
	})
}

// BenchmarkLimits measures what limits add to the cost of a check.
func BenchmarkLimits(b *testing.B) {
	c := NewContext(nil)
	defer c.Close()
	s, _ := c.NewSolverForLogic("QF_BV")
	s.Push()
	s.AddClauses([]int32{1, 2, 0})
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	b.Run("Check", func(b *testing.B) {
		for range b.N {
			s.CheckLits(context.Background(), nil)
		}
	})
	b.Run("CheckWithCancel", func(b *testing.B) {
		for range b.N {
			s.CheckLits(ctx, nil)
		}
	})
	b.Run("SetRlimit", func(b *testing.B) {
		for range b.N {
			s.SetRlimit(1000000)
		}
	})
	b.Run("SetParam", func(b *testing.B) {
		for range b.N {
			s.SetParam("random_seed", 1)
		}
	})
	b.Run("Statistics", func(b *testing.B) {
		for range b.N {
			s.Statistics()
		}
	})
}

// BenchmarkNewContext measures making a context, using it for one trivial check, and
// closing it.
func BenchmarkNewContext(b *testing.B) {
	for range b.N {
		c := NewContext(nil)
		s, _ := c.NewSolverForLogic("QF_BV")
		s.AddClauses([]int32{1, 2, 0})
		s.Check()
		c.Close()
	}
}

// BenchmarkBuild measures building a small term with the AST methods.
func BenchmarkBuild(b *testing.B) {
	c := NewContext(nil)
	defer c.Close()
	x, y := c.Lit(1), c.Lit(2)
	b.ReportAllocs()
	for range b.N {
		x.And(y)
	}
}
