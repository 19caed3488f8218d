package cat

import "github.com/fencewise/fencewise/programs/diag"

// within says which block a list of statements belongs to, which determines what ends it.
type within uint8

const (
	topLevel within = iota
	inBlock         // procedure and forall: "end"
	inIf            // "else" or "end"
	inClause        // "||" or "end"
)

// ends reports whether k ends the list of statements.
func (w within) ends(k kind) bool {
	switch k {
	case eof:
		return true
	case kwEnd:
		return w != topLevel
	case kwElse:
		return w == inIf
	case bar:
		return w == inClause
	}
	return false
}

// body reads statements up to the token that ends the list. After an error it skips to the
// token at which the next statement seems to begin, and continues there.
func (p *parser) body(w within) []Instr {
	var list []Instr
	lost := 0 // number of blocks whose head had an error and whose "end" still follows
	for !p.failed {
		t := p.toks[p.pos]
		switch {
		case lost > 0 && t.kind == kwEnd:
			p.take()
			lost--
			continue
		case lost > 0 && (t.kind == kwElse || t.kind == bar) && !w.ends(t.kind):
			p.take()
			continue
		case w.ends(t.kind):
			return list
		}
		if i := p.statement(); !p.failed {
			list = append(list, i)
			continue
		}
		switch t.kind {
		case kwProcedure, kwForall, kwIf, kwMatch:
			lost++
		}
		p.resync(t, w)
	}
	return list
}

// resync skips to the next statement after an error in one that began with t. It stops at
// a keyword that only statements have. It stops at a keyword that expressions have, too,
// only if it opens a line that is indented no more than the failed statement: inside the
// broken expression, it would cause further errors that are none.
func (p *parser) resync(t token, w within) {
	if len(p.errs) >= maxErrors {
		return
	}
	p.failed = false
	failedAt := p.pos
	for ; p.at() != eof; p.pos++ {
		next := p.toks[p.pos]
		outer := next.first && next.indent <= t.indent
		switch k := next.kind; {
		case k == kwEnd:
			if p.ends > 0 {
				p.ends--
			} else if w != topLevel || p.pos > failedAt {
				return
			}
		case k == compl && p.peek(1).startsCheck(), k.onlyStatement(),
			k == kwWith && p.peek(1) == name && p.peek(2) == kwFrom,
			outer && (k == kwLet || k == kwIf || k == kwMatch || w.ends(k)):
			p.ends = 0
			return
		case k == kwBegin, k == kwMatch:
			p.ends++
		}
	}
	p.ends = 0
}

// onlyStatement reports whether the keyword k always begins a statement.
func (k kind) onlyStatement() bool {
	switch k {
	case kwAcyclic, kwIrreflexive, kwEmpty, kwFlag, kwUndefinedUnless, kwAssert,
		kwInclude, kwShow, kwUnshow, kwProcedure, kwCall, kwForall, kwEnum,
		kwInstructions, kwDefault, kwDebug:
		return true
	}
	return false
}

// failStray reads the next token and fails because it begins no statement.
func (p *parser) failStray() {
	k := p.at()
	if k == invalid {
		p.take()
		p.failed = true
		return
	}
	at, found := p.nextSpan(), p.found()
	code, fix := diag.CatSyntaxStatement, "begin a statement with `let`, a check (`acyclic`, `irreflexive`, `empty`) or another statement keyword"
	want := "a statement"
	switch {
	case k == kwEnd:
		code, want, fix = diag.CatSyntaxEnd, "a statement (no block is open)", "remove it, or open a block with `procedure`, `forall`, `if` or `match`"
	case k == rparen || k == rbrack || k == rbrace:
		code, want, fix = diag.CatSyntaxBracket, "a statement (no bracket is open)", "remove it, or open a bracket before it"
	case p.pos > 0 && k.startsOperand():
		want, fix = "an operator or a new statement", "put an operator such as `;` or `|` before it"
	case k == equal:
		want, fix = "an operator or a new statement", "begin a definition with `let`, and a further one with `and` or `let`"
	case k == minusOne:
		want, fix = "an operator or a new statement", "the inverse of r is `r^-1`"
	case k == bar:
		want, fix = "an operator or a new statement", "the union is `|`; `||` stands between clauses, tags and variants"
	case k == both:
		want, fix = "an operator or a new statement", "the intersection is `&`; `&&` stands between variants"
	case k == kwWhen:
		fix = "`when` can only end a `let rec`"
	}
	p.take()
	p.report(diag.New(at, code, "expected %s, found %s", want, found).WithFix("%s", fix))
	p.failed = true
}
