package csource

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"modernc.org/cc/v4"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
)

// from returns a line of the test with where it comes from.
func (th *thread) from(l line) line {
	if !l.at.Known() {
		return l
	}
	l.origin = &litmus.Origin{Text: written(l.at), File: th.r.fileOf(l.at), Op: th.op}
	l.origin.First = th.fresh == l.at && th.freshIndent == th.indent && l.effect
	if l.effect {
		th.fresh = diag.Span{}
	}
	if th.fr != nil && th.fr.fn != nil {
		l.origin.Func = th.fr.fn.Declarator.Name()
	}
	for fr := th.fr; fr != nil && fr.outer != nil; fr = fr.outer {
		if fr.at.Known() && th.r.at(fr.fn).Known() { // functions of our headers have no places
			l.origin.Calls = append(l.origin.Calls, litmus.Call{Func: fr.fn.Declarator.Name(), At: fr.at, File: th.r.fileOf(fr.at)})
		}
	}
	return l
}

// fileOf returns the name of the file of a place; "" for the file that was named.
func (r *reader) fileOf(at diag.Span) string {
	if at.Src == r.src {
		return ""
	}
	return filepath.Base(at.Src.Name)
}

// maxWritten is the length up to which a statement is shown, in bytes.
const maxWritten = 120

// written returns the statement at a place on one line, without comments and the ';' at its end.
func written(at diag.Span) string {
	s := at.Text()
	if strings.HasPrefix(s, "/*@") || strings.HasPrefix(s, "//@") { // a call replaces it for the front end
		return oneLine(strings.TrimSuffix(s[3:], "*/"))
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		end := i + 1
		switch {
		case s[i] == '"' || s[i] == '\'':
			end = skipQuoted(s, i)
			b.WriteString(s[i:end])
		case strings.HasPrefix(s[i:], "//"), strings.HasPrefix(s[i:], "/*"):
			end = commentEnd(s, i)
			b.WriteByte(' ')
		default:
			b.WriteByte(s[i])
		}
		i = end
	}
	return oneLine(strings.TrimRight(b.String(), "; \t\r\n"))
}

// oneLine returns a text with one blank for all between two words, cut off if it is long.
func oneLine(s string) string {
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "?")), " ")
	if len(s) > maxWritten {
		s = strings.ToValidUTF8(s[:maxWritten], "") + "…"
	}
	return s
}

// extent returns the place of a statement, of one with a body that of its head.
func (r *reader) extent(s *cc.Statement) diag.Span {
	switch s.Case {
	case cc.StatementExpr:
		return r.through(s, s.ExpressionStatement.Token)
	case cc.StatementSelection:
		return r.through(s, s.SelectionStatement.Token3)
	case cc.StatementJump:
		j := s.JumpStatement
		for _, t := range []cc.Token{j.Token3, j.Token2, j.Token} {
			if len(t.Src()) > 0 {
				return r.through(s, t)
			}
		}
	case cc.StatementIteration:
		switch i := s.IterationStatement; i.Case {
		case cc.IterationStatementWhile:
			return r.through(s, i.Token3)
		case cc.IterationStatementFor:
			return r.through(s, i.Token5)
		case cc.IterationStatementForDecl:
			return r.through(s, i.Token4)
		}
	}
	return r.at(s)
}

// labelled returns the name of a thread for people: the number of its CPU, or its function, with
// the argument or a number if several threads run it.
func (th *thread) labelled() string {
	if th.cpu >= 0 {
		return th.title
	}
	name := th.fn.Declarator.Name()
	all, alike, nth := 0, 0, 0
	for _, other := range th.r.threads {
		if other.fn != th.fn {
			continue
		}
		if all++; other.arg == th.arg {
			if alike++; other == th {
				nth = alike
			}
		}
	}
	if all > alike { // the arguments differ
		name += "(" + th.arg.shown() + ")"
	}
	if alike > 1 {
		name += fmt.Sprintf(" #%d", nth)
	}
	return name
}

// shown returns a value as C writes it.
func (v value) shown() string {
	switch {
	case v.obj == nil:
		return strconv.FormatInt(v.num, 10)
	case v.num == 0:
		return "&" + v.obj.name
	}
	return fmt.Sprintf("&%s+%d", v.obj.name, v.num)
}
