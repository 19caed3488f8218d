package kernelc

import (
	"strings"
	"testing"

	"github.com/fencewise/fencewise/programs/diag"
)

// TestSlotChoices checks the statements of each choice of a slot. want has one line for
// each choice; that of the default begins with '*'.
func TestSlotChoices(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{"smp_mb(); /*@ a: none, smp_wmb, smp_mb */", "none:\nsmp_wmb: smp_wmb()\n*smp_mb: smp_mb()"},
		{"/*@ a: none, smp_wmb(), smp_mb + smp_wmb */", "*none:\nsmp_wmb: smp_wmb()\nsmp_mb+smp_wmb: smp_mb(); smp_wmb()"},
		{"WRITE_ONCE(*x, 1 + 2); /*@ a: WRITE_ONCE, smp_store_release, smp_mb+WRITE_ONCE, none */",
			"*WRITE_ONCE: WRITE_ONCE(*x, 1 + 2)\nsmp_store_release: smp_store_release(x, 1 + 2)\nsmp_mb+WRITE_ONCE: smp_mb(); WRITE_ONCE(*x, 1 + 2)\nnone:"},
		{"int r0 = smp_load_acquire(x); /*@ a: READ_ONCE, smp_load_acquire */",
			"READ_ONCE: int r0 = READ_ONCE(*x)\n*smp_load_acquire: int r0 = smp_load_acquire(x)"},
		{"r0 = 1 + READ_ONCE(x[1]); /*@ a: smp_load_acquire, READ_ONCE */",
			"smp_load_acquire: r0 = 1 + smp_load_acquire(&x[1])\n*READ_ONCE: r0 = 1 + READ_ONCE(x[1])"},
		{"atomic_set(x, 1); /*@ a: atomic_set, atomic_set_release */", "*atomic_set: atomic_set(x, 1)\natomic_set_release: atomic_set_release(x, 1)"},
		{"xchg(x, 1); /*@ a: xchg, xchg_relaxed, WRITE_ONCE */", "*xchg: xchg(x, 1)\nxchg_relaxed: xchg_relaxed(x, 1)\nWRITE_ONCE: WRITE_ONCE(*x, 1)"},
		{"*x = 1; /*@ a: *x = 1, *x = 2, WRITE_ONCE(*x, 1) */", "**x = 1: *x = 1\n*x = 2: *x = 2\nWRITE_ONCE(*x, 1): WRITE_ONCE(*x, 1)"},
		{"*x = r0 + 1; /*@ a: none, *x = (r0 + 1) */", "none:\n**x = (r0 + 1): *x = r0 + 1"},
		{"my_mb(x); /*@ a: none, my_mb, my_other */", "none:\n*my_mb: my_mb(x)\nmy_other: my_other(x)"},
		{"if (r0) smp_mb(); /*@ a: none, smp_mb */", "none:\n*smp_mb: smp_mb()"},
		{"smp_mb();\n/*@ a: none, smp_mb */", "*none:\nsmp_mb: smp_mb()"},
		{"if (r0) { smp_mb(); } /*@ a: none, smp_mb */", "*none:\nsmp_mb: smp_mb()"},
	} {
		f, _, errs := ParseFunc(diag.NewSource("in", "P0(int *x) {\nint r0;\n"+strings.Replace(c.body, "int r0", "int r1", 1)+"\n}"), 0, Options{})
		if errs != nil {
			t.Errorf("%s: %v", c.body, errs)
			continue
		}
		var slot *SlotStmt
		Walk(f.Body, func(n Node) bool {
			if s, ok := n.(*SlotStmt); ok {
				slot = s
			}
			return true
		})
		if slot == nil {
			t.Errorf("%s: no slot", c.body)
			continue
		}
		var lines []string
		for i, ch := range slot.Choices {
			line := ch.Text + ":"
			for k, s := range ch.Stmts {
				if k > 0 {
					line += ";"
				}
				line += " " + stmtText(s)
			}
			if i == slot.Default {
				line = "*" + line
			}
			lines = append(lines, line)
		}
		if got := strings.ReplaceAll(strings.Join(lines, "\n"), "int r1", "int r0"); got != c.want {
			t.Errorf("%s\ngot\n%s\nwant\n%s", c.body, got, c.want)
		}
		if cell := f.Cells[slot.Cell]; cell.Slot != slot {
			t.Errorf("%s: the cell does not know the slot", c.body)
		}
	}
}

// TestExpand checks what primitives expand to.
func TestExpand(t *testing.T) {
	for _, c := range []struct{ call, want string }{
		{"READ_ONCE(*x)", "__load{ONCE}(*x)"},
		{"smp_load_acquire(x)", "__load{ACQUIRE}(*x)"},
		{"smp_load_acquire(&x[1])", "__load{ACQUIRE}(x[1])"},
		{"smp_load_acquire(x + 1)", "__load{ACQUIRE}(*(x + 1))"},
		{"WRITE_ONCE(*x, READ_ONCE(*x) + 1)", "__store{ONCE}(*x, __load{ONCE}(*x) + 1);"},
		{"smp_store_mb(*x, 1)", "__store{ONCE}(*x, 1); __fence{MB};"},
		{"atomic_set(x, 1)", "{ __store{ONCE}(*x, 1); }"},
		{"atomic_dec_and_test(x)", "__atomic_op_return{MB}(x, -, 1) == 0"},
		{"atomic_andnot(3, x)", "__atomic_op{NORETURN}(x, &~, 3);"},
		{"try_cmpxchg(x, &r0, 2)", "({ __auto_type e@21.1 = r0; __auto_type r@21.1 = __cmpxchg{MB}(x, e@21.1, 2); if (r@21.1 != e@21.1) r0 = r@21.1; r@21.1 == e@21.1; })"},
		{"smp_cond_load_acquire(x, VAL == READ_ONCE(*x))", "__cond_load{ACQUIRE}(*x, VAL == __load{ONCE}(*x))"},
		{"atomic_dec_if_positive(x)", "__rmw_if{MB}(x, VAL > 0, VAL - 1) - 1"},
	} {
		f, _, errs := ParseFunc(diag.NewSource("in", "P0(int *x) { r0 = 0; "+c.call+"; }"), 0, Options{})
		if errs != nil {
			t.Errorf("%s: %v", c.call, errs)
			continue
		}
		call := f.Body.Stmts[1].(*ExprStmt).X.(*Call)
		n, err := Embedded().Expand(call)
		if err != nil {
			t.Errorf("%s: %v", c.call, err)
			continue
		}
		got := ""
		switch n := n.(type) {
		case Expr:
			got = exprText(n)
		case *Block:
			var w writer
			for _, s := range n.Stmts {
				w.stmt(s)
			}
			got = w.String()
		}
		if got = strings.Join(strings.Fields(got), " "); got != c.want {
			t.Errorf("%s: %s, want %s", c.call, got, c.want)
		}
		Walk(n, func(n Node) bool {
			if at := n.At(); at.Start < call.Span.Start || at.End > call.Span.End {
				t.Errorf("%s: %T at %d to %d is not inside the call", c.call, n, at.Start, at.End)
			}
			return true
		})
	}
}

func BenchmarkEmbedded(b *testing.B) {
	for b.Loop() {
		if _, err := ParseMacros(diag.NewSource("macros.def", kernelText)); err != nil {
			b.Fatal(err)
		}
	}
}
