package decide

import (
	"context"
	"os"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// logged is the entry of a reference log for one test.
type logged struct {
	name   string
	states []string
}

func readLog(t testing.TB, path string) []logged {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Skip("the conformity suites are not here: ", err)
	}
	var all []logged
	left := 0
	for line := range strings.Lines(string(text)) {
		line = strings.TrimRight(line, "\n")
		switch f := strings.Fields(line); {
		case left > 0:
			all[len(all)-1].states = append(all[len(all)-1].states, line)
			left--
		case len(f) == 3 && f[0] == "Test":
			all = append(all, logged{name: f[1]})
		case len(f) == 2 && f[0] == "States":
			left, _ = strconv.Atoi(f[1])
		}
	}
	return all
}

// observables returns the registers and locations in a state line of the log.
func observables(s *event.Structure, line string) []Observable {
	var obs []Observable
	for item := range strings.SplitSeq(line, ";") {
		name, _, ok := strings.Cut(strings.TrimSpace(item), "=")
		if !ok {
			continue
		}
		if loc, ok := strings.CutPrefix(name, "["); ok {
			for i := range s.Locs {
				if s.Locs[i].Name+"]" == loc {
					obs = append(obs, Observable{Thread: -1, Loc: int32(i)})
				}
			}
			continue
		}
		th, reg, _ := strings.Cut(name, ":r")
		t, _ := strconv.Atoi(th)
		r, _ := strconv.Atoi(reg)
		obs = append(obs, Observable{Thread: t, Reg: isa.Reg(r)})
	}
	return obs
}

// line writes a state as the log does, given a line with the same names.
func line(s *event.Structure, like string, st State) string {
	var b strings.Builder
	i := 0
	for item := range strings.SplitSeq(like, ";") {
		name, _, ok := strings.Cut(item, "=")
		if ok {
			b.WriteString(name + "=" + s.ShowAs(event.Word, st.Values[i]) + ";") // the suite declares nothing
			i++
		}
	}
	return b.String()
}

// TestSuiteStates compares the complete sets of final states with the log.
func TestSuiteStates(t *testing.T) {
	d := newDecider(t, "power", Options{})
	tests, states := 0, 0
	for _, l := range readLog(t, suite+"herd7.log") {
		text, err := os.ReadFile(suite + "tests/" + l.name + ".litmus")
		if err != nil {
			t.Fatal(err)
		}
		test := fixture.Parse(t, diag.NewSource(l.name, string(text)))
		s, err := d.Structure(context.Background(), test, nil, false)
		if err != nil {
			t.Fatal(err)
		}
		found, reason, err := d.States(context.Background(), s, observables(s, l.states[0]))
		if err != nil || reason != "" {
			t.Fatal(l.name, reason, err)
		}
		var got []string
		for _, st := range found {
			got = append(got, line(s, l.states[0], st))
		}
		sort.Strings(got)
		sort.Strings(l.states)
		if strings.Join(got, "\n") != strings.Join(l.states, "\n") {
			t.Errorf("%s: got\n%s\nwant\n%s", l.name, strings.Join(got, "\n"), strings.Join(l.states, "\n"))
		}
		tests++
		states += len(got)
	}
	t.Log(tests, "tests,", states, "states")
}
