package linux

import (
	"regexp"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/kernel/target"
	"github.com/fencewise/fencewise/programs/kernelc"
	"github.com/fencewise/fencewise/programs/litmus"
)

// TestAdvice compares what messages about C in assembly advise (litmus.KernelC) with what the
// target power compiles the same primitive to.
func TestAdvice(t *testing.T) {
	power, err := target.Named("power")
	if err != nil {
		t.Fatal(err)
	}
	set, compared := ForTarget(power), 0
	for _, name := range kernelc.Embedded().Names() {
		advice, ok := litmus.KernelC(name)
		if !ok {
			continue
		}
		m, _ := kernelc.Embedded().Lookup(name)
		if !anyArguments(kernelc.Embedded(), name, len(m.Params), nil, func(test *litmus.Test) bool {
			steps, err := set.Lower(test, test.Threads[0], &isa.Registers{Plain: true})
			if ds := diag.All(err); len(ds) == 1 && ds[0].Code == diag.TargetRefused {
				t.Logf("%s is refused", name)
				return true
			}
			if err != nil {
				return false
			}
			compared++
			if got, want := instructions(steps), advised(advice); got != want {
				t.Errorf("%s is compiled to %q, and the advice is %q (%s)", name, got, want, advice)
			}
			return true
		}) {
			t.Errorf("%s is not compiled", name)
		}
	}
	t.Logf("%d primitives compared", compared)
	if compared < 200 {
		t.Errorf("only %d primitives have advice", compared)
	}
}

// instructions returns the barriers and accesses of steps: an atomic operation is "loop".
func instructions(steps []isa.Step) string {
	var all []string
	for i := range steps {
		switch in := steps[i].Machine.Instr; steps[i].Op.Kind {
		case isa.LoadRes:
			all = append(all, "loop")
		case isa.Load:
			all = append(all, "load")
		case isa.Store:
			all = append(all, "store")
		case isa.Fence:
			all = append(all, in)
		default: // what only computes
		}
	}
	return strings.Join(all, " ")
}

var (
	aside = regexp.MustCompile(`\([^)]*[a-z ]{3,}[^)]*\)|, or [ls]t?d for 8 bytes|a loop of lwz, a compare`)
	word  = regexp.MustCompile(`\b(msgsync|lwsync|isync|sync|lwz|stw|loop)\b`)
)

// advised returns the same for the text of an advice.
func advised(text string) string {
	text = aside.ReplaceAllStringFunc(text, func(s string) string {
		if strings.HasPrefix(s, "a loop") {
			return "lwz"
		}
		return ""
	})
	all := word.FindAllString(text, -1)
	for i, w := range all {
		switch w {
		case "lwz":
			all[i] = "load"
		case "stw":
			all[i] = "store"
		}
	}
	return strings.Join(all, " ")
}
