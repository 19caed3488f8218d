package lattice

import (
	"context"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/csource"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
)

const hostIPIFiles = "../../../programs/library/host_ipi_c"

// readFile reads a program of the study host_ipi_c from a folder.
func readFile(t *testing.T, folder fs.FS, name string) *litmus.Test {
	t.Helper()
	text, err := fs.ReadFile(folder, name)
	if err != nil {
		t.Fatal(err)
	}
	test, err := csource.Read(diag.NewSource(name, string(text)), csource.Options{FS: folder})
	if err != nil {
		t.Fatal(err)
	}
	return test
}

// fileVerdicts returns the verdicts of all variants of a program, by name.
func fileVerdicts(t *testing.T, test *litmus.Test, target, model string) map[string]verdict.Verdict {
	t.Helper()
	test.Target = target
	m, err := models.LoadWith(model, map[string]bool{rel.MixedVariant: strings.HasPrefix(test.Name, "kernel")})
	if err != nil {
		t.Fatal(err)
	}
	d := New(m, decide.Options{})
	defer d.Close()
	s, err := d.Structure(context.Background(), test, nil, true)
	if err != nil {
		t.Fatal(err)
	}
	all, err := d.Lattice(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	cells := map[string]verdict.Verdict{}
	for picks, a := range all.All() {
		cells[cell(s, picks, nil)] = a.Verdict
	}
	return cells
}

// TestHostIPIFiles: the C files have for every variant the verdict that the rules of the litmus
// tests give. With plain stores the kernel's model promises nothing.
func TestHostIPIFiles(t *testing.T) {
	both := func(c string) bool {
		return strings.Contains(c, "set.before=smp_mb") && strings.Contains(c, "clear.after=smp_mb") && !strings.Contains(c, "msgsnd.before=none")
	}
	power := func(c string) bool {
		return !strings.Contains(c, "set.before=none") && !strings.Contains(c, "msgsnd.before=none")
	}
	model := func(c string) bool {
		return strings.Contains(c, "set.before=smp_mb") && !strings.Contains(c, "msgsnd.before=none")
	}
	nothing := func(string) bool { return false }
	for _, c := range []struct {
		file, target, model string
		never               func(string) bool
	}{
		{"mail.c", "power", "power", both}, {"mail.c", "", "lkmm", nothing},
		{"mail-once.c", "power", "power", both}, {"mail-once.c", "", "lkmm", both},
		{"kernel.c", "power", "power", power}, {"kernel.c", "", "lkmm", nothing},
		{"kernel-once.c", "power", "power", power}, {"kernel-once.c", "", "lkmm", model},
	} {
		cells := fileVerdicts(t, readFile(t, os.DirFS(hostIPIFiles), c.file), c.target, c.model)
		if len(cells) != 81 {
			t.Errorf("%s has %d variants, want 81", c.file, len(cells))
		}
		for name, v := range cells {
			want := verdict.Sometimes
			if c.never(name) {
				want = verdict.Never
			}
			if v != want && !t.Failed() {
				t.Errorf("%s under %s, %s: %s, want %s", c.file, c.model, name, v, want)
			}
		}
	}
}

// asQuoted finds a function of the mail.
var asQuoted = regexp.MustCompile(`static inline void kvmppc_(set|clear)_host_ipi\(int cpu\) \{[^}]*\}`)

// TestMailFunctions: the two functions that the mail proposes, as they stand, with their barriers marked as
// slots, give the same table as our own. The mail is not a part of the project.
func TestMailFunctions(t *testing.T) {
	mail, err := os.ReadFile("../../../../shared/design/mail.txt")
	if err != nil {
		t.Skip("the mail is not here: ", err)
	}
	functions := asQuoted.FindAllString(strings.Join(strings.Fields(string(mail)), " "), -1)
	if len(functions) != 2 {
		t.Fatalf("the mail has %d functions", len(functions))
	}
	header, err := os.ReadFile(hostIPIFiles + "/hostipi.h")
	if err != nil {
		t.Fatal(err)
	}
	text := string(header)
	for i, slot := range []string{"set.before", "clear.after"} {
		f := functions[i]
		name := f[strings.Index(f, "kvmppc"):strings.Index(f, "(")]
		marked := strings.Replace(f, "smp_mb();", "smp_mb(); /*@ "+slot+": none, smp_wmb, smp_mb */\n", 1)
		if marked == f {
			t.Fatalf("no barrier in %s", f)
		}
		start := strings.Index(text, "static inline void "+name)
		end := start + strings.Index(text[start:], "\n}\n") + 3
		text = text[:start] + marked + "\n" + text[end:]
	}
	for _, file := range []string{"mail.c", "kernel.c"} {
		program, err := os.ReadFile(hostIPIFiles + "/" + file)
		if err != nil {
			t.Fatal(err)
		}
		pasted := fstest.MapFS{file: {Data: program}, "hostipi.h": {Data: []byte(text)}}
		for target, model := range map[string]string{"power": "power", "": "lkmm"} {
			ours := fileVerdicts(t, readFile(t, os.DirFS(hostIPIFiles), file), target, model)
			theirs := fileVerdicts(t, readFile(t, pasted, file), target, model)
			if len(theirs) != 27 {
				t.Errorf("%s: %d variants, want 27", file, len(theirs))
			}
			for name, v := range theirs {
				found := false
				for other, w := range ours {
					if strings.Contains(other, "clear.before=none") && without(other, "clear.before=none") == without(name, "") {
						if found = true; v != w {
							t.Errorf("%s under %s, %s: %s with the functions of the mail, %s with ours", file, model, name, v, w)
						}
					}
				}
				if !found {
					t.Errorf("%s: our table has no %s", file, name)
				}
			}
		}
	}
}

// without returns the parts of a variant's name but one, in order.
func without(name, part string) string {
	var all []string
	for _, p := range strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == ',' }) {
		if p != part {
			all = append(all, p)
		}
	}
	return strings.Join(all, " ")
}
