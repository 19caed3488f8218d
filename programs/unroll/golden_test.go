package unroll

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/fencewise/fencewise/internal/golden"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/google/go-cmp/cmp"
)

// parse reads a test that must be correct.
func parse(t testing.TB, name, text string) *litmus.Test {
	t.Helper()
	test, err := litmus.Parse(diag.NewSource(name, text))
	if err != nil {
		t.Fatalf("%v\n%.500s", err, text)
	}
	return test
}

// options reads the options of a test from its line "Unroll=…": bound, events and
// interrupts have a number, set has slot:choice, free, keep and tree have no value.
func options(t testing.TB, test *litmus.Test) (o Options) {
	t.Helper()
	for _, info := range test.Info {
		if info.Key != "Unroll" {
			continue
		}
		for _, word := range strings.Fields(info.Value) {
			key, value, _ := strings.Cut(word, "=")
			n, err := strconv.Atoi(value)
			switch key {
			case "bound":
				o.Bound = n
			case "events":
				o.MaxEvents = n
			case "interrupts":
				o.Interrupts = n
			case "free":
				o.FreeSlots, err = true, nil
			case "tree":
				o.Tree, err = true, nil
			case "keep":
				o.KeepRounds, err = true, nil
			case "set":
				if o.Fixed == nil {
					o.Fixed = map[string]string{}
				}
				slot, choice, _ := strings.Cut(value, ":")
				o.Fixed[slot], err = choice, nil
			}
			if err != nil {
				t.Fatalf("%s: Unroll=%s: %v", test.Name, info.Value, err)
			}
		}
	}
	return o
}

// build makes a structure and checks its invariants.
func build(t testing.TB, test *litmus.Test, o Options) *event.Structure {
	t.Helper()
	s, err := Build(context.Background(), test, o)
	if err != nil {
		t.Fatalf("%s: %v", test.Name, err)
	}
	if err := s.Check(); err != nil {
		t.Fatalf("%s: %v\n%.5000s", test.Name, err, s)
	}
	return s
}

func TestStructures(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.litmus")
	if len(files) < 12 {
		t.Fatalf("only %d programs", len(files))
	}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(strings.TrimSuffix(filepath.Base(f), ".litmus"), func(t *testing.T) {
			test := parse(t, filepath.Base(f), string(text))
			s := build(t, test, options(t, test))
			golden.Check(t, strings.TrimSuffix(f, "litmus")+"golden", []byte(s.String()))
			if again := build(t, test, options(t, test)).String(); again != s.String() {
				t.Errorf("built twice, two texts:\n%s", cmp.Diff(s.String(), again))
			}
		})
	}
}

// TestStructuresShareNothing checks that a structure does not change while others are
// built, in this goroutine and in others, and that its pool can still grow.
func TestStructuresShareNothing(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.litmus")
	var tests []*litmus.Test
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		tests = append(tests, parse(t, filepath.Base(f), string(text)))
	}
	var all []*event.Structure
	var texts []string
	for _, test := range tests {
		s := build(t, test, options(t, test))
		all, texts = append(all, s), append(texts, s.String())
	}
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for i, test := range tests {
				s, err := Build(context.Background(), test, options(t, test))
				if err != nil || s.String() != texts[i] {
					t.Errorf("%s: %v, or another structure", test.Name, err)
				}
			}
		})
	}
	wait.Wait()
	for i, s := range all {
		if s.String() != texts[i] {
			t.Errorf("%s changed", s.Test.Name)
		}
		n := len(s.Pool.Nodes)
		if e := s.Pool.Make(event.Not, s.Pool.Make(event.Not, s.Cond, 0), 0); e != s.Cond {
			t.Errorf("%s: the pool has forgotten what it holds", s.Test.Name)
		}
		for e := range n {
			if got := s.Pool.Intern(s.Pool.Nodes[e]); got != event.Expr(e) {
				t.Errorf("%s: expression %d is now %d", s.Test.Name, e, got)
			}
		}
	}
}
