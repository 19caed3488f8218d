package library

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
)

// TestEmbedded loads every embedded study and builds every program for every
// variant: what ships must be whole.
func TestEmbedded(t *testing.T) {
	t.Chdir(t.TempDir()) // away from the folder of the same name
	for _, name := range Studies() {
		s, err := LoadStudy(name)
		if err != nil {
			t.Error(err)
			continue
		}
		for _, v := range s.Variants {
			for _, p := range v.Programs {
				if _, err := event.Build(p.Test, event.Options{Fixed: v.Fixed(p)}); err != nil {
					t.Errorf("%s, %s: %v", p.Name, v.Name, err)
				}
				for _, m := range s.Models {
					if v.Claim(p, m.Name) == nil {
						t.Errorf("%s, %s: no claim under %s", p.Name, v.Name, m.Name)
					}
				}
			}
		}
		named := map[string]bool{}
		for _, p := range s.Programs {
			named[p.Name] = true
		}
		for _, p := range Programs() {
			if strings.HasPrefix(p, name+"/") && !named[p] {
				t.Errorf("%s is in no list of its study", p)
			}
		}
	}
}

// TestSlotCounts holds the sizes of the two lattices of the reference verdicts.
func TestSlotCounts(t *testing.T) {
	t.Chdir(t.TempDir())
	s, err := LoadStudy("host_ipi")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int{"mail.litmus": 288, "kernel.litmus": 3456, "kernel-loop.litmus": 3456}
	for _, p := range s.Programs {
		n := 1
		for _, sl := range p.Test.Slots {
			n *= len(sl.Choices)
		}
		if w := want[p.File]; w != 0 && n != w {
			t.Errorf("%s has %d variants, want %d", p.File, n, w)
		}
	}
}

func TestOpen(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(t.TempDir())
	for _, f := range []string{"b.litmus", "a/c.litmus", "a/notes.txt"} {
		p := filepath.Join(dir, f)
		if err := errors.Join(os.MkdirAll(filepath.Dir(p), 0o777), os.WriteFile(p, nil, 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	names := func(arg string) []string {
		ins, err := Open(arg)
		if err != nil {
			t.Fatal(err)
		}
		var ns []string
		for _, in := range ins {
			if _, err := in.Read(); err != nil {
				t.Error(err)
			}
			ns = append(ns, strings.TrimPrefix(in.Name, dir+string(filepath.Separator)))
		}
		return ns
	}
	if got, want := names(dir), []string{filepath.Join("a", "c.litmus"), "b.litmus"}; !slices.Equal(got, want) {
		t.Errorf("folder: %q, want %q", got, want)
	}
	if got := names("host_ipi/mail.litmus"); !slices.Equal(got, []string{"host_ipi/mail"}) {
		t.Errorf("embedded program: %q", got)
	}
	if got := names("host_ipi"); len(got) != 4 {
		t.Errorf("embedded study: %q", got)
	}
	for _, arg := range []string{"host_ipi/mial", "nowhere.litmus", t.TempDir()} {
		if _, err := Open(arg); err == nil {
			t.Errorf("%s was found", arg)
		}
	}
}

// TestKernelLoopIsKernel holds that the loop adds to kernel.litmus only the
// second look at the word.
func TestKernelLoopIsKernel(t *testing.T) {
	text := func(name string) []string {
		src, err := ReadFile(filepath.Join("host_ipi", name))
		if err != nil {
			t.Fatal(err)
		}
		test, err := litmus.Parse(src)
		if err != nil {
			t.Fatal(err)
		}
		var cells []string
		for _, c := range test.Threads[0].Cells {
			cells = append(cells, strings.TrimPrefix(c.String(), "Again: "))
		}
		return cells
	}
	loop := slices.DeleteFunc(text("kernel-loop.litmus"), func(s string) bool {
		return s == "lwz r6,0(r8)" || s == "cmpwi r6,0" || s == "bne Again"
	})
	if k := text("kernel.litmus"); !slices.Equal(loop, k) {
		t.Errorf("got %q\nwant %q", loop, k)
	}
}
