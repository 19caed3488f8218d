package herdconf

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/programs/diag"
)

func TestReadArgs(t *testing.T) {
	for _, c := range []struct{ args, want string }{
		{"-model ppc.cat a.litmus b.litmus", "model=ppc.cat | a.litmus b.litmus"},
		{"a -model=x.cat -I d -q -", "model=x.cat include=d q= | a -"},
		{"-variant a,b -variant c", "variant=a,b variant=c | "},
		{"--help", "help= | "},
		{"-help", "help= | "},
		{"-fontsize 8 -edgeattr hb,color,blue a", "fontsize=8 edgeattr=hb,color,blue | a"},
		{"--model x", "-- herd7 has no option --model"},
		{"-include d", "-- herd7 has no option -include"},
		{"-modl x", "-- herd7 has no option -modl"},
		{"-model", "-- -model needs a value"},
		{"-q=true", "-- -q takes no value"},
		{"-model= a", "-- -model has no value"},
	} {
		all, tests, err := ReadArgs(strings.Fields(c.args))
		got := ""
		if err != nil {
			got = "-- " + diag.All(err)[0].Msg
		} else {
			for _, s := range all {
				got += s.Name + "=" + s.Value + " "
			}
			got += "| " + strings.Join(tests, " ")
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.args, got, c.want)
		}
	}
}

// TestReadFile reads settings with their places, and reports all errors.
func TestReadFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.cfg")
	text := "# comment\nmodel  m.cat # which\n\nnosuch 3\nunroll\nhexa true\npad\nmachsize auto\nkinds k\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	var got []string
	err := ReadFile(path, func(s *Setting) *diag.Diagnostic {
		got = append(got, fmt.Sprintf("%d %s %s", s.Span.Line(), s.Name, s.Value))
		return s.Check()
	})
	if want := "2 model m.cat|6 hexa true|7 pad |8 machsize auto|9 kinds k"; strings.Join(got, "|") != want {
		t.Errorf("%q, want %q", got, want)
	}
	var lines []int
	for _, d := range diag.All(err) {
		lines = append(lines, d.Span.Line())
	}
	if fmt.Sprint(lines) != "[4 5 6 9]" {
		t.Errorf("errors on lines %v", lines)
	}
}

// TestWords: no setting is in the table twice.
func TestWords(t *testing.T) {
	all := Words()
	for i := 1; i < len(all); i++ {
		if all[i-1].Name == all[i].Name {
			t.Errorf("%s is there twice", all[i].Name)
		}
	}
}
