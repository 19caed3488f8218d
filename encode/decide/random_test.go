package decide

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
)

// bothEngines decides a program with the solver and by enumeration.
func bothEngines(t *testing.T, d *Decider, m *rel.Model, text string) verdict.Verdict {
	t.Helper()
	test := fixture.Parse(t, diag.NewSource("random", text))
	s, err := d.Structure(context.Background(), test, nil, false)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	a, err := d.Decide(context.Background(), s)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	keep := fixture.Structure(t, test, unroll.Options{KeepRounds: true})
	found, limit, err := enumerate.Exists(context.Background(), keep, m, enumerate.Options{MaxCandidates: 50_000})
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	if limit != "" {
		return verdict.Unknown // too many executions to try: this one says nothing
	}
	if (found != nil) != (a.Verdict == verdict.Sometimes) {
		t.Errorf("model %s: %s by the solver, found=%v by enumeration\n%s", m.Name, a.Verdict, found != nil, text)
	}
	return a.Verdict
}

// TestRandomPrograms has both engines decide random small programs under every embedded
// model, and checks that each model allows what the stronger ones allow.
func TestRandomPrograms(t *testing.T) {
	var ds []*Decider
	var ms []*rel.Model
	names := []string{"sc", "tso", "power"} // each allows what the one before does
	for _, n := range names {
		d := newDecider(t, n, Options{})
		ds, ms = append(ds, d), append(ms, d.Model())
	}
	count := map[verdict.Verdict]int{}
	for seed := range fixture.Nightly(500, 10_000) {
		text := families.Small(uint64(seed))
		weaker := false
		for k := range ds {
			v := bothEngines(t, ds[k], ms[k], text)
			count[v]++
			if weaker && v == verdict.Never {
				t.Errorf("%s allows what %s does not\n%s", names[k-1], names[k], text)
			}
			weaker = v == verdict.Sometimes
		}
		if t.Failed() {
			return
		}
	}
	t.Log(count)
	if count[verdict.Never] == 0 || count[verdict.Sometimes] == 0 {
		t.Error("the programs do not tell: ", count)
	}
}

// TestLeastFixpoints has both engines decide random programs under models in which
// recursion or a closure occurs where a larger relation would satisfy more.
func TestLeastFixpoints(t *testing.T) {
	for name, text := range map[string]string{
		"closure subtracted":   `acyclic po-loc | rf | co | fr as coherent  empty (fr ; po-loc?) \ (po | co | fr)+ as a`,
		"recursion subtracted": `let rec r = co | (r ; rf) | (rf^-1 ; r) empty (po-loc & (W * W)) \ r as b  irreflexive co \ r as c`,
		"two recursions":       `let rec a = po-loc | (a ; b) and b = rf | (b ; a) acyclic co | (fr \ a) as d`,
		"complement":           `let hb = (po | rf)+  empty fr & ~(hb^-1 ; co) & ~(co ; hb) as e`,
		"star and option":      `let p = (rf ; po)* acyclic co | (po \ (p ; po?)) as f`,
		"a check that fails":   `acyclic po-loc | rf | co | fr as coherent  ~acyclic po | rf | co | fr as relaxed`,
		"not empty":            `acyclic po-loc | rf | co | fr as coherent  ~empty (rf & ext) ; po ; (fr & ext) as g`,
		"not irreflexive":      `~irreflexive fr ; (po | rf)+ as h`,
		"intersection in rec":  `let rec r = rf | co | ((r ; r) & ext) let s = r+ empty (fr & ext) \ s as i`,
		"range in rec":         `let rec r = rf | ([range(r)] ; po)  acyclic (po | rf | co | fr) \ r as k`,
		"domain in rec":        `let rec r = rf | (po ; [domain(r)])  acyclic (po | rf | co | fr) \ r as l`,
		"product in rec":       `let rec r = rf | ((W * (R & range(r))) & po)  acyclic (po | rf | co | fr) \ r as m`,
		"union of sets in rec": `let rec r = rf | (((domain(r) | (range(r) & R)) * (W \ IW)) & po)  acyclic (po | rf | co | fr) \ r as n`,
		"sets left out in rec": `let rec r = rf | ((((range(r) | IW) \ W) * M) & po)  acyclic (po | rf | co | fr) \ r as o`,
		"brackets": `let m = let rec o = W \ domain(m) and c = R \ range(m) and u = [o | c] ; po ; [o | c]
			and m = m | (([o] ; po ; [c]) \ (u ; u)) in m
			acyclic (po \ (m ; po?)) | rf | co | fr as p  empty (po-loc & (R * W)) \ (po? ; m^-1 ; po?) as q`,
		"values":                `acyclic po-loc | rf | co | fr as coherent  empty different-values(po-loc & (R * R)) & (ext ; rf) as v  empty (co & int) \ differ as w`,
		"closure of difference": `acyclic (po \ (rf ; po)+) | rf | co | fr as j`,
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "m.cat")
			if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			m, err := models.LoadFile(file, nil)
			if err != nil {
				t.Fatal(err)
			}
			d := New(m, Options{})
			defer d.Close()
			count := map[verdict.Verdict]int{}
			for seed := range fixture.Nightly(30, 1000) {
				count[bothEngines(t, d, m, families.Small(uint64(seed)))]++
				if t.Failed() {
					return
				}
			}
			t.Log(count)
		})
	}
}
