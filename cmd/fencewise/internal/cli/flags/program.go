package flags

import (
	"io"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/library"
)

// Program returns the one program that an argument names; "-" is read from stdin.
func (f *Files) Program(arg string, stdin io.Reader) (library.Input, error) {
	ins, err := f.Open(arg, stdin)
	if err != nil {
		return library.Input{}, err
	}
	if len(ins) > 1 {
		names := make([]string, 0, len(ins))
		for _, in := range ins {
			names = append(names, in.Name)
		}
		return library.Input{}, diag.New(diag.Span{}, diag.BadOption, "%s has %d programs, but this command takes one", arg, len(ins)).
			Note("they are: %s", strings.Join(names, ", "))
	}
	return ins[0], nil
}
