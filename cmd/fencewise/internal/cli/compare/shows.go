package compare

import (
	"fmt"
	"io"
	"strings"

	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/programs/csource"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
)

// maxShown is the number of commands up to which all are listed.
const maxShown = 24

// shows lists, below the tables on a terminal, the command that shows an execution for each
// Sometimes of a variant.
func (o *Options) shows(w io.Writer, c *results.Comparison) error {
	all := o.showing(c)
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

// showing returns the command that shows an execution for each Sometimes of a variant. A .c file
// names no variants: its only one is the program as it is written.
func (o *Options) showing(c *results.Comparison) (all []string) {
	for i := range c.Rows {
		r := &c.Rows[i]
		if r.Variant == nil || r.Verdict != verdict.Sometimes {
			continue
		}
		command := "fencewise witness " + quote(r.Program) + o.reading()
		if !csource.Is(o.Study) {
			command += " --as " + quote(*r.Variant)
		}
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

// reading returns the flags that say how .c files are read: " -D NTHREADS=3 -I include".
func (o *Options) reading() (text string) {
	for _, d := range o.Models.Files.Define {
		text += " -D " + quote(d)
	}
	for _, dir := range o.Models.Files.Include {
		text += " -I " + quote(dir)
	}
	return text
}

// quote returns a word quoted for a shell, if it has to be.
func quote(word string) string {
	if word != "" && !strings.ContainsAny(word, " \t\n\"'\\$`*?[](){}<>|&;#~!") {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
