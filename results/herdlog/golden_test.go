package herdlog

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
)

// TestGolden holds our logs against those of herd7 7.56 for what the public
// tests do not have: loops, stwcx., filters, quantifiers, types, addresses in
// states. The .log files are its output but for Time, so that they are not to
// be made anew from ours.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.litmus")
	if err != nil || len(files) == 0 {
		t.Fatal("no tests: ", err)
	}
	m := model(t)
	for _, f := range files {
		t.Run(strings.TrimSuffix(filepath.Base(f), ".litmus"), func(t *testing.T) {
			text, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			want, err := os.ReadFile(strings.TrimSuffix(f, "litmus") + "log")
			if err != nil {
				t.Fatal(err)
			}
			if got, _ := logOf(t, m, f, string(text)); got != string(want) {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

// TestNoLog: what was not enumerated in full has no log.
func TestNoLog(t *testing.T) {
	for _, o := range []*enumerate.Outcome{{Limit: "too many"}, {Undefined: 1}} {
		o.S = slotted(t, nil)
		if err := Write(io.Discard, o); !errors.Is(err, ErrIncomplete) {
			t.Error(err)
		}
	}
}

// TestNoDoorbells: a test with doorbells has neither log nor hash, not even
// the hash that its header gives.
func TestNoDoorbells(t *testing.T) {
	for _, text := range []string{
		" P0 ;\n msgsnd P0 ;\nexists (x=1)",
		" P0 | P0 doorbell ;\n stw r1,0(r2) | stw r3,0(r2) ;\nexists (x=1)",
		" P0 ;\n stw r1,0(r2) ;\nexists (x=1 /\\ ~pending(P0))",
	} {
		test, err := litmus.Parse(diag.NewSource("bell.litmus", "PPC bell\nHash=0123\n{ 0:r2=x; }\n"+text))
		if err != nil {
			t.Fatal(err)
		}
		s := &event.Structure{Test: test}
		if h, ok := Hash(s); ok {
			t.Errorf("%s: hash %s", text, h)
		}
		var b bytes.Buffer
		if err := Write(&b, &enumerate.Outcome{S: s}); !errors.Is(err, ErrDoorbells) || b.Len() > 0 {
			t.Errorf("%s: %v, %q", text, err, b.String())
		}
	}
}

// slotted is the structure of a test with a slot.
func slotted(t *testing.T, choices map[string]string) *event.Structure {
	t.Helper()
	test, err := litmus.Parse(diag.NewSource("slot.litmus", `PPC slot
{ 0:r2=x; }
 P0                            ;
 li r1,1                       ;
 (*@ f: none, sync, sync+lwsync, hwsync *) ;
 stw r1,0(r2)                  ;
exists (x=1)
`))
	if err != nil {
		t.Fatal(err)
	}
	s, err := event.Build(context.Background(), test, event.Options{Fixed: choices})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestHashOfSlots: the hash is that of the program with its choices written
// out, and there is none for an instruction that herd7 does not read.
func TestHashOfSlots(t *testing.T) {
	for choice, want := range map[string]string{
		"none":        "909d0cf9eb301b00b37f940ac4468ce9",
		"sync":        "a52413e7538057a205bc79bd91c27ac5",
		"sync+lwsync": "9bb6c80fdd4fc76ad7e02ad4c7bc8b28",
		"hwsync":      "",
	} {
		got, ok := Hash(slotted(t, map[string]string{"f": choice}))
		if got != want || ok != (want != "") {
			t.Errorf("%s: %q, want %q", choice, got, want)
		}
	}
}
