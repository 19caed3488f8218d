package eval

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/execution/executiontest"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/event"
)

// Pieces of the shapes with doorbells, besides those of the classic shapes. ring sends a
// message to P1 after a sync.
const (
	ring, ring2       = sync + "msgsnd P1", sync + "msgsnd P2"
	bell, bellMsgsync = "doorbell; ", "doorbell; msgsync; "
	msgsync           = "; msgsync; "
)

// bellShapes says for each shape whether power-doorbell.cat (ISA 3.0) and
// power-doorbell-2.07.cat allow the condition, derived by hand from the sources that the
// models cite. because lists the axioms that executions with the condition violate, under
// the first model that forbids it.
var bellShapes = []struct{ name, want, because, cond, threads string }{
	// Message passing: the doorbell is the flag.
	{"MP+sync+msgsync", "FF", "propagation observation", "1:r6=0", wx1 + ring + "|" + bellMsgsync + rx2},
	{"MP+sync+msgsync+lwsync", "FF", "propagation observation", "1:r6=0", wx1 + ring + "|" + bellMsgsync + "lwsync; " + rx2},
	{"MP+po+msgsync", "AA", "", "1:r6=0", wx1 + "; msgsnd P1 |" + bellMsgsync + rx2},
	{"MP+lwsync+msgsync", "AA", "", "1:r6=0", wx1 + lwsync + "msgsnd P1 |" + bellMsgsync + rx2},
	{"MP+eieio+msgsync", "AA", "", "1:r6=0", wx1 + eieio + "msgsnd P1 |" + bellMsgsync + rx2},
	{"MP+lwsync+sync", "AA", "", "1:r6=0", wx1 + lwsync + "msgsnd P1 |" + bell + "sync; " + rx2},
	{"MP+late+msgsync", "AA", "", "1:r6=0", "msgsnd P1; sync; " + wx1 + "|" + bellMsgsync + rx2},
	{"MP+sync+po", "AF", "propagation observation", "1:r6=0", wx1 + ring + "|" + bell + rx2},
	{"MP+sync+lwsync", "AF", "propagation observation", "1:r6=0", wx1 + ring + "|" + bell + "lwsync; " + rx2},
	{"MP+sync+sync", "AF", "propagation observation", "1:r6=0", wx1 + ring + "|" + bell + "sync; " + rx2},
	{"MP+sync+isync", "AF", "propagation observation", "1:r6=0", wx1 + ring + "|" + bell + "isync; " + rx2},
	{"MP+sync+early", "AF", "propagation observation", "1:r6=0", wx1 + ring + "| msgsync; " + bell + rx2},
	{"MP+sync+late", "AF", "propagation observation", "1:r6=0", wx1 + ring + "|" + bell + rx2 + msgsync + ry},
	{"MP+lwsync+alone", "AA", "", "1:r5=1 /\\ 1:r6=0", wx1 + lwsync + wy1 + "|" + ry + msgsync + rx2},
	{"MP+sync+before", "AA", "", "1:r6=0", wx1 + ring + "|" + rx2 + "; " + bellMsgsync + ry},

	// Other accesses after an interrupt, and before a message.
	{"S+sync+msgsync", "FF", "propagation", "x=2", wx2 + ring + "|" + bellMsgsync + wx1},
	{"S+sync+po", "AF", "propagation", "x=2", wx2 + ring + "|" + bell + wx1},
	{"S+lwsync+msgsync", "AA", "", "x=2", wx2 + lwsync + "msgsnd P1 |" + bellMsgsync + wx1},
	{"LB+sync+msgsync", "FF", "no-thin-air propagation doorbell-causality", "0:r5=1", rx + ring + "|" + bellMsgsync + wx1},

	// The interrupt is a full fence together with its message: cumulative, and
	// between a write and a read.
	{"WRC+sync+msgsync", "FF", "propagation observation", "1:r5=1 /\\ 2:r6=0", wx1 + "|" + rx + ring2 + "|" + bellMsgsync + rx2},
	{"WRC+lwsync+msgsync", "AA", "", "1:r5=1 /\\ 2:r6=0", wx1 + "|" + rx + lwsync + "msgsnd P2 |" + bellMsgsync + rx2},
	{"WRC+sync+po", "AF", "propagation observation", "1:r5=1 /\\ 2:r6=0", wx1 + "|" + rx + ring2 + "|" + bell + rx2},
	{"WRC+msgsync+addr", "FF", "propagation observation", "2:r5=1 /\\ 2:r6=0", wx1 + ring + "|" + bellMsgsync + wy1 + "|" + ry + addrRx},
	{"RWC+msgsync+sync", "FF", "propagation", "1:r5=0 /\\ 2:r6=0", wx1 + ring + "|" + bellMsgsync + ry + "|" + wy1 + sync + rx2},
	{"RWC+po+sync", "AF", "propagation", "1:r5=0 /\\ 2:r6=0", wx1 + ring + "|" + bell + ry + "|" + wy1 + sync + rx2},
	{"RWC+msgsync+lwsync", "AA", "", "1:r5=0 /\\ 2:r6=0", wx1 + ring + "|" + bellMsgsync + ry + "|" + wy1 + lwsync + rx2},

	// One interrupt answers all messages that find the doorbell pending.
	{"coalesced", "FF", "propagation observation", "2:r5=0 /\\ ~pending(P2)", wx1 + ring2 + "|" + wy1 + ring2 + "|" + bellMsgsync + rx},
	{"one of two", "AA", "", "2:r5=0 /\\ pending(P2)", wx1 + ring2 + "|" + wy1 + ring2 + "|" + bellMsgsync + rx},
	{"none of two", "FF", "propagation observation", "2:r5=0 /\\ 2:r6=0", wx1 + ring2 + "|" + wy1 + ring2 + "|" + bellMsgsync + rx + "; " + ry2},
	{"both taken", "FF", "propagation observation", "2:r5=0 /\\ ~pending(P2)", wx1 + ring2 + "| msgsnd P2 |" + bellMsgsync + rx},
	{"one cleared", "AA", "", "2:r5=0 /\\ ~pending(P2)", wx1 + ring2 + "| msgsnd P2 | msgclr;" + bellMsgsync + rx},
	{"cleared before", "FF", "propagation observation", "1:r5=0", wx1 + ring + "| msgclr;" + bellMsgsync + rx},

	// Two interrupts in the order of their messages.
	{"in order", "FF", "propagation observation messages-in-order", "1:r5=0", wx1 + ring + "; sync; msgsnd P1 |" + bell + bellMsgsync + rx},
	{"overtaken", "FF", "propagation observation messages-in-order", "1:r5=0 /\\ ~pending(P1)", "msgsnd P1; " + wx1 + ring + "| msgclr;" + bellMsgsync + rx},
	{"overtaken by another's", "AA", "", "1:r5=0 /\\ ~pending(P1)", wx1 + ring + "| msgclr;" + bellMsgsync + rx + "| msgsnd P1"},

	// No interrupt out of thin air: the effect of an interrupt is not its cause.
	{"own cause", "FF", "doorbell-causality", "true", "|doorbell; msgsnd P1"},
	{"own message", "AA", "", "true", "|msgsnd P1; doorbell"},
	{"each other", "FF", "doorbell-causality", "true", "doorbell; msgsnd P1 | doorbell; msgsnd P0"},
	{"once round", "AA", "", "true", "msgsnd P1; doorbell | doorbell; msgsnd P0"},
	{"LB+ctrl+po", "FF", "doorbell-causality", "0:r5=1", rx + ctrl + "msgsnd P1 |" + bell + wx1},
	{"LB+sync+po", "FF", "doorbell-causality", "0:r5=1", rx + ring + "|" + bell + wx1},
	{"LB+po+po", "AA", "", "0:r5=1", rx + "; msgsnd P1 |" + bell + wx1},
	{"LB+lwsync+po", "AA", "", "0:r5=1", rx + lwsync + "msgsnd P1 |" + bell + wx1},
	{"LB+ctrl+data", "FF", "doorbell-causality", "0:r5=1 /\\ 2:r5=1", rx + ctrl + "msgsnd P1 |" + bell + wy1 + "|" + ry + dataWx},

	// What options would forbid, which are off.
	{"relayed", "AA", "", "2:r6=0", wx1 + ring + "| doorbell; msgsnd P2 |" + bellMsgsync + rx2},
	{"relayed twice", "AA", "", "3:r6=0", wx1 + ring + "| doorbell; msgsnd P2 | doorbell; msgsnd P3 |" + bellMsgsync + rx2},
	{"handed on", "AA", "", "2:r5=1 /\\ 2:r6=0", wx1 + ring + "|" + bell + wy1 + "|" + ry + msgsync + rx2},
	{"handed on twice", "AA", "", "2:r5=1 /\\ 3:r5=1 /\\ 3:r6=0", wx1 + ring + "|" + bell + wy1 + "|" + ry + "; " + wz1 + "|" + rz + msgsync + rx2},
	{"back in time", "AA", "", "~pending(P1)", "msgsnd P1 | msgclr; doorbell; msgsnd P2 | doorbell; msgsnd P1"},
	{"behind lwsync", "AA", "", "1:r5=1 /\\ 2:r6=0", wx1 + lwsync + wy1 + "|" + ry + ctrl + "msgsnd P2 |" + bellMsgsync + rx2},
}

var bellModels = []string{"power-doorbell", "power-doorbell-2.07"}

func TestBellShapes(t *testing.T) {
	for _, sh := range bellShapes {
		s := executiontest.Build(t, executiontest.Threads(sh.name, sh.cond, strings.Split(sh.threads, "|")...))
		got, because := "", ""
		for _, name := range bellModels {
			m := fixture.Model(t, name)
			yes, _ := observe(s, m)
			got += "FA"[min(yes, 1):][:1]
			if yes == 0 && because == "" {
				j, broken := New(m), map[string]bool{}
				executiontest.Each(s, func(c *execution.Candidate) {
					if c.Holds(s.Cond) {
						v := j.Judge(nil, c)
						for i := range v.Violations {
							broken[v.Violations[i].Axiom.Name] = true
						}
					}
				})
				for i := range m.Axioms {
					if broken[m.Axioms[i].Name] {
						because += " " + m.Axioms[i].Name
					}
				}
			}
		}
		if because = strings.TrimSpace(because); got != sh.want || because != sh.because {
			t.Errorf("%s: got %s because of %s, want %s because of %s", sh.name, got, because, sh.want, sh.because)
		}
	}
}

// Each option changes the shapes that it is about, and no others.
func TestOptions(t *testing.T) {
	changed := map[string][]string{
		"msgsnd-relay":      {"relayed FF", "relayed twice FF"},
		"dbo-causality":     {"back in time FF"},
		"msgsync-elsewhere": {"handed on FA", "handed on twice FA"},
		"msgsnd-store": {"MP+lwsync+msgsync FF", "MP+eieio+msgsync FF", "MP+lwsync+sync AF", "S+lwsync+msgsync FF",
			"WRC+lwsync+msgsync FF", "LB+lwsync+po FF", "behind lwsync FF"},
	}
	for option, want := range changed {
		var ms []*rel.Model
		for _, name := range bellModels {
			m, err := models.LoadWith(name, map[string]bool{option: true})
			if err != nil {
				t.Fatal(err)
			}
			if ok, why := m.Monotone(); !ok {
				t.Errorf("%s with %s: %s", name, option, why)
			}
			ms = append(ms, m)
		}
		var got []string
		for _, sh := range bellShapes {
			s := executiontest.Build(t, executiontest.Threads(sh.name, sh.cond, strings.Split(sh.threads, "|")...))
			now := ""
			for _, m := range ms {
				yes, _ := observe(s, m)
				now += "FA"[min(yes, 1):][:1]
			}
			if now != sh.want {
				got = append(got, sh.name+" "+now)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", option, got, want)
		}
	}
}

// An option forbids more, and so does ISA 2.07, execution by execution.
func TestOptionsForbid(t *testing.T) {
	weak := fixture.Model(t, "power-doorbell")
	stronger := []*rel.Model{fixture.Model(t, "power-doorbell-2.07")}
	for _, option := range []string{"msgsnd-relay", "msgsync-elsewhere", "msgsnd-store", "dbo-causality"} {
		m, err := models.LoadWith("power-doorbell", map[string]bool{option: true})
		if err != nil {
			t.Fatal(err)
		}
		stronger = append(stronger, m)
	}
	for i, m := range stronger {
		a, b, fewer := New(weak), New(m), false
		for _, sh := range bellShapes {
			s := executiontest.Build(t, executiontest.Threads(sh.name, sh.cond, strings.Split(sh.threads, "|")...))
			executiontest.Each(s, func(c *execution.Candidate) {
				x, y := a.Consistent(nil, c), b.Consistent(nil, c)
				fewer = fewer || x && !y
				if y && !x {
					t.Errorf("%s: model %d allows what power-doorbell does not", sh.name, i)
				}
			})
		}
		if !fewer {
			t.Errorf("model %d forbids nothing more", i)
		}
	}
}

// Without doorbells the models are power.cat.
func TestBellModelsWithoutBells(t *testing.T) {
	pow := fixture.Model(t, "power")
	for _, name := range bellModels {
		m := fixture.Model(t, name)
		for _, sh := range shapes {
			s := executiontest.Build(t, executiontest.Threads(sh.name, sh.cond, strings.Split(sh.threads, "|")...))
			a, b := New(pow), New(m)
			executiontest.Each(s, func(c *execution.Candidate) {
				if a.Consistent(nil, c) != b.Consistent(nil, c) {
					t.Errorf("%s under %s: not as under power", sh.name, name)
				}
			})
		}
	}
}

// power.cat judges a program with doorbells as the same program without them: it orders no
// event of a doorbell. The same holds for the models that power.cat is compared with.
func TestDoorbellsOrderNothing(t *testing.T) {
	for _, sh := range shapes {
		cols := strings.Split(sh.threads, "|")
		plain := executiontest.Build(t, executiontest.Threads(sh.name, sh.cond, cols...))
		for at := range 3 {
			with := make([]string, len(cols))
			for i, c := range cols {
				with[i] = ringing(c, i, at)
			}
			s := executiontest.Build(t, executiontest.Threads(sh.name, sh.cond, with...))
			for _, name := range []string{"power", "tso", "sc"} {
				m := fixture.Model(t, name)
				y1, n1 := observe(plain, m)
				if y2, n2 := observe(s, m); y1 != y2 || n1 != n2 {
					t.Errorf("%s under %s: %d and %d executions, with doorbells %d and %d", sh.name, name, y1, n1, y2, n2)
				}
			}
			onlyMemory(t, s)
		}
	}
}

// ringing returns the instructions of thread i with a msgsync after each. Before
// instruction number at, the thread sends a doorbell to itself and takes it.
func ringing(col string, i, at int) string {
	var b strings.Builder
	for k, line := range strings.Split(strings.Trim(col, "; "), ";") {
		if k == at {
			fmt.Fprintf(&b, "msgsnd P%d; doorbell; ", i)
		}
		b.WriteString(line + "; msgsync; ")
	}
	return b.String()
}

// onlyMemory checks that the relations of power.cat relate accesses.
func onlyMemory(t *testing.T, s *event.Structure) {
	j := New(fixture.Model(t, "power"))
	executiontest.Each(s, func(c *execution.Candidate) {
		j.Judge(nil, c)
		for _, r := range strings.Fields("sync lwsync eieio light strong fence dp rdw detour ctrl-isync ctrl-mem addr-po " +
			"ii ci cc ic ppo hb prop-base com-ext prop reserved") {
			ps, ok := j.Relation(r)
			if !ok {
				t.Fatalf("no relation %s", r)
			}
			for _, p := range ps {
				if !s.Events[p[0]].IsAccess() || !s.Events[p[1]].IsAccess() {
					t.Fatalf("%s relates %s and %s", r, c.Describe(p[0]), c.Describe(p[1]))
				}
			}
		}
	})
}

// The text of a violation.
func TestDoorbellViolations(t *testing.T) {
	for _, c := range []struct{ cond, threads, want string }{
		{"1:r6=0", wx1 + ring + "|" + bellMsgsync + rx2, "observation: P1:Rx=0 -fre-> P0:Wx=1 -prop-> P1:Rx=0"},
		{"true", "|doorbell; msgsnd P1",
			"doorbell-causality: P1:doorbell interrupt -done-after-> P1:msgsnd P1 -db-> P1:doorbell interrupt"},
		{"0:r5=1", rx + ctrl + "msgsnd P1 |" + bell + wx1,
			"doorbell-causality: P0:Rx=1 -sent-after-> P0:msgsnd P1 -db-> P1:doorbell interrupt -done-after-> P1:Wx=1 -rfe-> P0:Rx=1"},
	} {
		s := executiontest.Build(t, executiontest.Threads("V", c.cond, strings.Split(c.threads, "|")...))
		v := New(fixture.Model(t, "power-doorbell")).Judge(nil, outcome(t, s))
		var got []string
		for i := range v.Violations {
			got = append(got, v.Violations[i].String(s))
		}
		if !slices.Contains(got, c.want) {
			t.Errorf("got  %s\nwant %s", strings.Join(got, "\n     "), c.want)
		}
	}
}
