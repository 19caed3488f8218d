package rel

import (
	"strings"
	"testing"
)

// The laws of simplify: both sides are one node.
func TestSimplify(t *testing.T) {
	for _, c := range [][2]string{
		{"po | po", "po"}, {"0 | po", "po"}, {"po & 0", "0"}, {`po \ po`, "0"}, {`po \ 0`, "po"},
		{"po;0", "0"}, {"[_];po", "po"}, {"po;[_]", "po"}, {"[W];[R]", "[W & R]"}, {"po | rf", "rf | po"},
		{"~~po", "po"}, {"po & ~rf", `po \ rf`}, {`po \ ~rf`, "po & rf"}, {`po \ (po & rf)`, `po \ rf`},
		{`po \ (rf & po)`, `po \ rf`}, {"(_*_) & po", "po"}, {"~(_*_)", "0"}, {"~0", "_*_"},
		{"po^-1^-1", "po"}, {"[W]^-1", "[W]"}, {"(W*R)^-1", "R*W"}, {"(po+)+", "po+"}, {"(po+)?", "po*"},
		{"(po?)+", "po*"}, {"(po*)*", "po*"}, {"0*", "[_]"}, {"[W]+", "[W]"}, {"[W]?", "[_]"}, {"[0]", "0"}, {"W*0", "0"},
		{"[W | W]", "[W]"}, {"[domain [W]]", "[W]"}, {"[W & _]", "[W]"}, {`[_ \ W]`, "[~W]"}, {"[range 0]", "0"},
	} {
		m, err := Elaborate(parse(t, "m.cat", "let a = "+c[0]+" acyclic a acyclic "+c[1]), Options{})
		if err != nil {
			t.Errorf("%s: %v", c[0], err)
			continue
		}
		if x, y := m.Axioms[0].Expr, m.Axioms[1].Expr; x != y {
			t.Errorf("%s is %s, not %s", c[0], m.spell(x, 9), m.spell(y, 9))
		}
	}
}

func TestPolarity(t *testing.T) {
	m, err := Elaborate(parse(t, "m.cat", `
let neg = rf;rf let pos = co;co let both = po;po let never = addr;data
acyclic (pos \ neg) | (both & ~both)
flag ~empty never as f`), Options{})
	if err != nil {
		t.Fatal(err)
	}
	pol := m.Polarity()
	for name, want := range map[string]Polarity{"pos": Positive, "neg": Negative, "never": 0} {
		if got := pol[m.Named[name]]; got != want {
			t.Errorf("%s: got %d, want %d", name, got, want)
		}
	}
	flags := m.PolarityIn(func(a *Axiom) bool { return a.Mode == Flag })
	if got := flags[m.Named["never"]]; got != Negative {
		t.Errorf("never in the flag: got %d", got)
	}
}

func TestStatic(t *testing.T) {
	m, err := Elaborate(parse(t, "m.cat", `
let still = (po;addr)+ let rec r = rf | r;r let rec s = po | s;s let seen = po;r
acyclic r | s | seen | still`), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{"still": true, "r": false, "s": true, "seen": false} {
		if got := m.Static(m.Named[name]); got != want {
			t.Errorf("%s: got %v", name, got)
		}
	}
}

func TestMonotone(t *testing.T) {
	for _, c := range []struct{ text, culprit string }{
		{`acyclic po | rf`, ""},
		{`acyclic (rf^-1;co) \ [_]`, ""},
		{`acyclic (po \ (W*R)) | (co \ int)`, ""},
		{`let coi = co & int acyclic co \ coi`, ""},
		{`acyclic po \ (addr | data^-1 | loc)`, ""},
		{`flag ~empty po \ (po;po) as f acyclic po`, ""},
		{`let mid = po;po acyclic po \ mid`, "mid"},
		{`acyclic po & ~rf`, "rf"},
		{`let s = domain po acyclic [W \ s]`, "s"},
		{`~acyclic rf`, "axiom 1"},
		{`let rec r = po | r;r acyclic rf \ r`, "r"},
	} {
		m, err := Elaborate(parse(t, "m.cat", c.text), Options{})
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		ok, why := m.Monotone()
		if ok != (c.culprit == "") || !strings.HasPrefix(why, c.culprit) {
			t.Errorf("%s: got %v %q", c.text, ok, why)
		}
	}
}

func TestRoundsCanGo(t *testing.T) {
	all, reads := Removable{Rounds: true, Writes: true}, Removable{Rounds: true}
	for _, c := range []struct {
		text, culprit string
		can           Removable
	}{
		{`acyclic po | ctrl | (addr \ data)`, "", all},
		{`acyclic po \ ctrl`, "ctrl", Removable{}},
		{`let d = ctrl-stwcx acyclic po \ (rmw | d)`, "ctrl-stwcx", Removable{}},
		{`let mid = po;po acyclic po \ mid`, "mid", Removable{}},
		{`let mid = po;[W];po acyclic po \ mid`, "mid", reads},
		{`let mid = po;[R];po acyclic po \ mid`, "mid", Removable{}},
		{`let mid = po;([IW] | [W & R]);po acyclic po \ mid`, "([IW]", reads},
		{`let mid = po;[W | F];po acyclic po \ mid`, "mid", Removable{}},
		{`let mid = po;(po^-1;[W])^-1;po acyclic po \ mid`, "(po^-1", Removable{}},
		{`let mid = po;(po;[W])^-1 acyclic po \ mid`, "mid", reads},
		{`let mid = po & (R*W) let more = mid;po acyclic po \ more`, "more", reads},
		{`let some = domain (po & _*W) acyclic po \ [some]`, "some", reads},
		{`let some = domain (po & W*_) acyclic po \ [some]`, "some", Removable{}},
		{`let some = range (po & W*_) acyclic po \ [some]`, "some", reads},
		{`let far = ([W];po;[W])+ acyclic po \ far`, "far", reads},
		{`let far = ([W];po)+ acyclic po \ far`, "far", reads},
		{`let far = ([W];(co & loc))+ acyclic po \ far`, "co", reads},
		{`acyclic po \ (co;co^-1)`, "co", reads},
		{`acyclic po \ (rf^-1;co)`, "rf", reads},
		{`acyclic po \ (rf;rf^-1)`, "rf", Removable{}},
		{`let far = ([W];po;[R])+ acyclic po \ far`, "far", reads},
		{`let far = (po;[R])+ acyclic po \ far`, "far", Removable{}},
		{`acyclic po & loc | rf | co | rf^-1;co empty rmw & (((rf^-1;co) & ext) ; (co & ext))`, "", Removable{true, true, true}},
	} {
		m, err := Elaborate(parse(t, "m.cat", c.text), Options{})
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		can, why := m.RoundsCanGo()
		if can != c.can || !strings.HasPrefix(why, c.culprit) {
			t.Errorf("%s: got %v %q", c.text, can, why)
		}
	}
}

// A group inside another that it depends on becomes part of it.
func TestNestedGroups(t *testing.T) {
	m, err := Elaborate(parse(t, "m.cat", `
let rec outer = po | (let rec inner = outer;rf | inner;inner in inner)
let rec apart = (let rec own = co | own;own in own) | apart;apart
acyclic outer | apart`), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Check(); err != nil {
		t.Fatal(err)
	}
	var sizes []int
	for _, g := range m.Groups {
		sizes = append(sizes, len(g.Vars))
	}
	if len(sizes) != 4 || sizes[0] != 2 || sizes[1] != 0 || sizes[2] != 1 || sizes[3] != 1 {
		t.Errorf("groups of sizes %v", sizes)
	}
}

const want = `model example "Example"
r = rec @12
@5 = rf^-1
@7 = @5 ; co
@9 = [_]
fr = @7 \ @9
@11 = r ; fr
@12 = po | @11
@15 = W * R
strong@16 = po & @15
strong@18 = strong@16 & loc
@19 = r | strong@18
@20 = domain rf
@21 = [@20]
acyclic @19 as a
flag ~empty @21 as b
`

func TestString(t *testing.T) {
	m, err := Elaborate(parse(t, "m.cat", `"Example"
let fr = (rf^-1;co) \ [_]
let rec r = po | (r;fr)
let strong = po & (W * R)
let strong = strong & loc
acyclic r | strong as a
flag ~empty [domain rf] as b`), Options{Name: "example"})
	if err != nil {
		t.Fatal(err)
	}
	if got := m.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
