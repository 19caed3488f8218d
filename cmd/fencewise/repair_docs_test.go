package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/exit"
	"github.com/fencewise/fencewise/results/repair"
)

// TestShapes checks the table of docs/repair.md: for each shape of the literature, the
// minimal placements found are exactly those in the table.
func TestShapes(t *testing.T) {
	t.Chdir("../..")
	text, err := os.ReadFile("docs/repair.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "<!-- shapes -->\n")
	rows, _, ok := strings.Cut(rest, "<!-- end -->")
	if !ok {
		t.Fatal("docs/repair.md has no table of shapes")
	}
	seen := 0
	for line := range strings.Lines(rows) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if len(cells) != 4 || strings.Contains(line, "--") {
			continue
		}
		seen++
		shape := strings.TrimSpace(cells[0])
		file := "docs/examples/shapes/" + strings.ReplaceAll(strings.ToLower(shape), "+", "-") + ".litmus"
		for i, offer := range []string{"none,eieio,lwsync,sync", "none,lwsync,sync"} {
			if got, want := minimal(t, file, offer), strings.TrimSpace(cells[1+i]); got != want {
				t.Errorf("%s with %s: %s, the table says %s", shape, offer, got, want)
			}
		}
	}
	if seen != 9 {
		t.Errorf("%d shapes, want 9", seen)
	}
}

// minimal returns the minimal placements of a program, as the table writes them.
func minimal(t *testing.T, file, choices string) string {
	t.Helper()
	var out, errs bytes.Buffer
	args := []string{"repair", file, "--insert", "--choices", choices, "--format", "json"}
	if s := cli.Main(context.Background(), args, iostreams.IO{Out: &out, Err: &errs}); s != exit.OK {
		t.Fatalf("%s: exit status %d: %s", file, s, errs.String())
	}
	var report repair.Report
	if err := json.Unmarshal(out.Bytes(), &report); err != nil {
		t.Fatal(err)
	}
	r := &report.Repairs[0]
	if !r.Complete {
		t.Errorf("%s: the list is not complete", file)
	}
	var all []string
	for i := range r.Placements {
		var parts []string
		for _, s := range r.Slots {
			if c := r.Placements[i].Slots[s.Name]; c != "none" {
				parts = append(parts, s.At.Column+" "+c)
			}
		}
		all = append(all, strings.Join(parts, ", "))
	}
	return strings.Join(all, "; ")
}
