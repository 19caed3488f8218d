package pin

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/encode/decide/decidetest"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/library"
)

var observation = regexp.MustCompile(`(?m)^Observation (\S+) (\S+) (\d+) (\d+)$`)

// TestHerd has herd7 count the executions that satisfy the conditions, with its
// own model of POWER: of every Sometimes of the public suite, of our own tests
// and of those that hold the logs. It takes minutes.
func TestHerd(t *testing.T) {
	if os.Getenv("FENCEWISE_NIGHTLY") == "" {
		t.Skip("takes minutes: set FENCEWISE_NIGHTLY")
	}
	herd, err := exec.LookPath("herd7")
	if err != nil {
		t.Skip("there is no herd7")
	}
	d := decidetest.Decider(t, fixture.Model(t, "power"))
	for _, pattern := range []string{suite + "*.litmus", "../../programs/corpus/*.litmus", "../herdlog/testdata/*.litmus", "testdata/*.litmus"} {
		fs, _ := filepath.Glob(pattern)
		dir, want := t.TempDir(), map[string]int{}
		var args []string
		for i, f := range fs {
			src, err := library.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasPrefix(filepath.Base(f), "bell") {
				continue
			}
			p, text := pinned(t, d, src, nil)
			if p == nil || !p.Herd {
				continue
			}
			if _, twice := want[p.Test.Name]; twice {
				t.Errorf("two tests are called %s", p.Test.Name)
			}
			want[p.Test.Name] = p.Executions
			path := filepath.Join(dir, strconv.Itoa(i)+".litmus")
			if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
			args = append(args, path)
		}
		out, err := exec.Command(herd, append([]string{"-model", "ppc.cat"}, args...)...).Output()
		if err != nil {
			t.Error(err)
		}
		same := 0
		for _, m := range observation.FindAllStringSubmatch(string(out), -1) {
			n, _ := strconv.Atoi(m[3])
			switch {
			case m[2] == "Never" || want[m[1]] > 0 && want[m[1]] != n:
				t.Errorf("%s, counted %d times", m[0], want[m[1]])
			default:
				same++
			}
			delete(want, m[1])
		}
		for name := range want {
			t.Errorf("herd7 says nothing of %s", name)
		}
		t.Logf("%s: herd7 confirms %d of %d", pattern, same, len(args))
	}
}
