package check

import (
	"fmt"
	"io"
	"strings"

	"github.com/fencewise/fencewise/programs/verdict"
)

// meanings says, for people who see the verdicts for the first time, what they mean.
var meanings = []struct {
	verdict verdict.Verdict
	meaning string
}{
	{verdict.Never, "impossible: no execution satisfies the condition; this is proved"},
	{verdict.Sometimes, "possible: an execution satisfies the condition (fencewise witness shows it)"},
	{verdict.Always, "certain: every execution satisfies the condition"},
	{verdict.Unknown, "not decided, for the reason that is given"},
}

// legend says on a terminal what the verdicts mean, and herd7's words after them.
func (b *batch) legend() error {
	if !b.o.IO.OutTerminal || b.o.Output != "" || b.o.Format != "text" || len(b.seen) == 0 {
		return nil
	}
	var text strings.Builder
	text.WriteByte('\n')
	for _, m := range meanings {
		if b.seen[m.verdict] {
			fmt.Fprintf(&text, "%-9s  %s\n", m.verdict, m.meaning)
		}
	}
	text.WriteString("Ok, No     whether \"exists\", \"~exists\" or \"forall\" in the program is true, as in herd7\n")
	_, err := io.WriteString(b.o.IO.Paint(b.out), text.String())
	return err
}
