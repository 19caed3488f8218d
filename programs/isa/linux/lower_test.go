package linux

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/kernelc"
	"github.com/fencewise/fencewise/programs/litmus"
)

// parse reads a program with one thread, whose body is given.
func parse(t *testing.T, body string) *litmus.Test {
	t.Helper()
	test, err := litmus.Parse(diag.NewSource("t", "C t\n{}\nP0(int *x, long *y, int **p, spinlock_t *l)\n{\n"+body+"\n}\nexists (x=1)\n"))
	if err != nil {
		t.Fatal(err)
	}
	return test
}

// TestLower pins the steps of statements.
func TestLower(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{"int r0 = READ_ONCE(*x);", "r0 := signed mem4[&x+0]"},
		{"long r0 = READ_ONCE(*x); int r1 = r0;", "r0 := signed mem4[&x+0]\nr1 := sign32 r0"},
		{"WRITE_ONCE(*y, 3);", "mem8[&y+0] := 3"},
		{"int r0 = 1; r0 += 2;", "r0 := 1 + 0\n#1 := r0 + 2\nr0 := sign32 #1"},
		{"int *r0 = *p; *r0 = 1;", "r0 := mem8[&p+0]\nmem4[r0+0] := 1"},
		{"smp_mb();", "smp_mb"},
		{"int r0 = *x < 3;", "#1 := signed mem4[&x+0]\nr0 := #1 < 3"},
		{"int r0; if (r0 != 1) smp_wmb();", "#1 := r0 = 1\n#2 := #1 = 0\nif #2 = 0 goto else#1\nsmp_wmb\nelse#1: nothing"},
		{"int r0 = xchg_release(x, 2);", "#1 := signed mem4[&x+0] (atomic)\nmem4[&x+0] := 2 (atomic)\nr0 := #1 + 0"},
		{"int r0 = cmpxchg(x, 0, 1);", "#1 := signed mem4[&x+0] (atomic)\n#2 := #1 = 0\nif #2 = 0 goto end of the operation#1\nmem4[&x+0] := 1 (atomic)\nend of the operation#1: r0 := #1 + 0"},
		{"spin_lock(l);", "#1 := mem4[&l+0] (atomic)\n#2 := #1 = 0\nwait unless #2\nmem4[&l+0] := 1 (atomic)"},
		{"int r0; while (r0) r0--;", "while#1: if r0 = 0 goto end of while#2\n#1 := r0 - 1\nr0 := sign32 #1\ngoto while#1\nend of while#2: nothing"},
		{"int *r0 = p[1];", "#1 := &p + 8\nr0 := mem8[#1+0]"},
		{"unsigned int r0; if (~r0) smp_wmb();", "#1 := r0 xor -1\n#2 := #1 and 4294967295\nif #2 = 0 goto else#1\nsmp_wmb\nelse#1: nothing"},
		{"int r0; int r1 = r0 + r0 ? 2 : 3;", "#2 := r0 + r0\n#3 := sign32 #2\nif #3 = 0 goto else#1\n#1 := 2 + 0\ngoto end of ?:#2\nelse#1: #1 := 3 + 0\nend of ?:#2: r1 := #1 + 0"},
		{"return; smp_mb();", "end\nsmp_mb"},
	} {
		regs := &isa.Registers{Plain: true}
		test := parse(t, c.body)
		steps, err := lower(test, test.Threads[0], regs)
		if err != nil {
			t.Errorf("%s: %v", c.body, err)
			continue
		}
		var got []string
		for i := range steps {
			label := ""
			for _, l := range steps[i].Labels {
				label += l + ": "
			}
			got = append(got, label+isa.Show(&C, regs, &steps[i].Op))
		}
		if diff := cmp.Diff(c.want, strings.Join(got, "\n")); diff != "" {
			t.Errorf("%s: -want +got\n%s", c.body, diff)
		}
	}
}

// TestLowerTags checks the tags of accesses in both versions of the kernel's table.
func TestLowerTags(t *testing.T) {
	macros, err := kernelc.ParseMacros(diag.NewSource("def", "one(X,V) __xchg{mb}(X,V)\nold(X,V) __xchg{acquire}(X,V)\nnew(X,V) __xchg{ACQUIRE}(X,V)\n"+
		"add(X) { __atomic_op(X,+,1); }\nbad(X) __load{twice}(X)\nnothing() { __fence{nothing}; }\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ body, want string }{
		{"int r0 = old(x, 1);", "acquire rmw; once rmw"},
		{"int r0 = new(x, 1);", "acquire rmw; acquire rmw"},
		{"int r0 = one(x, 1);", "smp_mb; once rmw; once rmw; smp_mb"},
		{"add(x);", "noreturn rmw; once rmw"},
		{"int r0 = bad(*x);", "unknown annotation"},
		{"nothing();", "annotation of one fence"},
	} {
		test := parse(t, "barrier();")
		test, err := litmus.ParseWith(diag.NewSource("t", strings.Replace(test.Src.Text, "barrier();", c.body, 1)), litmus.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		test.Macros = macros
		steps, err := lower(test, test.Threads[0], &isa.Registers{Plain: true})
		var got []string
		for i := range steps {
			if s := C.Text(steps[i].Op.Tags); s != "" {
				got = append(got, s)
			}
		}
		all := strings.Join(got, "; ")
		if err != nil {
			all = err.Error()
		}
		if all != c.want && (err == nil || !strings.Contains(all, c.want)) {
			t.Errorf("%s: %s, want %s", c.body, all, c.want)
		}
	}
}
