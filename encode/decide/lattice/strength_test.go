package lattice

import (
	"context"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/isa/power"
)

// TestStrength: the order of the barriers under each embedded model, as pairs
// of the weaker and the stronger one.
func TestStrength(t *testing.T) {
	tags := power.POWER.Tags
	kinds := []isa.Tag{power.Sync, power.LwSync, power.Eieio, power.Isync, power.Msgsync}
	const others = "lwsync<sync lwsync<eieio lwsync<isync lwsync<msgsync eieio<sync eieio<lwsync eieio<isync eieio<msgsync " +
		"isync<sync isync<lwsync isync<eieio isync<msgsync msgsync<sync msgsync<lwsync msgsync<eieio msgsync<isync"
	for model, want := range map[string]string{
		"power":               "lwsync<sync eieio<sync eieio<lwsync msgsync<sync msgsync<lwsync msgsync<eieio msgsync<isync",
		"power-doorbell":      "lwsync<sync eieio<sync eieio<lwsync",
		"power-doorbell-2.07": "lwsync<sync eieio<sync eieio<lwsync msgsync<sync msgsync<lwsync msgsync<eieio msgsync<isync",
		"tso":                 others, // all but sync do nothing
		"sc":                  others,
	} {
		d := newDecider(t, model, decide.Options{Budget: 1}) // which are about programs
		var got []string
		for _, weak := range kinds {
			for _, strong := range kinds {
				is, err := d.AtLeast(context.Background(), weak, strong)
				if err != nil {
					t.Fatal(err)
				}
				if is && weak != strong {
					got = append(got, tags[weak].Name+"<"+tags[strong].Name)
				}
			}
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%s: %s\nwant %s", model, g, want)
		}
	}
}
