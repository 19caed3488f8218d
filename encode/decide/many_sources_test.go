package decide

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/fixture"
)

// TestManySources: a load with more sources than maxRepeatedSources of package encode
// has every stored value once, whether one store has the value or several.
func TestManySources(t *testing.T) {
	const stores = 70
	var b strings.Builder
	b.WriteString("PPC many\n{ 0:r2=x; 1:r2=x; }\n P0 | P1 ;\n")
	values := map[int]bool{0: true}
	for i := range stores {
		v, load := 1+i, ""
		if i%2 == 0 { // every other value is stored twice
			v = 1 + i/4
		}
		if i == 0 {
			load = "lwz r1,0(r2)"
		}
		values[v] = true
		fmt.Fprintf(&b, " li r5,%d | %s ;\n stw r5,0(r2) | ;\n", v, load)
	}
	b.WriteString("exists (1:r1=1)\n")
	d := decider(t, fixture.ModelText(t, weak))
	s, err := d.Structure(context.Background(), fixture.ParseText(t, b.String()), nil, false)
	if err != nil {
		t.Fatal(err)
	}
	states, reason, err := d.States(context.Background(), s, []Observable{{Thread: 1, Reg: 1}})
	if err != nil || reason != "" {
		t.Fatal(err, reason)
	}
	if len(states) != len(values) {
		t.Errorf("%d final states, want %d", len(states), len(values))
	}
	for _, st := range states {
		if v := st.Values[0]; !values[int(v.Num)] || v.Loc != 0 {
			t.Errorf("%s was read, which nobody stores", v)
		}
	}
}
