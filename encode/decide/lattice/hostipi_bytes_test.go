package lattice

import (
	"context"
	"maps"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/verdict"
)

// otherEnd turns round the order of bytes in the programs of host_ipi_bytes: bytes 0 and 1 of
// the word are then its two highest, also in the values that conditions name. The accesses
// stay.
var otherEnd = strings.NewReplacer(
	"Endian=little", "Endian=big",
	"r7=256", "r7=281474976710656", // byte 1 is 1
	"seen=257", "seen=72339069014638592", // bytes 0 and 1 are 1
)

// mixedVerdicts returns the verdicts of all variants of a program with accesses of mixed size,
// by name.
func mixedVerdicts(t *testing.T, text, model string) map[string]verdict.Verdict {
	t.Helper()
	m, err := models.LoadWith(model, map[string]bool{rel.MixedVariant: true})
	if err != nil {
		t.Fatal(err)
	}
	d := New(m, decide.Options{})
	defer d.Close()
	s, err := d.Structure(context.Background(), fixture.ParseText(t, text), nil, true)
	if err != nil {
		t.Fatal(err)
	}
	if !s.Mixed() {
		t.Fatalf("no access is of mixed size\n%s", text)
	}
	start := time.Now()
	all, err := d.Lattice(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	cells := map[string]verdict.Verdict{}
	for picks, a := range all.All() {
		cells[cell(s, picks, nil)] = a.Verdict
	}
	t.Logf("%d variants, %d questions, %v", len(cells), all.Queries, time.Since(start))
	return cells
}

// TestHostIPIWithBytes: messages that are bytes of the word which CPU 42 takes whole have, for
// every variant, the verdict of messages that are words, whose rules the tests above check;
// also if another CPU stores another byte, and whatever the order of bytes.
func TestHostIPIWithBytes(t *testing.T) {
	type program struct{ bytes, words string }
	flags := []program{{"mail", "host_ipi/mail"}, {"kernel", "host_ipi/kernel"}, {"kernel-loop", "host_ipi/kernel-loop"}, {"two", "host_ipi/kernel"}}
	doorbells := []program{
		{"mail", "host_ipi_doorbell/mail"}, {"kernel", "host_ipi_doorbell/kernel"},
		{"mail-handler", "host_ipi_handler/mail"}, {"kernel-handler", "host_ipi_handler/kernel"},
	}
	for _, c := range []struct {
		study, model string
		programs     []program
	}{
		{"host_ipi_bytes", "power", flags},
		{"host_ipi_bytes_doorbell", "power-doorbell", doorbells},
		{"host_ipi_bytes_doorbell", "power-doorbell-2.07", doorbells},
	} {
		for _, p := range c.programs {
			name := c.study + "/" + p.bytes
			t.Run(name+" under "+c.model, func(t *testing.T) {
				nightly := os.Getenv("FENCEWISE_NIGHTLY") != "" || p.bytes != "kernel-handler" // which takes seconds
				if !nightly && (testing.Short() || c.model != "power-doorbell") {
					t.Skip("in nightly runs")
				}
				want := verdicts(t, p.words, c.model)
				little := string(fixture.Study(t, name).Src.Text)
				big := otherEnd.Replace(little)
				if big == little {
					t.Fatal("the order of bytes was not turned round")
				}
				texts := []string{little, big}
				if !nightly {
					texts = texts[:1]
				}
				for _, text := range texts {
					if got := mixedVerdicts(t, text, c.model); !maps.Equal(got, want) {
						different(t, got, want)
					}
				}
			})
		}
	}
}

// different reports the variants on which two lattices differ.
func different(t *testing.T, got, want map[string]verdict.Verdict) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%d variants, want %d", len(got), len(want))
	}
	for name, v := range got {
		if v != want[name] {
			t.Errorf("%s: %s with bytes, %s with words", name, v, want[name])
		}
	}
}
