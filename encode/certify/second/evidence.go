package second

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
)

// The files of a folder of evidence, besides the question and what each solver
// wrote.
const (
	programFile = "program.litmus"
	modelFolder = "model"
	recordFile  = "evidence.json"
	readmeFile  = "README.txt"
)

// Record is what a folder of evidence says of itself.
type Record struct {
	Schema  int        `json:"schema"`
	Tool    string     `json:"tool"`
	Test    string     `json:"test"`
	Model   string     `json:"model"`
	Verdict string     `json:"verdict"`
	Name    string     `json:"question"`
	Asks    string     `json:"asks"`
	Needs   Status     `json:"needs"` // the answer on which the verdict rests
	Solvers []Recorded `json:"solvers"`
	Again   []string   `json:"again"` // the command that decides the program again
}

// Recorded is the answer of a solver.
type Recorded struct {
	Name    string   `json:"name"`
	Version string   `json:"version"`
	Path    string   `json:"path"`
	Command []string `json:"command"`
	Answers []Status `json:"answers"`       // "" for unknown
	Why     string   `json:"why,omitempty"` // there is not all of it
	Ended   string   `json:"ended"`
	Seconds float64  `json:"seconds"`
	Output  string   `json:"output"` // the files that have what it wrote
	Errors  string   `json:"errors"`
}

var unfitForNames = regexp.MustCompile(`[^A-Za-z0-9.+_-]+`)

// keep writes all that someone needs to see the answers again, into a new folder.
func (c *Case) keep(q *Question, answers []Answer) (string, error) {
	name := strings.Trim(unfitForNames.ReplaceAllString(c.Test, "-"), ".-")
	pattern := "fencewise-evidence-" + name[:min(len(name), 40)] + "-*"
	dir, err := os.MkdirTemp(c.Keep, pattern)
	if err != nil && c.Keep != "" {
		dir, err = os.MkdirTemp("", pattern) // where we are cannot be written
	}
	if err != nil {
		return "", err
	}
	dir = filepath.Clean(dir)
	r := Record{Schema: 1, Tool: c.Tool, Test: c.Test, Model: c.Model, Verdict: c.Verdict,
		Name: q.Name, Asks: q.Asks, Needs: q.Needs(), Again: c.Again}
	errs := []error{save(dir, questionFile, q.Text), save(dir, programFile, c.Program)}
	for _, f := range c.Models {
		errs = append(errs, save(dir, path.Join(modelFolder, f.Name), f.Text))
	}
	for i := range answers {
		a := &answers[i]
		base := fmt.Sprintf("%d-%s", i+1, unfitForNames.ReplaceAllString(a.Solver.Name, "-"))
		r.Solvers = append(r.Solvers, Recorded{Name: a.Solver.Name, Version: a.Solver.Version, Path: a.Solver.Path, Command: a.Command,
			Answers: a.Says, Why: a.Why, Ended: a.Ended, Seconds: a.Took.Seconds(), Output: base + ".out", Errors: base + ".err"})
		errs = append(errs, save(dir, base+".out", a.Out), save(dir, base+".err", a.Errs))
	}
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	errs = append(errs, e.Encode(r), save(dir, recordFile, text.Bytes()), save(dir, readmeFile, []byte(r.readme(c.Note))),
		os.Chmod(dir, 0o755)) // what a temporary folder is not
	return dir, errors.Join(errs...)
}

func save(dir, name string, text []byte) error {
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return err
	}
	return os.WriteFile(file, text, 0o666)
}

// readme says what is in the folder, and how to see it again.
func (r *Record) readme(note string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: the verdict on %s under %s is %s.\n\n", r.Tool, r.Test, r.Model, r.Verdict)
	if note != "" {
		b.WriteString(strings.TrimRight(note, "\n") + "\n\n")
	}
	fmt.Fprintf(&b, "It rests on the answer %s to the question %q in %s:\nis there %s?\n\n", r.Needs, r.Name, questionFile, r.Asks)
	if len(r.Solvers) > 0 {
		b.WriteString("What solvers answer, called in this folder as\n\n")
	}
	for _, s := range r.Solvers {
		fmt.Fprintf(&b, "  %s\n", shell(s.Command))
		says := spell(s.Answers)
		if says == "" {
			says = "no answer: " + s.Why
		}
		fmt.Fprintf(&b, "      %s %s: %s (%s, %.2f s; %s, %s)\n", s.Name, s.Version, says, s.Ended, s.Seconds, s.Output, s.Errors)
	}
	fmt.Fprintf(&b, "\nTo decide the program, %s, again by the model in %s:\n\n  %s\n\n%s has all of this for programs.\n",
		programFile, modelFolder, shell(r.Again), recordFile)
	return b.String()
}

// spell writes answers, equal ones together: "unsat, 2 times; sat".
func spell(says []Status) string {
	var parts []string
	for i := 0; i < len(says); {
		n := 1
		for i+n < len(says) && says[i+n] == says[i] {
			n++
		}
		word := string(says[i])
		if says[i] == None {
			word = "unknown"
		}
		if n > 1 {
			word += fmt.Sprintf(", %d times", n)
		}
		parts, i = append(parts, word), i+n
	}
	return strings.Join(parts, "; ")
}

var plainWord = regexp.MustCompile(`^[A-Za-z0-9_./+,:=@%-]+$`)

// shell writes a command so that a shell reads it again.
func shell(command []string) string {
	words := make([]string, len(command))
	for i, w := range command {
		if words[i] = w; !plainWord.MatchString(w) {
			words[i] = "'" + strings.ReplaceAll(w, "'", `'\''`) + "'"
		}
	}
	return strings.Join(words, " ")
}
