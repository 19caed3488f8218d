package families

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Typed returns a random program that tests types and values. It has locations, arrays
// and registers with and without a type, of one to eight bytes, constants at and beyond
// the ends of all ranges, arithmetic beyond 32 bits, a condition over all of these, and
// sometimes a filter and a list of locations. It has few executions: one to a few dozen.
// Equal arguments give equal programs.
//
// If plain is true, herd7 can read the program: it has no comparisons by order in the
// condition and no instructions that herd7 lacks.
func Typed(seed uint64, plain bool) string {
	g := &typedGen{r: rand.New(rand.NewPCG(seed, 0x7e9ed)), plain: plain}
	g.declare()
	for t := range 1 + min(1, g.r.IntN(5)) {
		g.thread(t)
	}
	return g.text(seed)
}

// typedLoc is a location or an array of a typed program.
type typedLoc struct {
	name  string
	bytes int
	elems int // 0 for a scalar
}

type typedGen struct {
	r          *rand.Rand
	plain      bool
	init       []string
	locs       []typedLoc
	regs       []string // the registers that the condition can contain
	columns    [][]string
	usedValues []uint64 // the values of the program so far
}

// typeNames lists types by their size in bytes. "" stands for no type.
var typeNames = map[int][]string{
	1: {"uint8_t", "int8_t", "char", "", "*"},
	2: {"uint16_t", "int16_t", "short", "", "*"},
	4: {"uint32_t", "int32_t", "int", "", "", "atomic_t", "*"},
	8: {"uint64_t", "int64_t", "uintptr_t", "intptr_t", "", "*", "long"},
}

// edges lists the values at which types differ.
var edges = []uint64{
	0, 1, 2, 3, 0x7e, 0x7f, 0x80, 0x81, 0xfe, 0xff, 0x100, 0x101, 0x17f, 0x1ff,
	0x7fff, 0x8000, 0xfffe, 0xffff, 0x10000, 0x18000, 0x7ffffffe, 0x7fffffff, 0x80000000, 0x80000001,
	0xfffffffe, 0xffffffff, 0x100000000, 0x100000001, 0x1ffffffff, 0x7fffffffffffffff, 0x8000000000000000,
	0xffffffff00000000, 0xffffffff7fffffff, 0xffffffff80000000, 0xffffffffffff8000, 0xffffffffffffff80, 0xffffffffffffff7f, 0xfffffffffffffffe, 0xffffffffffffffff,
}

func (g *typedGen) pick(of ...string) string { return of[g.r.IntN(len(of))] }

// number returns a 64-bit value in one of its spellings: a value that the program
// already has, perhaps with other high bits, or a new one.
func (g *typedGen) number() string {
	v := edges[g.r.IntN(len(edges))]
	switch g.r.IntN(8) {
	case 0:
		v = g.r.Uint64() >> g.r.IntN(64)
	case 1, 2, 3, 4:
		if len(g.usedValues) > 0 {
			v = g.usedValues[g.r.IntN(len(g.usedValues))]
			if g.r.IntN(3) == 0 {
				bits := 8 << g.r.IntN(3)
				v = v<<(64-bits)>>(64-bits) | g.r.Uint64()>>g.r.IntN(64)<<bits
			}
		}
	}
	g.usedValues = append(g.usedValues, v)
	if g.r.IntN(4) == 0 {
		return fmt.Sprintf("0x%x", v)
	}
	if !g.plain && g.r.IntN(4) == 0 { // unsigned, as in final states
		return fmt.Sprint(v)
	}
	return fmt.Sprint(int64(v))
}

func (g *typedGen) declare() {
	for i := range 2 + g.r.IntN(3) {
		bytes := 1 << g.r.IntN(4)
		names := typeNames[bytes]
		l := typedLoc{name: string(rune('w' + i)), bytes: bytes}
		typ := names[g.r.IntN(len(names))]
		switch {
		case g.r.IntN(4) == 0 && typ != "" && typ != "*" && typ != "long" && typ != "atomic_t":
			l.elems = 1 + g.r.IntN(3)
			vs := make([]string, l.elems)
			for k := range vs {
				vs[k] = g.number()
			}
			g.init = append(g.init, fmt.Sprintf("%s %s[%d]={%s}", typ, l.name, l.elems, strings.Join(vs, ",")))
		default:
			decl := strings.TrimSpace(typ + " " + l.name)
			if typ == "*" {
				decl = g.pick("int *", "*") + l.name
			}
			if typ != "" && g.r.IntN(3) == 0 {
				g.init = append(g.init, decl)
			} else {
				g.init = append(g.init, decl+"="+g.number())
			}
		}
		g.locs = append(g.locs, l)
	}
}

// thread generates a thread. Its registers r1 to r5 hold addresses, and r10 to r19 hold
// numbers.
func (g *typedGen) thread(t int) {
	var code []string
	emit := func(format string, args ...any) { code = append(code, fmt.Sprintf(format, args...)) }
	for i, l := range g.locs {
		g.init = append(g.init, fmt.Sprintf("%d:r%d=%s", t, 1+i, l.name))
	}
	kinds := []string{"", "", "", "", "int", "uint8_t", "int8_t", "uint16_t", "int16_t", "uint32_t", "int64_t", "uint64_t", "int *", "long"}
	for r := 10; r < 15; r++ {
		typ := kinds[g.r.IntN(len(kinds))]
		decl := fmt.Sprintf("%d:r%d", t, r)
		if typ != "" {
			decl = typ + " " + decl
		}
		switch g.r.IntN(3) {
		case 0:
			g.init = append(g.init, decl+"="+g.number())
		case 1:
			if typ != "" {
				g.init = append(g.init, decl)
			}
		default:
			if g.r.IntN(6) == 0 {
				g.init = append(g.init, decl+"="+g.locs[0].name)
				continue // it holds an address, so it is not compared with numbers
			} else if typ != "" {
				g.init = append(g.init, decl+"="+g.number())
			}
		}
		g.regs = append(g.regs, fmt.Sprintf("%d:r%d", t, r))
	}
	for range 1 + g.r.IntN(4) {
		i := g.r.IntN(2) * g.r.IntN(len(g.locs)) // mostly the first one, so that the threads race
		l := &g.locs[i]
		at := fmt.Sprintf("%d(r%d)", l.bytes*g.r.IntN(max(1, l.elems)), 1+i)
		to := fmt.Sprintf("r%d", 15+g.r.IntN(4))
		switch g.r.IntN(6) {
		case 0:
			emit("li %s,%d", to, g.immediate())
		case 1, 2:
			for range 8 { // the condition shall contain loaded registers more often than others
				g.regs = append(g.regs, fmt.Sprintf("%d:%s", t, to))
			}
			emit("%s %s,%s", map[int]string{1: "lbz", 2: "lhz", 4: "lwz", 8: "ld"}[l.bytes], to, at)
			if !g.plain && g.r.IntN(3) == 0 {
				code[len(code)-1] = fmt.Sprintf("%s %s,%s", map[int]string{1: "lbz", 2: "lha", 4: "lwa", 8: "ld"}[l.bytes], to, at)
			}
		case 3, 4:
			emit("li %s,%d", to, g.immediate())
			emit("%s %s,%s", map[int]string{1: "stb", 2: "sth", 4: "stw", 8: "std"}[l.bytes], to, at)
		default:
			op := g.pick("add", "subf", "or", "and", "xor")
			if !g.plain {
				op = g.pick("add", "subf", "or", "and", "xor", "nor", "sld", "srd", "srw", "mulld")
			}
			if g.r.IntN(3) == 0 {
				emit("addi %s,%s,%d", to, to, []int{-1, 1, 1, 32767, -32768}[g.r.IntN(5)])
			}
			emit("%s %s,%s,%s", op, to, to, fmt.Sprintf("r%d", 15+g.r.IntN(4)))
		}
	}
	for r := 15; r < 19; r++ {
		if g.r.IntN(3) == 0 {
			g.init = append(g.init, fmt.Sprintf("%s %d:r%d", g.pick("int64_t", "uint64_t", "uint32_t", "int", "uint8_t", "int16_t"), t, r))
		}
		g.regs = append(g.regs, fmt.Sprintf("%d:r%d", t, r))
	}
	g.columns = append(g.columns, code)
}

// immediate returns a number for li.
func (g *typedGen) immediate() int {
	v := []int{-32768, -129, -128, -2, -1, 0, 1, 127, 128, 255, 256, 32767}[g.r.IntN(12)]
	g.usedValues = append(g.usedValues, uint64(v))
	return v
}

// place returns a register, a location or an array element.
func (g *typedGen) place() string {
	if g.r.IntN(2) == 0 {
		return g.regs[g.r.IntN(len(g.regs))]
	}
	l := &g.locs[g.r.IntN(len(g.locs))]
	if l.elems > 0 {
		return fmt.Sprintf("%s[%d]", l.name, g.r.IntN(l.elems))
	}
	return g.pick(l.name, "["+l.name+"]")
}

func (g *typedGen) atom() string {
	op := g.pick("=", "=", "=", "==", "!=", "<>")
	if !g.plain && g.r.IntN(3) == 0 {
		op = g.pick("<", "<=", ">", ">=")
	}
	switch g.r.IntN(10) {
	case 0, 1: // two places
		left, right := g.place(), g.place()
		if g.plain { // herd7 accepts no other forms
			op = "="
			left = g.regs[g.r.IntN(len(g.regs))]
			if g.r.IntN(2) == 0 {
				right = g.regs[g.r.IntN(len(g.regs))]
			}
			if strings.HasSuffix(right, "]") && !strings.HasPrefix(right, "[") {
				right = left
			}
		}
		if right[0] >= 'a' && !strings.HasSuffix(right, "]") {
			right = "[" + right + "]"
		}
		return left + op + right
	case 2:
		for i := range g.locs {
			if l := &g.locs[i]; l.elems > 0 && (op == "=" || op == "!=") {
				if m := &g.locs[g.r.IntN(len(g.locs))]; m.elems == l.elems && op == "=" {
					return l.name + "=[" + m.name + "]"
				}
				vs := make([]string, l.elems)
				for k := range vs {
					vs[k] = g.number()
				}
				return fmt.Sprintf("%s%s{%s}", l.name, op, strings.Join(vs, ","))
			}
		}
	case 3:
		return g.place() + op + g.locs[g.r.IntN(len(g.locs))].name
	}
	return g.place() + op + g.number()
}

func (g *typedGen) prop(depth int) string {
	switch g.r.IntN(7) {
	case 0:
		if depth > 0 {
			return "~(" + g.prop(depth-1) + ")"
		}
	case 1, 2:
		if depth > 0 {
			return "(" + g.prop(depth-1) + ` /\ ` + g.prop(depth-1) + ")"
		}
	case 3, 4:
		if depth > 0 {
			return "(" + g.prop(depth-1) + ` \/ ` + g.prop(depth-1) + ")"
		}
	case 5:
		if depth > 0 {
			return "((" + g.prop(depth-1) + ") => (" + g.prop(depth-1) + "))"
		}
	}
	return g.atom()
}

func (g *typedGen) text(seed uint64) string {
	var b strings.Builder
	fmt.Fprintf(&b, "PPC typed-%d\n{\n", seed)
	for _, in := range g.init {
		b.WriteString(in + ";\n")
	}
	b.WriteString("}\n")
	rows := 0
	for t, c := range g.columns {
		if t > 0 {
			b.WriteString(" |")
		}
		fmt.Fprintf(&b, " P%d", t)
		rows = max(rows, len(c))
	}
	b.WriteString(" ;\n")
	for i := range rows {
		for t, c := range g.columns {
			if t > 0 {
				b.WriteString(" |")
			}
			if i < len(c) {
				b.WriteString(" " + c[i])
			}
		}
		b.WriteString(" ;\n")
	}
	if g.r.IntN(3) == 0 {
		var items []string
		for range 1 + g.r.IntN(3) {
			p := g.place()
			if p[0] == '[' { // herd7 accepts no brackets here
				p = p[1 : len(p)-1]
			}
			items = append(items, p+g.pick("", "", " int", " uint8_t", " int64_t")+";")
		}
		b.WriteString("locations [" + strings.Join(items, " ") + "]\n")
	}
	if g.r.IntN(4) == 0 {
		b.WriteString("filter (" + g.prop(1) + ")\n")
	}
	b.WriteString(g.pick("exists", "exists", "~exists", "forall") + " (" + g.prop(3) + ")\n")
	return b.String()
}
