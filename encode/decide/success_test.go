package decide

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
)

// exchanges returns a random program of exchanges, loads and stores with barriers. If
// explicit is set, what depends on the success of a stwcx. depends on the value of
// its lwarx too, by a compare of that with itself and a branch to the next
// instruction, or by an address: then herd7's reading is enough.
func exchanges(r *rand.Rand, explicit bool) string {
	var columns [][]string
	var seen []string
	for t := range 2 {
		var rows []string
		reg := 5
		for k := range 2 + r.IntN(2) {
			if k > 0 {
				rows = append(rows, []string{"", "isync", "isync", "lwsync", "eieio"}[r.IntN(5)])
			}
			at := 20 + r.IntN(2) // holds an address
			switch r.IntN(5) {
			case 0:
				rows = append(rows, fmt.Sprintf("li r1,%d", 1+r.IntN(2)), fmt.Sprintf("stw r1,0(r%d)", at))
				continue
			case 1:
				rows = append(rows, fmt.Sprintf("lwz r%d,0(r%d)", reg, at))
			default:
				rows = append(rows, fmt.Sprintf("li r1,%d", 1+r.IntN(2)),
					fmt.Sprintf("L%d%d:", t, k), fmt.Sprintf("lwarx r%d,r0,r%d", reg, at), fmt.Sprintf("stwcx. r1,r0,r%d", at),
					[]string{fmt.Sprintf("bne L%d%d", t, k), fmt.Sprintf("bne E%d", t)}[r.IntN(2)])
				if explicit {
					rows = append(rows, fmt.Sprintf("cmpw r%d,r%d", reg, reg), fmt.Sprintf("bne X%d%d", t, k), fmt.Sprintf("X%d%d:", t, k))
				}
				if r.IntN(3) == 0 { // an address, computed from success
					from := "mfcr r9"
					if explicit {
						from = fmt.Sprintf("mr r9,r%d", reg)
					}
					rows = append(rows, from, "xor r9,r9,r9", fmt.Sprintf("lwzx r%d,r9,r%d", reg+1, 20+r.IntN(2)))
					seen = append(seen, fmt.Sprintf("%d:r%d=%d", t, reg, r.IntN(3)))
					reg++
				}
			}
			seen = append(seen, fmt.Sprintf("%d:r%d=%d", t, reg, r.IntN(3)))
			reg++
		}
		columns = append(columns, append(rows, fmt.Sprintf("E%d:", t)))
	}
	return columnsOf(columns, seen)
}

// columnsOf returns a program of columns in which r20 to r22 hold the addresses of x, y
// and z.
func columnsOf(columns [][]string, seen []string) string {
	var b strings.Builder
	b.WriteString("PPC random\n{ ")
	rows, head := 0, []string{}
	for t, c := range columns {
		fmt.Fprintf(&b, "%d:r20=x; %d:r21=y; %d:r22=z; ", t, t, t)
		rows, head = max(rows, len(c)), append(head, fmt.Sprintf("P%d", t))
	}
	fmt.Fprintf(&b, "}\n %s ;\n", strings.Join(head, " | "))
	for i := range rows {
		var cells []string
		for _, c := range columns {
			cell := ""
			if i < len(c) {
				cell = c[i]
			}
			cells = append(cells, cell)
		}
		fmt.Fprintf(&b, " %s ;\n", strings.Join(cells, " | "))
	}
	fmt.Fprintf(&b, "exists (%s)\n", strings.Join(append(seen, "true"), " /\\ "))
	return b.String()
}

// TestSuccessIsADependency: under the variant, programs with exchanges have the
// final states that they have without it if the dependency is written out.
func TestSuccessIsADependency(t *testing.T) {
	plain := fixture.Model(t, "power")
	variant, err := models.LoadWith("power", map[string]bool{"stwcx-depends-on-lwarx": true})
	if err != nil {
		t.Fatal(err)
	}
	if ok, why := variant.Monotone(); !ok {
		t.Fatalf("the variant is not monotone: %s", why)
	}
	d := New(plain, Options{})
	defer d.Close()
	dv := New(variant, Options{})
	defer dv.Close()
	rests := 0
	for i := range fixture.Nightly(200, 5000) {
		draw := func() *rand.Rand { return rand.New(rand.NewPCG(uint64(i), 12)) }
		text := exchanges(draw(), false)
		got, without, want := finals(t, dv, text), finals(t, d, text), finals(t, d, exchanges(draw(), true))
		if !slices.Equal(got, want) {
			t.Fatalf("final states\n%s\nand with the dependency written out\n%s\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"), text)
		}
		if !slices.Equal(got, without) {
			rests++
		}
		if i%30 == 0 {
			bothEngines(t, dv, variant, text)
		}
	}
	if rests < 5 {
		t.Errorf("only %d programs rest on the dependency", rests)
	}
	t.Logf("%d programs rest on the dependency", rests)
}

// finals returns the final states of a program that has no executions beyond the bound.
func finals(t *testing.T, d *Decider, text string) []string {
	t.Helper()
	test := fixture.Parse(t, diag.NewSource("random", text))
	s, err := d.Structure(context.Background(), test, nil, false)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	found, limit, err := d.States(context.Background(), s, Observables(s))
	if err != nil || limit != "" {
		t.Fatalf("%v %s\n%s", err, limit, text)
	}
	ends := make([]*execution.Candidate, len(found))
	for i := range found {
		ends[i] = found[i].Witness
	}
	o := enumerate.Collect(s, ends, "")
	var all []string
	for i := range o.States {
		all = append(all, o.Text(o.States[i]))
	}
	return all
}
