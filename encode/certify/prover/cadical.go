package prover

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/fencewise/fencewise/encode/certify/child"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/programs/disk"
)

// The exit statuses of the process, which are a convention of all SAT solvers.
const (
	exitSat   = 10
	exitUnsat = 20
)

// cadical runs the installed CaDiCaL as a process. With its default options all steps of
// its proofs are RUP; if one were not, the checker would reject the proof.
func cadical(ctx context.Context, f *cnf.Formula) (a Answer, err error) {
	a.By = Cadical
	dir, err := disk.TempDir("fencewise-prove-")
	if err != nil {
		return a, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	question, proof := filepath.Join(dir, "question.cnf"), filepath.Join(dir, "proof.drat")
	var text bytes.Buffer
	if err := f.WriteDIMACS(&text); err != nil {
		return a, err
	}
	if err := disk.TempFile(question, text.Bytes()); err != nil {
		return a, err
	}
	cmd := child.Command(ctx, string(Cadical), "-q", "--no-binary", question, proof)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err = cmd.Run()
	var ended *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return a, ctx.Err()
	case err != nil && !errors.As(err, &ended):
		return a, err
	}
	if err := disk.CheckSpace(dir); err != nil { // the proof may be incomplete
		return a, err
	}
	switch code := cmd.ProcessState.ExitCode(); code {
	case exitUnsat:
		a.Unsat = true
		a.Proof, err = os.ReadFile(proof)
		// If the formula contains the empty clause, CaDiCaL writes only deletions.
		if last := "\n" + end + "\n"; err == nil && !bytes.HasSuffix(append([]byte("\n"), a.Proof...), []byte(last)) {
			a.Proof = append(a.Proof, last[1:]...)
		}
		return a, err
	case exitSat:
		a.Solution, err = values(out.Bytes(), f.Vars())
		return a, err
	default:
		return a, fmt.Errorf("prover: cadical ended with status %d: %s", code, strings.TrimSpace(errs.String()))
	}
}

// values returns the solution in the lines "v 1 -2 … 0".
func values(out []byte, vars int) ([]bool, error) {
	all := make([]bool, vars+1)
	lines := bufio.NewScanner(bytes.NewReader(out))
	for lines.Scan() {
		rest, ok := strings.CutPrefix(lines.Text(), "v ")
		if !ok {
			continue
		}
		for word := range strings.FieldsSeq(rest) {
			l, err := strconv.Atoi(word)
			if err != nil || l > vars || -l > vars {
				return nil, fmt.Errorf("prover: cadical writes %q as a literal", word)
			}
			if l > 0 {
				all[l] = true
			}
		}
	}
	return all, lines.Err()
}
