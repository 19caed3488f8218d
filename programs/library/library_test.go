package library

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
)

// TestEmbedded loads every embedded study and builds every program for every variant.
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
				var judges []string
				for _, m := range s.Models {
					judges = append(judges, m.Name)
				}
				tests := []litmus.Test{*p.Test}
				for _, to := range s.TargetsOf(p) {
					judges = append(judges, to)
					tests = append(tests, *p.Test)
					tests[len(tests)-1].Target = to
				}
				for i := range tests {
					if _, err := unroll.Build(context.Background(), &tests[i], unroll.Options{Fixed: v.Assignment(p)}); err != nil {
						t.Errorf("%s, %s: %v", p.Name, v.Name, err)
					}
				}
				for _, by := range judges {
					if v.Claim(p, by) == nil || !s.Judges(p, by) {
						t.Errorf("%s, %s: no claim under %s", p.Name, v.Name, by)
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

// TestSlotCounts checks the sizes of the lattices that docs/studies describes by a rule.
func TestSlotCounts(t *testing.T) {
	t.Chdir(t.TempDir())
	want := map[string]map[string]int{
		"atomics":                 {"sb": 12, "sb-store": 12, "sb-load": 12, "r": 12, "mp": 12, "mp-xchg": 12, "iriw": 12},
		"host_ipi":                {"mail": 288, "kernel": 3456, "kernel-loop": 3456},
		"host_ipi_doorbell":       {"mail": 576, "kernel": 6912},
		"host_ipi_bytes":          {"mail": 288, "kernel": 3456, "kernel-loop": 3456, "two": 3456},
		"host_ipi_bytes_doorbell": {"mail": 576, "kernel": 6912, "mail-handler": 576, "kernel-handler": 6912},
		"seqcount_half":           {"one-load": 16, "two-loads": 144},
		"lockref":                 {"get": 16},
		"qspinlock_pending":       {"pending": 48, "queue": 768, "queue-word": 768},
		"publish_struct":          {"publish": 16},
		"qspinlock":               {"handover": 12, "lost": 3},
		"host_ipi_lkmm":           {"mail": 162, "kernel": 648, "clear-first": 9, "clear-last": 9, "mail-doorbell": 243, "kernel-doorbell": 972, "mail-handler": 243, "kernel-handler": 972},
		"host_ipi_c":              {"mail.c": 81, "mail-once.c": 81, "kernel.c": 81, "kernel-once.c": 81, "kernel-handler.c": 81},
		"host_ipi_handler":        {"mail": 576, "kernel": 6912},
		"ipi_data":                {"early": 36, "taken": 540, "taken-doorbell": 540},
		"acquire":                 {"loads": 6, "stores": 6},
		"resched_ipi":             {"early": 108, "taken": 1620, "taken-doorbell": 1620},
		"xive_cppr":               {"lost": 16},
		"bpf_fetch":               {"sb": 12, "sb-store": 12, "r": 12},
		"bpf_fetch_lkmm":          {"sb": 16, "sb-store": 16, "r": 16, "sb-add": 4},
		"atomics_lkmm":            {"sb-xchg": 16, "sb-cmpxchg": 16, "sb-add": 16, "store-xchg": 16, "store-cmpxchg": 16, "store-add": 16, "r-xchg": 16, "r-cmpxchg": 16, "r-add": 16},
		"after_spinlock":          {"wake": 12, "both": 12, "sections-sb": 12, "sections-mp": 12},
		"after_unlock_lock":       {"handover": 5, "same-cpu": 5, "other-cpu": 5},
		"pv_kick_node":            {"kick": 48},
	}
	for _, name := range Studies() {
		s, err := LoadStudy(name)
		if err != nil {
			t.Error(err)
			continue
		}
		seen := 0
		for _, p := range s.Programs {
			n := 1
			for _, sl := range p.Test.Slots {
				n *= len(sl.Choices)
			}
			if w := want[name][strings.TrimSuffix(p.File, ".litmus")]; w != 0 {
				seen++
				if n != w {
					t.Errorf("%s has %d variants, want %d", p.Name, n, w)
				}
			}
		}
		if len(want[name]) == 0 {
			t.Errorf("%s: enter the numbers of variants of its programs in the table of this test", name)
		} else if seen != len(want[name]) {
			t.Errorf("%s: %d programs are counted, want %d", name, seen, len(want[name]))
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
