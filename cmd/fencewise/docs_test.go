package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/internal/golden"
)

// session is a block of Markdown that shows commands with their output.
var session = regexp.MustCompile("(?ms)^```console\n(.*?)^```$")

// word matches an argument as the pages write it: in double quotes if it has blanks.
var word = regexp.MustCompile(`"[^"]*"|[^" \n]+`)

func words(command string) []string {
	all := word.FindAllString(command, -1)
	for i := range all {
		all[i] = strings.Trim(all[i], `"`)
	}
	return all
}

// TestDocs runs every command of a console block in README.md and docs/ at the root of
// the repository, and compares its output with the block. With -update it writes the
// blocks anew. A block can also print a file ("cat FILE"), and change the folder for the
// rest of its page ("cd DIR").
func TestDocs(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector makes the documentation, which shows all placements, slow")
	}
	t.Chdir("../..")
	root, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob("docs/*.md")
	shown := 0
	for _, f := range append(files, "README.md") {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		got := session.ReplaceAllFunc(text, func(block []byte) []byte {
			b := bytes.NewBufferString("```console\n")
			for line := range strings.Lines(string(session.FindSubmatch(block)[1])) {
				command, ok := strings.CutPrefix(line, "$ ")
				if !ok {
					continue
				}
				shown++
				b.WriteString(line)
				switch args := words(command); args[0] {
				case "fencewise":
					streams := iostreams.IO{Out: b, Err: b}
					cli.Main(context.Background(), args[1:], streams)
				case "cat":
					text, err := os.ReadFile(args[1])
					if err != nil {
						t.Errorf("%s: %v", f, err)
					}
					b.Write(text)
				case "cd":
					t.Chdir(args[1])
				default:
					t.Errorf("%s: a console block shows %q, which is not run here", f, command)
				}
			}
			b.WriteString("```")
			return b.Bytes()
		})
		t.Chdir(root)
		golden.Check(t, f, got)
	}
	if shown < 5 {
		t.Errorf("only %d commands are shown", shown)
	}
}
