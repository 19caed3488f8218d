package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// line returns the result as a line of the program's output.
func (r *result) line() string {
	if r.by == "" {
		why := r.survives
		if why == "" {
			why = "the list gives no reason"
		}
		return fmt.Sprintf("%-28s SURVIVES: %s", r.name, why)
	}
	return fmt.Sprintf("%-28s %-11s %-24s %s", r.name, r.by, opinionWords(r.against), r.said)
}

func opinionWords(of []opinion) string {
	var w []string
	for _, o := range opinions {
		if slices.Contains(of, o) {
			w = append(w, string(o))
		}
	}
	return strings.Join(w, " ")
}

// summary prints counts, and returns whether the results are as required.
func summary(w io.Writer, found []result) bool {
	caught, ok := 0, true
	first, any := map[string]int{}, map[opinion]int{}
	for i := range found {
		r := &found[i]
		if r.by != "" {
			caught++
			first[r.by]++
			for _, o := range r.against {
				any[o]++
			}
		}
		if (r.by == "") != (r.survives != "") {
			ok = false
			fmt.Fprintln(w, "unexpected:", r.line())
		}
	}
	fmt.Fprintf(w, "%d of %d caught\n", caught, len(found))
	for _, g := range append(slices.Clone(guards), rest) {
		if first[g.name] > 0 {
			fmt.Fprintf(w, "  %3d first by %s\n", first[g.name], g.name)
		}
	}
	for _, o := range opinions {
		if any[o] > 0 {
			fmt.Fprintf(w, "  %3d by %s\n", any[o], o)
		}
	}
	return ok && 100*caught >= wantedPercent*len(found)
}

// The rows of the table in docs/mutants.md are between these two comments.
const (
	begin = "<!-- mutants: begin -->\n"
	end   = "<!-- mutants: end -->\n"
)

// row returns the result as a row of the table.
func (r *result) row() string {
	cells := []string{"`" + r.name + "`", strings.TrimSuffix(strings.TrimPrefix(r.file, "programs/"), ".go"), r.slip, r.by, opinionWords(r.against)}
	if r.by == "" {
		cells[3], cells[4] = "survives", ""
	}
	return "| " + strings.Join(cells, " | ") + " |\n"
}

// rewrite writes a result into the table. It keeps the rows of other mutants, and removes
// those of mutants that no longer exist.
func rewrite(path string, all []mutant, r result) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	rows, err := rowsOf(string(text))
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	rows[r.name] = r.row()
	var b strings.Builder
	before, after, _ := strings.Cut(string(text), begin)
	_, after, _ = strings.Cut(after, end)
	b.WriteString(before + begin + "| mutant | file | slip | first caught by | opinions |\n|---|---|---|---|---|\n")
	for i := range all {
		b.WriteString(rows[all[i].name])
	}
	b.WriteString(end + after)
	return os.WriteFile(path, []byte(b.String()), 0o644)
}

// rowsOf returns the rows of the table by the name of the mutant.
func rowsOf(text string) (map[string]string, error) {
	_, text, ok := strings.Cut(text, begin)
	text, _, ok2 := strings.Cut(text, end)
	if !ok || !ok2 {
		return nil, fmt.Errorf("no table exists between %q and %q", strings.TrimSpace(begin), strings.TrimSpace(end))
	}
	rows := map[string]string{}
	for line := range strings.Lines(text) {
		if name, ok := strings.CutPrefix(line, "| `"); ok {
			name, _, _ = strings.Cut(name, "`")
			rows[name] = line
		}
	}
	return rows, nil
}
