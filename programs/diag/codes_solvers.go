package diag

// Solvers that are asked for a second opinion.
var (
	SolverMissing = register("FW7020", "A solver that was asked for a second opinion is not installed.", "fencewise check mp.litmus --cross-check=cvc5 where there is no cvc5")
	SolverUnfit   = register("FW7021", "A solver does not answer a question that every solver can.", "fencewise check mp.litmus --cross-check=/bin/true")
	SolverRefuses = register("FW7022", "A solver says of a question that there is an error in it.", "a solver that does not know declare-const and writes (error …)")
	SolverCrash   = register("FW7023", "A solver ended without an answer, or in disorder after it.", "a solver that runs out of memory")
	SolverGarbage = register("FW7024", "A solver wrote something that is no answer.", "a solver that writes a greeting")
	NoSecond      = register("FW7025", "A second opinion was asked for, and there is nobody to give one.", "fencewise verify mp.proof --cross-check where no solver is installed")
)
