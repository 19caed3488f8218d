package rel

import "testing"

func TestDirections(t *testing.T) {
	m, err := Elaborate(parse(t, "m.cat", `
let pos = po;rf let neg = co;rf let rec up = po | up;up let rec down = rf | down;down
let clo = co+ let under = (rf;rf)* let unused = po;po
acyclic pos | up | clo
empty (po;co) \ (neg | down | under)
flag ~empty unused as f`), Options{})
	if err != nil {
		t.Fatal(err)
	}
	dir := m.Directions()
	for name, want := range map[string]Direction{
		"pos": OneWay, "up": OneWay, "clo": OneWay, "neg": BothWays, "down": Least, "under": Least, "unused": Unused,
	} {
		if got := dir[m.Named[name]]; got != want {
			t.Errorf("%s: got %d, want %d", name, got, want)
		}
	}
	// A check that demands a failure reverses every direction.
	m, err = Elaborate(parse(t, "m.cat", `let a = po+ let b = rf;rf ~acyclic a \ b`), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if dir = m.Directions(); dir[m.Named["a"]] != Least || dir[m.Named["b"]] != OneWay {
		t.Errorf("got %v", dir)
	}
}
