package library

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/disk"
	"github.com/fencewise/fencewise/programs/litmus"
)

// FuzzStudy checks that any text is either a study whose variants give every slot of
// their programs a choice that the slot offers, or is reported with diagnostics that
// have places in the text.
func FuzzStudy(f *testing.F) {
	program := `PPC MP
{ 0:r2=x; 0:r4=y; 1:r2=y; 1:r4=x; }
 P0                                  | P1           ;
 li r1,1                             | lwz r1,0(r2) ;
 stw r1,0(r2)                        | sync         ;
 sync (*@ mid: none, lwsync, sync *) | lwz r3,0(r4) ;
 stw r1,0(r4)                        |              ;
exists (1:r1=1 /\ 1:r3=0)
`
	f.Add("title = \"t\"\nprogram = [\"mp.litmus\"]\nmodels = [\"power\", \"sc\"]\n[[variant]]\nname=\"a\"\nsource=\"s\"\nslots={mid=\"sync\"}\nclaim={\"mp.litmus\"=\"Never\"}\n")
	f.Add("title = \"t\"\nprogram = [\"mp.litmus\"]\nmodels = [\"power\"]\n[[variant]]\nname=\"a\"\nsource=\"s\"\nprogram=[\"mp.litmus\"]\n[variant.slots]\nmid=\"none\"\n[variant.claim]\n\"mp.litmus\"={power=\"Sometimes\"}\n")
	f.Add("program = [\"mp.litmus\"]\nvariant = [{}, {name=\"a\", slots={}}]\n")
	f.Add("PROGRAM = [\"mp.litmus\"]\n[[VARIANT]]\n")
	for _, name := range Studies() {
		src, err := readEmbedded(name + "/" + studyFile)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src.Text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		pl := studyPlace{file: studyFile, shown: "s", disk: "s", open: func(name string) (*diag.Source, error) {
			switch name {
			case studyFile:
				return diag.NewSource(name, text), nil
			case "mp.litmus", "two.litmus":
				return diag.NewSource(name, program), nil
			}
			return nil, disk.Unreadable(name, os.ErrNotExist)
		}}
		st, err := load(pl, "s")
		if err != nil {
			ds := diag.All(err)
			if len(ds) == 0 {
				t.Fatalf("no diagnostic: %v", err)
			}
			for _, d := range ds {
				if d.Code == "" || d.Msg == "" || !d.Span.Known() || d.Span.Start < 0 || d.Span.End > len(d.Span.Src.Text) || d.Span.Start > d.Span.End {
					t.Errorf("%v at %v", d, d.Span)
				}
			}
			return
		}
		if len(st.Programs) == 0 || len(st.Models) == 0 && len(st.Targets) == 0 || st.Title == "" {
			t.Error("a study without programs, models or title")
		}
		for _, v := range st.Variants {
			for _, p := range v.Programs {
				fixed := v.Assignment(p)
				for _, s := range p.Test.Slots {
					if !slices.ContainsFunc(s.Choices, func(c litmus.Choice) bool { return c.Text == fixed[s.Name] }) {
						t.Errorf("%s sets %s to %q", v.Name, s.Name, fixed[s.Name])
					}
				}
				for _, m := range st.Models {
					v.Claim(p, m.Name)
				}
			}
		}
		for _, m := range st.Models {
			if file := st.ModelFile(m); file == "" || filepath.Ext(m.Name) != ".cat" && file != m.Name {
				t.Errorf("the model %q is looked for as %q", m.Name, file)
			}
		}
	})
}
