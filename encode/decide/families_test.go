package decide

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/programs/verdict"
)

// scaled returns the generated families, smallest instances first.
func scaled() (names []string, texts []string) {
	add := func(name, text string) {
		names = append(names, name)
		texts = append(texts, text)
	}
	for _, shape := range families.Shapes {
		for _, fence := range []string{"sync", "lwsync"} {
			for _, n := range []int{2, 4, 8, 16, 32} {
				add(fmt.Sprintf("ring/%s-%s-%02d", shape, fence, n), families.Ring(shape, fence, n, 1))
			}
			for _, copies := range []int{2, 3, 4} {
				n := 32 / copies
				if shape == "MP" {
					n &^= 1
				}
				add(fmt.Sprintf("copies/%s-%s-%02dx%d", shape, fence, n, copies), families.Ring(shape, fence, n, copies))
			}
		}
	}
	for k := 4; k <= 16; k += 4 {
		add(fmt.Sprintf("writers/%02d", k), families.Writers(k, 0))
		add(fmt.Sprintf("writers/%02d+2", k), families.Writers(k, 2))
	}
	for m := 4; m <= 20; m += 4 {
		for seed := range uint64(4) {
			add(fmt.Sprintf("random/4x%02d-%d", m, seed), families.Random(m, seed))
		}
	}
	return names, texts
}

// BenchmarkFamilies decides one instance per benchmark, from text to verdict.
func BenchmarkFamilies(b *testing.B) {
	names, texts := scaled()
	for i := range names {
		b.Run(names[i], func(b *testing.B) {
			d := newDecider(b, "power", Options{})
			for b.Loop() {
				a := decideText(b, d, names[i], texts[i], nil)
				b.ReportMetric(float64(a.Clauses), "clauses")
			}
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			b.ReportMetric(float64(m.Sys>>20), "MB")
		})
	}
}

// TestRelaxed compares deciding stage by stage with deciding the whole formula, on the
// families and, if it is available, on the suite.
func TestRelaxed(t *testing.T) {
	names, texts := scaled()
	for i := range names {
		names[i] = "family " + names[i]
	}
	files, _ := filepath.Glob(suite + "tests/*.litmus")
	for i, f := range files {
		if i%3 == 0 {
			text, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			names, texts = append(names, f), append(texts, string(text))
		}
	}
	eager := newDecider(t, "power", Options{StageClauses: math.MaxInt, Transitive: math.MaxInt})
	lazy := newDecider(t, "power", Options{StageClauses: -1, Transitive: 2})
	verdicts := map[verdict.Verdict]int{}
	for i := range names {
		if strings.HasPrefix(names[i], "family copies/LB-sync") {
			continue // seconds when eager
		}
		a := decideText(t, eager, names[i], texts[i], nil)
		b := decideText(t, lazy, names[i], texts[i], nil)
		verdicts[a.Verdict]++
		if a.Verdict != b.Verdict {
			t.Errorf("%s: %s eagerly, %s lazily", names[i], a.Verdict, b.Verdict)
		}
	}
	if verdicts[verdict.Never] == 0 || verdicts[verdict.Sometimes] == 0 {
		t.Errorf("the tests do not tell: %v", verdicts)
	}
}
