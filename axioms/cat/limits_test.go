package cat

import (
	"strings"
	"testing"
	"time"

	"github.com/fencewise/fencewise/programs/diag"
)

// codes are the codes of what is reported for text.
func codes(text string) []diag.Code {
	_, err := Parse(diag.NewSource("test.cat", text))
	var list []diag.Code
	for _, d := range diag.All(err) {
		list = append(list, d.Code)
	}
	return list
}

func TestLimits(t *testing.T) {
	rep := strings.Repeat
	for _, c := range []struct {
		name, in string
		want     diag.Code // "" when it is to be read
	}{
		{"name 256", "acyclic " + rep("x", 256), ""},
		{"name 257", "acyclic " + rep("x", 257), diag.CatSyntaxLongName},
		{"tag 256", "acyclic '" + rep("x", 256), ""},
		{"tag 257", "acyclic '" + rep("x", 257), diag.CatSyntaxLongName},
		{"parentheses 256", "acyclic " + rep("(", 256) + "x" + rep(")", 256), ""},
		{"parentheses 257", "acyclic " + rep("(", 257) + "x" + rep(")", 257), diag.CatSyntaxDeep},
		{"brackets 257", "acyclic " + rep("[", 257) + "x" + rep("]", 257), diag.CatSyntaxDeep},
		{"sets 257", "acyclic " + rep("{", 257) + "x" + rep("}", 257), diag.CatSyntaxDeep},
		{"begin 257", "acyclic " + rep("begin ", 257) + "x" + rep(" end", 257), diag.CatSyntaxDeep},
		{"complements 257", "acyclic " + rep("~", 257) + "x", diag.CatSyntaxDeep},
		{"let 257", "acyclic " + rep("let x = a in ", 257) + "x", diag.CatSyntaxDeep},
		{"fun 257", "acyclic " + rep("fun x -> ", 257) + "x", diag.CatSyntaxDeep},
		{"try 257", "acyclic " + rep("try ", 257) + "x", diag.CatSyntaxDeep},
		{"procedures 256", rep("procedure f() = ", 256) + rep("end ", 256), ""},
		{"procedures 257", rep("procedure f() = ", 257) + rep("end ", 257), diag.CatSyntaxDeep},
		{"condition 257", "if " + rep("(", 257) + `"a"` + rep(")", 257) + " end", diag.CatSyntaxDeep},
		{"not 257", "if " + rep("not ", 257) + `"a" end`, diag.CatSyntaxDeep},
		{"union 4000", "acyclic x" + rep("|x", 4000), ""},
		{"union 4096", "acyclic x" + rep("|x", 4096), diag.CatSyntaxDeep},
		{"difference 4096", "acyclic x" + rep(`\x`, 4096), diag.CatSyntaxDeep},
		{"closures 4096", "acyclic x" + rep("*", 4096), diag.CatSyntaxDeep},
		{"inverses 4096", "acyclic x" + rep("^-1", 4096), diag.CatSyntaxDeep},
		{"arguments 4096", "acyclic x" + rep(" x", 4096), diag.CatSyntaxDeep},
		{"tuple 10000", "acyclic x" + rep(",x", 10000), ""},
		{"statements 10000", rep("let x = x\n", 10000), ""},
		{"file", rep(" ", maxBytes), ""},
		{"larger file", rep(" ", maxBytes+1), diag.TooLarge},
	} {
		got := codes(c.in)
		if c.want == "" && len(got) > 0 || c.want != "" && (len(got) == 0 || got[0] != c.want) {
			t.Errorf("%s: got %v, want %q", c.name, got, c.want)
		}
	}
}

// Hostile files take linear time and a bounded report.
func TestHostileFiles(t *testing.T) {
	const size = maxBytes / 4
	for _, unit := range []string{
		"(", ")", "[", "{", "~", "let ", "let x = (", "let x = ", "let x = x\n", "x", "x ", "x|", "x;", "x*",
		"x\\", "x+", "x^-1", "|", "||", "'", "'a ", "\"", "\"\n", "(*", "*)", "/*", "//", "@", "@ ", "é", "\xff",
		"if ", "if (", "if \"a\" ", "if not ", "if \"a\"||", "let x = if (", "let x = if not ", "match ", "match x with ",
		"let x = match ", "let x = match x with 'a -> ", "let x = match x with _ ++ _ -> ", "end ", "else ", "begin ",
		"let x = begin ", "procedure ", "procedure f() = ", "forall x in ", "forall x in y do ", "try ", "let x = try ",
		"let x = let x = ", "let x = fun x -> ", "with ", "with x from ", "show ", "show x as ", "and x = ", "let f(",
		"let x = ~x+", "let x = ~x*x", "flag ~", "call f ", "enum T = 'a ||", "instructions R[", "0", "_", "in ", "\n", "\r",
		"  let x = (\n", "let x = | ", "let x = x @ ", "include \"x\" ", "\x00",
	} {
		for _, head := range []string{"", "acyclic ", "let x = "} {
			text := head + strings.Repeat(unit, (size-len(head))/len(unit))
			began := time.Now()
			if got := codes(text); len(got) > 2*maxErrors {
				t.Errorf("%q: %d errors", head+unit, len(got))
			}
			if d := time.Since(began); d > 3*time.Second {
				t.Errorf("%q: took %v", head+unit, d)
			}
		}
	}
}
