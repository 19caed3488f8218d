package kernelc

import (
	"strconv"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/programs/diag"
)

// TestLimits checks that input of any size is refused in short time and with a place.
func TestLimits(t *testing.T) {
	deep := func(open, middle, end string) string {
		return strings.Repeat(open, 5000) + middle + strings.Repeat(end, 5000)
	}
	labels := ""
	for i := range 5000 {
		labels += "l" + strconv.Itoa(i) + ": "
	}
	for name, c := range map[string]struct {
		body string
		code diag.Code
	}{
		"parentheses":  {"r0 = " + deep("(", "1", ")") + ";", diag.KernelCTooDeep},
		"blocks":       {deep("{", "smp_mb();", "}"), diag.KernelCTooDeep},
		"ifs":          {deep("if (1) ", "smp_mb();", ""), diag.KernelCTooDeep},
		"elses":        {deep("if (1) smp_mb(); else ", "smp_mb();", ""), diag.KernelCTooDeep},
		"labels":       {labels, diag.KernelCTooDeep},
		"loops":        {deep("do ", "smp_mb();", "while (1);"), diag.KernelCTooDeep},
		"negations":    {"r0 = " + deep("!", "1", "") + ";", diag.KernelCTooDeep},
		"casts":        {"r0 = " + deep("(int)", "1", "") + ";", diag.KernelCTooDeep},
		"calls":        {deep("f(", "1", ")") + ";", diag.KernelCTooDeep},
		"indices":      {"r0 = " + deep("x[", "1", "]") + ";", diag.KernelCTooDeep},
		"elements":     {"r0 = x" + deep("[1]", "", "") + ";", diag.KernelCTooDeep},
		"sums":         {"r0 = 1" + deep(" + 1", "", "") + ";", diag.KernelCTooDeep},
		"assignments":  {deep("r0 = ", "1", "") + ";", diag.KernelCTooDeep},
		"conditionals": {"r0 = " + deep("1 ? ", "1", " : 1") + ";", diag.KernelCTooDeep},
		"commas":       {"r0 = 1" + deep(", 1", "", "") + ";", diag.KernelCTooDeep},
		"stars":        {"int " + deep("*", "p", "") + ";", diag.KernelCTooDeep},
		"name":         {"int " + deep("a", "", "") + ";", diag.LitmusTooLong},
		"cells":        {deep("smp_mb(); smp_mb(); smp_mb(); smp_mb();", "", ""), diag.LitmusTooCells},
		"choices":      {"/*@ a: none" + deep(", smp_mb", "", "") + " */", diag.LitmusTooChoices},
		"parts":        {"/*@ a: none, smp_mb" + deep("+smp_mb", "", "") + " */", diag.LitmusTooChoices},
	} {
		_, _, errs := ParseFunc(diag.NewSource("in", "P0(int *x) {\n"+c.body+"\n}"), 0, Options{})
		if len(errs) == 0 || errs[0].Code != c.code {
			t.Errorf("%s: %.300v, want %s", name, errs, c.code)
		}
	}
}

// TestExpansionLimits checks that macros cannot expand without end.
func TestExpansionLimits(t *testing.T) {
	doubled := "m0() { __fence{mb}; }\nv0() 1\n"
	for i := 1; i < 50; i++ {
		n, before := strconv.Itoa(i), strconv.Itoa(i-1)
		doubled += "m" + n + "() { m" + before + "(); m" + before + "(); }\nv" + n + "() v" + before + "() + v" + before + "()\n"
	}
	for _, c := range []struct{ table, statement string }{
		{"twice(X) X + X\nonce(X) __load{once}(X)", "r0 = " + strings.Repeat("twice(", 30) + "once(*x)" + strings.Repeat(")", 30)},
		{doubled, "m49()"},
		{doubled, "r0 = v49()"},
	} {
		m, err := ParseMacros(diag.NewSource("in.def", c.table))
		if err != nil {
			t.Fatal(err)
		}
		f, _, errs := ParseFunc(diag.NewSource("in", "P0(int *x) { "+c.statement+"; }"), 0, Options{})
		if errs != nil {
			t.Fatal(errs)
		}
		if errs := Check(f, m); len(errs) == 0 || errs[0].Code != diag.DefRecursion {
			t.Errorf("%s: %v", c.statement, errs)
		}
	}
}
