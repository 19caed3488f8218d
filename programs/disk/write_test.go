//go:build unix

package disk

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/fencewise/fencewise/programs/diag"
)

// put writes a file by Create.
func put(path, text string) error {
	w, err := Create(path)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(w, text); err != nil {
		_ = w.Abort()
		return err
	}
	return w.Commit()
}

// names lists a folder.
func names(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return strings.Join(all, " ")
}

func contents(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestCreate checks that the old text is there until the new one is complete, and that
// no other file is left.
func TestCreate(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "x")
	if err := put(path, "one"); err != nil || contents(t, path) != "one" {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	w, err := Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, "two"); err != nil {
		t.Fatal(err)
	}
	if contents(t, path) != "one" {
		t.Error("the file was changed before it was whole")
	}
	if err := w.Abort(); err != nil {
		t.Fatal(err)
	}
	if got := names(t, dir); got != "x" || contents(t, path) != "one" {
		t.Errorf("after Abort: %s", got)
	}
	if err := put(path, "three"); err != nil || contents(t, path) != "three" || names(t, dir) != "x" {
		t.Errorf("%v: %s", err, names(t, dir))
	}
	if info, _ := os.Stat(path); info.Mode().Perm() != 0o640 {
		t.Errorf("the rights are %v", info.Mode())
	}
	// A new file has the usual permissions.
	umask := syscall.Umask(0o027)
	defer syscall.Umask(umask)
	if err := put(filepath.Join(dir, "new"), ""); err != nil {
		t.Fatal(err)
	}
	if info, _ := os.Stat(filepath.Join(dir, "new")); info.Mode().Perm() != 0o640 {
		t.Errorf("the rights of a new file are %v", info.Mode())
	}
	if err := put(filepath.Join(dir, strings.Repeat("n", 250)), ""); err != nil {
		t.Errorf("a long name: %v", err)
	}
}

// TestCreateLinks checks that the file that a link leads to is written, and that the
// link stays.
func TestCreateLinks(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "a", "b"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ link, to, file string }{
		{"link", "new", "new"},             // it leads to nothing yet
		{"again", "link", "new"},           // and a link to a link
		{"down", "a/b/x", "a/b/x"},         //
		{"folder", "a/b", ""},              //
		{"up", "folder/../y", "a/y"},       // through a link to a folder
		{"loop", "loop", ""},               //
		{"far", dir + "/a/far", "a/far"},   //
		{"lost", "nowhere/x", ""},          //
		{"a/back", "../back", "back"},      //
		{"device", os.DevNull, os.DevNull}, //
	} {
		link := filepath.Join(dir, c.link)
		if err := os.Symlink(c.to, link); err != nil {
			t.Fatal(err)
		}
		err := put(link, c.link)
		if info, e := os.Lstat(link); e != nil || info.Mode()&fs.ModeSymlink == 0 {
			t.Errorf("%s: the link is gone (%v)", c.link, e)
		}
		switch {
		case c.file == "" && err == nil:
			t.Errorf("%s: no error", c.link)
		case c.file == os.DevNull && err == nil, c.file == "" && err != nil:
		case err != nil || contents(t, filepath.Join(dir, c.file)) != c.link:
			t.Errorf("%s: %v", c.link, err)
		}
	}
	if got := names(t, dir); strings.Contains(got, ".part") {
		t.Error(got)
	}
}

// TestCreateInPlace checks that a FIFO gets the text, and that a FIFO that nobody reads
// is an error.
func TestCreateInPlace(t *testing.T) {
	dir := special(t)
	fifo := filepath.Join(dir, "fifo")
	if err := put(fifo, "text"); err == nil || !strings.Contains(err.Error(), "no process reads from it") {
		t.Errorf("nobody reads: %v", err)
	}
	r, err := os.OpenFile(fifo, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if err := put(fifo, "text"); err != nil {
		t.Error(err)
	}
	if b, err := io.ReadAll(r); err != nil || string(b) != "text" {
		t.Errorf("%q, %v", b, err)
	}
	for _, name := range []string{"socket", "folder", "file/below", "gone/below"} {
		if err := put(filepath.Join(dir, name), "text"); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestCreateAskesTheFile(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may write everything")
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "x")
	if err := os.WriteFile(path, []byte("old"), 0o400); err != nil {
		t.Fatal(err)
	}
	if err := put(path, "new"); err == nil || contents(t, path) != "old" {
		t.Errorf("a file that must not be written was replaced: %v", err)
	}
	if err := os.Chmod(path, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(dir, 0o700)
	if err := put(path, "new"); err != nil || contents(t, path) != "new" {
		t.Errorf("a file in a folder that cannot be written: %v", err)
	}
}

// TestLacking checks that missing resources of the machine are distinguished from errors
// in an input.
func TestLacking(t *testing.T) {
	wrap := func(e syscall.Errno, op string) error { return &fs.PathError{Op: op, Path: "x", Err: e} }
	for _, c := range []struct {
		err  error
		code diag.Code // "" for none
	}{
		{wrap(syscall.ENOSPC, "write"), diag.NoSpace},
		{wrap(syscall.EDQUOT, "write"), diag.NoSpace},
		{wrap(syscall.EFBIG, "write"), diag.NoSpace},
		{wrap(syscall.EMFILE, "open"), diag.NoDescriptors},
		{wrap(syscall.ENFILE, "open"), diag.NoDescriptors},
		{os.NewSyscallError("pipe2", syscall.EMFILE), diag.NoDescriptors},
		{wrap(syscall.ENOMEM, "fork/exec"), diag.NoMemory},
		{wrap(syscall.EAGAIN, "fork/exec"), diag.NoProcess},
		{wrap(syscall.EAGAIN, "read"), ""},
		{wrap(syscall.ENOENT, "open"), ""},
		{wrap(syscall.EROFS, "open"), ""},
		{io.ErrUnexpectedEOF, ""},
		{nil, ""},
		{diag.New(diag.Span{}, diag.NoTemporary, "x"), diag.NoTemporary},
		{diag.New(diag.Span{}, diag.NoFile, "x"), ""},
	} {
		got := Lacking(c.err)
		if c.code == "" && got != nil || c.code != "" && (got == nil || got.Code != c.code || !c.code.AboutMachine()) {
			t.Errorf("%v: %v", c.err, got)
		}
		if c.err == nil {
			continue
		}
		for _, d := range []*diag.Diagnostic{Unreadable("x", c.err), Unwritable("x", c.err)} {
			if len(diag.All(c.err)) == 0 && (c.code != "" && d.Code != c.code || d.Msg == "" || d.Code.AboutMachine() != (c.code != "")) {
				t.Errorf("%v: %v", c.err, d)
			}
		}
	}
	t.Setenv("TMPDIR", filepath.Join(t.TempDir(), "gone"))
	_, err := TempDir("x")
	if d := Lacking(err); d == nil || d.Code != diag.NoTemporary || !strings.Contains(d.Msg, "gone") {
		t.Error(err)
	}
}
