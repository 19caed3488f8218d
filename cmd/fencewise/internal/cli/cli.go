// Package cli is the command line of the program. It combines the commands, and is the
// only place where an error becomes text and an exit status.
//
// Each command has a folder below this one, named after its verb, with an Options
// struct (arguments and flags), a New function (flags and help) and a Run function.
// A command has no other logic: packages outside cmd find the answers and write them.
// Output goes to the streams that the command is given.
//
// [Main] runs the program: it reports errors with their place in the input, and turns
// a panic into the status of a bug with a hint how to report it.
package cli

import (
	"context"
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/check"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/compare"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/compile"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/completion"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/create"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/dump"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/explain"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/help"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/herd7"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/list"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/model"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/prove"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/redundant"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/repair"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/sound"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/target"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/verify"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/version"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/witness"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/exit"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/disk"
)

// Main runs the program and returns its exit status. Tests can add more commands. If
// the program still runs some time after its context, or that of a limit, has ended,
// Main returns all the same; then the caller must end the process.
func Main(ctx context.Context, args []string, streams iostreams.IO, more ...*cobra.Command) (status exit.Status) {
	over := make(chan *limit.Reached, 1)
	ctx = limit.WithBackstop(ctx, func(why *limit.Reached) {
		select {
		case over <- why:
		default:
		}
	})
	defer limit.Backstop(ctx)()
	streams, end := streams.Watch(ctx, "fencewise "+strings.Join(quoted(args), " "))
	defer end()
	done := make(chan exit.Status, 1)
	go func() { done <- execute(ctx, args, streams, more) }()
	select {
	case status = <-done:
		return status
	case why := <-over:
		fmt.Fprintf(streams.Err, "stopped: %v; output that was not yet written is lost\n", why)
		return exit.Unknown
	}
}

// execute runs the program to its end.
func execute(ctx context.Context, args []string, streams iostreams.IO, more []*cobra.Command) (status exit.Status) {
	sink := &iostreams.Sink{W: streams.Out}
	streams.Out = sink
	f := failure{w: streams.Err, args: args}
	defer func() {
		if v := recover(); v != nil {
			if why := limit.Stopped(v); why != nil {
				status = f.report(why)
				return
			}
			status = f.bug(fmt.Sprint(v), debug.Stack())
		}
	}()
	root := NewRoot(streams)
	root.AddCommand(more...)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if sink.Err != nil { // err is a consequence of it
		diag.Render(f.w, unwritable(sink.Err))
		return exit.Environment
	}
	return f.report(err)
}

// unwritable returns the error for output that could not be written.
func unwritable(err error) error {
	if d := disk.Unwritable("the output", err); d.Code.AboutMachine() {
		return d
	}
	return diag.New(diag.Span{}, diag.NoOutput, "the output cannot be written: %v", disk.Reason(err))
}

// NewRoot returns the program's command with all others below it.
func NewRoot(streams iostreams.IO) *cobra.Command {
	printVersion := false
	root := &cobra.Command{
		Use:   "fencewise",
		Short: "Decide which memory barriers a program needs, on POWER or in the Linux kernel",
		Long: `fencewise takes a concurrent program with slots for memory barriers, in POWER
assembly or in the C of the Linux kernel, and decides whether a bad outcome can
happen: Never, with a proof, or Sometimes, with an execution that shows how.`,
		Example: `  fencewise compare host_ipi            # the lost IPI: which patch is right?
  fencewise witness host_ipi/mail       # how the IPI is lost
  fencewise check mytest.litmus         # a verdict for your own program
  fencewise repair mytest.litmus        # the barriers that prevent the outcome
  fencewise compare host_ipi_lkmm       # the lost IPI, in kernel C`,
		Args:          flags.Subcommand,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if printVersion {
				return version.Print(streams.Out)
			}
			return cmd.Help()
		},
	}
	when := iostreams.Auto
	streams.Color = &when
	root.PersistentFlags().Var(&colorFlag{&when}, "color", "colour the verdicts `WHEN`: auto (on a terminal, unless NO_COLOR is set), always or never")
	flags.Words(root, "color", string(iostreams.Auto), string(iostreams.Always), string(iostreams.Never))
	root.Flags().BoolVar(&printVersion, "version", false, "print the version, as the command version does")
	root.SetOut(streams.Out)
	root.SetErr(streams.Err)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error { return usage(cmd, flagError(cmd, err)) })
	root.SetUsageTemplate(usageTemplate)
	root.CompletionOptions.SetDefaultShellCompDirective(cobra.ShellCompDirectiveNoFileComp)
	root.CompletionOptions.DisableDefaultCmd = true
	root.AddCommand(
		check.New(streams, "fencewise "+version.Version(), nil),
		compare.New(streams, nil),
		repair.New(streams, nil),
		witness.New(streams, nil),
		explain.New(streams, nil),
		sound.New(streams, nil),
		prove.New(streams, "fencewise "+version.Version(), nil),
		verify.New(streams, "fencewise "+version.Version(), nil),
		redundant.New(streams, "fencewise "+version.Version(), nil),
		herd7.New(streams, version.Version()),
		model.New(streams),
		target.New(streams),
		compile.New(streams, nil),
		dump.New(streams, nil),
		list.New(streams),
		create.New(streams, nil),
		completion.New(streams),
		version.New(streams),
	)
	root.SetHelpCommand(help.New(streams))
	root.InitDefaultHelpCmd()
	checkArgs(root)
	return root
}

// checkArgs turns errors about arguments into usage errors, with a hint to the help.
func checkArgs(cmd *cobra.Command) {
	if check := cmd.Args; check != nil {
		cmd.Args = func(cmd *cobra.Command, args []string) error { return usage(cmd, check(cmd, args)) }
	}
	for _, c := range cmd.Commands() {
		checkArgs(c)
	}
}

func usage(cmd *cobra.Command, err error) error {
	if err == nil {
		return nil
	}
	return &exit.Usage{Err: fmt.Errorf("%w\n  do: %s --help shows how to call it", err, cmd.CommandPath())}
}
