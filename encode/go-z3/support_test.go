package z3

import (
	"bytes"
	"os"
	"os/exec"
	"runtime"
	"testing"
	"time"
)

// newContext returns a context that is closed with the test.
func newContext(t testing.TB) *Context {
	t.Helper()
	c := NewContext(nil)
	if err := c.Err(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// illSorted returns a term that Z3 refuses to build.
func illSorted(c *Context) *AST { return c.True().Add(c.Int(1, c.IntSort())) }

// pigeons returns clauses that say that n+1 pigeons are in n different holes. They are
// unsatisfiable, and for n = 11 solving takes longer than any test can wait.
func pigeons(n int32) []int32 {
	v := func(pigeon, hole int32) int32 { return 1 + pigeon*n + hole }
	var lits []int32
	for p := range n + 1 {
		for h := range n {
			lits = append(lits, v(p, h))
		}
		lits = append(lits, 0)
	}
	for h := range n {
		for p := range n + 1 {
			for q := range p {
				lits = append(lits, -v(p, h), -v(q, h), 0)
			}
		}
	}
	return lits
}

// children holds functions that run in their own process, so that tests see its output and
// its end.
var children = map[string]func(){}

func TestMain(m *testing.M) {
	if f := children[os.Getenv("GO_Z3_CHILD")]; f != nil {
		f()
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// runChild runs a child and returns what it wrote, failing if it does not end
// with exit code 0.
func runChild(t *testing.T, name string) string {
	t.Helper()
	if children[name] == nil {
		t.Fatal("no child " + name)
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "GO_Z3_CHILD="+name)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Run(); err != nil {
		t.Fatalf("child %s: %v\n%s", name, err, out.String())
	}
	return out.String()
}

// held returns the memory Z3 holds in MB. Unlike the resident memory of the process it
// is the same with and without the race detector.
func held() int { return int(AllocatedBytes() >> 20) }

// collect runs the garbage collector and waits for its clean-ups.
func collect() {
	for range 2 {
		runtime.GC()
		time.Sleep(5 * time.Millisecond)
	}
}
