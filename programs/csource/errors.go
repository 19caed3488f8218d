package csource

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"modernc.org/cc/v4"

	"github.com/fencewise/fencewise/programs/diag"
)

// messages are what the front end reports: file:line:column: text.
var messages = re(`^(.*?):(\d+):(\d+): (.*)$`)

// internal matches places in the front end's own code.
var internal = re(` \([a-z]+\.go:\d+:[^)]*\)`)

// frontEnd reports what the front end found. Of what is malformed only the first is reported: the rest
// of the file is then read in a way that its author did not mean.
func (r *reader) frontEnd(err error) {
	var unplaced []string
	var unread diag.Span // what the front end does not know
	for _, l := range strings.Split(err.Error(), "\n") {
		m := messages().FindStringSubmatch(l)
		if m == nil {
			unplaced = append(unplaced, l)
			continue
		}
		text := internal().ReplaceAllString(m[4], "")
		src := r.files[m[1]]
		if src == nil && len(r.errs) > 0 {
			continue
		}
		if len(r.errs) >= maxErrors {
			break
		}
		n, _ := strconv.Atoi(m[2])
		col, _ := strconv.Atoi(m[3])
		at := r.src.Span(0, 0)
		if src != nil {
			at = offsetOf(src, n, col)
		} else if m[1] == afterFile {
			at = r.src.Span(len(r.src.Text), len(r.src.Text))
		}
		if strings.HasPrefix(text, "TODO") || strings.HasPrefix(text, "internal error") {
			if unread.Src == nil {
				unread = at
			}
			continue
		}
		if strings.HasPrefix(text, "unexpected ") && !strings.HasPrefix(text, "unexpected #") {
			if len(r.errs) == 0 {
				r.malformed(at, text)
			}
			break
		}
		r.translated(at, text)
		if k := len(r.errs) - 1; src == nil && !isOwn(m[1]) && k >= 0 {
			r.errs[k].Note("it is at %s:%s, as a #line says", m[1], m[2])
		}
	}
	for _, l := range unplaced {
		if len(r.errs) == 0 {
			r.unplaced(l)
		}
	}
	if len(r.errs) == 0 && strings.Contains(err.Error(), "Specifier") {
		r.fail(r.here(unread), diag.CType, "these words are no type of C").WithFix("write one type")
	}
	if len(r.errs) == 0 {
		r.fail(r.here(unread), diag.CFrontEnd, "the C front end cannot read this").WithFix("see whether a C compiler accepts it; write it in another way")
	}
}

// here returns a place, or the beginning of the file if it is not known.
func (r *reader) here(at diag.Span) diag.Span {
	if at.Src != nil {
		return at
	}
	return r.src.Span(0, 0)
}

// unplaced reports an error of the front end that has no place.
func (r *reader) unplaced(text string) {
	whole := r.src.Span(0, 0)
	switch {
	case strings.HasPrefix(text, "-: unexpected"):
		r.malformed(r.src.Span(len(r.src.Text), len(r.src.Text)), strings.TrimPrefix(text, "-: "))
	case r.includeCycle(), r.notAssignable(), r.labelTwice():
	case r.noNumber(text), r.malformedIf():
	default:
		switch {
		case strings.HasPrefix(text, "TODO"):
			text = "it has something that is not known to it"
		case strings.HasPrefix(text, "runtime error"):
			text = "it fails on it (" + text + ")"
		}
		r.fail(whole, diag.CFrontEnd, "the C front end cannot read this file: %s", internal().ReplaceAllString(text, "")).
			Note("it does not say where; the C may be unusual or wrong").
			WithFix("see whether a C compiler accepts it; remove functions until it is read")
	}
}

// malformed reports the first place at which the text is no C.
func (r *reader) malformed(at diag.Span, text string) {
	_, expected, _ := strings.Cut(text, ", expected ")
	found := diag.Quote(at.Text())
	if at.Src == r.src && at.Start >= len(strings.TrimRight(r.src.Text, " \t\r\n")) {
		if open := unclosed(r.src.Text); open >= 0 {
			c := closer(r.src.Text[open])
			r.fail(r.src.Span(open, open+1), diag.CFrontEnd, "nothing closes this '%c'", r.src.Text[open]).
				Note("or one that is opened after it lacks its '%c'", c).WithFix("write '%c' where it ends", c)
			return
		}
		found, at = "the end of the file", r.src.Span(len(r.src.Text), len(r.src.Text))
	}
	if c, n := utf8.DecodeRuneInString(at.Src.Text[at.Start:]); c >= utf8.RuneSelf {
		at = at.Src.Span(at.Start, at.Start+n)
		found = fmt.Sprintf("the character %U", c)
		r.fail(at, diag.CFrontEnd, "%s is no part of C outside of texts and comments", found).WithFix("write it with the characters of ASCII: quotes as \" and ', blanks as blanks")
		return
	}
	switch {
	case r.wrongArguments(at), r.unknownType(at):
		return
	case inMark(at):
		r.fail(at, diag.CFrontEnd, "the condition of this bad outcome is no expression of C").Note("expected a value").WithFix("write /*@ bad: r0 == 1 && r1 == 0 */")
		return
	case expected == "';'" || expected == "')'" || expected == "']'":
		if end := lastEnd(at.Src.Text, at.Start); end > 0 && at.Start < len(at.Src.Text) {
			r.fail(at.Src.Span(end-1, end), diag.CFrontEnd, "expected %s after this, before %s", expected, found).WithFix("write %s here", strings.Trim(expected, "'"))
			return
		}
	case expected == "cast expression" || expected == "unary expression" || expected == "expression" || expected == "primary expression":
		expected = "a value"
	}
	d := r.fail(at, diag.CFrontEnd, "%s is unexpected here", found)
	if expected != "" {
		d.Note("expected %s", expected)
	}
	d.WithFix("see whether something is missing or left over before it")
}

// parsing matches what the front end says about a number that is none.
var parsing = re(`parsing "([^"]+)": `)

// noNumber reports a number that is none, if that is what the front end says.
func (r *reader) noNumber(text string) bool {
	m := parsing().FindStringSubmatch(text)
	if m == nil {
		return false
	}
	at := wordIn(r.src.Span(0, len(r.src.Text)), m[1])
	if at.Text() != m[1] {
		return false
	}
	r.fail(at, diag.CFrontEnd, "this is no number: %s", m[1]).WithFix("write an integer")
	return true
}

// conditions match the lines with the condition of an #if that ends with an operator, or has none.
var conditions = re(`(?m)^[ \t]*#[ \t]*(?:el)?if\b[ \t]*(?:[^\n]*[-+*/%&|^<>=!(,])?[ \t]*$`)

// malformedIf reports the condition of an #if that is no expression.
func (r *reader) malformedIf() bool {
	for _, src := range r.files {
		if m := conditions().FindStringIndex(src.Text); m != nil {
			r.fail(src.Span(m[0], m[1]), diag.CFrontEnd, "the condition of this #if is no expression").WithFix("write a comparison of constants, or #ifdef NAME")
			return true
		}
	}
	return false
}

// inMark reports whether a place is in a comment with a bad outcome.
func inMark(at diag.Span) bool {
	before := at.Src.Text[:at.Start]
	open := strings.LastIndex(before, "/*@")
	return open >= 0 && !strings.Contains(before[open:], "*/")
}

// translations say in our words what the front end reports.
var translations = []struct {
	match     func() *regexp.Regexp
	code      diag.Code
	text, fix string
}{
	{re(`^undefined: (\w+)$`), diag.CName, "nothing declares '$1'", "declare it, or include the header that does"},
	{re(`^label undefined: (\w+)$`), diag.CName, "this function has no label '$1'", "write $1: before the statement that follows"},
	{re(`^undefined type name: (\w+)$`), diag.CName, "nothing declares the type '$1'", "declare it, or include the header that does"},
	{re(`^multiple definitions of '(\w+)', first definition at (.*):$`), diag.CName, "'$1' is defined twice; the first definition is at $2", "remove one of the two"},
	{re(`^(?:incompatible )?redeclaration of (?:enumerator )?'(.*)' at (.*):$`), diag.CName, "'$1' is declared twice; the first declaration is at $2", "remove one of the two"},
	{re(`^conflicting types for '(\w+)', previous declaration at (.*):, (.*) and (.*)$`), diag.CName, "'$1' is declared with two types; the first declaration is at $2", "use one type"},
	{re(`^(\w+) redeclared, previous declaration at (.*):$`), diag.CName, "'$1' is declared twice; the first declaration is at $2", "remove one of the two"},
	{re(`^expected a pointer: `), diag.CType, "-> needs a pointer on its left, and this is none", "write . where a struct is on the left"},
	{re(`^expected a pointer to struct or union: `), diag.CType, "-> needs a pointer to a struct on its left, and this points to something else", "see whether it is declared with the right type"},
	{re(`^expected a struct or union: `), diag.CType, ". needs a struct on its left, and this is none", "write -> where a pointer is on the left"},
	{re(`^operand shall be a pointer: `), diag.CType, "* needs an address, and this is none", "use a pointer, or & to get an address"},
	{re(`^expected pointer to function: `), diag.CType, "this is called, and is no function", "call a function by its name"},
	{re(`^left operand shall be a modifiable lvalue$`), diag.CConst, "this cannot be assigned to", "assign to a variable or a member"},
	{re(`^operand shall be a modifiable lvalue`), diag.CConst, "this cannot be changed", "use a variable or a member"},
	{re(`^operands? shall (?:have|be)|^invalid operands?:|^expected (?:arithmetic|integer|scalar|integer expression)|^one of the expressions shall be a pointer`), diag.CType, "the operands have no such operation", "see whether they have the types that are meant"},
	{re(`^sizeof incomplete type: (\w+ \w+)`), diag.CType, "nothing says what members $1 has, so it has no size", "define it before"},
	{re(`^break statement not`), diag.CFrontEnd, "break stands outside of a loop and of a switch", "remove it"},
	{re(`^continue statement not`), diag.CFrontEnd, "continue stands outside of a loop", "remove it"},
	{re(`^(case|default) label not within`), diag.CFrontEnd, "$1 stands outside of a switch", "remove it"},
	{re(`^multiple defaults`), diag.CFrontEnd, "this switch has two defaults", "remove one of the two"},
	{re(`^invalid array size, .*: (-?\d+)$`), diag.CType, "an array cannot have $1 elements", "give it a size of 1 or more"},
	{re(`^too many items in initializer`), diag.CType, "there are more initial values than elements or members", "remove some"},
	{re(`^strconv.*parsing "(.*)": value out of range`), diag.CFrontEnd, "$1 is larger than any integer type", "use a smaller number"},
	{re(`^strconv.*parsing "(.*)": invalid syntax|^invalid integer constant`), diag.CFrontEnd, "this is no number: $1", "octal numbers, which begin with 0, have the digits 0 to 7"},
	{re(`^invalid character constant|^character constant not terminated`), diag.CFrontEnd, "this is no character", "write one character between two '"},
	{re(`^string literal not terminated`), diag.CFrontEnd, "nothing closes this text on its line", "write \" where it ends"},
	{re(`^comment not terminated`), diag.CFrontEnd, "nothing closes this comment", "write */ where it ends"},
	{re(`^macro expansion limit exceeded`), diag.CTooLarge, "the file has more than " + strconv.Itoa(expansionLimit) + " tokens, with its headers and with macros expanded", "use a smaller file, and fewer or smaller macros"},
	{re(`^too many include levels`), diag.CTooLarge, "files are included more deeply than 200 levels", "see whether a file includes itself"},
	{re(`^unterminated argument list invoking macro "?(\w+)`), diag.CFrontEnd, "nothing closes the arguments of the macro $1", "write ) where they end"},
	{re(`^too many macro arguments`), diag.CFrontEnd, "this macro has fewer parameters", "remove arguments"},
	{re(`^assertion failed: (.*)`), diag.CFrontEnd, "a static assertion fails: $1", "see why it does not hold"},
	{re(`^division by zero`), diag.CUndefined, "this divides by 0", "divide by something else"},
	{re(`^expected #endif`), diag.CFrontEnd, "an #if is not closed", "write #endif where it ends"},
	{re(`^macro names must be identifiers`), diag.CFrontEnd, "this is no name of a macro", "a name has letters, digits and _, and begins with none of the digits"},
	{re(`^undefined: (\S+)$`), diag.CName, "nothing declares '$1'", "declare it, or include the header that does"},
	{re(`^unexpected #(\w+)`), diag.CFrontEnd, "this #$1 belongs to no #if", "remove it"},
}

// re returns an expression that is compiled when it is first used: most files need few of them.
func re(s string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(s) })
}

// translated reports what the front end found at a place.
func (r *reader) translated(at diag.Span, text string) {
	follows := strings.Contains(text, "<invalid type>") || strings.HasPrefix(text, "left operand shall")
	if follows && r.failedNear(at) {
		return
	}
	if text == "invalid argument" || text == "missing argument" {
		if strings.Contains(at.Src.Line(at.Line()), "include") {
			r.fail(at, diag.CFrontEnd, "#include needs the name of a file").WithFix("write #include <lkmm.h>, or #include \"file.h\" for a file of yours")
			return
		}
	}
	if name, ok := strings.CutPrefix(text, "include file not found: "); ok {
		r.notIncluded(at, strings.Trim(name, `"<>`), strings.HasPrefix(name, "<"))
		return
	}
	if m := noMember().FindStringSubmatch(text); m != nil {
		r.noMember(at, m[1], m[2])
		return
	}
	for _, t := range translations {
		m := t.match().FindStringSubmatchIndex(text)
		if m == nil {
			continue
		}
		expand := func(s string) string { return string(t.match().ExpandString(nil, s, text, m)) }
		d := r.fail(at, t.code, "%s", expand(t.text)).WithFix("%s", expand(t.fix))
		if t.code == diag.CName && strings.HasPrefix(t.text, "nothing declares") {
			name := expand("$1")
			d.Span = argumentOf(at, name)
			if near := r.nearName(name); near != "" {
				d.WithFix("did you mean %s?", near)
			}
		}
		return
	}
	if at.Start > 0 && strings.HasPrefix(text, "#") || directive(at) == "error" {
		r.fail(at, diag.CFrontEnd, "the file says that it cannot be used like this: %s", text).WithFix("see what the #error depends on; -D defines a macro")
		return
	}
	r.fail(at, diag.CFrontEnd, "%s", text).WithFix("see whether a C compiler accepts it")
}

// failedNear reports whether an error has been found on the same line.
func (r *reader) failedNear(at diag.Span) bool {
	for _, e := range r.errs {
		if e.Span.Src == at.Src && e.Span.Line() == at.Line() {
			return true
		}
	}
	return false
}

// directive returns the name of a preprocessor directive if it begins at a place.
func directive(at diag.Span) string {
	before := at.Src.Text[:at.Start]
	line := before[strings.LastIndexByte(before, '\n')+1:]
	if strings.TrimSpace(line) != "#" {
		return ""
	}
	return at.Text()
}

// argumentOf returns the place of a name: where it stands after the use of a macro on the same
// statement, if the place is that use.
func argumentOf(at diag.Span, name string) diag.Span {
	if at.Src == nil || at.Text() == name {
		return at
	}
	end := strings.IndexByte(at.Src.Text[at.Start:], ';')
	if end < 0 {
		return at
	}
	if w := wordIn(at.Src.Span(at.Start, at.Start+end), name); w.Text() == name {
		return w
	}
	return at
}

// offsetOf returns the place of the word at a line and column, which counts bytes.
func offsetOf(src *diag.Source, n, col int) diag.Span {
	off := 0
	for ; n > 1; n-- {
		k := strings.IndexByte(src.Text[off:], '\n')
		if k < 0 {
			break
		}
		off += k + 1
	}
	off = min(off+max(col-1, 0), len(src.Text))
	return src.Span(off, off+min(wordLength(src.Text[off:]), len(src.Text)-off))
}

// notAssignable reports an assignment to what is no variable. The front end gives up there.
func (r *reader) notAssignable() bool {
	found := false
	r.syntax(func(n any) {
		var x cc.ExpressionNode
		switch n := n.(type) {
		case *cc.AssignmentExpression:
			if n.Case != cc.AssignmentExpressionCond {
				x = n.UnaryExpression
			}
		case *cc.UnaryExpression:
			if n.Case == cc.UnaryExpressionInc || n.Case == cc.UnaryExpressionDec {
				x = n.UnaryExpression
			}
		case *cc.PostfixExpression:
			if n.Case == cc.PostfixExpressionInc || n.Case == cc.PostfixExpressionDec {
				x = n.PostfixExpression
			}
		}
		if x == nil {
			return
		}
		if problem := noPlace(x); problem != "" {
			if at := r.whole(x); at.Known() {
				r.fail(at, diag.CConst, "%s cannot be assigned to", problem).WithFix("assign to a variable or a member; a comparison is written ==")
				found = true
			}
		}
	})
	return found
}

// labelTwice reports a label that a function defines twice.
func (r *reader) labelTwice() bool {
	found := false
	seen := map[string]diag.Span{}
	r.syntax(func(n any) {
		switch n := n.(type) {
		case *cc.FunctionDefinition:
			seen = map[string]diag.Span{}
		case *cc.LabeledStatement:
			if n.Case != cc.LabeledStatementLabel {
				return
			}
			at := r.token(n.Token)
			if first, twice := seen[n.Token.SrcStr()]; twice && at.Known() {
				r.fail(at, diag.CName, "the label %s is defined twice", diag.Quote(n.Token.SrcStr())).Note("the first definition is at %s", first).WithFix("give it another name")
				found = true
			}
			seen[n.Token.SrcStr()] = at
		}
	})
	return found
}

// syntax calls f for all nodes of the file, without types.
func (r *reader) syntax(f func(any)) {
	ast, err := r.parseWith("\nextern int __fw_end;\n", cc.Parse)
	if err != nil || ast == nil {
		return
	}
	for l := ast.TranslationUnit; l != nil; l = l.TranslationUnit {
		walk(l.ExternalDeclaration, func(n any) bool {
			f(n)
			return true
		})
	}
}
