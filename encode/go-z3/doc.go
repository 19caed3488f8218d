// Package z3 binds the Z3 theorem prover, version 4.8 or later, as installed
// on the system and found by pkg-config.
//
// It has the exported names and signatures of the upstream package of the same
// path, and beside them what a verifier needs: scopes, assumptions, cores,
// limits, cancellation, reasons for unknown, bit-vectors, functions, SMT-LIB and
// DIMACS, and clauses in bulk. The code is written from Z3's C API
// documentation; README.md lists what it does differently.
//
// # Example
//
//	c := z3.NewContext(nil)
//	defer c.Close()
//	x := c.Const(c.Symbol("x"), c.IntSort())
//	s := c.NewSolver()
//	s.Assert(x.Gt(c.Int(2, c.IntSort())))
//	answer, err := s.CheckContext(ctx)
//	if err != nil { ... }              // answer is Undef, err says why
//	if answer == z3.True {
//		fmt.Println(s.Model().Eval(x).Int())
//	}
//
// # Order of calls
//
//	NewConfig ──SetParamValue*──> NewContext ──> OPEN ──Close──> CLOSED
//
//	in OPEN, for each solver:
//
//	  NewSolver, NewSolverForLogic, NewSimpleSolver
//	      │
//	      v       Assert, AddClauses, Push, Pop, Reset, FromString, SetParam
//	  ASSERTING <───────────────────────────────────────────┐ (loops)
//	      │                                                 │
//	      │ Check, CheckContext, CheckLits                  │
//	      ├── True ───> SAT      Model, ModelBits ──────────┤
//	      ├── False ──> UNSAT    UnsatCore, CoreLits, Proof ┤
//	      └── Undef ──> UNKNOWN  Reason ────────────────────┘
//
//	  an assertion that cannot be added:  any state ──> LOST
//	  LOST: every check answers Undef with ErrLostAssertion, until Pop removes
//	  the scope the assertion was meant for, or Reset.
//
// A call in a state that does not have it is an *Error with
// ErrorCodeInvalidUsage, never a crash. So is any call in CLOSED, on the context
// and on everything made from it; Close itself may be called in any order and
// any number of times.
//
// # Errors
//
// Nothing here prints or exits. A method that can return an error does. The
// others keep it: Context.Err gives the first one of a context. A term that
// could not be built remembers why (AST.Err) and passes it on to each term built
// from it, so a formula can be written in one expression and looked at once.
// Asserting such a term makes the solver LOST; it is never left out silently.
//
// # Goroutines
//
// One goroutine at a time owns a context with all that belongs to it, and may
// hand it over. Only Context.Interrupt may be called by others (and the end of a
// check's context.Context is noticed from anywhere). A lock per context keeps
// Z3 itself safe when this is not followed, but the answers then belong to
// nobody. Different contexts do not disturb each other; a context costs about
// 17 MB and 10 ms, so have one per worker.
//
// # Memory
//
// Terms, solvers and models are freed by Close, by the end of a Context.Scope,
// or some time after the garbage collector finds them unreachable; a forgotten
// context as well. Clean-ups only queue what is to be freed; the context's next
// operation does it, under its lock.
//
// # Many small problems
//
// Clauses as flat literals go into Z3 in one crossing, the terms of the
// variables stay from one problem to the next, and models come back as bits:
//
//	s, err := c.NewSolverForLogic("QF_BV")
//	s.Push()
//	for each problem {
//		s.Pop(1)
//		s.Push()
//		s.AddClauses(lits)                       // 1 -2 0 2 3 0 ...
//		answer, err := s.CheckLits(ctx, assumptions)
//		s.ModelBits(bits)  or  s.CoreLits()
//	}
package z3
