package flags

import (
	"fmt"
	"io"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/results/mail"
)

// Mail writes the text for a mail, and a note about lines that are too long for one.
func Mail(out, notes io.Writer, l *mail.Letter) error {
	long, err := l.Write(out)
	if err == nil && long > 0 {
		fmt.Fprintf(notes, "note: %s longer than %d columns: rows of instructions cannot be broken\n", prose.Are(long, "line"), mail.Width)
	}
	return err
}
