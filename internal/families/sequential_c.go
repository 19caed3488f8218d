package families

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// SequentialC is a random C program of one thread that ends, has no undefined behaviour on a
// machine whose numbers wrap, and leaves its results in variables outside of functions.
type SequentialC struct {
	Text    string   // declarations, functions, and void run(void)
	Results []string // expressions over the variables outside of functions, of integer type
}

// Program returns the program with a thread that runs it, whose bad outcome is that all results
// have the given values.
func (p SequentialC) Program(values []string) string {
	parts := make([]string, len(values))
	for i, v := range values {
		if v += "L"; v == "-9223372036854775808L" {
			v = "(-9223372036854775807L - 1)"
		}
		parts[i] = "(long)" + p.Results[i] + " == " + v
	}
	i := strings.LastIndex(p.Text, "void ")
	return p.Text[:i] + "/*@ cpu 0 */\n" + strings.TrimSuffix(p.Text[i:], "}\n") + "\t/*@ bad: " + strings.Join(parts, " &&\n\t\t") + " */\n}\n"
}

// RandomC returns a program. prefix begins all its names outside of functions, so that several
// programs fit in one file.
func RandomC(rng *rand.Rand, prefix string) SequentialC {
	g := &cgen{rng: rng, prefix: prefix}
	return g.program()
}

// ctypes are the integer types that programs use.
var ctypes = []string{"unsigned char", "signed char", "short", "unsigned short", "int", "unsigned int", "long", "unsigned long", "_Bool"}

// cvar is something that holds an integer.
type cvar struct {
	text  string
	index int64 // of an array: its length
	loop  bool  // a counter of a loop, which nothing else sets
}

type cfunc struct {
	name   string
	params int
	cell   string // what it changes besides, "" for nothing
	ptr    bool   // its first parameter is a pointer through which it writes an int
}

type cgen struct {
	rng    *rand.Rand
	prefix string
	b      strings.Builder
	vars   []cvar // in scope
	funcs  []cfunc
	used   map[string]bool // changed or read in the current full expression
	names  int
	indent int
	labels int
	loops  int // around the current statement
	budget int
}

func (g *cgen) n(n int) int { return g.rng.IntN(n) }
func (g *cgen) line(f string, a ...any) {
	fmt.Fprintf(&g.b, "%s%s\n", strings.Repeat("\t", g.indent), fmt.Sprintf(f, a...))
}
func (g *cgen) typ() string { return ctypes[g.n(len(ctypes))] }

// fresh returns a new name.
func (g *cgen) fresh(what string) string {
	g.names++
	return fmt.Sprintf("%s%d", what, g.names)
}

// constant returns a number, often one at the edge of a type.
func (g *cgen) constant() string {
	edge := []string{"0", "1", "2", "3", "5", "7", "-1", "-2", "127", "128", "255", "256", "-128", "32767", "65535", "2147483647", "(-2147483647 - 1)", "4294967295U", "0x80000000U", "1L", "-1L", "0x7fffffffffffffffL", "0xffffffffffffffffUL", "1U", "'a'", "0xff00L", "3UL"}
	return edge[g.n(len(edge))]
}

// program writes the whole program.
func (g *cgen) program() SequentialC {
	var results []string
	p := g.prefix
	for i := range 5 {
		name := fmt.Sprintf("%sg%d", p, i)
		t := g.typ()
		g.line("%s %s = (%s)%s;", t, name, t, g.constant())
		g.vars = append(g.vars, cvar{text: name})
		results = append(results, name)
	}
	for i := range 2 {
		name, t := fmt.Sprintf("%sa%d", p, i), g.typ()
		g.line("%s %s[4] = {%d, %d, %d};", t, name, g.n(100), g.n(2), g.n(200))
		g.vars = append(g.vars, cvar{text: name, index: 4})
		for k := range 4 {
			results = append(results, fmt.Sprintf("%s[%d]", name, k))
		}
	}
	g.line("struct %ss { %s x; %s y; %s z[2]; };", p, g.typ(), g.typ(), g.typ())
	g.line("struct %ss %ss0 = {%d, %d, {%d, 1}}, %ss1[2];", p, p, g.n(50), g.n(50), g.n(50), p)
	for _, s := range []string{p + "s0", p + "s1[0]", p + "s1[1]"} {
		for _, f := range []string{".x", ".y"} {
			g.vars = append(g.vars, cvar{text: s + f})
			results = append(results, s+f)
		}
		g.vars = append(g.vars, cvar{text: s + ".z", index: 2})
		results = append(results, s+".z[0]", s+".z[1]")
	}
	g.line("int %sc0, %sc1, %st = %d; int *%sp = &%st;", p, p, p, g.n(20)-10, p, p)
	results = append(results, p+"c0", p+"c1", p+"t")
	for i := range 2 + g.n(2) {
		g.function(i)
	}
	g.line("void %srun(void)", p)
	g.line("{")
	g.indent++
	g.body(2+g.n(3), 5)
	g.indent--
	g.line("}")
	return SequentialC{Text: g.b.String(), Results: results}
}

// function writes a function. It may call those before it.
func (g *cgen) function(i int) {
	f := cfunc{name: fmt.Sprintf("%sf%d", g.prefix, i), params: 1 + g.n(3)}
	if i < 2 {
		f.cell = fmt.Sprintf("%sc%d", g.prefix, i)
	}
	f.ptr = g.n(3) == 0
	global := g.vars
	var ps []string
	if f.ptr {
		ps = append(ps, "int *out")
	}
	// A function reads nothing that others change: when it is called among operands, it does
	// not matter.
	g.vars = nil
	for k := range f.params {
		name := fmt.Sprintf("x%d", k)
		ps = append(ps, g.typ()+" "+name)
		g.vars = append(g.vars, cvar{text: name})
	}
	g.line("static %s %s(%s)", g.typ(), f.name, strings.Join(ps, ", "))
	g.line("{")
	g.indent++
	funcs := g.funcs
	g.funcs = nil
	g.body(1+g.n(2), 2)
	if f.cell != "" {
		g.line("%s += 1;", f.cell)
	}
	if f.ptr {
		g.begin()
		g.line("*out = %s;", g.expr(2))
	}
	g.begin()
	if g.n(2) == 0 {
		g.line("if (%s)", g.expr(2))
		g.begin()
		g.line("\treturn %s;", g.expr(2))
		g.begin()
	}
	g.line("return %s;", g.expr(2))
	g.indent--
	g.line("}")
	g.vars, g.funcs = global, append(funcs, f)
}

// begin starts a full expression.
func (g *cgen) begin() { g.used = map[string]bool{} }

// body writes declarations and statements.
func (g *cgen) body(n, budget int) {
	g.budget = budget
	scope := len(g.vars)
	for range 1 + g.n(3) {
		name := g.fresh("v")
		g.begin()
		g.line("%s %s = %s;", g.typ(), name, g.expr(2))
		g.vars = append(g.vars, cvar{text: name})
	}
	for range n {
		g.statement(3)
	}
	g.vars = g.vars[:scope]
}

// statement writes a statement of at most some depth.
func (g *cgen) statement(depth int) {
	g.begin()
	if g.budget--; g.budget < 0 {
		return
	}
	kind := g.n(20)
	if depth == 0 {
		kind = g.n(8)
	}
	switch {
	case kind < 5:
		g.line("%s;", g.assignment(3))
	case kind < 6:
		g.line("%s;", g.step())
	case kind < 8:
		if c, ok := g.call(2); ok {
			g.line("%s;", c)
		} else {
			g.line("%s;", g.assignment(2))
		}
	case kind < 12:
		g.line("if (%s) {", g.expr(3))
		g.block(depth, 2)
		if g.n(2) == 0 {
			g.line("} else {")
			g.block(depth, 2)
		}
		g.line("}")
	case kind < 15 && g.loops == 0:
		g.loop(min(depth, 2))
	case kind < 18:
		g.choose(depth)
	case kind < 19:
		g.labels++
		label := fmt.Sprintf("skip%d", g.labels)
		g.line("if (%s)", g.expr(2))
		g.line("\tgoto %s;", label)
		for range 1 + g.n(2) {
			g.statement(depth - 1)
		}
		g.line("%s: ;", label)
	default:
		if g.loops > 0 {
			g.line("if (%s)", g.expr(2))
			g.line("\t%s;", []string{"break", "continue"}[g.n(2)])
		} else {
			g.line("{")
			name := g.fresh("v")
			g.indent++
			g.line("%s %s = %s;", g.typ(), name, g.expr(2))
			g.vars = append(g.vars, cvar{text: name})
			g.indent--
			g.block(depth, 2)
			g.vars = g.vars[:len(g.vars)-1]
			g.line("}")
		}
	}
}

func (g *cgen) block(depth, n int) {
	g.indent++
	scope := len(g.vars)
	for range 1 + g.n(n) {
		g.statement(depth - 1)
	}
	g.vars = g.vars[:scope]
	g.indent--
}

// loop writes a loop of a few rounds.
func (g *cgen) loop(depth int) {
	i := g.fresh("i")
	t := []string{"int", "unsigned int", "long", "unsigned char"}[g.n(4)]
	bound := fmt.Sprint(1 + g.n(3))
	if g.n(2) == 0 {
		bound = "(" + g.expr(1) + " & 3)"
	}
	g.loops++
	outer := g.used
	switch g.n(4) {
	case 0:
		g.line("for (%s %s = 0; %s < %s; %s++) {", t, i, i, fmt.Sprint(1+g.n(3)), i)
		g.vars = append(g.vars, cvar{text: i, loop: true})
		g.block(depth, 2)
		g.line("}")
	case 1:
		g.line("%s %s = %s;", t, i, bound)
		g.line("while (%s) {", []string{i + "-- > 0", i + "--"}[0]+" && "+i+" < 10")
		g.vars = append(g.vars, cvar{text: i, loop: true})
		g.block(depth, 2)
		g.line("}")
	case 2:
		g.line("%s %s = %s;", t, i, bound)
		g.line("do {")
		g.vars = append(g.vars, cvar{text: i, loop: true})
		g.block(depth, 2)
		g.line("} while (%s++ < 2);", i)
	default:
		g.line("%s %s = %s;", t, i, bound)
		g.line("for (;;) {")
		g.line("\tif (%s++ >= 2)", i)
		g.line("\t\tbreak;")
		g.vars = append(g.vars, cvar{text: i, loop: true})
		g.block(depth, 2)
		g.line("}")
	}
	g.used = outer
	g.vars = g.vars[:len(g.vars)-1]
	g.loops--
}

// choose writes a switch.
func (g *cgen) choose(depth int) {
	g.line("switch (%s) {", []string{g.expr(2), g.expr(2) + " & 3"}[g.n(2)])
	seen := map[string]bool{}
	loops := g.loops
	for range 2 + g.n(2) {
		k := []string{"0", "1", "2", "3", "-1", "255", "65535"}[g.n(7)]
		if seen[k] {
			continue
		}
		seen[k] = true
		g.line("case %s: ;", k)
		g.loops = 0
		g.block(depth, 1)
		if g.n(3) > 0 {
			g.line("\tbreak;")
		}
	}
	if g.n(2) == 0 {
		g.line("default:")
		g.block(depth, 1)
		g.line("\t;")
	}
	g.loops = loops
	g.line("}")
}

// place returns something that can be assigned, and notes that this expression changes it;
// "" if everything is in use.
func (g *cgen) place() string {
	for range 10 {
		v := g.vars
		if len(v) == 0 {
			break
		}
		x := v[g.n(len(v))]
		root := strings.SplitN(x.text, "[", 2)[0]
		if x.loop || g.used[x.text] || g.used[root] {
			continue
		}
		g.used[x.text], g.used[root] = true, true
		if x.index == 0 {
			return x.text
		}
		return g.element(x)
	}
	if g.used["*p"] || len(g.funcs) == 0 {
		return ""
	}
	g.used["*p"] = true
	return "*" + g.prefix + "p"
}

func (g *cgen) element(x cvar) string {
	if g.n(2) == 0 {
		return fmt.Sprintf("%s[%d]", x.text, g.n(int(x.index)))
	}
	return fmt.Sprintf("%s[%s & %d]", x.text, g.expr(1), x.index-1)
}

// read returns something that is read, and notes that.
func (g *cgen) read() string {
	for range 10 {
		if len(g.vars) == 0 {
			break
		}
		x := g.vars[g.n(len(g.vars))]
		root := strings.SplitN(x.text, "[", 2)[0]
		if g.used[x.text] && !g.used["r:"+x.text] || g.used[root] && !g.used["r:"+root] {
			continue
		}
		for _, k := range []string{x.text, root} {
			g.used[k], g.used["r:"+k] = true, true
		}
		if x.index == 0 {
			return x.text
		}
		return g.element(x)
	}
	return g.constant()
}

// assignment returns an assignment.
func (g *cgen) assignment(depth int) string {
	p := g.place()
	if p == "" {
		return "(void)0"
	}
	switch k := g.n(14); k {
	case 0, 1, 2, 3:
		return p + " = " + g.expr(depth)
	case 4, 5, 6, 7, 8:
		return p + []string{" += ", " -= ", " &= ", " |= ", " ^= "}[k-4] + g.expr(depth-1)
	case 9:
		return p + " *= " + g.expr(depth-1)
	case 10:
		return p + " /= " + g.divisor(depth-1)
	case 11:
		return p + " %= " + g.divisor(depth-1)
	case 12:
		return p + " <<= " + g.shift()
	}
	return p + " >>= " + g.shift()
}

func (g *cgen) shift() string {
	if g.n(2) == 0 {
		return fmt.Sprint(g.n(8))
	}
	return "(" + g.expr(1) + " & 15)"
}

// divisor returns what is neither 0 nor -1.
func (g *cgen) divisor(depth int) string {
	switch g.n(4) {
	case 0:
		return []string{"3", "7U", "-2", "10L", "5UL", "(unsigned char)200"}[g.n(6)]
	case 1:
		return "((" + g.expr(depth) + " & 7) + 2)"
	case 2:
		return "(-2 - (int)(" + g.expr(depth) + " & 3))"
	}
	return "((" + g.expr(depth) + " & 0xff) + 2U)"
}

// step returns ++ or -- of something.
func (g *cgen) step() string {
	p := g.place()
	if p == "" {
		return "(void)0"
	}
	return []string{p + "++", p + "--", "++" + p, "--" + p}[g.n(4)]
}

// call returns a call, if there is something to call. A function is called once in an expression.
func (g *cgen) call(depth int) (string, bool) {
	if len(g.funcs) == 0 {
		return "", false
	}
	f := g.funcs[g.n(len(g.funcs))]
	if g.used[f.name] {
		return "", false
	}
	g.used[f.name] = true
	var args []string
	if f.ptr {
		if g.used["*p"] {
			return "", false
		}
		g.used["*p"] = true
		args = append(args, []string{"&" + g.prefix + "t", g.prefix + "p"}[g.n(2)])
	}
	for range f.params {
		args = append(args, g.expr(depth-1))
	}
	return f.name + "(" + strings.Join(args, ", ") + ")", true
}

// expr returns an expression of integer type, in parentheses where that matters.
func (g *cgen) expr(depth int) string {
	if depth <= 0 {
		if g.n(3) == 0 {
			return g.constant()
		}
		return g.read()
	}
	d := depth - 1
	switch k := g.n(28); {
	case k < 10:
		op := []string{"+", "-", "*", "&", "|", "^", "==", "!=", "<", "<=", ">", ">="}[g.n(12)]
		return "(" + g.expr(d) + " " + op + " " + g.expr(d) + ")"
	case k < 11:
		return "(" + g.expr(d) + " / " + g.divisor(d) + ")"
	case k < 12:
		return "(" + g.expr(d) + " % " + g.divisor(d) + ")"
	case k < 14:
		return "(" + g.expr(d) + []string{" << ", " >> "}[g.n(2)] + g.shift() + ")"
	case k < 16:
		return "(" + g.expr(d) + []string{" && ", " || "}[g.n(2)] + g.expr(d) + ")"
	case k < 18:
		return "(" + g.expr(d) + " ? " + g.expr(d) + " : " + g.expr(d) + ")"
	case k < 20:
		return "(" + []string{"- ", "~", "!", "+ "}[g.n(4)] + g.expr(d) + ")"
	case k < 22:
		return "((" + g.typ() + ")" + g.expr(d) + ")"
	case k < 23:
		if s := g.step(); s != "(void)0" {
			return "(" + s + ")"
		}
	case k < 24:
		if s := g.assignment(d); s != "(void)0" {
			return "(" + s + ")"
		}
	case k < 26:
		if c, ok := g.call(depth); ok {
			return c
		}
	case k < 27:
		return "(" + g.expr(d) + ", " + g.expr(d) + ")"
	}
	return g.read()
}
