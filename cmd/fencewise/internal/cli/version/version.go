// Package version is the command "fencewise version".
package version

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/encode/solve"
)

// New returns the command.
func New(io iostreams.IO) *cobra.Command {
	return &cobra.Command{
		Use:               "version",
		Short:             "Print the versions of fencewise and of the solver that it uses",
		Example:           `  fencewise version`,
		Args:              flags.None,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(io.Out, "fencewise %s\n%s\n%s %s/%s\n", Version(), solver(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
}

// solver returns the line about the default solver.
func solver() string {
	if v := solve.Version(); v != "" {
		return "libz3 " + v
	}
	return "built-in solver (built without libz3)"
}

// Version returns the version of the program: that of the module, or the commit from
// which it was built.
func Version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}
