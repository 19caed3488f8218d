package main

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
)

//go:embed list/*.txt
var lists embed.FS

// mutant is a seeded fault: a change of one file.
type mutant struct {
	name, file string
	slip       string // the mistake that it stands for
	old, new   []string
	survives   string // why no test can notice it; "" if a test has to catch it
}

// mutants returns the mutants of all lists. An entry of a list is
//
//	== name  file
//	A sentence about the mistake.
//	 a line that stays
//	-a line that is removed
//	+a line that is added
//	survives: why no test can notice it
//
// Indentation does not count. The text before the first entry says what the file is
// about.
func mutants() ([]mutant, error) {
	var all []mutant
	files, err := fs.Glob(lists, "list/*.txt")
	if err != nil {
		return nil, err
	}
	for _, name := range files {
		text, err := fs.ReadFile(lists, name)
		if err != nil {
			return nil, err
		}
		for k, entry := range strings.Split("\n"+string(text), "\n== ") {
			if k == 0 {
				continue
			}
			m, err := parse(entry)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			all = append(all, m)
		}
	}
	return all, nil
}

func parse(entry string) (m mutant, err error) {
	head, rest, _ := strings.Cut(entry, "\n")
	f := strings.Fields(head)
	if len(f) != 2 {
		return m, fmt.Errorf("%q is not a name and a file", head)
	}
	m.name, m.file = f[0], f[1]
	for line := range strings.SplitSeq(rest, "\n") {
		switch {
		case line == "":
		case strings.HasPrefix(line, "survives: "):
			m.survives = strings.TrimPrefix(line, "survives: ")
		case line[0] == ' ', line[0] == '-', line[0] == '+':
			text := strings.TrimSpace(line[1:])
			if line[0] != '+' {
				m.old = append(m.old, text)
			}
			if line[0] != '-' {
				m.new = append(m.new, text)
			}
		case len(m.old) > 0:
			return m, fmt.Errorf("%s: %q after the change", m.name, line)
		case m.slip != "":
			m.slip += " " + line
		default:
			m.slip = line
		}
	}
	if m.slip == "" || len(m.old) == 0 || strings.Join(m.old, "\n") == strings.Join(m.new, "\n") {
		return m, fmt.Errorf("%s: no slip is given, or no change", m.name)
	}
	return m, nil
}

// apply returns the text with the change applied. The text must contain the old lines,
// one after the other, exactly once.
func (m *mutant) apply(text string) (string, error) {
	lines := strings.Split(text, "\n")
	at, n := -1, 0
	for i := 0; i+len(m.old) <= len(lines); i++ {
		if m.occursAt(lines[i:]) {
			at, n = i, n+1
		}
	}
	if n != 1 {
		return "", fmt.Errorf("%s: the old lines occur %d times in %s", m.name, n, m.file)
	}
	changed := append(append(append([]string(nil), lines[:at]...), m.new...), lines[at+len(m.old):]...)
	return strings.Join(changed, "\n"), nil
}

func (m *mutant) occursAt(lines []string) bool {
	for i, old := range m.old {
		if strings.TrimSpace(lines[i]) != old {
			return false
		}
	}
	return true
}
