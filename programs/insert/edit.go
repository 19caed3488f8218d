package insert

import (
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/kernelc"
)

// Edit is one change of a file of the user: Text takes the place of what is At.
type Edit struct {
	At   diag.Span
	Text string
}

// Edits returns what has to be changed in the files of the user so that a choice stands at the
// point; nil if it stands there.
func (p *Point) Edits(choice string) []Edit {
	to := p.to[choice]
	switch {
	case p.site == nil, to == "", to == p.from:
		return nil
	case p.from == "":
		var calls []string
		for _, name := range strings.Split(to, "+") {
			if !strings.HasSuffix(name, ")") {
				name += "()"
			}
			calls = append(calls, name+";")
		}
		return p.site.precede(strings.Join(calls, " "))
	case to == None:
		return p.site.remove()
	}
	return exchangeAt(p.site.Op, p.from, to)
}

// canPrecede reports whether a barrier can be written before the statement.
func canPrecede(s *site) bool { return s.First && s.precede(";") != nil }

// precede puts statements before the one at the site.
func (s *site) precede(stmts string) []Edit {
	text, start := s.Span.Src.Text, s.Span.Start
	at := s.Span.Src.Span(start, start)
	switch last := lastBefore(text[:start]); last {
	case ";", "{", "}", ":":
		line := strings.LastIndexByte(text[:start], '\n') + 1
		if indent := text[line:start]; strings.TrimSpace(indent) == "" {
			return []Edit{{at, stmts + "\n" + indent}}
		}
		return []Edit{{at, stmts + " "}}
	case ")", "else", "do":
		if !strings.HasSuffix(s.Span.Text(), ";") {
			return nil // only the head of a statement with a body
		}
		end := s.Span.Src.Span(s.Span.End, s.Span.End)
		return []Edit{{at, "{ " + stmts + " "}, {end, " }"}}
	}
	return nil
}

// remove takes away the statement at the site, which is a call alone.
func (s *site) remove() []Edit {
	text, start, end := s.Span.Src.Text, s.Span.Start, s.Span.End
	switch lastBefore(text[:start]) {
	case ";", "{", "}":
	default:
		return []Edit{{s.Span, ";"}}
	}
	from := strings.LastIndexByte(text[:start], '\n') + 1
	to := strings.IndexByte(text[end:], '\n') + 1
	if to == 0 || strings.TrimSpace(text[from:start]) != "" {
		return []Edit{{s.Span, ";"}}
	}
	rest := strings.TrimSpace(text[end : end+to])
	if rest != "" && !strings.HasPrefix(rest, "//") && !(strings.HasPrefix(rest, "/*") && strings.Index(rest, "*/") == len(rest)-2) {
		return []Edit{{s.Span, ";"}}
	}
	return []Edit{{s.Span.Src.Span(from, end+to), ""}}
}

// lastBefore returns the last token of a text, as far as it matters what stands before a statement: a
// character, or a word.
func lastBefore(s string) string {
	last, word, line := "", 0, true
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case strings.HasPrefix(s[i:], "//"), line && c == '#':
			for i < len(s) && (s[i] != '\n' || s[i-1] == '\\') {
				i++
			}
		case strings.HasPrefix(s[i:], "/*"):
			n := strings.Index(s[i+2:], "*/")
			if n < 0 {
				return ""
			}
			i += n + 4
		case c == '"' || c == '\'':
			for i++; i < len(s) && s[i] != c && s[i] != '\n'; i++ {
				if s[i] == '\\' {
					i++
				}
			}
			i, last, line = i+1, `"`, false
		case c == '\n':
			i, line = i+1, true
		case c == ' ' || c == '\t' || c == '\r':
			i++
		case kernelc.InName(c):
			for word = i; i < len(s) && kernelc.InName(s[i]); i++ {
			}
			last, line = s[word:i], false
		default:
			i, last, line = i+1, string(c), false
		}
	}
	return last
}

// namedAt reports whether a call of a primitive is written at a place, by its own name.
func namedAt(op diag.Span, name string) bool {
	word := op.Text()
	if _, c11 := kernelc.C11Order(name); c11 {
		return (strings.HasPrefix(word, "atomic_") || strings.HasPrefix(word, "__atomic_")) && callAt(op) != nil
	}
	return word == name && callAt(op) != nil
}

// callAt returns the arguments of the call whose function is named at a place; nil if no call is
// written there.
func callAt(op diag.Span) []diag.Span {
	s, i := op.Src.Text, op.End
	for i < len(s) && strings.IndexByte(" \t\r\n", s[i]) >= 0 {
		i++
	}
	if i == len(s) || s[i] != '(' {
		return nil
	}
	var all []diag.Span
	depth, from := 0, i+1
	for ; i < len(s); i++ {
		switch c := s[i]; {
		case strings.HasPrefix(s[i:], "/*"), strings.HasPrefix(s[i:], "//"), c == '"', c == '\'':
			return nil // it can hold brackets; nobody writes that
		case c == '(' || c == '[' || c == '{':
			depth++
		case c == ',' && depth == 1:
			all = append(all, trimmed(op.Src, from, i))
			from = i + 1
		case c == ')' || c == ']' || c == '}':
			if depth--; depth == 0 {
				return append(all, trimmed(op.Src, from, i))
			}
		}
	}
	return nil
}

// trimmed returns a place without the blanks at its ends.
func trimmed(src *diag.Source, from, to int) diag.Span {
	for from < to && strings.IndexByte(" \t\r\n", src.Text[from]) >= 0 {
		from++
	}
	for to > from && strings.IndexByte(" \t\r\n", src.Text[to-1]) >= 0 {
		to--
	}
	return src.Span(from, to)
}

// exchangeAt changes a call from one primitive to another.
func exchangeAt(op diag.Span, from, to string) []Edit {
	args := callAt(op)
	if order, ok := kernelc.C11Order(to); ok {
		return reorder(op, args, order, kernelc.C11Failure(to))
	}
	edits := []Edit{{op, to}}
	if len(args) == 0 || args[0].Text() == "" {
		return edits
	}
	first := args[0].Text()
	switch a, b := kernelc.TakesPlace(from), kernelc.TakesPlace(to); {
	case a && !b && strings.HasPrefix(first, "*") && simple(first[1:]):
		first = strings.TrimSpace(first[1:])
	case a && !b && simple(first):
		first = "&" + first
	case a && !b:
		first = "&(" + first + ")"
	case !a && b && strings.HasPrefix(first, "&") && simple(first[1:]):
		first = strings.TrimSpace(first[1:])
	case !a && b && simple(first):
		first = "*" + first
	case !a && b:
		first = "*(" + first + ")"
	default:
		return edits
	}
	return append(edits, Edit{args[0], first})
}

// simple reports whether an expression is a name with members, elements and calls.
func simple(s string) bool {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '[' || c == '(' && i > 0:
			depth++
		case c == ']' || c == ')':
			depth--
		case depth > 0, kernelc.InName(c), c == '.', strings.HasPrefix(s[i:], "->"), c == '>' && i > 0 && s[i-1] == '-':
		default:
			return false
		}
	}
	return depth == 0 && s != ""
}

// reorder changes the memory order of an operation of C11.
func reorder(op diag.Span, args []diag.Span, order, failure string) []Edit {
	word := op.Text()
	spelled := func(o string) string {
		if strings.HasPrefix(word, "__") {
			return "__ATOMIC_" + strings.ToUpper(o)
		}
		return kernelc.OrderPrefix + o
	}
	orders := []string{spelled(order)}
	if failure != "" {
		orders = append(orders, spelled(failure))
	}
	if strings.HasPrefix(word, "__") || strings.HasSuffix(word, "_explicit") || word == "atomic_thread_fence" {
		if len(args) < len(orders) {
			return nil
		}
		var edits []Edit
		for i, a := range args[len(args)-len(orders):] {
			if a.Text() != orders[i] {
				edits = append(edits, Edit{a, orders[i]})
			}
		}
		return edits
	}
	end := args[len(args)-1].End
	return []Edit{{op, word + "_explicit"}, {op.Src.Span(end, end), ", " + strings.Join(orders, ", ")}}
}

// only returns the place of the only call of a primitive that is written in a statement.
func only(stmt diag.Span, name string) (op diag.Span, ok bool) {
	s := stmt.Text()
	for i := 0; i < len(s); i++ {
		if !kernelc.InName(s[i]) || i > 0 && kernelc.InName(s[i-1]) {
			continue
		}
		n := i
		for n < len(s) && kernelc.InName(s[n]) {
			n++
		}
		if at := stmt.Src.Span(stmt.Start+i, stmt.Start+n); namedAt(at, name) {
			if ok {
				return diag.Span{}, false
			}
			op, ok = at, true
		}
	}
	return op, ok
}

// AtLeast reports whether a choice of the slot at the point makes at least the order of another, by
// what the primitives promise.
func (p *Point) AtLeast(choice, other string) bool {
	if choice == other {
		return true
	}
	a, b := p.to[choice], p.to[other]
	if choice == None || other == None {
		return other == None
	}
	return rank(a) > rank(b)
}
