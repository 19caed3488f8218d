package strength

import (
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/programs/power"
)

// TestSame: a question is a function of the model, to the last number. Proofs
// are kept beside it.
func TestSame(t *testing.T) {
	text := func() string {
		m, err := models.Load("power-doorbell")
		if err != nil {
			t.Fatal(err)
		}
		f, why := Question(m, power.Eieio, power.LwSync)
		if why != "" {
			t.Fatal(why)
		}
		var b strings.Builder
		if err := f.WriteDIMACS(&b); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	first := text()
	for range 5 {
		if text() != first {
			t.Fatal("it was another one the second time")
		}
	}
}
