package prover

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"time"

	"github.com/fencewise/fencewise/encode/cnf"
)

// Name is the name of a prover.
type Name string

// The provers. Auto runs Gophersat. If Gophersat has not answered after some time and
// Cadical is installed, Auto runs Cadical.
const (
	Auto      Name = "auto"
	Gophersat Name = "gophersat"
	Cadical   Name = "cadical"
)

// Names lists the provers that users can name.
var Names = []string{string(Auto), string(Gophersat), string(Cadical)}

// autoTimeout is how long Auto waits for Gophersat. On formulas of 260 000 clauses, the
// largest of a study, each of the two provers takes less than a second.
const autoTimeout = 10 * time.Second

// Answer is a prover's answer about a formula: that it has no solution, with a proof, or a
// solution.
type Answer struct {
	By    Name
	Unsat bool
	Proof []byte // text DRAT; Unsat only
	// Solution holds the value of each variable by number; nil if Unsat.
	Solution []bool
}

// NotInstalled is the error for a prover that is not installed.
type NotInstalled struct{ Name Name }

func (e *NotInstalled) Error() string { return fmt.Sprintf("%s is not installed", e.Name) }

// Run makes the prover refute or solve a formula.
func Run(ctx context.Context, by Name, f *cnf.Formula) (Answer, error) {
	_, missing := exec.LookPath(string(Cadical))
	switch by {
	case Auto:
		if missing != nil {
			return Run(ctx, Gophersat, f)
		}
		short, done := context.WithTimeout(ctx, autoTimeout)
		defer done()
		a, err := Run(short, Gophersat, f)
		if errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil {
			return Run(ctx, Cadical, f)
		}
		return a, err
	case Gophersat:
		return gophersat(ctx, f)
	case Cadical:
		if missing != nil {
			return Answer{}, &NotInstalled{by}
		}
		return cadical(ctx, f)
	}
	return Answer{}, fmt.Errorf("prover: no prover is named %s", by)
}
