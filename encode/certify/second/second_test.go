//go:build unix

package second

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/fencewise/fencewise/programs/diag"
)

func mp(dir string) *Case {
	return &Case{Tool: "fencewise test", Test: "MP/../ 1", Model: "power", Verdict: "Never", Program: []byte("PPC MP\n"),
		Models: []File{{"power.cat", []byte("a model")}, {"prelude.cat", []byte("a prelude")}},
		Again:  []string{"fencewise", "check", "program.litmus", "--set", "it's=a b"}, Keep: dir}
}

func question(sat bool) *Question {
	return &Question{Name: "holds", Asks: "an execution", Sat: sat, Text: []byte(probe)}
}

// TestAnswers checks what counts as an answer, as no opinion, and as an error.
func TestAnswers(t *testing.T) {
	for _, c := range []struct {
		kind   string
		status Status
		failed diag.Code
		why    string
	}{
		{"sat", Sat, "", ""},
		{"unsat", Unsat, "", ""},
		{"polite", Sat, "", ""},
		{"warns", Unsat, "", ""},
		{"sat10", Sat, "", ""},
		{"unknown", None, "", "it answered unknown"},
		{"sat20", None, diag.SolverCrash, "it wrote sat and then ended with exit status 20"},
		{"old", None, diag.SolverRefuses, `(error "line 4: unknown command declare-const")`},
		{"complains", None, diag.SolverRefuses, `(error " [31mno memory")`},
		{"crash", None, diag.SolverCrash, "it ended with signal: killed"},
		{"fails", None, diag.SolverCrash, "it ended with exit status 3"},
		{"silent", None, diag.SolverGarbage, "it wrote nothing"},
		{"greets", None, diag.SolverGarbage, "it wrote Welcome!"},
		{"twice", None, diag.SolverGarbage, "it gave 2 answers instead of 1"},
		{"talks", None, diag.SolverGarbage, "it writes too much output"},
	} {
		t.Run(c.kind, func(t *testing.T) {
			dir := t.TempDir()
			s := fake(t, t.TempDir(), c.kind)
			as, err := mp(dir).Ask(t.Context(), []*Solver{s}, question(c.status != Unsat), 0)
			if len(as) != 1 || as[0].Agrees(Sat) != (c.status == Sat) || as[0].Agrees(Unsat) != (c.status == Unsat) || as[0].Failed != c.failed || as[0].Why != c.why {
				t.Fatalf("%+v", as)
			}
			kept, _ := filepath.Glob(dir + "/*")
			if c.failed == "" {
				if err != nil || len(kept) != 0 {
					t.Errorf("%v %v", err, kept)
				}
				return
			}
			ds := diag.All(err)
			if len(ds) != 1 || ds[0].Code != c.failed || !strings.Contains(ds[0].Msg, c.why) || len(kept) != 1 || ds[0].Notes[0] != "the evidence is kept in "+kept[0] {
				t.Errorf("%v, kept: %v", err, kept)
			}
		})
	}
}

// TestDenied checks that an alarm keeps everything that is needed to reproduce the
// answers.
func TestDenied(t *testing.T) {
	for _, sat := range []bool{false, true} {
		dir, bin := t.TempDir(), t.TempDir()
		kinds := []string{"sat", "unsat", "unknown", "greets"}
		var solvers []*Solver
		for _, k := range kinds {
			solvers = append(solvers, fake(t, bin, k))
		}
		c := mp(dir)
		_, err := c.Ask(t.Context(), solvers, question(sat), 0)
		var alarm *Denied
		if !errors.As(err, &alarm) {
			t.Fatal(err)
		}
		against := map[bool]string{false: "fake-sat 1.2.3-dev", true: "fake-unsat 1.2.3-dev"}[sat]
		if len(alarm.Against) != 1 || alarm.Against[0] != against || alarm.Needs != status(sat) {
			t.Errorf("%+v", alarm)
		}
		kept, _ := filepath.Glob(dir + "/fencewise-evidence-MP-..-1-*")
		if len(kept) != 1 || alarm.Evidence != "the evidence is kept in "+kept[0] {
			t.Fatalf("%v %s", kept, alarm.Evidence)
		}
		holds := func(name, want string) {
			if got, err := os.ReadFile(filepath.Join(kept[0], name)); err != nil || string(got) != want {
				t.Errorf("%s: %q %v", name, got, err)
			}
		}
		holds("question.smt2", probe)
		holds("program.litmus", "PPC MP\n")
		holds("model/power.cat", "a model")
		holds("model/prelude.cat", "a prelude")
		var r Record
		text, err := os.ReadFile(filepath.Join(kept[0], "evidence.json"))
		if err != nil || json.Unmarshal(text, &r) != nil {
			t.Fatal(err)
		}
		if r.Verdict != "Never" || r.Needs != alarm.Needs || len(r.Solvers) != len(kinds) || !slices.Equal(r.Again, c.Again) {
			t.Errorf("%+v", r)
		}
		readme, _ := os.ReadFile(filepath.Join(kept[0], "README.txt"))
		for _, want := range []string{"fencewise check program.litmus --set 'it'\\''s=a b'\n", "fake-greets 1.2.3-dev: no answer: it wrote Welcome!"} {
			if !strings.Contains(string(readme), want) {
				t.Errorf("%q is not in:\n%s", want, readme)
			}
		}
		// The recorded commands are run again, by a shell.
		for i, s := range r.Solvers {
			out, _ := os.ReadFile(filepath.Join(kept[0], s.Output))
			for _, again := range []*exec.Cmd{exec.Command(s.Command[0], s.Command[1:]...), exec.Command("sh", "-c", shellQuoted(s.Command))} {
				again.Dir = kept[0]
				got, err := again.Output()
				if err != nil || string(got) != string(out) || !strings.HasPrefix(string(out), string(append(s.Answers, None)[0])) || s.Name != "fake-"+kinds[i] {
					t.Errorf("%s: %q, it was %q; %v", shellQuoted(s.Command), got, out, err)
				}
			}
			if !strings.Contains(string(readme), "  "+shellQuoted(s.Command)+"\n") {
				t.Errorf("the command of %s is missing:\n%s", s.Name, readme)
			}
		}
	}
}

// TestTimes checks that a question with several check-sat has as many answers, and that
// each of them counts.
func TestTimes(t *testing.T) {
	for _, c := range []struct {
		kind  string
		times int
		fails diag.Code
		alarm map[bool]bool // by what the verdict needs
	}{
		{"twice", 2, "", map[bool]bool{false: true, true: true}},
		{"unsure", 2, "", map[bool]bool{false: false, true: true}},
		{"twice", 3, diag.SolverGarbage, nil},
		{"sat", 2, diag.SolverGarbage, nil},
	} {
		for _, sat := range []bool{false, true} {
			q := question(sat)
			q.Times = c.times
			as, err := mp(t.TempDir()).Ask(t.Context(), []*Solver{fake(t, t.TempDir(), c.kind)}, q, 0)
			if errors.As(err, new(*Denied)) != c.alarm[sat] || as[0].Failed != c.fails || as[0].Agrees(status(sat)) {
				t.Errorf("%s, %d times: %v %+v", c.kind, c.times, err, as[0].Says)
			}
			if ds := diag.All(err); c.fails != "" && (len(ds) != 1 || ds[0].Code != c.fails) {
				t.Errorf("%s: %v", c.kind, err)
			}
		}
	}
	for _, c := range []struct {
		name  string
		times int
		want  string
	}{{"cvc5", 1, ""}, {"cvc5", 2, "--incremental"}, {"cvc5-1.3", 2, "--incremental"}, {"z3", 2, ""}, {"other", 2, ""}} {
		if got := strings.Join((&Solver{Name: c.name}).options(c.times), " "); got != c.want {
			t.Errorf("%s is told %q", c.name, got)
		}
	}
	if got := answersText([]Status{Unsat, Unsat, None, Sat}); got != "unsat, 2 times; unknown; sat" {
		t.Error(got)
	}
}

// TestNowhere checks that an alarm is raised even if its evidence cannot be kept where
// it should be.
func TestNowhere(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	c := mp(filepath.Join(t.TempDir(), "missing"))
	_, err := c.Ask(t.Context(), []*Solver{fake(t, t.TempDir(), "sat")}, question(false), 0)
	var alarm *Denied
	if !errors.As(err, &alarm) || !strings.HasPrefix(alarm.Evidence, "the evidence is kept in "+os.Getenv("TMPDIR")) {
		t.Errorf("%v", err)
	}
	as := []Answer{{Solver: &Solver{Name: "x"}}}
	t.Setenv("TMPDIR", filepath.Join(t.TempDir(), "missing"))
	if _, err := c.keep(question(false), as); err == nil {
		t.Error("the evidence is kept nowhere, and nobody says so")
	}
}

// TestTimeLimit checks that a solver that does not answer in time has no opinion.
func TestTimeLimit(t *testing.T) {
	bin := t.TempDir()
	fake(t, bin, "hold")
	as, err := mp(t.TempDir()).Ask(t.Context(), []*Solver{fake(t, bin, "hang")}, question(false), 50*time.Millisecond)
	if err != nil || as[0].Says != nil || as[0].Failed != "" || as[0].Why != "time limit reached (50ms)" {
		t.Errorf("%+v %v", as, err)
	}
}

// TestKilled checks that no process of a solver is left when its context has ended, not
// even one that it has started itself.
func TestKilled(t *testing.T) {
	bin := t.TempDir()
	fake(t, bin, "hold")
	f, err := os.Create(filepath.Join(t.TempDir(), "lock"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	t.Setenv(lockFile, f.Name())
	free := func() bool {
		if syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) != nil {
			return false
		}
		return syscall.Flock(int(f.Fd()), syscall.LOCK_UN) == nil
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	s := fake(t, bin, "hang")
	done := make(chan Answer)
	go func() {
		as, _ := ask(ctx, []*Solver{s}, []byte(probe), 1, time.Hour)
		done <- as[0]
	}()
	for free() {
		time.Sleep(time.Millisecond)
	}
	cancel()
	if a := <-done; a.Says != nil || a.Failed != "" || a.Why != "cancelled" {
		t.Errorf("%+v", a)
	}
	for tries := 0; !free(); tries++ {
		if tries == 1000 {
			t.Fatal("what the solver has started is still alive")
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// TestFound checks that a solver given by name or path is found and can answer, or that
// an error says why not.
func TestFound(t *testing.T) {
	bin := t.TempDir()
	good, mute := fake(t, bin, "sat"), fake(t, bin, "mute")
	if s, err := Named(t.Context(), good.Path, 0); err != nil || s.Path != good.Path || s.String() != "fake-sat 1.2.3-dev" {
		t.Errorf("%+v %v", s, err)
	}
	if s, err := Named(t.Context(), mute.Path, 0); err != nil || s.String() != "fake-mute" {
		t.Errorf("%+v %v", s, err)
	}
	script := filepath.Join(bin, "notes.txt")
	if err := os.WriteFile(script, []byte("no program"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		code diag.Code
		says string
	}{
		{fake(t, bin, "old").Path, diag.SolverUnfit, "declare-const"},
		{fake(t, bin, "unsat").Path, diag.SolverUnfit, "it answered unsat, which is wrong"},
		{fake(t, bin, "unknown").Path, diag.SolverUnfit, "it answered unknown"},
		{fake(t, bin, "silent").Path, diag.SolverUnfit, "it wrote nothing"},
		{filepath.Join(bin, "none"), diag.SolverMissing, "no such file or directory"},
		{script, diag.SolverMissing, "permission denied"},
		{bin, diag.SolverMissing, "is a directory"},
	} {
		_, err := Named(t.Context(), c.name, 0)
		if ds := diag.All(err); len(ds) != 1 || ds[0].Code != c.code || !strings.Contains(ds[0].Msg, c.says) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if _, err := Named(t.Context(), "minisat", 0); err == nil || len(diag.All(err)) > 0 {
		t.Error(err)
	}

	// A solver that hangs when it is tested is killed with all its processes.
	fake(t, bin, "hold")
	hang := fake(t, bin, "hang")
	for _, limit := range []time.Duration{100 * time.Millisecond, 300 * time.Millisecond} {
		start := time.Now()
		_, err := Named(t.Context(), hang.Path, limit)
		if ds := diag.All(err); len(ds) != 1 || ds[0].Code != diag.SolverUnfit || !strings.Contains(ds[0].Msg, "time limit reached") {
			t.Errorf("%v", err)
		}
		if took := time.Since(start); took > limit+10*time.Second {
			t.Errorf("%v took %v", limit, took)
		}
	}

	// Names are looked up on the path.
	t.Setenv("PATH", bin)
	found, missing := Installed(t.Context(), 0)
	if len(found) != 0 || len(missing) != len(Names()) {
		t.Errorf("%v %v", found, missing)
	}
	for _, m := range missing {
		if ds := diag.All(m.Err); len(ds) != 1 || ds[0].Code != diag.SolverMissing || !strings.Contains(ds[0].Fix, "apt install "+m.Name) {
			t.Errorf("%v", m)
		}
	}
	if err := os.WriteFile(filepath.Join(bin, "cvc5"), []byte("#!/bin/sh\nexec "+good.Path+" \"$@\"\n"), 0o777); err != nil {
		t.Fatal(err)
	}
	if found, missing = Installed(t.Context(), 0); len(found) != 1 || found[0].String() != "cvc5 1.2.3-dev" || len(missing) != len(Names())-1 {
		t.Errorf("%v %v", found, missing)
	}
}
