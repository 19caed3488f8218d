package flags

import "github.com/fencewise/fencewise/encode/solve"

// solver is the value of --solver: the name of a backend, or "" for the default.
type solver string

func (s *solver) backend() solve.Backend { return solve.Backend(*s) }

// String returns "" for the default, so that the help does not depend on the build.
func (s *solver) String() string { return string(*s) }

func (s *solver) Type() string { return "SOLVER" }

func (s *solver) Set(name string) error {
	b, err := solve.ParseBackend(name)
	if err == nil {
		*s = solver(b)
	}
	return err
}

// solvers lists the values of --solver in this program.
func solvers() (all []string) {
	for _, b := range append([]solve.Backend{solve.Auto}, solve.Backends()...) {
		all = append(all, string(b))
	}
	return all
}
