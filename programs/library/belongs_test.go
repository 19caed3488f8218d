package library

import (
	"os"
	"path/filepath"
	"testing"
)

// TestStudyOf checks that a program belongs to the embedded study, to the study in its
// folder, or to none.
func TestStudyOf(t *testing.T) {
	st, p, err := StudyOf("host_ipi/mail")
	if err != nil || st == nil || st.Name != "host_ipi" || p.Name != "host_ipi/mail" {
		t.Fatal(st, p, err)
	}
	if of := st.VariantsOf(p); len(of) == 0 || len(of) >= len(st.Variants) || of[0].Name != "v4.0–v4.3" {
		t.Errorf("%d of %d variants", len(of), len(st.Variants))
	}
	dir := t.TempDir()
	for file, text := range map[string]string{
		"a.litmus":   "PPC a\n{ 0:r1=x; }\n P0 ;\n lwz r2,0(r1) ;\nexists (0:r2=1)\n",
		"study.toml": "title = \"A\"\nprogram = [\"a.litmus\"]\nmodels = [\"power\"]\n[[variant]]\nname = \"v\"\nsource = \"made up\"\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if st, p, err = StudyOf(filepath.Join(dir, "a.litmus")); err != nil || st == nil || len(st.VariantsOf(p)) != 1 {
		t.Error(st, p, err)
	}
	for _, of := range []string{"-", filepath.Join(t.TempDir(), "b.litmus"), filepath.Join(dir, "b.litmus")} {
		if st, p, err := StudyOf(of); st != nil || p != nil || err != nil {
			t.Errorf("%s: %v, %v, %v", of, st, p, err)
		}
	}
}
