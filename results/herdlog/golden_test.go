package herdlog

import (
	"bytes"
	"crypto/md5"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/unroll"
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
	m := fixture.Model(t, "power")
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
		test := fixture.Parse(t, diag.NewSource("bell.litmus", "PPC bell\nHash=0123\n{ 0:r2=x; }\n"+text))
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
	test := fixture.Parse(t, diag.NewSource("slot.litmus", `PPC slot
{ 0:r2=x; }
 P0                            ;
 li r1,1                       ;
 (*@ f: none, sync, sync+lwsync, hwsync, ptesync *) ;
 stw r1,0(r2)                  ;
exists (x=1)
`))
	s := fixture.Structure(t, test, unroll.Options{Fixed: choices})
	return s
}

// TestHashOfNewer: herd7 reads more instructions from 7.58 on. Its canonical text of
// them is written out here.
func TestHashOfNewer(t *testing.T) {
	test := fixture.Parse(t, diag.NewSource("newer.litmus", `PPC newer
{ 0:r1=x; 0:r7=5; uint64_t 0:r6; 1:r1=x; }
 P0                     | P1              ;
 nop                    | hwsync          ;
 lis r3,16              | lwa r2,0(r1)    ;
 addis r4,r3,-1         | lwax r3,r0,r1   ;
 rlwinm r5,r7,4,28,31   | cmplwi r2,1     ;
 rlwimi r5,r7,0,0,15    | beq L           ;
 extsw r6,r7            | cmplwi cr1,r2,3 ;
 clrldi r7,r6,32        | blr             ;
 stw r7,0(r1)           | L: li r4,1      ;
exists (1:r2=5 /\ 0:r6=5)
`))
	s := fixture.Structure(t, test, unroll.Options{})
	program := strings.TrimPrefix(`
 nop                   | sync            ;
 lis r3,16             | lwa r2,0(r1)    ;
 addis r4,r3,-1        | lwax r3,r0,r1   ;
 rlwinm r5,r7,4, 28,31 | cmplwi r2,1     ;
 rlwimi r5,r7,0, 0,15  | beq  L00        ;
 extsw r6, r7          | cmplwi cr1,r2,3 ;
 clrldi r7,r6,32       | blr             ;
 stw r7,0(r1)          | L00:            ;
                       | li r4,1         ;
`, "\n")
	var all []byte
	for _, text := range []string{"0:r1=x; uint64_t 0:r6=0; 0:r7=5; 1:r1=x", program, "0:r6; 1:r2"} {
		sum := md5.Sum([]byte(text))
		all = append(all, sum[:]...)
	}
	want := fmt.Sprintf("%x", md5.Sum(all))
	if got, ok := Hash(s); !ok || got != want {
		t.Errorf("%s %v, want %s", got, ok, want)
	}
}

// TestHashOfSlots: the hash is that of the program with its choices written
// out, and there is none for an instruction that herd7 does not read.
func TestHashOfSlots(t *testing.T) {
	for choice, want := range map[string]string{
		"none":        "909d0cf9eb301b00b37f940ac4468ce9",
		"sync":        "a52413e7538057a205bc79bd91c27ac5",
		"sync+lwsync": "9bb6c80fdd4fc76ad7e02ad4c7bc8b28",
		"hwsync":      "a52413e7538057a205bc79bd91c27ac5", // which 7.58 reads as sync
		"ptesync":     "",
	} {
		got, ok := Hash(slotted(t, map[string]string{"f": choice}))
		if got != want || ok != (want != "") {
			t.Errorf("%s: %q, want %q", choice, got, want)
		}
	}
}
