package library

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Several programs of a study contain the same code path in different forms. The tests of
// this file check that the forms differ only as intended.

// cells returns the cells of an embedded program's threads.
func cells(t *testing.T, file string) [][]string {
	t.Helper()
	src, err := ReadFile(filepath.FromSlash(file))
	if err != nil {
		t.Fatal(err)
	}
	test := fixture.Parse(t, src)
	var threads [][]string
	for i := range test.Threads {
		threads = append(threads, texts(test.Threads[i]))
	}
	return threads
}

func texts(th *litmus.Thread) []string {
	var cs []string
	for _, c := range th.Cells {
		cs = append(cs, c.String())
	}
	return cs
}

// TestKernelLoopIsKernel checks that the loop adds to kernel.litmus only the second look
// at the word.
func TestKernelLoopIsKernel(t *testing.T) {
	var loop []string
	for _, c := range cells(t, "host_ipi/kernel-loop.litmus")[0] {
		if c != "lwz r6,0(r8)" && c != "cmpwi r6,0" && c != "bne Again" {
			loop = append(loop, strings.TrimPrefix(c, "Again: "))
		}
	}
	if k := cells(t, "host_ipi/kernel.litmus")[0]; !slices.Equal(loop, k) {
		t.Errorf("got %q\nwant %q", loop, k)
	}
}

// TestDoorbellsForFlags checks that a program with doorbells is the one with flags in
// which msgsnd replaces the sender's last store, and doorbell replaces the load, the
// compare, the branch and the isync. More choices are possible after the interrupt.
func TestDoorbellsForFlags(t *testing.T) {
	for _, test := range []struct {
		flags, doorbells string
		rings            map[int]string // what the senders end with
	}{
		{"host_ipi/mail", "host_ipi_doorbell/mail", map[int]string{0: "msgsnd P1", 2: "msgsnd P1"}},
		{"host_ipi/kernel", "host_ipi_doorbell/kernel", map[int]string{1: "msgsnd P0"}},
		{"ipi_data/taken", "ipi_data/taken-doorbell", map[int]string{0: "msgsnd P1"}},
		{"resched_ipi/taken", "resched_ipi/taken-doorbell", map[int]string{0: "msgsnd P1"}},
	} {
		flags, doorbells := cells(t, test.flags+".litmus"), cells(t, test.doorbells+".litmus")
		for i, f := range flags {
			if ring, ok := test.rings[i]; ok {
				f[len(f)-1] = ring
			}
			f, d := afterIrq(rung(f)), afterIrq(doorbells[i])
			if !slices.Equal(f, d) {
				t.Errorf("%s, thread %d: got %q\nwant %q", test.doorbells, i, d, f)
			}
		}
	}
}

// TestDoorbellsForFlagsInC is TestDoorbellsForFlags for programs in kernel C: ppc_msgsnd
// replaces the sender's last store, and taking the doorbell replaces the load. The handler
// form does the same from the clear of the flag to the exchange.
func TestDoorbellsForFlagsInC(t *testing.T) {
	for _, name := range []string{"mail", "kernel"} {
		flags, doorbells := cells(t, "host_ipi_lkmm/"+name+".litmus"), cells(t, "host_ipi_lkmm/"+name+"-doorbell.litmus")
		for i, f := range flags {
			if i != 1 {
				f[len(f)-1] = "ppc_msgsnd(P1)"
			}
			var want []string
			for _, c := range f {
				if strings.Contains(c, "(*@ irq:") {
					want = append(want, "take_doorbell()", "ppc_msgsync() (*@ irq.after: none, smp_rmb, ppc_msgsync *)")
				} else {
					want = append(want, c)
				}
			}
			if d := doorbells[i]; !slices.Equal(want, d) {
				t.Errorf("%s, thread %d: got %q\nwant %q", name, i, d, want)
			}
		}
		src, err := ReadFile(filepath.FromSlash("host_ipi_lkmm/" + name + "-handler.litmus"))
		if err != nil {
			t.Fatal(err)
		}
		form := fixture.Parse(t, src)
		if got := texts(form.Threads[2]); !slices.Equal(got, doorbells[2]) {
			t.Errorf("%s, sender of the handler form: got %q\nwant %q", name, got, doorbells[2])
		}
		h, l := texts(form.Threads[1].Handler), doorbells[1]
		clear := func(cs []string) int {
			return slices.IndexFunc(cs, func(c string) bool { return strings.Contains(c, "clear.before") })
		}
		for k := range 4 { // the barrier, the clear, the barrier, the demux
			if got, want := h[clear(h)+k], l[clear(l)+k]; got != want {
				t.Errorf("%s, handler: got %q, want %q", name, got, want)
			}
		}
	}
}

// rung replaces each flag that the cells wait for by a doorbell.
func rung(cs []string) []string {
	var out []string
	for i := 0; i < len(cs); i++ {
		if i+3 < len(cs) && strings.HasPrefix(cs[i+1], "cmpwi ") && strings.HasPrefix(cs[i+2], "beq Irq") && strings.HasSuffix(cs[i+3], ": isync") {
			out = append(out, "doorbell")
			i += 3
			continue
		}
		out = append(out, cs[i])
	}
	return out
}

// afterIrq returns the cells with only the name of the slot irq.after, without its
// choices.
func afterIrq(cs []string) []string {
	for i, c := range cs {
		if strings.Contains(c, "irq.after") {
			cs[i] = "irq.after"
		}
	}
	return cs
}

// TestHandlerIsLine checks that the senders of the handler form are those of the
// straight-line form, and that its handler does what the straight-line target does
// between two doorbells.
func TestHandlerIsLine(t *testing.T) {
	for _, test := range []struct {
		name           string
		target, sender int // in the straight line
	}{{"mail", 1, 2}, {"kernel", 0, 1}} {
		line := cells(t, "host_ipi_doorbell/"+test.name+".litmus")
		src, err := ReadFile(filepath.FromSlash("host_ipi_handler/" + test.name + ".litmus"))
		if err != nil {
			t.Fatal(err)
		}
		form := fixture.Parse(t, src)
		want := line[test.sender]
		want[len(want)-1] = "msgsnd P1"
		if got := texts(form.Threads[2]); !slices.Equal(got, want) {
			t.Errorf("%s, sender: got %q\nwant %q", test.name, got, want)
		}
		handler := form.Threads[1].Handler
		if handler == nil {
			t.Fatalf("%s has no handler", test.name)
		}
		// From the slot before the clear of the flag on, the same is done, but for
		// when the register gets the 0 that is stored.
		from := func(cs []string) []string {
			i := slices.IndexFunc(cs, func(c string) bool { return strings.Contains(c, "clear.before") })
			return slices.DeleteFunc(cs[max(i, 0):], func(c string) bool { return c == "li r5,0" })
		}
		l, h := from(line[test.target]), from(texts(handler))
		l = l[:slices.Index(l, "doorbell")]
		if len(h) < len(l) {
			t.Fatalf("%s: the handler is shorter than the straight line", test.name)
		}
		for i := range l {
			if got := strings.TrimPrefix(h[i], "Again: "); got != l[i] {
				t.Errorf("%s, cell %d from the clear on: got %q, want %q", test.name, i, got, l[i])
			}
		}
	}
}
