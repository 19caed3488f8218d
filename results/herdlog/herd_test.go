package herdlog

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/fixture"
)

// TestHerd writes public tests in other spellings that herd7 reads, and
// compares whole logs with those of herd7 itself, hashes included. It takes
// minutes.
func TestHerd(t *testing.T) {
	if os.Getenv("FENCEWISE_NIGHTLY") == "" {
		t.Skip("takes minutes: set FENCEWISE_NIGHTLY")
	}
	herd, err := exec.LookPath("herd7")
	if err != nil {
		t.Skip("there is no herd7")
	}
	files, _ := filepath.Glob(suite + "tests/*.litmus")
	if len(files) == 0 {
		t.Skip("the conformity suites are not here")
	}
	m, rnd := fixture.Model(t, "power"), rand.New(rand.NewPCG(1, 2))
	same := 0
	for n := range 500 {
		text, err := os.ReadFile(files[rnd.IntN(len(files))])
		if err != nil {
			t.Fatal(err)
		}
		test := respell(string(text), rnd)
		test = title.ReplaceAllString(test, "PPC T"+strconv.Itoa(n))
		path := filepath.Join(t.TempDir(), "t.litmus")
		if err := os.WriteFile(path, []byte(test), 0o666); err != nil {
			t.Fatal(err)
		}
		var errs bytes.Buffer
		cmd := exec.Command(herd, path)
		cmd.Stderr = &errs
		out, err := cmd.Output()
		if err != nil || len(out) == 0 {
			t.Errorf("herd7 refuses: %s\n%s", errs.String(), test)
			continue
		}
		got, _ := logOf(t, m, path, test)
		if want := timeLine.ReplaceAllString(string(out), ""); strings.TrimSpace(got) != strings.TrimSpace(want) {
			t.Errorf("%s\ngot:\n%s\nwant:\n%s", test, got, want)
			continue
		}
		same++
	}
	t.Logf("%d logs are the same", same)
}

var (
	title    = regexp.MustCompile(`^PPC +\S+`)
	timeLine = regexp.MustCompile(`(?m)^Time .*\n`)
	address  = regexp.MustCompile(`(\d+)\((r\d+)\)`)
	general  = regexp.MustCompile(`\br(\d+)\b`)
	asked    = regexp.MustCompile(`(?s)\n\s*(?:~?exists|forall|locations|filter).*`)
	atomic   = regexp.MustCompile(`\d+:r\d+=\d+|\b[a-z]=\d+`)
	pointer  = regexp.MustCompile(`\b(\d+):r(\d+)=[a-z]+;`)
)

// respell writes a test in another way.
func respell(text string, rnd *rand.Rand) string {
	sometimes := func(re *regexp.Regexp, text, with string) string {
		return re.ReplaceAllStringFunc(text, func(found string) string {
			if rnd.IntN(2) == 0 {
				return found
			}
			return re.ReplaceAllString(found, with)
		})
	}
	if rnd.IntN(2) == 0 {
		text = sometimes(address, text, "$1,$2")
	}
	if rnd.IntN(3) == 0 {
		text = symbolically(text, rnd)
	}
	if rnd.IntN(2) == 0 {
		text = sometimes(general, text, "R$1")
	}
	last := rnd.IntN(3) == 0
	switch rnd.IntN(6) {
	case 0:
		last = false // without a condition herd7 takes << for a part of the program
		text = asked.ReplaceAllString(text, "\n")
	case 1:
		text = asked.ReplaceAllString(text, "\nlocations [x; 0:r1]\n")
	case 2:
		states := "\nobserved "
		for i, a := range atomic.FindAllString(asked.FindString(text), -1) {
			if i > 0 && rnd.IntN(3) == 0 {
				states += "and "
			}
			states += a + "; "
		}
		text = asked.ReplaceAllString(text, states)
	}
	if last {
		text += "\n<< and more (* that \" is not read"
	} else if rnd.IntN(2) == 0 {
		text = strings.Replace(text, "\n{", "\n\"not closed\n{", 1)
	}
	return text
}

// symbolically gives a register that holds an address a name, in its thread.
func symbolically(text string, rnd *rand.Rand) string {
	all := pointer.FindAllStringSubmatch(text, -1)
	if len(all) == 0 {
		return text
	}
	of := all[rnd.IntN(len(all))]
	thread, _ := strconv.Atoi(of[1])
	register := regexp.MustCompile(`\br` + of[2] + `\b`)
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		if cells := strings.Split(l, "|"); strings.HasSuffix(strings.TrimSpace(l), ";") && len(cells) > thread && strings.Contains(l, "|") {
			cells[thread] = register.ReplaceAllString(cells[thread], fmt.Sprintf("%%s%d%s", thread, of[2]))
			lines[i] = strings.Join(cells, "|")
		}
	}
	text = strings.Join(lines, "\n")
	return regexp.MustCompile(`\b`+of[1]+`:r`+of[2]+`\b`).ReplaceAllString(text, fmt.Sprintf("%%s%d%s", thread, of[2]))
}
