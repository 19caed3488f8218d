package pin

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/encode/decide/decidetest"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
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
	var mixed []*diag.Source
	mixed = append(mixed, fixture.MixedSuite(t)...)
	for seed := range uint64(150) {
		// herd7 stores all bits of a number in a byte
		text := strings.NewReplacer("r7,514", "r7,2", "r7,257", "r7,1", "r7,256", "r7,3").Replace(families.Mixed(seed, "little"))
		name := fmt.Sprintf("mixed-%d", seed)
		mixed = append(mixed, diag.NewSource(name, strings.Replace(text, "PPC ", "PPC "+name+"-", 1)))
	}
	// ppc.cat says nothing of the parts of an access, and herd7 orders those of stores by themselves.
	more := func(n, want int) bool { return n >= want }
	confirmed(t, herd, "mixed sizes", more, []string{"-endian", "little"}, func(yield func(*Pinned, string)) {
		for _, src := range mixed {
			if strings.Contains(src.Text, "cx.") { // herd7 does not divide what they store
				continue
			}
			d := decidetest.Decider(t, fixture.ModelFor(t, "power", fixture.Parse(t, src)))
			yield(pinnedWithin(t, d, src, nil, 5_000))
		}
	})
	for _, pattern := range []string{suite + "*.litmus", "../../programs/corpus/*.litmus", "../herdlog/testdata/*.litmus", "testdata/*.litmus"} {
		fs, _ := filepath.Glob(pattern)
		confirmed(t, herd, pattern, func(n, want int) bool { return n == want }, nil, func(yield func(*Pinned, string)) {
			for _, f := range fs {
				src, err := library.ReadFile(f)
				if err != nil {
					t.Fatal(err)
				}
				if base := filepath.Base(f); !strings.HasPrefix(base, "bell") && !strings.HasPrefix(base, "mixed") {
					yield(pinned(t, d, src, nil))
				}
			}
		})
	}
}

// confirmed has herd7 count the executions of pinned tests, and compares with what was counted.
func confirmed(t *testing.T, herd, what string, fits func(n, want int) bool, options []string, each func(func(*Pinned, string))) {
	t.Helper()
	dir, want := t.TempDir(), map[string]int{}
	args := append([]string{"-model", "ppc.cat"}, options...)
	files := 0
	each(func(p *Pinned, text string) {
		if p == nil || !p.Herd {
			return
		}
		if _, twice := want[p.Test.Name]; twice {
			t.Errorf("two tests are called %s", p.Test.Name)
		}
		want[p.Test.Name] = p.Executions
		path := filepath.Join(dir, strconv.Itoa(files)+".litmus")
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
		files++
	})
	out, err := exec.Command(herd, args...).Output()
	if err != nil {
		t.Error(err)
	}
	same := 0
	for _, m := range observation.FindAllStringSubmatch(string(out), -1) {
		n, _ := strconv.Atoi(m[3])
		switch {
		case m[2] == "Never" || want[m[1]] > 0 && !fits(n, want[m[1]]):
			t.Errorf("%s, counted %d times", m[0], want[m[1]])
		default:
			same++
		}
		delete(want, m[1])
	}
	for name := range want {
		t.Errorf("herd7 says nothing of %s", name)
	}
	t.Logf("%s: herd7 confirms %d of %d", what, same, files)
}
