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

// The files of a folder of evidence, in addition to the question and the outputs of the
// solvers.
const (
	programFile = "program.litmus"
	modelFolder = "model"
	recordFile  = "evidence.json"
	readmeFile  = "README.txt"
)

// Record is the content of evidence.json, which describes a folder of evidence.
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
	Why     string   `json:"why,omitempty"` // why an answer is unknown or missing
	Ended   string   `json:"ended"`
	Seconds float64  `json:"seconds"`
	Output  string   `json:"output"` // the file with its standard output
	Errors  string   `json:"errors"`
}

var unfitForNames = regexp.MustCompile(`[^A-Za-z0-9.+_-]+`)

// keep writes everything that is needed to reproduce the answers into a new folder, and
// returns the folder.
func (c *Case) keep(q *Question, answers []Answer) (string, error) {
	name := strings.Trim(unfitForNames.ReplaceAllString(c.Test, "-"), ".-")
	pattern := "fencewise-evidence-" + name[:min(len(name), 40)] + "-*"
	dir, err := os.MkdirTemp(c.Keep, pattern)
	if err != nil && c.Keep != "" {
		dir, err = os.MkdirTemp("", pattern) // c.Keep is not writable
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
		os.Chmod(dir, 0o755)) // a temporary folder is readable only by its owner
	return dir, errors.Join(errs...)
}

func save(dir, name string, text []byte) error {
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return err
	}
	return os.WriteFile(file, text, 0o666)
}

// readme returns a text that says what the folder contains and how to reproduce it.
func (r *Record) readme(note string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: the verdict on %s under %s is %s.\n\n", r.Tool, r.Test, r.Model, r.Verdict)
	if note != "" {
		b.WriteString(strings.TrimRight(note, "\n") + "\n\n")
	}
	fmt.Fprintf(&b, "The verdict rests on the answer %s to the question %q in %s:\nis there %s?\n\n", r.Needs, r.Name, questionFile, r.Asks)
	if len(r.Solvers) > 0 {
		b.WriteString("The solvers' answers, with the commands to run in this folder:\n\n")
	}
	for _, s := range r.Solvers {
		fmt.Fprintf(&b, "  %s\n", shellQuoted(s.Command))
		says := answersText(s.Answers)
		if says == "" {
			says = "no answer: " + s.Why
		}
		fmt.Fprintf(&b, "      %s %s: %s (%s, %.2f s; %s, %s)\n", s.Name, s.Version, says, s.Ended, s.Seconds, s.Output, s.Errors)
	}
	fmt.Fprintf(&b, "\nTo decide the program in %s again with the model in %s:\n\n  %s\n\n%s contains all of this in a form for programs.\n",
		programFile, modelFolder, shellQuoted(r.Again), recordFile)
	return b.String()
}

// answersText returns answers in words, with equal neighbours combined: "unsat, 2 times; sat".
func answersText(says []Status) string {
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

// shellQuoted returns a command quoted for a shell.
func shellQuoted(command []string) string {
	words := make([]string, len(command))
	for i, w := range command {
		if words[i] = w; !plainWord.MatchString(w) {
			words[i] = "'" + strings.ReplaceAll(w, "'", `'\''`) + "'"
		}
	}
	return strings.Join(words, " ")
}
