package compare

import (
	"fmt"
	"io"
	"strings"

	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
)

// maxShown is the number of commands up to which all are listed.
const maxShown = 24

// shows lists, below the tables on a terminal, the command that shows an execution for each
// Sometimes of a variant.
func (o *Options) shows(w io.Writer, c *results.Comparison) error {
	all := showing(c)
	if len(all) == 0 {
		return nil
	}
	var b strings.Builder
	b.WriteString("\nTo see how:\n")
	for i, command := range all {
		if i == maxShown {
			fmt.Fprintf(&b, "  and %d more, with other names\n", len(all)-i)
			break
		}
		b.WriteString("  " + command + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// showing returns the command that shows an execution for each Sometimes of a variant.
func showing(c *results.Comparison) (all []string) {
	for i := range c.Rows {
		r := &c.Rows[i]
		if r.Variant == nil || r.Verdict != verdict.Sometimes {
			continue
		}
		command := "fencewise witness " + quote(r.Program) + " --as " + quote(*r.Variant)
		switch {
		case r.Target != "":
			command += " --target " + r.Target
		case r.Model != models.Default:
			command += " --model " + quote(r.Model)
		}
		if c.Property != "" {
			command += " --property " + c.Property
		}
		all = append(all, command)
	}
	return all
}

// quote returns a word quoted for a shell, if it has to be.
func quote(word string) string {
	if word != "" && !strings.ContainsAny(word, " \t\n\"'\\$`*?[](){}<>|&;#~!") {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
