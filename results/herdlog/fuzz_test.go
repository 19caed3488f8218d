package herdlog

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
)

// parsed is what a log says of one test.
type parsed struct {
	name, kind         string
	states             []string
	loop               bool
	answer             string
	positive, negative int // as in the line Positive
	condition          string
	observation        string
	holds, fails       int // as in the line Observation
	hash               string
}

// read reads a log of one test, strictly: each line is there, in its place.
func read(text string) (p parsed, err error) {
	lines := strings.Split(text, "\n")
	next := func(format string, args ...any) {
		if err != nil {
			return
		}
		if len(lines) == 0 {
			err = errors.New("a line is missing")
			return
		}
		if _, e := fmt.Sscanf(lines[0], format, args...); e != nil {
			err = fmt.Errorf("%q is not %q: %w", lines[0], format, e)
		}
		lines = lines[1:]
	}
	line := func() (l string) {
		if len(lines) == 0 {
			err = errors.Join(err, errors.New("a line is missing"))
			return ""
		}
		l, lines = lines[0], lines[1:]
		return l
	}
	words := strings.Fields(line())
	if len(words) != 3 || words[0] != "Test" {
		return p, fmt.Errorf("%q is no first line", words)
	}
	p.name, p.kind = words[1], words[2]
	n := 0
	next("States %d", &n)
	for range n {
		p.states = append(p.states, line())
	}
	if p.answer = line(); strings.HasPrefix(p.answer, "Loop ") {
		p.loop, p.answer = true, strings.TrimPrefix(p.answer, "Loop ")
	}
	if line() != "Witnesses" {
		err = errors.Join(err, errors.New("the line Witnesses is not in its place"))
	}
	next("Positive: %d Negative: %d", &p.positive, &p.negative)
	var ok bool
	if p.condition, ok = strings.CutPrefix(line(), "Condition "); !ok {
		err = errors.Join(err, errors.New("the condition is not in its place"))
	}
	name := ""
	next("Observation %s %s %d %d", &name, &p.observation, &p.holds, &p.fails)
	if name != p.name {
		err = errors.Join(err, fmt.Errorf("the log of %s ends as that of %s", p.name, name))
	}
	if len(lines) > 0 {
		if h, ok := strings.CutPrefix(lines[0], "Hash="); ok {
			p.hash, lines = h, lines[1:]
		}
	}
	if err == nil && strings.Join(lines, "|") != "|" {
		err = fmt.Errorf("at the end stands %q", lines)
	}
	return p, err
}

// agrees holds the parts of a log against each other.
func (p *parsed) agrees() error {
	want := map[bool]string{true: "Ok", false: "No"}
	var holds bool
	switch pos, neg := p.holds, p.fails; p.kind {
	case "Allowed":
		holds = pos > 0
	case "Forbidden":
		holds, pos, neg = pos == 0, neg, pos
		if p.positive != pos || p.negative != neg {
			return errors.New("the witnesses of ~exists are not those of its negation")
		}
	case "Required":
		holds = neg == 0
	default:
		return fmt.Errorf("no test is %s", p.kind)
	}
	if p.answer != want[holds] {
		return fmt.Errorf("the answer is %s", p.answer)
	}
	observed := "Sometimes"
	if p.holds == 0 {
		observed = "Never"
	} else if p.fails == 0 {
		observed = "Always"
	}
	if p.observation != observed {
		return fmt.Errorf("%s, with %d and %d", p.observation, p.holds, p.fails)
	}
	if len(p.states) > p.positive+p.negative || len(p.states) == 0 && p.positive+p.negative > 0 {
		return fmt.Errorf("%d states of %d executions", len(p.states), p.positive+p.negative)
	}
	for i, s := range p.states {
		if i > 0 && s == p.states[i-1] {
			return fmt.Errorf("the state %s is there twice", s)
		}
		if s != "" && !strings.HasSuffix(s, ";") {
			return fmt.Errorf("%q is no state", s)
		}
	}
	return nil
}

// TestReadLogs: the logs of herd7 itself are read, so that FuzzLog asks for nothing that
// they are not.
func TestReadLogs(t *testing.T) {
	logs, err := filepath.Glob("testdata/*.log")
	if err != nil || len(logs) == 0 {
		t.Fatal("no logs: ", err)
	}
	for _, name := range logs {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		p, err := read(string(text))
		if err == nil {
			err = p.agrees()
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// FuzzLog: the log of any program can be read, line by line, and its parts agree with each
// other and with what was enumerated; or there is no log, for a reason.
func FuzzLog(f *testing.F) {
	tests, err := filepath.Glob("testdata/*.litmus")
	if err != nil || len(tests) == 0 {
		f.Fatal("no tests: ", err)
	}
	for _, name := range tests {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	m := fixture.Model(f, "power")
	f.Fuzz(func(t *testing.T, text string) {
		test, err := litmus.Parse(diag.NewSource("fuzz.litmus", text))
		if err != nil || len(text) > 2048 {
			return
		}
		ctx, cancel := limit.WithTimeout(t.Context(), time.Second)
		defer cancel()
		s, err := unroll.Build(ctx, test, unroll.Options{Limits: unroll.Limits{Bound: 2, MaxEvents: 40}, KeepRounds: true})
		if err != nil {
			return
		}
		o, err := enumerate.Run(ctx, s, m, enumerate.Options{Counts: true, MaxCandidates: 2000})
		if err != nil {
			return
		}
		var b bytes.Buffer
		if err := Write(&b, o); err != nil {
			if b.Len() > 0 {
				t.Errorf("half a log: %v", err)
			}
			return
		}
		p, err := read(b.String())
		if err == nil {
			err = p.agrees()
		}
		if err != nil {
			t.Fatalf("%v\n%s", err, &b)
		}
		if len(p.states) != len(o.States) || p.holds != o.Positive || p.fails != o.Negative {
			t.Errorf("%d states, %d and %d executions became\n%s", len(o.States), o.Positive, o.Negative, &b)
		}
	})
}
