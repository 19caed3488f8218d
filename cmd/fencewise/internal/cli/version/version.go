// Package version is the command "fencewise version".
package version

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/mitchellh/go-z3"
	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
)

// New returns the command.
func New(io iostreams.IO) *cobra.Command {
	return &cobra.Command{
		Use:               "version",
		Short:             "Print the versions of fencewise and of the libz3 that it uses",
		Example:           `  fencewise version`,
		Args:              flags.None,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(io.Out, "fencewise %s\nlibz3 %s\n%s %s/%s\n", Version(), z3.FullVersion(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
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
