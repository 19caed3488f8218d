package bundle

import (
	"bytes"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/fencewise/fencewise/encode/certify/prover"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/unroll"
)

// fuzzed is a small program with a slot, so that a bundle about it has a table.
const fuzzed = `PPC MP
{ 0:r2=x; 0:r4=y; 1:r2=y; 1:r4=x; }
 P0                           | P1           ;
 li r1,1                      | lwz r1,0(r2) ;
 stw r1,0(r2)                 | sync         ;
 sync (*@ mid: none, sync *)  | lwz r3,0(r4) ;
 stw r1,0(r4)                 |              ;
exists (1:r1=1 /\ 1:r3=0)
`

// FuzzManifest checks that a manifest is written as it was read, and that names and
// sizes can be compared with any manifest.
func FuzzManifest(f *testing.F) {
	c := fuzzClaim(f)
	f.Add(contents(f, made(f, c, prover.Gophersat))[ManifestFile], int64(7))
	f.Add([]byte(`{"schema":3}`), int64(0))
	f.Add([]byte(`{"schema":2,"files":{"a":"b"},"sizes":{"a":1}}`), int64(1))
	f.Fuzz(func(t *testing.T, text []byte, size int64) {
		if m, err := loosely(text); err == nil && m.seal() == nil { // as someone would do who knows the format
			if text, err = m.bytes(); err != nil {
				t.Fatal(err)
			}
		}
		m, err := parseManifest("b", text)
		if err != nil {
			one(t, err)
			return
		}
		if again, err := m.bytes(); err != nil || !bytes.Equal(again, text) {
			t.Errorf("it is written as\n%s", again)
		}
		sizes := map[string]int64{}
		for name := range m.Files {
			if sizes[name] = size; m.Sizes != nil && size%2 == 0 {
				sizes[name] = m.Sizes[name]
			}
		}
		if err := m.compareSizes("b", sizes); err != nil {
			one(t, err)
		}
		sizes["other"]++
		one(t, m.compareSizes("b", sizes))
	})
}

// FuzzFiles replaces a file of a bundle about all variants of a program, and adapts the
// hashes. The reader of the file (formula, proof, solution, table, program, model) must
// find an error, unless the file says the same.
func FuzzFiles(f *testing.F) {
	c := fuzzClaim(f)
	whole := contents(f, made(f, c, prover.Gophersat))
	names := slices.Sorted(maps.Keys(whole))
	for i, name := range names {
		f.Add(uint8(i), whole[name])
	}
	f.Add(uint8(slices.Index(names, "holds/question.cnf")), []byte("p cnf 1 2\n1 0\n-1 0\n"))
	f.Add(uint8(slices.Index(names, tableFile)), []byte("verdict\tproof\n"))
	f.Fuzz(func(t *testing.T, which uint8, text []byte) {
		name := names[int(which)%len(names)]
		files := maps.Clone(whole)
		files[name] = text
		if len(text) > 1<<14 || !resealed(files) || maps.EqualFunc(files, whole, bytes.Equal) {
			return
		}
		ctx, cancel := limit.WithTimeout(t.Context(), 2*time.Second)
		defer cancel()
		rep, err := inMemory(ctx, "b", maps.Clone(files))
		if limit.As(err) != nil { // a program that takes too long does not pass
			return
		}
		if err != nil {
			one(t, err)
			return
		}
		if why := harmless(name, whole, files, c, &rep); why != "" {
			t.Errorf("%s passes: %s", name, why)
		}
	})
}

// fuzzClaim returns the claim about all variants of the program.
func fuzzClaim(t testing.TB) *Claim {
	t.Helper()
	test := fixture.Parse(t, diag.NewSource("mp.litmus", fuzzed))
	c := &Claim{Tool: tool, Test: test, Model: claim(t, programs+"host_ipi/mail.litmus", "power", nil).Model, Limits: unroll.Limits{MaxEvents: 4096}}
	c, _ = believed(t, c)
	return c
}

// one checks that an error is a diagnostic with a code.
func one(t *testing.T, err error) {
	t.Helper()
	if ds := diag.All(err); len(ds) == 0 || ds[0].Code == "" || ds[0].Msg == "" {
		t.Errorf("no diagnostic: %v", err)
	}
}
