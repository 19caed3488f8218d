// Package completion is the command "fencewise completion", which prints scripts that
// make a shell complete commands, flags, and the names of embedded programs, studies,
// models and slots.
package completion

import (
	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
)

var shells = []string{"bash", "zsh", "fish", "powershell"}

// New returns the command.
func New(io iostreams.IO) *cobra.Command {
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Print a script that makes a shell complete names and flags",
		Long: `Print a script that makes a shell complete commands, flags, and the names of
embedded programs, studies, models and barrier slots. The shell is bash, zsh,
fish or powershell.`,
		Example: `  source <(fencewise completion bash)
  fencewise completion zsh > "${fpath[1]}/_fencewise"
  fencewise completion fish > ~/.config/fish/completions/fencewise.fish`,
		Args: cobra.MatchAll(flags.Takes("a shell"), flags.OneOf(shells)),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return shells, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			switch args[0] {
			case "bash":
				return root.GenBashCompletionV2(io.Out, true)
			case "zsh":
				return root.GenZshCompletion(io.Out)
			case "fish":
				return root.GenFishCompletion(io.Out, true)
			default:
				return root.GenPowerShellCompletionWithDesc(io.Out)
			}
		},
	}
}
