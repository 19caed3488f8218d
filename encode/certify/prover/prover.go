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

// The provers. Auto is Gophersat, and Cadical where that is installed and
// Gophersat has not answered after some time.
const (
	Auto      Name = "auto"
	Gophersat Name = "gophersat"
	Cadical   Name = "cadical"
)

// Names lists what can be asked for.
var Names = []string{string(Auto), string(Gophersat), string(Cadical)}

// patience is how long Auto waits for Gophersat. On formulas of 260 000 clauses,
// the largest of a study, each of the two takes less than a second.
const patience = 10 * time.Second

// Answer is what a prover says of a formula: that it has no solution, with a
// proof, or that it has one.
type Answer struct {
	By    Name
	Unsat bool
	Proof []byte // text DRAT; Unsat only
	// Solution is the value of each variable by number; nil if Unsat.
	Solution []bool
}

// NotInstalled is the error that a prover is not there.
type NotInstalled struct{ Name Name }

func (e *NotInstalled) Error() string { return fmt.Sprintf("%s is not installed", e.Name) }

// Run has a formula refuted or solved.
func Run(ctx context.Context, by Name, f *cnf.Formula) (Answer, error) {
	_, missing := exec.LookPath(string(Cadical))
	switch by {
	case Auto:
		if missing != nil {
			return Run(ctx, Gophersat, f)
		}
		short, done := context.WithTimeout(ctx, patience)
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
	return Answer{}, fmt.Errorf("prover: there is none called %s", by)
}
