package property

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestCases prints the cases of a property, for TestSeeds, which runs it in other processes.
func TestCases(t *testing.T) {
	Repeat(t, 2, func(t *rapid.T) {
		if os.Getenv("FENCEWISE_PRINT_CASES") != "" {
			print(rapid.Uint64().Draw(t, "case"), " ")
		}
	})
}

// TestSeeds checks when the cases are the same in two runs.
func TestSeeds(t *testing.T) {
	cases := func(env ...string) string {
		cmd := exec.Command(os.Args[0], "-test.run", "^TestCases$", "-rapid.checks", "10")
		cmd.Env = append(os.Environ(), "FENCEWISE_NIGHTLY=", "RAPID_SEED=0", "FENCEWISE_PRINT_CASES=1")
		cmd.Env = append(cmd.Env, env...)
		var out strings.Builder
		cmd.Stderr = &out
		if err := cmd.Run(); err != nil {
			t.Fatal(err, out.String())
		}
		return out.String()
	}
	usual, night, other := cases(), cases("FENCEWISE_NIGHTLY=1"), cases("FENCEWISE_NIGHTLY=1", "RAPID_SEED=7")
	all := strings.Fields(usual)
	if n := len(all); n != 20 || strings.Join(all[:10], " ") == strings.Join(all[10:], " ") {
		t.Errorf("%d cases, should be 20 different ones: %s", n, usual)
	}
	if again := cases(); again != usual {
		t.Errorf("two runs have different cases: %s and %s", usual, again)
	}
	if again := cases("FENCEWISE_NIGHTLY=1"); again == night || night == usual {
		t.Errorf("two nights have the same cases: %s", night)
	}
	if again := cases("RAPID_SEED=7"); again != other || other == usual {
		t.Errorf("a seed that is given does not choose the cases: %s and %s", again, other)
	}
}
