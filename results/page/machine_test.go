package page

import (
	"reflect"
	"testing"

	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/results"
)

// TestCompiled checks what the page says that statements and slots are compiled to.
func TestCompiled(t *testing.T) {
	test := *fixture.Study(t, "host_ipi_lkmm/kernel")
	test.Target = "power"
	p := New(&results.Comparison{}, "")
	n := p.Program("host_ipi_lkmm/kernel", &test)
	p.Explain(n, fixture.Structure(t, &test, unroll.Options{FreeSlots: true}))
	q := p.Programs[n]
	for _, c := range []struct {
		column, cell int
		want         []string
	}{
		{0, 0, []string{"stw"}},
		{0, 1, []string{"", "lwsync", "sync"}}, // none, smp_wmb, smp_mb
		{1, 0, []string{"lwz", "lwz; lwsync"}}, // READ_ONCE, smp_load_acquire
		{1, 4, []string{"lwarx; stwcx.", "lwarx; stwcx.; lwsync", "lwsync; lwarx; stwcx.", "sync; lwarx; stwcx.; sync"}},
	} {
		if got := q.Columns[c.column].Code[c.cell].Machine; !reflect.DeepEqual(got, c.want) {
			t.Errorf("cell %d of column %d is compiled to %q", c.cell, c.column, got)
		}
	}
	want := map[string][][]string{
		"set.before": {{}, {"lwsync"}, {"sync"}},
		"irq":        {{}, {"lwsync"}},
		"demux":      {{}, {"lwsync"}, {"lwsync"}, {"sync", "sync"}},
	}
	for _, s := range q.Slots {
		if w := want[s.Name]; w != nil && !reflect.DeepEqual(s.Machine, w) {
			t.Errorf("slot %s holds %q", s.Name, s.Machine)
		}
	}
	// As written, nothing is compiled.
	written := fixture.Study(t, "host_ipi_lkmm/mail")
	n = p.Program("host_ipi_lkmm/mail", written)
	p.Explain(n, fixture.Structure(t, written, unroll.Options{}))
	for _, c := range p.Programs[n].Columns {
		for _, x := range c.Code {
			if x.Machine != nil {
				t.Errorf("%q is compiled to %q", x.Text, x.Machine)
			}
		}
	}
}
