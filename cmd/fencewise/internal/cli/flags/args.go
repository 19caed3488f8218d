package flags

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/programs/diag"
)

// Checks of arguments. Each function returns an error of one sentence; the caller adds
// how to get help.

// Takes returns a check that a command has exactly one argument; what names its kind.
func Takes(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch len(args) {
		case 0:
			return fmt.Errorf("%s needs the name of %s", cmd.CommandPath(), what)
		case 1:
			return nil
		}
		return fmt.Errorf("%s takes %s; %q is one argument too many", cmd.CommandPath(), what, args[1])
	}
}

// OneOf returns a check that the first argument is one of some words.
func OneOf(words []string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if slices.Contains(words, args[0]) {
			return nil
		}
		return fmt.Errorf("%s %s: expected %s", cmd.CommandPath(), args[0], strings.Join(words, ", "))
	}
}

// None checks that a command has no arguments.
func None(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return fmt.Errorf("%s takes no arguments, but %q is given", cmd.CommandPath(), args[0])
	}
	return nil
}

// Subcommand checks that the argument, if any, is the name of a subcommand.
func Subcommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	err := fmt.Errorf("%s has no command %q", cmd.CommandPath(), args[0])
	if near := diag.Nearest(args[0], names); near != "" {
		err = fmt.Errorf("%w\n  do: did you mean %s?", err, near)
	}
	return err
}

// TakesSome returns a check that a command has arguments; what names their kind.
func TakesSome(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return fmt.Errorf("%s needs the names of %s", cmd.CommandPath(), what)
		}
		return nil
	}
}
