// Package z3 binds the Z3 theorem prover, version 4.8 or later, as installed
// on the system and found by pkg-config.
//
// It has the exported names and signatures of the upstream package of the same
// path. In addition it has what a verifier needs: scopes, assumptions, cores,
// limits, cancellation, reasons for unknown, bit-vectors, functions, SMT-LIB and
// DIMACS, and clauses in bulk. The code was written from the documentation of
// Z3's C API; README.md lists the differences from upstream.
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
// A call that is not listed for a state returns an *Error with
// ErrorCodeInvalidUsage and never crashes. The same holds for any call in CLOSED,
// on the context and on everything made from it. Only Close may be called in any
// order and any number of times.
//
// # Errors
//
// The package never prints or exits. Methods with an error result return errors.
// For the other methods, Context.Err returns the first error of the context. A
// term that could not be built keeps its error (AST.Err), and so does each term
// that is built from it, so a formula can be written as one expression and
// checked once. Asserting such a term makes the solver LOST; the term is never
// left out silently.
//
// # Goroutines
//
// Only one goroutine at a time may use a context and everything that belongs to
// it. Other goroutines may only call Context.Interrupt or end the
// context.Context of a check. If this rule is broken, a lock per context keeps Z3
// itself safe, but it is undefined which goroutine's calls an answer is about.
// Different contexts are independent. A context costs about 17 MB and 10 ms, so
// use one per worker.
//
// # Memory
//
// Terms, solvers and models are freed by Close, by the end of a Context.Scope, or
// some time after the garbage collector finds them unreachable. So are contexts
// that were not closed. The collector's clean-ups only queue what is to be freed;
// the context's next operation frees it under its lock.
//
// # Many small problems
//
// Clauses are passed to Z3 as flat literals in one call, the terms of the variables
// are reused from one problem to the next, and models are returned as bits:
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
