package diag

// Solvers that give a second opinion.
var (
	SolverMissing = register("FW7020", "A solver that should give a second opinion is not installed.", "fencewise check mp.litmus --cross-check=cvc5 where cvc5 is not installed")
	SolverUnfit   = register("FW7021", "A solver fails to answer a question that every solver can answer.", "fencewise check mp.litmus --cross-check=/bin/true")
	SolverRefuses = register("FW7022", "A solver reports an error in a question.", "a solver that does not know declare-const and writes (error …)")
	SolverCrash   = register("FW7023", "A solver ended without an answer, or failed after giving one.", "a solver that runs out of memory")
	SolverGarbage = register("FW7024", "A solver wrote something that is not an answer.", "a solver that writes a greeting")
	NoSecond      = register("FW7025", "A second opinion was requested, but no solver is installed that could give one.", "fencewise verify mp.proof --cross-check where no solver is installed")
)
