package csource_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/fencewise/fencewise/programs/csource"
)

// TestHasThreads: a file is a program if it has threads, or includes a file beside it that does.
func TestHasThreads(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"main.c": "int main (void) { return 0; }", "cpu.c": "/*@ cpu 3 */ void f(void) {}", "cpu2.c": "//@ cpu 3\nvoid f(void) {}",
		"driver.h": "int main(void) { return 0; }", "by.c": "#include <stdatomic.h>\n# include \"driver.h\"\n", "twice.c": "#include \"by.c\"",
		"part.c": "static int mainly(void) { return cpu; }\n#include \"none.h\"\n", "loop.c": "#include \"loop.c\"", "slot.c": "/*@ cpus: none */",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]bool{
		"main.c": true, "cpu.c": true, "cpu2.c": true, "by.c": true, "twice.c": true, "part.c": false, "loop.c": false, "slot.c": false,
		"absent.c": true, // reading it says what is wrong
	} {
		if got := csource.HasThreads(filepath.Join(dir, name)); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
