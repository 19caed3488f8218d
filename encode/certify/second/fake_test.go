//go:build unix

package second

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// lockFile names the file that a solver of the kind "hang" keeps locked while any of its
// processes is alive.
const lockFile = "FENCEWISE_TEST_LOCK"

// TestMain makes the test binary behave as a solver, of the kind that its name says.
func TestMain(m *testing.M) {
	kind, fake := strings.CutPrefix(filepath.Base(os.Args[0]), "fake-")
	if !fake {
		// A program under the race detector waits a second before it ends.
		if err := os.Setenv("GORACE", "atexit_sleep_ms=10"); err != nil {
			panic(err)
		}
		os.Exit(m.Run())
	}
	if len(os.Args) == 2 && os.Args[1] == "--version" {
		if kind == "mute" {
			os.Exit(1)
		}
		fmt.Println("This is fake version 1.2.3-dev\nwith more text 4.5")
		return
	}
	if text, err := os.ReadFile(os.Args[len(os.Args)-1]); err != nil || !strings.Contains(string(text), "(check-sat)") {
		fmt.Println("no question", err)
		os.Exit(99)
	}
	switch kind {
	case "sat", "unsat", "unknown":
		fmt.Println(kind)
	case "mute", "liar":
		fmt.Println("sat")
	case "polite":
		fmt.Printf("success\nsuccess\r\n\n sat\n")
	case "old":
		fmt.Println(`(error "line 4: unknown command declare-const")`)
		fmt.Println("sat")
	case "complains":
		fmt.Fprintln(os.Stderr, "warning: it is late\n(error \"\x1b[31mno memory\")")
		os.Exit(1)
	case "warns":
		fmt.Fprintln(os.Stderr, "warning: it is late")
		fmt.Println("unsat")
	case "crash":
		_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		select {}
	case "fails":
		os.Exit(3)
	case "sat10":
		fmt.Println("sat")
		os.Exit(10)
	case "sat20":
		fmt.Println("sat")
		os.Exit(20)
	case "silent":
	case "greets":
		fmt.Println("Welcome!")
	case "twice":
		fmt.Printf("sat\nunsat\n")
	case "unsure":
		fmt.Printf("unsat\nunknown\n")
	case "talks":
		for {
			fmt.Println("success")
		}
	case "hang":
		child := exec.Command(filepath.Join(filepath.Dir(os.Args[0]), "fake-hold"), os.Args[1])
		child.Stdout = os.Stdout
		_ = child.Start()
		time.Sleep(time.Hour)
	case "hold":
		if f, err := os.OpenFile(os.Getenv(lockFile), os.O_RDWR, 0); err == nil {
			_ = syscall.Flock(int(f.Fd()), syscall.LOCK_EX)
		}
		time.Sleep(time.Hour)
	}
}

// fake creates a solver of the given kind in a folder, and returns it.
func fake(t *testing.T, dir, kind string) *Solver {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	s := &Solver{Name: "fake-" + kind, Path: filepath.Join(dir, "fake-"+kind), Version: "1.2.3-dev"}
	if err := os.Symlink(self, s.Path); err != nil {
		t.Fatal(err)
	}
	return s
}
