package cli

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/programs/diag"
)

// wanted describes the values of a flag, by the type of the flag.
var wanted = map[string]string{
	"int":      "a whole number",
	"uint64":   "a whole number that is not negative",
	"duration": "a time such as 500ms, 30s or 5m",
	"rounds":   "a number that is at least 1, or auto",
	"color":    "auto, always or never",
}

// colorFlag is the value of --color.
type colorFlag struct{ when *iostreams.When }

func (c *colorFlag) String() string {
	if c.when == nil {
		return ""
	}
	return string(*c.when)
}

func (c *colorFlag) Type() string { return "color" }

func (c *colorFlag) Set(s string) error {
	switch w := iostreams.When(s); w {
	case iostreams.Auto, iostreams.Always, iostreams.Never:
		*c.when = w
		return nil
	}
	return errors.New("expected auto, always or never")
}

// flagError rewrites an error of the flag library for users.
func flagError(cmd *cobra.Command, err error) error {
	var (
		value *pflag.InvalidValueError
		none  *pflag.NotExistError
	)
	switch {
	case errors.As(err, &value) && value.GetFlag().Value.Type() == "size": // it says what is wrong
		return fmt.Errorf("--%s %s: %w", value.GetFlag().Name, value.GetValue(), value.Unwrap())
	case errors.As(err, &value) && wanted[value.GetFlag().Value.Type()] != "":
		return fmt.Errorf("--%s %s: expected %s", value.GetFlag().Name, value.GetValue(), wanted[value.GetFlag().Value.Type()])
	case errors.As(err, &none) && len(none.GetSpecifiedName()) > 1:
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		if near := diag.Nearest(none.GetSpecifiedName(), names); near != "" {
			return fmt.Errorf("%w\n  do: did you mean --%s?", err, near)
		}
	}
	return err
}
