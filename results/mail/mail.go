package mail

import (
	"fmt"
	"io"
	"strings"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Width is the largest width of a line, in columns: that of the log of a commit.
const Width = 75

const (
	indent = "    "
	tab    = "    " // what is printed for a tab of a program in C
)

// Room is the width of a listing without its indentation.
const Room = Width - len(indent)

// Letter is the text for a mail.
type Letter struct{ Parts []Part }

// Part is a sentence, and what shows that it is right.
type Part struct {
	Says     string
	Listings []Listing
}

// Listing is a test, what is known about it, or both.
type Listing struct {
	Label  string       // the sentence above it; "" for none
	Test   *litmus.Test // nil for none; its slots are filled
	Result []string     // the lines from Witnesses to Observation
	Story  string       // the text of a story of at most Room columns; "" for none
}

// Write writes the letter. It returns how many lines are longer than Width.
func (l *Letter) Write(w io.Writer) (long int, err error) {
	var b strings.Builder
	for i := range l.Parts {
		if i > 0 {
			b.WriteByte('\n')
		}
		p := &l.Parts[i]
		paragraph(&b, p.Says)
		for k := range p.Listings {
			p.Listings[k].write(&b)
		}
	}
	text := diag.CleanLines(b.String())
	for line := range strings.Lines(text) {
		if prose.Width(strings.TrimSuffix(line, "\n")) > Width {
			long++
		}
	}
	_, err = io.WriteString(w, text)
	return long, err
}

func paragraph(b *strings.Builder, text string) {
	if text != "" {
		prose.Write(b, prose.Paragraph(text, Width, ""))
	}
}

func (l *Listing) write(b *strings.Builder) {
	if l.Label != "" {
		b.WriteByte('\n')
		paragraph(b, l.Label)
	}
	if l.Test != nil {
		listing(b, test(l.Test))
	}
	listing(b, l.Result)
	listing(b, strings.Split(strings.TrimRight(l.Story, "\n"), "\n"))
}

// listing writes indented lines with an empty line above them; nothing if there are none.
func listing(b *strings.Builder, lines []string) {
	if len(lines) == 0 || len(lines) == 1 && lines[0] == "" {
		return
	}
	b.WriteByte('\n')
	for _, line := range lines {
		b.WriteString(strings.TrimRight(indent+line, " ") + "\n")
	}
}

// test returns the lines of a test: without the entries of its header, which are about the
// test as it was, but with its order of bytes, and with long lines broken where a test may be broken.
func test(t *litmus.Test) []string {
	bare := *t
	bare.Info, bare.Results, bare.Text = nil, nil, ""
	if t.Endian != litmus.NoOrder {
		bare.Endian = litmus.NoOrder
		bare.SetEndian(t.Endian)
	}
	if prose.Width(bare.Doc)+2 > Room {
		bare.Doc = ""
	}
	var lines []string
	for line := range strings.Lines(bare.String()) {
		line = strings.ReplaceAll(strings.TrimSuffix(line, "\n"), "\t", tab)
		if t.Threads[0].Body == nil && strings.HasSuffix(line, ";") && strings.Contains(line, "|") {
			lines = append(lines, squeezed(line)) // a row of instructions is one line
			continue
		}
		if n := len(lines); line == "}" && n > 0 && lines[n-1] == "{" {
			lines[n-1] = "{}"
			continue
		}
		if len(lines) == 0 { // the name of the test is in the first line
			lines = append(lines, line)
			continue
		}
		lines = append(lines, broken(line)...)
	}
	return lines
}

// squeezed returns a row of instructions, without the blanks that align it if it is too long
// with them.
func squeezed(row string) string {
	if prose.Width(row) <= Room {
		return row
	}
	cells := strings.Split(strings.TrimSuffix(row, ";"), "|")
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	return strings.Join(cells, "|") + ";"
}

// broken returns a line in pieces that fit, the later ones indented.
func broken(line string) []string {
	if prose.Width(line) <= Room {
		return []string{line}
	}
	rest := strings.TrimLeft(line, " ")
	first := line[:len(line)-len(rest)]
	more := first + tab
	return prose.Hang(prose.Fold(first+rest, Room, Room-len(more)), more)
}

// Results returns the lines from Witnesses to Observation of herd7's log, without the condition,
// which the test has.
func Results(log string) []string {
	_, log, _ = strings.Cut("\n"+log, "\nWitnesses\n")
	lines := []string{"Witnesses"}
	for line := range strings.Lines(log) {
		line = strings.TrimSuffix(line, "\n")
		if !strings.HasPrefix(line, "Condition ") {
			lines = append(lines, line)
		}
		if strings.HasPrefix(line, "Observation ") {
			break
		}
	}
	return lines
}

// Observation returns the line Observation of a test whose executions were not counted.
func Observation(test, verdict string) []string {
	return []string{fmt.Sprintf("Observation %s %s", test, verdict)}
}
