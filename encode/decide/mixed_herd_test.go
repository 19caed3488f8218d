package decide

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/unroll"
)

// large finds constants of more than a byte.
var large = regexp.MustCompile(`\b(257|258|514|256)\b`)

// herdMixed returns a random program with accesses of mixed size that herd7 can execute as the
// machine does; ok is false for other seeds. herd7 does not divide a store-conditional, and a
// store of a byte takes more than the byte there if the value is larger.
func herdMixed(seed uint64, order string) (text string, ok bool) {
	text = families.Mixed(seed, order)
	if strings.Contains(text, "cx.") {
		return "", false
	}
	if strings.Contains(text, "stb") {
		text = large.ReplaceAllString(text, "1")
	}
	return text, !strings.Contains(text, "addi")
}

// TestMixedHerd compares final states and the numbers of executions of random programs with
// accesses of mixed size with those of herd7, under power and under herd7's own model of POWER.
// Not all versions of herd7 have such accesses on POWER; 7.56 has.
func TestMixedHerd(t *testing.T) {
	if os.Getenv("FENCEWISE_NIGHTLY") == "" {
		t.Skip("takes minutes: set FENCEWISE_NIGHTLY")
	}
	herd, err := exec.LookPath("herd7")
	if err != nil {
		t.Skip("there is no herd7")
	}
	libdir, err := exec.Command(herd, "-libdir").Output()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	own := filepath.Join(strings.TrimSpace(string(libdir)), "ppc.cat")
	power, _ := models.Source("power")
	ours := filepath.Join(dir, "power.cat") // herd7 has other names for two things
	power = strings.Replace(power, "PPC \"POWER\"\n", "PPC \"POWER\"\ninclude \"cos.cat\"\nlet EX = X\n", 1)
	if err := os.WriteFile(ours, []byte(power), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{ours, own} {
		m, err := models.LoadFileWith(file, nil, map[string]bool{rel.MixedVariant: true})
		if err != nil {
			t.Fatal(err)
		}
		same, slow := 0, 0
		for seed := range uint64(2000) {
			order := []string{"little", "big"}[seed%2]
			text, ok := herdMixed(seed, order)
			if !ok {
				continue
			}
			log, ok := herdLog(t, herd, text, "-variant", "mixed", "-endian", order, "-model", file)
			s := fixture.Structure(t, fixture.ParseText(t, text), unroll.Options{KeepRounds: true})
			o, err := enumerate.Run(context.Background(), s, m, enumerate.Options{Counts: true, MaxCandidates: 100_000})
			if err != nil {
				t.Fatal(err)
			}
			if !ok || o.Limit != "" {
				slow++
				continue
			}
			states := []string{fmt.Sprintf("Positive: %d Negative: %d", o.Positive, o.Negative)}
			for _, st := range o.States {
				states = append(states, o.Text(st))
			}
			slices.Sort(states)
			log, states = slices.Compact(log), slices.Compact(states)
			if len(log) == 0 {
				t.Skip("this herd7 has no accesses of mixed size on POWER")
			}
			if file == own { // it counts the orders of two stores in each part
				count := func(line string) bool { return strings.HasPrefix(line, "Positive") }
				log, states = slices.DeleteFunc(log, count), slices.DeleteFunc(states, count)
			}
			if diff := cmp.Diff(log, states); diff != "" {
				t.Errorf("-herd7 +ours under %s\n%s\n%s", file, diff, text)
				continue
			}
			same++
		}
		t.Logf("%s: %d programs are the same, %d are too large", file, same, slow)
		if same < 100 {
			t.Errorf("only %d programs were compared", same)
		}
	}
}
