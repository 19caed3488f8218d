package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/fencewise/fencewise/internal/families"
)

// rings holds the programs with many slots, and the CPU time that the search for their minimal
// placements should take at most; 0 for no target.
var rings = []struct {
	name   string
	text   func(slots int) string
	slots  int
	target time.Duration
}{
	{"slots-ring-10", families.SlotRing, 10, time.Second},
	{"slots-ring-18", families.SlotRing, 18, 0},
	{"slots-three-9", families.ManySlots, 9, 0},
	{"slots-three-12", families.ManySlots, 12, 0},
	{"slots-three-24", families.ManySlots, 24, 0},
}

// repairs prints one line for each program with many slots. It returns false if a target is
// missed, or a program has no repair.
func (b bench) repairs(w io.Writer, dir, only string) (ok bool, err error) {
	ok = true
	fmt.Fprint(w, "\n| repair of | slots | variants | minimal | queries | target, s | CPU s, MB |\n|---|---|---|---|---|---|---|\n")
	for _, r := range rings {
		if !strings.HasPrefix(r.name, only) {
			continue
		}
		path := filepath.Join(dir, r.name+".litmus")
		if err := os.WriteFile(path, []byte(r.text(r.slots)), 0o666); err != nil {
			return false, err
		}
		found, u, err := b.repair(path)
		if err != nil {
			return false, fmt.Errorf("%s: %w", r.name, err)
		}
		cell := u.String()
		if u.misses(r.target) || !found.Complete {
			cell, ok = cell+" **MISSES**", false
		}
		fmt.Fprintf(w, "| %s | %d | %.2g | %d | %d | %s | %s |\n",
			r.name, r.slots, float64(found.Variants), len(found.Placements), found.Questions, seconds(r.target), cell)
	}
	return ok, nil
}

// repaired is what repair has found. It is complete if no minimal placement is missing.
type repaired struct {
	Variants, Questions int
	Placements          []json.RawMessage
	Complete            bool
}

// repair searches for the minimal placements of a program. It returns them, and what the process
// took.
func (b bench) repair(path string) (found repaired, u usage, err error) {
	cmd := exec.Command(b.fencewise, "repair", path, "--format", "json", "--timeout", b.timeout.String(), "--memory", b.memory)
	out, err := cmd.Output()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return found, u, err
	}
	var reply struct{ Repairs []repaired }
	if err = json.Unmarshal(out, &reply); err == nil && len(reply.Repairs) != 1 {
		err = fmt.Errorf("%d programs were repaired, and not one", len(reply.Repairs))
	}
	if err != nil {
		return found, u, err
	}
	return reply.Repairs[0], used(cmd.ProcessState), nil
}
