package sound

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/results/sound"
)

// The places where POWER's code for doorbells has a barrier of its own: before a message, and
// after an interrupt.
var (
	message = regexp.MustCompile(`\bppc_msgsnd\(`)
	taken   = regexp.MustCompile(`\b(?:take_doorbell|try_doorbell)\(\);`)
	handler = regexp.MustCompile(`void doorbell_exception[^\n]*\n\{\n`)
)

// withBarriers puts these barriers into a program.
func withBarriers(text string) string {
	text = message.ReplaceAllString(text, "ppc_msgsnd_sync(); ppc_msgsnd(")
	text = taken.ReplaceAllString(text, "${0} ppc_msgsync();")
	return handler.ReplaceAllString(text, "${0}\tppc_msgsync();\n")
}

// TestRandom: no random program is an exception on the targets of today. Programs with
// doorbells have the barriers that the kernel's code for doorbells has; without these the
// generic reading of an interrupt does not hold on POWER, and some are exceptions.
func TestRandom(t *testing.T) {
	n := fixture.Nightly(150, 5_000)
	var plain, mixed, doorbells, bare []shape
	for seed := range n {
		plain = append(plain, shape{"random", families.Kernel(uint64(seed), seed%4 == 0)})
		if seed%3 == 0 {
			mixed = append(mixed, shape{"random", families.KernelMixed(uint64(seed), true, "little")})
		}
		text := families.KernelDoorbell(uint64(seed))
		bare = append(bare, shape{"random", text})
		doorbells = append(doorbells, shape{"random", withBarriers(text)})
	}
	power, isync, x86 := named(t, "power"), named(t, "power-isync"), named(t, "x86")
	for _, on := range slices.Concat(judged(t, programs(t, plain), power, isync, x86), judged(t, programs(t, mixed), power, isync, x86), judged(t, programs(t, doorbells), power, isync)) {
		for _, i := range exceptions(on) {
			t.Errorf("%s: %s\n%s", on.Name, on.Tests[i].File, strings.Join(on.Tests[i].Story, "\n"))
		}
		total := on.Total()
		if total.Forbidden() < n/10 {
			t.Errorf("%s: %v", on.Name, total.Count)
		}
		t.Logf("%s: %v", on.Name, total.Count)
	}
	if on := judged(t, programs(t, bare), power)[0]; on.Total().Count[sound.Exception] == 0 {
		t.Error("no test notices that the barriers of doorbells are missing")
	}
}
