package cost

import (
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/fencewise/fencewise/internal/golden"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/isa/linux"
	"github.com/fencewise/fencewise/programs/isa/power"
)

// TestPresets checks that every preset loads, ranks every barrier and names its source.
func TestPresets(t *testing.T) {
	t.Chdir(t.TempDir())
	if !slices.Contains(Presets(), Default) {
		t.Fatalf("no default among %q", Presets())
	}
	for _, name := range Presets() {
		m, err := Load(name)
		if err != nil {
			t.Error(err)
			continue
		}
		for _, f := range m.items.all() {
			if _, err := m.Of([]event.Part{part(m, f)}); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		if m.Source == "" || m.Title == "" {
			t.Errorf("%s has no source or title", name)
		}
	}
}

func model(t *testing.T, text string) *Model {
	t.Helper()
	m, err := parse(diag.NewSource("x.toml", "title=\"t\"\nsource=\"s\"\n"+text), "x")
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// part returns a part of a choice that counts as the item.
func part(m *Model, i Item) event.Part {
	switch i {
	case Ctrl:
		return event.Part{Text: "ctrl(r1)", Ctrl: true}
	case Instruction:
		return event.Part{Text: "li r1,1"}
	}
	name := m.items.names[i]
	if t := m.items.lang.TagNamed(name); m.items.lang.Tags[t].Priced {
		return event.Part{Text: name, Tags: isa.Of(t)}
	}
	return event.Part{Text: name, Fence: m.items.lang.TagNamed(name)}
}

func costOf(t *testing.T, m *Model, names string) Cost {
	t.Helper()
	var fs []event.Part
	for _, n := range strings.Fields(names) {
		for _, f := range m.items.all() {
			if m.items.names[f] == n {
				fs = append(fs, part(m, f))
			}
		}
	}
	c, err := m.Of(fs)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestCompare checks that ranks compare the most expensive barrier first, and that
// prices compare their sums.
func TestCompare(t *testing.T) {
	rank := model(t, `order = ["eieio", "lwsync", "sync"]`)
	price := model(t, "unit = \"ns\"\n[cost]\nsync = 19\nlwsync = 6.5\neieio = 6.5\n")
	for _, c := range []struct {
		a, b        string
		rank, price int
	}{
		{"", "", 0, 0},
		{"", "eieio", -1, -1},
		{"lwsync", "eieio", 1, 0},
		{"lwsync lwsync", "sync", -1, -1},
		{"lwsync lwsync lwsync", "sync", -1, 1},
		{"sync", "sync eieio", -1, -1},
		{"lwsync eieio", "eieio lwsync", 0, 0},
	} {
		for i, m := range []*Model{rank, price} {
			want := []int{c.rank, c.price}[i]
			got := m.Compare(costOf(t, m, c.a), costOf(t, m, c.b))
			if max(-1, min(1, got)) != want || max(-1, min(1, m.Compare(costOf(t, m, c.b), costOf(t, m, c.a)))) != -want {
				t.Errorf("%s: %q against %q: %d, want %d", m, c.a, c.b, got, want)
			}
		}
	}
	c := costOf(t, rank, "lwsync eieio").Times(2).Plus(costOf(t, rank, "sync"))
	if got := rank.Text(c); got != "1 sync + 2 lwsync + 2 eieio" {
		t.Errorf("by rank: %s", got)
	}
	if got := price.Text(c); got != "45 ns (1 sync + 2 lwsync + 2 eieio)" {
		t.Errorf("by price: %s", got)
	}
	if got := rank.Text(Cost{}); got != "nothing" {
		t.Errorf("nothing: %s", got)
	}
	if _, err := rank.Of([]event.Part{part(rank, rank.items.byTag[power.Isync])}); err == nil {
		t.Error("isync has a cost that nobody gave it")
	}
	all := model(t, `order = ["instruction", "ctrl", "isync", "sync"]`)
	if c := costOf(t, all, "ctrl isync instruction"); all.Text(c) != "1 isync + 1 ctrl + 1 instruction" ||
		all.Compare(c, costOf(t, all, "isync")) <= 0 || all.Compare(c, costOf(t, all, "sync")) >= 0 {
		t.Errorf("ctrl()+isync costs %s", all.Text(c))
	}
	if got := all.String(); got != "isync < sync" {
		t.Errorf("of barriers alone: %s", got)
	}
	if got := all.StringFor(costOf(t, all, "ctrl")); got != "ctrl < isync < sync" {
		t.Errorf("with ctrl: %s", got)
	}
	if got := price.String(); got != "eieio 6.5, lwsync 6.5, sync 19 ns" {
		t.Errorf("prices: %s", got)
	}
}

// TestErrors reads the files of testdata/errors.txtar and compares the diagnostics with
// the section of the same name that ends in .want.
func TestErrors(t *testing.T) {
	const path = "testdata/errors.txtar"
	ar, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for i := 0; i+1 < len(ar.Files); i += 2 {
		f, want := &ar.Files[i], &ar.Files[i+1]
		if want.Name != strings.TrimSuffix(f.Name, ".toml")+".want" {
			t.Fatalf("%s is followed by %s", f.Name, want.Name)
		}
		seen++
		var b strings.Builder
		if _, err := parse(diag.NewSource(f.Name, string(f.Data)), f.Name); err == nil {
			t.Errorf("%s: no error", f.Name)
		} else {
			diag.Render(&b, err)
		}
		want.Data = []byte(b.String())
	}
	if seen < 10 {
		t.Errorf("only %d files seen", seen)
	}
	golden.Check(t, path, txtar.Format(ar))
}

// TestAccesses checks what accesses of kernel C are counted as.
func TestAccesses(t *testing.T) {
	t.Chdir(t.TempDir())
	kernel, err := Load("kernel")
	if err != nil {
		t.Fatal(err)
	}
	xchg := event.Part{Text: "xchg(x, 1)", Tags: isa.Of(linux.MB, linux.RMW)}
	once := event.Part{Text: "READ_ONCE(*x)", Tags: isa.Of(linux.Once)}
	both := event.Part{Text: "smp_store_release(y, smp_load_acquire(x))", Tags: isa.Of(linux.Acquire, linux.Release)}
	for _, want := range []struct {
		part event.Part
		text string
	}{{xchg, "1 full"}, {once, "nothing"}, {both, "1 release + 1 acquire"}} {
		if got, err := kernel.Of([]event.Part{want.part}); err != nil || kernel.Text(got) != want.text {
			t.Errorf("%s: %s, %v", want.part.Text, kernel.Text(got), err)
		}
	}
}
