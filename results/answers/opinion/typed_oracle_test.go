package opinion

import (
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A second reading of conditions, for tests. It takes the text of a litmus test
// and the text of a final state, and shares nothing with what reads, compiles or
// prints either: no syntax tree, no values, no table of types. What a condition
// means is in ten lines: a place is of its declared type, or an int; a constant is
// the number that is congruent to it and in the range of that type; what is
// compared are the numbers that the state shows.

// oracle reads the condition, the filter and the list of locations of one test.
type oracle struct {
	types  map[string]string // by place without brackets, as declared
	sizes  map[string]int64  // of the elements of arrays
	single map[string]bool   // arrays of one element
	names  []string          // places that are part of a state
	holds  reading
	filter reading // nil if there is none
	inside []string
}

// reading tells whether something holds in a state.
type reading func(state map[string]string) bool

var (
	conditionPart = regexp.MustCompile(`(?s)\n(?:locations \[(.*?);\]\n)?(?:filter (.*?)\n)?(?:exists|~exists|forall) (.*)$`)
	initItem      = regexp.MustCompile(`^(?:(\w+) +)?(\* ?)?([\w:]+)(?:\[(\d+)\])?$`)
	oracleToken   = regexp.MustCompile(`\d+:r\d+|0x[0-9a-f]+|-?\d+|\[\w+\]|\w+\[\d+\]|\w+|/\\|\\/|=>|==|!=|<>|<=|>=|\{[^}]*\}|.`)
)

func newOracle(text string) *oracle {
	o := &oracle{types: map[string]string{}, sizes: map[string]int64{}, single: map[string]bool{}}
	block, _, _ := strings.Cut(text[strings.Index(text, "{")+1:], "\n}\n")
	for item := range strings.SplitSeq(block, ";") {
		left, _, _ := strings.Cut(strings.TrimSpace(item), "=")
		m := initItem.FindStringSubmatch(strings.ReplaceAll(left, "int *", "*"))
		if m == nil || left == "" {
			continue
		}
		o.types[m[3]] = m[1] + strings.TrimSpace(m[2])
		if m[4] != "" {
			bits, _, _ := o.typeOf(m[3])
			o.sizes[m[3]], o.single[m[3]] = int64(bits)/8, m[4] == "1"
		}
	}
	m := conditionPart.FindStringSubmatch(text)
	for item := range strings.SplitSeq(m[1], ";") {
		if f := strings.Fields(item); len(f) > 0 {
			o.names = append(o.names, f[0])
		}
	}
	var seen []string
	o.holds, seen = o.read(m[3])
	o.names = append(o.names, seen...)
	if m[2] != "" {
		o.filter, o.inside = o.read(m[2])
	}
	return o
}

// typeOf returns the range of a place's type.
func (o *oracle) typeOf(place string) (bits uint, signed, known bool) {
	name, _, _ := strings.Cut(place, "[")
	t := o.types[name]
	switch t {
	case "*", "uintptr_t":
		return 64, false, true
	case "intptr_t":
		return 64, true, true
	case "char":
		return 8, true, true
	case "short":
		return 16, true, true
	case "atomic_t":
		return 32, false, true
	}
	unsigned := strings.HasPrefix(t, "u")
	digits := strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(t, "u"), "int"), "_t")
	if n, err := strconv.Atoi(digits); err == nil {
		return uint(n), !unsigned, true
	}
	return 32, true, false
}

// constant is a constant as a place shows it.
func (o *oracle) constant(place, text string) string {
	v, ok := new(big.Int).SetString(text, 0)
	if !ok {
		name, index, _ := strings.Cut(strings.TrimSuffix(text, "]"), "[")
		if n, _ := strconv.ParseInt(index, 10, 64); n > 0 {
			return name + "+" + strconv.FormatInt(n*o.sizes[name], 10)
		}
		return name
	}
	bits, signed, _ := o.typeOf(place)
	all := new(big.Int).Lsh(big.NewInt(1), bits)
	v.Mod(v, all)
	if signed && v.Bit(int(bits)-1) == 1 {
		v.Sub(v, all)
	}
	return v.String()
}

// read reads a proposition, and which places it names.
func (o *oracle) read(text string) (reading, []string) {
	tokens := oracleToken.FindAllString(strings.Join(strings.Fields(text), ""), -1)
	var names []string
	next := func() string {
		t := tokens[0]
		tokens = tokens[1:]
		return t
	}
	bare := func(place string) string {
		place = strings.TrimPrefix(place, "[")
		if !strings.Contains(place, "[") {
			place = strings.TrimSuffix(place, "]")
		}
		names = append(names, place)
		return place
	}
	atom := func() reading {
		place, op, right := bare(next()), next(), next()
		value := func(map[string]string) string { return right }
		switch {
		case right[0] == '{':
			items := strings.Split(strings.Trim(right, "{}"), ",")
			for i := range items {
				items[i] = o.constant(place, items[i])
			}
			if right = "{" + strings.Join(items, ",") + "}"; len(items) == 1 {
				right = items[0]
			}
		case right[0] == '[' || strings.Contains(right, ":"):
			other := bare(right)
			value = func(s map[string]string) string { return s[other] }
		default:
			right = o.constant(place, right)
		}
		return func(s map[string]string) bool { return compares(s[place], op, value(s)) }
	}
	var or func() reading
	term := func() reading { return nil }
	term = func() reading {
		switch tokens[0] {
		case "~":
			next()
			p := term()
			return func(s map[string]string) bool { return !p(s) }
		case "(":
			next()
			p := or()
			next()
			return p
		}
		return atom()
	}
	or = func() reading { // the programs have parentheses around each pair
		p := term()
		for len(tokens) > 0 && tokens[0] != ")" {
			left, op, right := p, next(), term()
			p = func(s map[string]string) bool {
				switch op {
				case `/\`:
					return left(s) && right(s)
				case `\/`:
					return left(s) || right(s)
				}
				return !left(s) || right(s)
			}
		}
		return p
	}
	return or(), names
}

// compares compares what two places show. Only numbers and the addresses in one
// array have an order.
func compares(x, op, y string) bool {
	switch op {
	case "=", "==":
		return x == y
	case "!=", "<>":
		return x != y
	}
	split := regexp.MustCompile(`^([a-z]*)\+?(-?\d*)$`)
	a, b := split.FindStringSubmatch(x), split.FindStringSubmatch(y)
	if a == nil || b == nil || a[1] != b[1] {
		return false
	}
	n, _ := new(big.Int).SetString("0"+a[2], 10)
	m, _ := new(big.Int).SetString("0"+b[2], 10)
	if strings.HasPrefix(a[2], "-") {
		n, _ = new(big.Int).SetString(a[2], 10)
	}
	if strings.HasPrefix(b[2], "-") {
		m, _ = new(big.Int).SetString(b[2], 10)
	}
	c := n.Cmp(m)
	return strings.Contains(op, "=") && c == 0 || op[0] == '<' && c < 0 || op[0] == '>' && c > 0
}

// stateOf takes a printed state apart.
func stateOf(line string) map[string]string {
	s := map[string]string{}
	for item := range strings.SplitSeq(strings.TrimSuffix(line, ";"), "; ") {
		name, value, _ := strings.Cut(item, "=")
		if strings.HasPrefix(name, "[") {
			name = strings.Trim(name, "[]")
		}
		s[name] = value
	}
	return s
}

// only leaves of a printed state what the condition and the list of locations name.
func (o *oracle) only(line string) string {
	var kept []string
	for item := range strings.SplitSeq(strings.TrimSuffix(line, ";"), "; ") {
		name, _, _ := strings.Cut(item, "=")
		if strings.HasPrefix(name, "[") {
			name = strings.Trim(name, "[]")
		}
		if slices.Contains(o.names, name) {
			kept = append(kept, item)
		}
	}
	return strings.Join(kept, "; ") + ";"
}
