package repo

import (
	"encoding/json"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
)

// direct lists for each module which modules it may require directly, and why. Whoever
// adds a library here checks what else it requires.
var direct = map[string]map[string]string{
	".": {
		binding:                             "the solver",
		"github.com/spf13/cobra":            "commands, help, completion for four shells",
		"github.com/spf13/pflag":            "cobra's flags, for flag types of our own",
		"github.com/pelletier/go-toml/v2":   "study files: strict decoding with row and column",
		"golang.org/x/term":                 "is this a terminal, and how wide",
		"golang.org/x/sys":                  "the memory of the machine where no file tells it: macOS, Windows",
		"golang.org/x/sync":                 "errgroup, for workers that stop together",
		"github.com/crillab/gophersat":      "proofs without an installed solver: pure Go, writes RUP",
		"github.com/google/go-cmp":          "tests: differences of trees",
		"github.com/CycloneDX/cyclonedx-go": "releases: what a program consists of, as CycloneDX",
		"github.com/rogpeppe/go-internal":   "tests: testscript, the command line as a user types it",
		"pgregory.net/rapid":                "tests: properties, with shrinking",
	},
	bindingDir: {},
	"scripts/tools": {
		"honnef.co/go/tools": "staticcheck",
	},
}

// testOnly must not be linked into the binary.
var testOnly = []string{"github.com/google/go-cmp/cmp", "github.com/rogpeppe/go-internal/testscript", "pgregory.net/rapid", "testing"}

// releaseOnly must not be linked into the program that users get.
var releaseOnly = []string{"github.com/CycloneDX/cyclonedx-go", "github.com/spf13/cobra/doc"}

func TestRequirements(t *testing.T) {
	for dir, allowed := range direct {
		cmd := exec.Command("go", "mod", "edit", "-json")
		cmd.Dir = filepath.Join(root(), dir)
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%s: %v", dir, err)
		}
		var mod struct {
			Require []struct {
				Path     string
				Indirect bool
			}
			Replace []struct{ Old, New struct{ Path string } }
		}
		if err := json.Unmarshal(out, &mod); err != nil {
			t.Fatal(err)
		}
		for _, r := range mod.Require {
			if !r.Indirect && allowed[r.Path] == "" {
				t.Errorf("%s/go.mod requires %s, for which internal/repo/modules_test.go gives no reason", dir, r.Path)
			}
		}
		for _, r := range mod.Replace {
			if dir != "." || r.Old.Path != binding || r.New.Path != "./"+bindingDir {
				t.Errorf("%s/go.mod replaces %s by %s", dir, r.Old.Path, r.New.Path)
			}
		}
		if dir == "." && (len(mod.Require) < 3 || len(mod.Replace) != 1) {
			t.Errorf("go.mod: %d requirements and %d replacements: read wrongly?", len(mod.Require), len(mod.Replace))
		}
	}
}

func TestBinaryLinksNoTestCode(t *testing.T) {
	for _, p := range packages(t) {
		if p.Name != "main" {
			continue
		}
		for _, d := range testOnly {
			if slices.Contains(p.Deps, d) {
				t.Errorf("%s links %s", p.rel(), d)
			}
		}
		for _, d := range releaseOnly {
			if p.rel() == "cmd/fencewise" && slices.Contains(p.Deps, d) {
				t.Errorf("%s links %s", p.rel(), d)
			}
		}
	}
}
