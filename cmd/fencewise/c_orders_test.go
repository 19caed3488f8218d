package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/internal/golden"
	"github.com/fencewise/fencewise/programs/csource"
	"github.com/fencewise/fencewise/programs/diag"
)

// anOrder is a memory order in the text of a program, or a macro that stands for one.
var anOrder = regexp.MustCompile(`\b(memory_order_[a-z_]+|mo_[a-z_]+|__ATOMIC_[A-Z_]+)\b`)

// aDefinition is a line that says what such a macro stands for.
var aDefinition = regexp.MustCompile(`^\s*#\s*define\s+mo_`)

// ordersIntro begins docs/c-orders.md.
const ordersIntro = `# Which memory orders locks and lock-free structures need

Each row weakens one memory order of a public C program to relaxed, and leaves the others as they
are. The programs are not part of this project: the table names the file, its line, and the
operation there. *needed* means that the weaker program can fail (Sometimes), and *not needed* that
it cannot (Never), for this program, with its number of threads and its assertions, and as this
compiler compiles it for POWER. *?* means that nothing was found within the limits: the loop bounds,
20 seconds and 2 GB for each case. Safety is about the assertions of the program, termination about
threads that wait forever. Orders that the program does not execute are left out.

An order that is not needed here can be needed by C11, on other machines, or by another program:

* The two orders of a compare_exchange are for its success and its failure. One of them alone can
  be weakened in spinlock.h and mutex.h: compilers use the barrier of the stronger one. The lock is
  broken if both are relaxed (-DACQ2RX).
* The assertions of chase-lev.c only say that the owner's own operations succeed, and it has more
  elements than thieves. Nothing in it notices that an element is taken twice.
* Two orders of futex.h are needed for termination: without them a thread waits forever.

| file | line | operation | order | safety, GCC | safety, Clang | termination, GCC | termination, Clang |
|---|---|---|---|---|---|---|---|
`

// TestCOrders compares docs/c-orders.md with what comes out. It takes minutes.
func TestCOrders(t *testing.T) {
	if os.Getenv("FENCEWISE_NIGHTLY") == "" {
		t.Skip("set FENCEWISE_NIGHTLY to weaken all orders")
	}
	if _, err := os.Stat(cSuite); err != nil {
		t.Skip("the suite of C programs is not here: ", err)
	}
	var b strings.Builder
	b.WriteString(ordersIntro)
	for _, c := range []struct {
		main  string
		files []string // whose orders are weakened
	}{
		{"locks/ticketlock.c", []string{"ticketlock.h"}},
		{"locks/spinlock.c", []string{"spinlock.h"}},
		{"locks/mutex.c", []string{"mutex.h", "futex.h"}},
		{"locks/linuxrwlock.c", []string{"linuxrwlock.h"}},
		{"lfds/chase-lev.c", []string{"chase-lev.h"}},
		{"lfds/treiber.c", []string{"treiber.h"}},
	} {
		for _, f := range c.files {
			weakened(t, &b, cSuite+c.main, f)
		}
	}
	golden.Check(t, "../../docs/c-orders.md", []byte(b.String()))
}

// weakened writes the rows of a file that a program includes.
func weakened(t *testing.T, b *strings.Builder, program, file string) {
	t.Helper()
	dir := copied(t, filepath.Dir(program))
	path := filepath.Join(dir, file)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	main := filepath.Join(dir, filepath.Base(program))
	as := litmusOf(t, main)
	lines := strings.Split(string(text), "\n")
	for i, line := range lines {
		if aDefinition.MatchString(line) {
			continue
		}
		for _, at := range anOrder.FindAllStringIndex(line, -1) {
			lines[i] = line[:at[0]] + "memory_order_relaxed" + line[at[1]:]
			if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")), 0o666); err != nil {
				t.Fatal(err)
			}
			lines[i] = line
			if litmusOf(t, main) == as {
				continue // relaxed, or not executed
			}
			fmt.Fprintf(b, "| %s | %d | `%s` | `%s` |", file, i+1, operation(lines, i, at[0]), line[at[0]:at[1]])
			for _, property := range []string{"safety", "termination"} {
				for _, target := range []string{"power-gcc", "power-clang"} {
					fmt.Fprintf(b, " %s |", need(t, main, target, property))
				}
			}
			b.WriteString("\n")
		}
	}
	if err := os.WriteFile(path, text, 0o666); err != nil {
		t.Fatal(err)
	}
}

// copied returns a new folder with the C files of another one.
func copied(t *testing.T, from string) string {
	t.Helper()
	dir := t.TempDir()
	files, err := filepath.Glob(filepath.Join(from, "*.[ch]"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, filepath.Base(f)), text, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// litmusOf returns the test that a C program becomes.
func litmusOf(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	test, err := csource.Read(diag.NewSource(path, string(text)), csource.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return test.Plain().Src.Text
}

// operation returns the name of the call in which an order stands: the last one that begins
// with atomic_ before it.
func operation(lines []string, i, column int) string {
	before := strings.Join(lines[:i], "\n") + "\n" + lines[i][:column]
	calls := regexp.MustCompile(`\batomic_\w+`).FindAllString(before, -1)
	return calls[len(calls)-1]
}

// need says whether a verdict on a weakened program shows that the order is needed.
func need(t *testing.T, program, target, property string) string {
	t.Helper()
	var out, errs bytes.Buffer
	cli.Main(t.Context(), []string{"check", program, "--target", target, "--property", property, "--timeout", "20s", "--memory", "2GB"}, iostreams.IO{Out: &out, Err: &errs})
	for word, says := range map[string]string{" Sometimes ": "needed", " Never ": "not needed", " Unknown ": "?"} {
		if strings.Contains(out.String(), word) {
			return says
		}
	}
	t.Fatalf("%s for %s, %s:\n%s%s", program, target, property, out.String(), errs.String())
	return ""
}
