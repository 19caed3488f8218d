package insert

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// Patch returns the files of the user with changes, by name, and the changes as a unified diff.
func Patch(edits []Edit) (texts map[string]string, patch string) {
	texts = map[string]string{}
	var srcs []*diag.Source
	by := map[*diag.Source][]Edit{}
	for _, e := range edits {
		if by[e.At.Src] == nil {
			srcs = append(srcs, e.At.Src)
		}
		by[e.At.Src] = append(by[e.At.Src], e)
	}
	slices.SortFunc(srcs, func(a, b *diag.Source) int { return strings.Compare(a.Name, b.Name) })
	var b strings.Builder
	for _, src := range srcs {
		all := by[src]
		slices.SortStableFunc(all, func(a, b Edit) int { return a.At.Start - b.At.Start })
		texts[src.Name] = applied(src.Text, all)
		fmt.Fprintf(&b, "--- %s\n+++ %s\n", src.Name, src.Name)
		hunks(&b, src.Text, all)
	}
	return texts, b.String()
}

// applied returns a text with changes, which are in order.
func applied(text string, edits []Edit) string {
	var b strings.Builder
	done := 0
	for _, e := range edits {
		b.WriteString(text[done:e.At.Start])
		b.WriteString(e.Text)
		done = e.At.End
	}
	b.WriteString(text[done:])
	return b.String()
}

// around is the number of lines that a diff shows before and after a change.
const around = 3

// change says which lines of a text become others.
type change struct {
	first, last int // lines of the old text, from 0; last is exclusive
	new         []string
}

// hunks writes the changes of a text as a unified diff.
func hunks(b *strings.Builder, text string, edits []Edit) {
	lines := strings.SplitAfter(text, "\n")
	if lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	start := make([]int, len(lines)+1)
	for i, l := range lines {
		start[i+1] = start[i] + len(l)
	}
	lineOf := func(offset int) int {
		i, _ := slices.BinarySearch(start, offset+1)
		return min(max(i-1, 0), len(lines)-1)
	}
	var all []change
	for i := 0; i < len(edits); {
		first, last := lineOf(edits[i].At.Start), lineOf(max(edits[i].At.Start, edits[i].At.End-1))
		k := i + 1
		for ; k < len(edits) && lineOf(edits[k].At.Start) <= last; k++ {
			last = max(last, lineOf(max(edits[k].At.Start, edits[k].At.End-1)))
		}
		part := make([]Edit, 0, k-i)
		for _, e := range edits[i:k] {
			src := e.At.Src
			e.At = diag.Span{Src: src, Start: e.At.Start - start[first], End: e.At.End - start[first]}
			part = append(part, e)
		}
		c := change{first, last + 1, strings.SplitAfter(applied(text[start[first]:start[last+1]], part), "\n")}
		if c.new[len(c.new)-1] == "" {
			c.new = c.new[:len(c.new)-1]
		}
		for len(c.new) > 0 && c.first < c.last && c.new[len(c.new)-1] == lines[c.last-1] {
			c.new, c.last = c.new[:len(c.new)-1], c.last-1
		}
		all, i = append(all, c), k
	}
	shift := 0
	for i := 0; i < len(all); {
		k := i + 1
		for k < len(all) && all[k].first-all[k-1].last <= 2*around {
			k++
		}
		shift += hunk(b, lines, all[i:k], shift)
		i = k
	}
}

// hunk writes one part of a diff and returns by how much it makes the text longer.
func hunk(b *strings.Builder, lines []string, changes []change, shift int) (longer int) {
	from, to := max(0, changes[0].first-around), min(len(lines), changes[len(changes)-1].last+around)
	for _, c := range changes {
		longer += len(c.new) - (c.last - c.first)
	}
	at := func(n, count int) string {
		if count == 0 {
			n--
		}
		return fmt.Sprintf("%d,%d", n+1, count)
	}
	fmt.Fprintf(b, "@@ -%s +%s @@\n", at(from, to-from), at(from+shift, to-from+longer))
	put := func(sign byte, l string) {
		b.WriteByte(sign)
		b.WriteString(l)
		if !strings.HasSuffix(l, "\n") {
			b.WriteString("\n\\ No newline at end of file\n")
		}
	}
	i := from
	for _, c := range changes {
		for ; i < c.first; i++ {
			put(' ', lines[i])
		}
		for ; i < c.last; i++ {
			put('-', lines[i])
		}
		for _, l := range c.new {
			put('+', l)
		}
	}
	for ; i < to; i++ {
		put(' ', lines[i])
	}
	return longer
}
