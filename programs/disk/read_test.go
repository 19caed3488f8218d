//go:build unix

package disk

import (
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/fencewise/fencewise/programs/diag"
)

// special creates a folder with one file of each kind, and returns it.
func special(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "disk") // the name of a socket has to be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(os.WriteFile(filepath.Join(dir, "file"), []byte("text"), 0o600))
	must(os.Mkdir(filepath.Join(dir, "folder"), 0o700))
	must(syscall.Mkfifo(filepath.Join(dir, "fifo"), 0o600))
	l, err := net.Listen("unix", filepath.Join(dir, "socket"))
	must(err)
	t.Cleanup(func() { l.Close() })
	for link, to := range map[string]string{"link": "file", "null": os.DevNull, "tofifo": "fifo", "loop": "loop", "nowhere": "gone"} {
		must(os.Symlink(to, filepath.Join(dir, link)))
	}
	return dir
}

// TestReadKinds checks that regular files are read, even through links, and that
// everything else is rejected at once, both from a path and inside a folder.
func TestReadKinds(t *testing.T) {
	dir := special(t)
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	for _, c := range []struct {
		name string
		code diag.Code // "" where there is a text
		has  string
	}{
		{"file", "", ""},
		{"link", "", ""},
		{"folder", diag.Unreadable, "is a folder, not a file"},
		{"fifo", diag.Unreadable, "is a FIFO; only regular files are read"},
		{"tofifo", diag.Unreadable, "is a FIFO"},
		{"socket", diag.Unreadable, "is a socket"},
		{"null", diag.Unreadable, "is a device"},
		{"loop", diag.Unreadable, "too many levels of symbolic links"},
		{"nowhere", diag.NoFile, "there is no file"},
		{"gone", diag.NoFile, "there is no file"},
	} {
		path := filepath.Join(dir, c.name)
		for _, read := range []func() (*diag.Source, error){
			func() (*diag.Source, error) { return Read(path, 10) },
			func() (*diag.Source, error) { return ReadIn(root, c.name, path, 10) },
		} {
			start := time.Now()
			src, err := read()
			if took := time.Since(start); took > 10*time.Second {
				t.Errorf("%s: took %v", c.name, took)
			}
			ds := diag.All(err)
			switch {
			case c.code == "":
				if err != nil || src.Text != "text" || src.Name != path {
					t.Errorf("%s: %v, %v", c.name, src, err)
				}
			case c.name == "null" && len(ds) == 1 && strings.Contains(ds[0].Msg, "escapes"): // the folder is not left
			case len(ds) != 1 || ds[0].Code != c.code && c.name != "loop" || !strings.HasPrefix(ds[0].Msg, path) && c.code != diag.NoFile || c.name != "loop" && !strings.Contains(ds[0].Msg, c.has):
				t.Errorf("%s: %v", c.name, err)
			}
		}
	}
}

// TestOpenRoot checks that a path that is not a folder is rejected at once.
func TestOpenRoot(t *testing.T) {
	dir := special(t)
	for name, ok := range map[string]bool{"folder": true, "file": false, "fifo": false, "tofifo": false, "socket": false, "null": false, "gone": false} {
		root, err := OpenRoot(filepath.Join(dir, name))
		if ok != (err == nil) {
			t.Errorf("%s: %v", name, err)
		}
		if err == nil {
			root.Close()
		}
	}
}

// TestSwapped checks that a file is rejected that is not regular any more when it is
// opened.
func TestSwapped(t *testing.T) {
	dir := special(t)
	f, err := open(func() (os.FileInfo, error) { return os.Stat(filepath.Join(dir, "file")) },
		func() (*os.File, error) { return os.OpenFile(filepath.Join(dir, "fifo"), readFlags, 0) })
	if !errors.As(err, new(*NotRegular)) {
		t.Errorf("%v, %v", f, err)
	}
}

func TestLimit(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x")
	for size, code := range map[int]diag.Code{9: "", 10: "", 11: diag.TooLarge} {
		if err := os.WriteFile(path, make([]byte, size), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Read(path, 10)
		if ds := diag.All(err); code == "" && err != nil || code != "" && (len(ds) != 1 || ds[0].Code != code) {
			t.Errorf("%d bytes: %v", size, err)
		}
	}
	// A sparse file takes no space, and would take long to read.
	if err := os.Truncate(path, 1<<40); err != nil {
		t.Skip("no sparse files here: ", err)
	}
	start := time.Now()
	if _, err := Read(path, 1<<30); diag.All(err) == nil || time.Since(start) > 10*time.Second {
		t.Errorf("%v after %v", err, time.Since(start))
	}
	// A stream has no size that could be checked before.
	for size, ok := range map[int]bool{10: true, 11: false} {
		_, err := ReadFrom(strings.NewReader(strings.Repeat("x", size)), "-", 10)
		if ds := diag.All(err); ok != (err == nil) || !ok && ds[0].Code != diag.TooLarge {
			t.Errorf("a stream of %d bytes: %v", size, err)
		}
	}
}
