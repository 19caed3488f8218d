package csource_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/fencewise/fencewise/programs/csource"
	"github.com/fencewise/fencewise/programs/diag"
)

// TestIncluded: files of the user are read as all files that users name: what is no regular file, or is
// too large, is refused with the reason, and nothing waits for a FIFO.
func TestIncluded(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mkfifo(filepath.Join(dir, "fifo.h"), 0o600); err != nil {
		t.Skip(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "folder.h"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"good.h": "extern int x;\n", "large.h": strings.Repeat("\n", 1<<19+1)} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]string{
		"good.h": "", "fifo.h": `'fifo.h' cannot be included: it is a FIFO, not a file`, "folder.h": `'folder.h' cannot be included: it is a folder, not a file`,
		"large.h": `'large.h' cannot be included: it has more than 524288 bytes`, "none.h": `the header 'none.h' is not found`,
	} {
		text := "#include \"" + name + "\"\n#include <lkmm.h>\nint x;\n/*@ cpu 0 */ void f(void) { WRITE_ONCE(x, 1); }\n"
		_, err := csource.Read(diag.NewSource("test.c", text), csource.Options{Include: []string{dir}})
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v, want %q", name, err, want)
		}
	}
}
