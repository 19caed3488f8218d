package story

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/decide/decidetest"
	"github.com/fencewise/fencewise/encode/solve"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
)

// The accesses that the shapes are made of; registers r1, r2, r3 hold x, y, z.
const (
	wx, wx2, wy, wy2, wz = "stw r4,0(r1)", "stw r5,0(r1)", "stw r4,0(r2)", "stw r5,0(r2)", "stw r4,0(r3)"
	rx, ry, rz           = "lwz r6,0(r1)", "lwz r7,0(r2)", "lwz r8,0(r3)"
	addrX, addrY, addrZ  = "xor r9,r7,r7; lwzx r6,r9,r1", "xor r9,r6,r6; lwzx r7,r9,r2", "xor r9,r7,r7; lwzx r8,r9,r3"
	dataY                = "xor r9,r6,r6; addi r9,r9,1; stw r9,0(r2)"
)

// shape is a litmus text of threads, each a list of instructions.
func shape(name, cond string, threads ...string) *diag.Source {
	var b strings.Builder
	fmt.Fprintf(&b, "PPC %s\n{ ", name)
	var code [][]string
	rows := 0
	var head []string
	for i, t := range threads {
		for _, in := range []string{"r1=x", "r2=y", "r3=z", "r4=1", "r5=2"} {
			fmt.Fprintf(&b, "%d:%s; ", i, in)
		}
		lines := strings.Split(t, ";")
		code, rows = append(code, lines), max(rows, len(lines))
		head = append(head, fmt.Sprintf("P%d", i))
	}
	fmt.Fprintf(&b, "}\n %s ;\n", strings.Join(head, " | "))
	for r := range rows {
		var cells []string
		for _, lines := range code {
			cell := ""
			if r < len(lines) {
				cell = lines[r]
			}
			cells = append(cells, cell)
		}
		fmt.Fprintf(&b, " %s ;\n", strings.Join(cells, " | "))
	}
	fmt.Fprintf(&b, "exists (%s)\n", cond)
	return diag.NewSource(name, b.String())
}

// TestShapes says what the stories of the known shapes blame.
func TestShapes(t *testing.T) {
	const sync, lwsync = "; sync; ", "; lwsync; "
	m := fixture.Model(t, "power")
	d := decidetest.Decider(t, m)
	solver := solve.New("")
	defer solver.Close()
	for _, c := range []struct {
		name          string
		stale, early  int
		pairs         string // the pairs given up, by what they are
		cond, threads string
	}{
		{"in order", 0, 0, "", "1:r7=1 /\\ 1:r6=1", wx + ";" + wy + "|" + ry + ";" + rx},
		// Program order suffices.
		{"SB", 0, 0, "WR", "0:r7=0 /\\ 1:r6=0", wx + ";" + ry + "|" + wy + ";" + rx},
		{"SB+lwsyncs", 0, 0, "WR", "0:r7=0 /\\ 1:r6=0", wx + lwsync + ry + "|" + wy + lwsync + rx},
		{"SB+sync+lwsync", 0, 0, "WR", "0:r7=0 /\\ 1:r6=0", wx + sync + ry + "|" + wy + lwsync + rx},
		{"MP", 0, 0, "WW", "1:r7=1 /\\ 1:r6=0", wx + ";" + wy + "|" + ry + ";" + addrX},
		{"MP+sync+po", 0, 0, "RR", "1:r7=1 /\\ 1:r6=0", wx + sync + wy + "|" + ry + ";" + rx},
		{"MP+po+addr", 0, 0, "WW", "1:r7=1 /\\ 1:r6=0", wx + ";" + wy + "|" + ry + ";" + addrX},
		{"LB", 0, 0, "RW", "0:r6=1 /\\ 1:r7=1", rx + ";" + wy + "|" + ry + ";" + wx},
		{"LB+data+po", 0, 0, "RW", "0:r6=1 /\\ 1:r7=1", rx + ";" + dataY + "|" + ry + ";" + wx},
		{"S+sync+po", 0, 0, "RW", "1:r7=1 /\\ x=2", wx2 + sync + wy + "|" + ry + ";" + wx},
		{"R+lwsync+po", 0, 0, "WR", "y=2 /\\ 1:r6=0", wx + lwsync + wy + "|" + wy2 + ";" + rx},
		{"2+2W", 0, 0, "WW", "x=2 /\\ y=2", wx2 + ";" + wy + "|" + wy2 + ";" + wx},
		{"WRC+po+addr", 0, 0, "RW", "1:r6=1 /\\ 2:r7=1 /\\ 2:r6=0", wx + "|" + rx + ";" + wy + "|" + ry + ";" + addrX},
		{"IRIW", 0, 0, "RR", "1:r6=1 /\\ 1:r7=0 /\\ 3:r7=1 /\\ 3:r6=0", wx + "|" + rx + ";" + ry + "|" + wy + "|" + ry + ";" + rx},
		// A store is deferred past two loads that depend on each other.
		{"SB+two", 0, 0, "WR WR", "0:r7=0 /\\ 0:r6=0 /\\ 1:r8=0", wz + ";" + ry + ";" + addrX + "|" + wx + sync + rz},
		// A load is given the value of its thread's pending store.
		{"SB+rfi", 0, 0, "WR WR", "0:r6=1 /\\ 0:r7=0 /\\ 1:r6=0", wx + ";" + rx + ";" + addrY + "|" + wy + sync + rx},
		// No order suffices: a store reaches different CPUs at different times.
		{"IRIW+addrs", 1, 0, "", "1:r6=1 /\\ 1:r7=0 /\\ 3:r7=1 /\\ 3:r6=0", wx + "|" + rx + ";" + addrY + "|" + wy + "|" + ry + ";" + addrX},
		{"IRIW+lwsyncs", 1, 0, "", "1:r6=1 /\\ 1:r7=0 /\\ 3:r7=1 /\\ 3:r6=0", wx + "|" + rx + lwsync + ry + "|" + wy + "|" + ry + lwsync + rx},
		{"WRC+data+addr", 1, 0, "", "1:r6=1 /\\ 2:r7=1 /\\ 2:r6=0", wx + "|" + rx + ";" + dataY + "|" + ry + ";" + addrX},
		{"RWC+addr+sync", 1, 0, "", "1:r6=1 /\\ 1:r7=0 /\\ 2:r6=0", wx + "|" + rx + ";" + addrY + "|" + wy + sync + rx},
		{"R+lwsync+sync", 1, 0, "", "y=2 /\\ 1:r6=0", wx + lwsync + wy + "|" + wy2 + sync + rx},
		{"W+RWC+lwsync+addr+sync", 1, 0, "", "1:r7=1 /\\ 1:r8=0 /\\ 2:r6=0", wx + lwsync + wy + "|" + ry + ";" + addrZ + "|" + wz + sync + rx},
		{"Z6.3+lwsync+lwsync+addr", 1, 0, "", "y=2 /\\ 2:r8=1 /\\ 2:r6=0", wx + lwsync + wy + "|" + wy2 + lwsync + wz + "|" + rz + "; xor r9,r8,r8; lwzx r6,r9,r1"},
		{"WRW+2W+data+sync", 0, 1, "", "1:r6=2 /\\ y=2 /\\ x=2", wx2 + "|" + rx + ";" + dataY + "|" + wy2 + sync + wx},
	} {
		x := decidetest.Witness(t, d, shape(c.name, c.cond, strings.Split(c.threads, "|")...), nil)
		if x == nil {
			t.Errorf("%s: no witness", c.name)
			continue
		}
		st := checked(t, solver, c.name, x, m)
		early := 0
		for _, l := range st.Late {
			if l.Early {
				early++
			}
		}
		if got := kinds(st); got != c.pairs || early != c.early || len(st.Late)-early != c.stale {
			t.Errorf("%s: %d stale, %d early and %q given up; want %d, %d and %q\n%s",
				c.name, len(st.Late)-early, early, got, c.stale, c.early, c.pairs, text(st))
		}
	}
}

// kinds is the pairs given up as letters: "WR" is a store and a load.
func kinds(st *Story) string {
	letter := func(e int) string {
		switch ev := &st.C.X.S.Events[e]; {
		case ev.IsRead():
			return "R"
		case ev.IsWrite():
			return "W"
		}
		return "D"
	}
	var out []string
	for _, p := range st.GivenUp {
		out = append(out, letter(p.First)+letter(p.Second))
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

// TestRandom holds the stories of random programs against the definition.
// Sequential consistency departs from nothing, total store order only lets loads
// pass stores.
func TestRandom(t *testing.T) {
	solver := solve.New("")
	defer solver.Close()
	for _, c := range []struct {
		model   string
		program func(uint64) string
		n       int
		allowed func(st *Story) bool
	}{
		{"sc", families.Small, 100, func(st *Story) bool { return len(st.Late)+len(st.GivenUp)+len(st.Against) == 0 }},
		{"tso", families.Small, 100, func(st *Story) bool {
			return len(st.Late)+len(st.Against) == 0 && strings.Trim(kinds(st), "WR ") == "" && !strings.Contains(kinds(st), "RW") && !strings.Contains(kinds(st), "WW")
		}},
		{"power", families.Small, 200, func(st *Story) bool { return len(st.Against) == 0 }},
		{"power", func(seed uint64) string { return families.Random(12, seed) }, 60, func(st *Story) bool { return len(st.Against) == 0 }},
		{"power-doorbell", families.Doorbell, 120, func(*Story) bool { return true }},
	} {
		m := fixture.Model(t, c.model)
		d := decidetest.Decider(t, m)
		told := 0
		n := nightly(c.n)
		for seed := range uint64(n) {
			name := fmt.Sprintf("%s %d", c.model, seed)
			x := decidetest.Witness(t, d, diag.NewSource(name, c.program(seed)), nil)
			if x == nil {
				continue
			}
			told++
			if st := checked(t, solver, name, x, m); !c.allowed(st) {
				t.Errorf("%s: %d late, %q given up, %d against\n%s", name, len(st.Late), kinds(st), len(st.Against), text(st))
			}
		}
		if told < n/10 {
			t.Errorf("%s: %d of %d programs have a witness", c.model, told, n)
		}
		t.Logf("%s: %d stories", c.model, told)
	}
}

// TestMany: rings of 64 threads, which depart from program order once in all.
func TestMany(t *testing.T) {
	m := fixture.Model(t, "power")
	d := decidetest.Decider(t, m)
	for _, name := range []string{"SB", "LB", "MP"} {
		x := decidetest.Witness(t, d, diag.NewSource(name, families.Ring(name, "", 64, 1)), nil)
		if x == nil {
			t.Errorf("%s: no witness", name)
			continue
		}
		st := Tell(x, m)
		sound(t, name, st)
		if !st.Minimal || len(st.Late) != 0 || len(st.GivenUp) != 1 {
			t.Errorf("%s: %d late, %d given up, minimal: %v", name, len(st.Late), len(st.GivenUp), st.Minimal)
		}
		if again := Tell(x, m); !slices.Equal(again.order, st.order) || text(again) != text(st) {
			t.Errorf("%s: the second story is another", name)
		}
	}
}

// TestGivenUpSearch: a story that the search could not finish is a story, and
// says that it may not be the smallest.
func TestGivenUpSearch(t *testing.T) {
	m := fixture.Model(t, "power")
	x := decidetest.Witness(t, decidetest.Decider(t, m), diag.NewSource("LB", families.Ring("LB", "", 8, 2)), nil)
	k := constrain(x, m)
	k.problem.Budget = 1
	st := k.best()
	sound(t, "LB", st)
	define(t, x, m, preservedNames[m.Name]).hold("LB", st)
	if st.Minimal || !strings.Contains(strings.Join(st.Unusual(), "\n"), "may not be minimal") {
		t.Errorf("it does not say so:\n%s", text(st))
	}
}

// TestPreserved: what is read off a model as preserved program order.
func TestPreserved(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`include "power.cat"`, "ii & (R * R), ic & (R * W), sync, lwsync, eieio, ppo, fence"},
		{`include "tso.cat"`, "ppo, mfence, implied"},
		{`include "sc.cat"`, "po & (M * M)"},
		{`acyclic po | rf | co | fr`, "po"},
		{`let hb = (po & (R * M)) | rfe | ([R] ; po) acyclic hb+ as hb`, "po & (R * M), [R] ; po"},
		{`let hb = (po & (R * M)) | rfe irreflexive hb+ as hb`, "po & (R * M)"},
		{`let rec ob = addr | rfe | (ob ; ob) irreflexive ob as ob`, "addr"},
		{`acyclic po-loc | rf | co | fr`, ""},    // one location at a time
		{`acyclic po | co`, ""},                  // no reads-from
		{`acyclic (rfi | rf)`, ""},               // one location at a time
		{`acyclic rfe | (po ; rfe)`, ""},         // leaves the thread
		{`irreflexive po | rfe`, ""},             // says nothing of cycles
		{`~acyclic po | rf as odd`, ""},          // has to fail
		{`flag ~acyclic po | rf as odd`, ""},     // forbids nothing
		{`let ppo = addr empty ppo & 0`, "addr"}, // by its name
		{`let fence = fencerel(SYNC) empty fence & 0`, "fence"},
	} {
		m := model(t, c.text)
		var got []string
		for _, id := range preserving(m) {
			name := m.Node(id).Name
			if name == "" {
				name = m.Text(id)
			}
			got = append(got, name)
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s: %q, want %q", c.text, strings.Join(got, ", "), c.want)
		}
	}
}

// model is a model given as text.
func model(t *testing.T, text string) *rel.Model {
	t.Helper()
	path := t.TempDir() + "/m.cat"
	write(t, path, text)
	m, err := models.LoadFile(path, nil)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestAgainst: where preserved program order, coherence and the doorbell order
// go round in a circle, the story says so and is told all the same.
func TestAgainst(t *testing.T) {
	solver := solve.New("")
	defer solver.Close()
	// Each thread's stores are in order, and coherence is against both.
	weak := model(t, `let ppo = po & (W * W) empty ppo & 0`)
	preservedNames[weak.Name] = []string{"ppo"}
	x := decidetest.Witness(t, decidetest.Decider(t, weak), shape("2+2W", "x=2 /\\ y=2", wx2+";"+wy, wy2+";"+wx), nil)
	st := checked(t, solver, "2+2W", x, weak)
	if len(st.Against) != 1 || len(st.GivenUp)+len(st.Late) != 0 || !strings.Contains(text(st), "form a cycle") {
		t.Errorf("%v\n%s", st.Against, text(st))
	}
	// A message comes in the doorbell order before what has caused it.
	bells := fixture.Model(t, "power-doorbell")
	x = decidetest.Witness(t, decidetest.Decider(t, bells), diag.NewSource("back in time", `PPC back
{}
 P0        | P1        | P2        ;
 msgsnd P1 | msgclr    | doorbell  ;
           | doorbell  | msgsnd P1 ;
           | msgsnd P2 |           ;
exists (~pending(P1))
`), nil)
	st = checked(t, solver, "back in time", x, bells)
	if len(st.Late)+len(st.Against) == 0 || len(st.GivenUp)+len(st.Against) == 0 {
		t.Errorf("nothing is unusual:\n%s", text(st))
	}
	// A model that asks for nothing: an execution without coherence.
	none := model(t, `empty 0`)
	preservedNames[none.Name] = nil
	x = decidetest.Witness(t, decidetest.Decider(t, none), shape("none", "0:r6=0 /\\ x=1", wx2+";"+wx+";"+rx), nil)
	checked(t, solver, "none", x, none)
}

// TestRows: the rows are the steps in words, and each event takes effect in one.
func TestRows(t *testing.T) {
	m := fixture.Model(t, "power")
	x := decidetest.Witness(t, decidetest.Decider(t, m), shape("SB", "0:r7=0 /\\ 1:r6=0", wx+";"+ry, wy+";"+rx), nil)
	var got []string
	for _, r := range Tell(x, m).Rows() {
		got = append(got, fmt.Sprintf("%d %v %s %s %q", r.Thread, r.Kind, r.Instr, r.Effect, r.Notes))
	}
	want := []string{
		`0 deferred stw r4,0(r1) x := 1 ["STORE DEFERRED DUE TO RE-ORDERING"]`,
		`0 happens lwz r7,0(r2) y -> 0 []`,
		`1 happens stw r4,0(r2) y := 1 []`,
		`1 happens lwz r6,0(r1) x -> 0 []`,
		`0 completes stw r4,0(r1) x := 1 ["RE-ORDERED STORE COMPLETES"]`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}

func BenchmarkTell(b *testing.B) {
	m := fixture.Model(b, "power")
	d := decidetest.Decider(b, m)
	for _, c := range []struct {
		name string
		src  *diag.Source
	}{
		{"IRIW+addrs", shape("IRIW+addrs", "1:r6=1 /\\ 1:r7=0 /\\ 3:r7=1 /\\ 3:r6=0", wx, rx+";"+addrY, wy, ry+";"+addrX)},
		{"ring of 64", diag.NewSource("ring", families.Ring("SB", "", 64, 1))},
	} {
		x := decidetest.Witness(b, d, c.src, nil)
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				Tell(x, m)
			}
		})
	}
}
