// Package version is the command "fencewise version", and what "fencewise --version" prints.
package version

import (
	"fmt"
	"io"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/encode/solve"
)

// New returns the command.
func New(streams iostreams.IO) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version, the commit and the solvers of this program",
		Long: `Print the version of fencewise, the commit and the version of Go that it was
built from, and the SAT solvers that it has (see --solver of other commands).
Programs that were built without cgo have the built-in solver only.`,
		Example: `  fencewise version
  fencewise --version`,
		Args:              flags.None,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              func(*cobra.Command, []string) error { return Print(streams.Out) },
	}
}

// Print writes what a bug report has to say about the program.
func Print(w io.Writer) error {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = &debug.BuildInfo{GoVersion: runtime.Version()}
	}
	_, err := io.WriteString(w, text(info, solve.Version()))
	return err
}

// text returns what Print writes. z3 is the version of libz3, empty if it is not linked.
func text(info *debug.BuildInfo, z3 string) string {
	solvers := "built-in (built without libz3)"
	if z3 != "" {
		solvers = "libz3 " + z3 + ", built-in"
	}
	return fmt.Sprintf("fencewise %s\ncommit: %s\nsolvers: %s\nbuilt with: %s for %s/%s\n",
		number(info), commit(info), solvers, info.GoVersion, runtime.GOOS, runtime.GOARCH)
}

// Version returns the version of the program, which Go finds from the tags and commits of
// the repository, or "(devel)".
func Version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = new(debug.BuildInfo)
	}
	return number(info)
}

func number(info *debug.BuildInfo) string {
	if info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}

// commit returns the commit from which a program was built, with its time.
func commit(info *debug.BuildInfo) string {
	of := map[string]string{}
	for _, s := range info.Settings {
		of[s.Key] = s.Value
	}
	id := of["vcs.revision"]
	if id == "" {
		return "not recorded"
	}
	if at := of["vcs.time"]; at != "" {
		id += " of " + at
	}
	if of["vcs.modified"] == "true" {
		id += ", with changes that are not committed"
	}
	return id
}
