package litmus

import (
	"path"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/kernelc"
)

// archs lists the architectures whose tests Parse reads.
const archs = " PPC C "

// otherArchs lists the architectures of the litmus format that Parse rejects.
const otherArchs = " CPP X86 X86_64 AArch64 ARM RISCV MIPS BPF LISA Bell ASL JAVA Java GPU_PTX OpenCL "

const suffix = ".litmus"

const headerFix = "start the file with: PPC name, or C name"

// header reads "PPC name (text)". It returns false if the file cannot be read on.
func (p *parser) header() bool {
	if strings.HasPrefix(p.s, "\ufeff") {
		p.pos = 3
	}
	p.skip()
	start := p.pos
	if start >= p.end {
		p.errorAt(start, start, diag.LitmusEmpty, "the file holds no test").
			Note("a litmus test starts with its architecture and its name").WithFix(headerFix)
		return false
	}
	for p.hasClass(p.pos, isAlpha|isDigit) {
		p.pos++
	}
	arch := p.s[start:p.pos]
	if arch == "" {
		p.errorAt(start, start+1, diag.LitmusHeader, "expected the architecture and the name of the test").WithFix(headerFix)
		return false
	}
	if !strings.Contains(archs, " "+arch+" ") {
		p.errorAt(start, p.pos, diag.LitmusArch, "%s", archMessage(arch)).
			Note("fencewise reads tests in POWER assembly, architecture PPC, and in kernel C, architecture C").WithFix("%s", archFix(arch))
		return false
	}
	p.test.Arch = arch
	p.isC = arch == archC
	return p.testName() && p.headerText()
}

func archMessage(arch string) string {
	if strings.Contains(otherArchs, " "+arch+" ") {
		return "this is a litmus test for " + arch + "; only PPC and C are supported"
	}
	return diag.Quote(arch) + " is not an architecture"
}

func archFix(arch string) string {
	switch {
	case strings.Contains(otherArchs, " "+arch+" "):
		return "check it with a tool for " + arch + ", or port its program to PPC"
	case nearest(strings.ToUpper(arch), "PPC", "POWER", "POWERPC") != "":
		return "did you mean PPC?"
	}
	return headerFix
}

// testName reads the name, up to the next blank.
func (p *parser) testName() bool {
	p.blanks()
	start := p.pos
	for p.pos < p.end && p.s[p.pos] > ' ' && strings.IndexByte("\"({;", p.s[p.pos]) < 0 {
		p.pos++
	}
	name := p.s[start:p.pos]
	if name == "" {
		p.errorAt(start, start, diag.LitmusHeader, "the test has no name").
			Note("expected a name after %s, such as MP+sync+addr", p.test.Arch).WithFix(headerFix)
		return false
	}
	if len(name) > p.lim.Identifier {
		p.errorAt(start, p.pos, diag.LitmusTooLong, "the name has %d bytes; the limit is %d", len(name), p.lim.Identifier).
			WithFix("use a shorter name")
	}
	p.test.NameSpan = p.src.Span(start, p.pos)
	if name == "--" { // as in herd7: use the name of the file
		name = fileTitle(p.src.Name)
	}
	for len(name) > len(suffix) && strings.HasSuffix(name, suffix) {
		name = strings.TrimSuffix(name, suffix)
	}
	p.test.Name = name
	return true
}

// fileTitle turns the name of a file into a valid name of a test.
func fileTitle(file string) string {
	base := path.Base(file)
	base = strings.TrimSuffix(base, path.Ext(base))
	title := strings.Map(func(r rune) rune {
		if r <= ' ' || strings.ContainsRune("\"({;", r) {
			return '_'
		}
		return r
	}, base)
	if title == "" {
		return "--"
	}
	return title
}

// headerText reads the optional "(text)" after the name.
func (p *parser) headerText() bool {
	p.blanks()
	if p.peekAt(0) != '(' || p.peekAt(1) == '*' {
		return true
	}
	start := p.pos
	n := strings.IndexAny(p.s[start:p.end], ")\n")
	if n < 0 || p.s[start+n] == '\n' {
		p.errorAt(start, start+1, diag.LitmusUnclosedText, "the text after the name is not closed").
			WithFix("add ')' on the same line")
		return false
	}
	p.test.Text = strings.TrimSpace(p.s[start+1 : start+n])
	p.pos = start + n + 1
	return true
}

// info reads doc strings and info lines up to the '{' of the init block. It ignores
// other lines of text, as herd7 does.
func (p *parser) info() bool {
	var doc []string
	for {
		p.skip()
		start := p.pos
		switch c := p.peekAt(0); {
		case p.pos >= p.end:
			p.noInit(start, start)
			return false
		case c == '{':
			p.test.Doc = strings.Join(doc, "\n")
			return true
		case c == ';':
			p.pos++
		case c == '"':
			text := strings.ReplaceAll(p.quotedText(), "\r\n", "\n")
			if text = strings.TrimSpace(text); text != "" {
				doc = append(doc, text)
			}
		default:
			if !p.infoLine() {
				return false
			}
		}
	}
}

// quotedText reads the quoted text that starts here and returns the part between
// the quotes. If the closing quote is missing, the rest of the line is the text, as
// in herd7.
func (p *parser) quotedText() string {
	start := p.pos + 1
	p.pos = start
	n := strings.IndexByte(p.s[start:p.end], '"')
	if n < 0 || start+n > p.initLine(start) {
		p.restOfLine("\n")
		return p.s[start:p.pos]
	}
	p.pos += n + 1
	return p.s[start : p.pos-1]
}

// initLine returns the offset of the first line after from that starts with '{',
// or the end of the file.
func (p *parser) initLine(from int) int {
	if p.braceLine <= from {
		p.braceLine = p.end
		if n := strings.Index(p.s[from:p.end], "\n{"); n >= 0 {
			p.braceLine = from + n + 1
		}
	}
	return p.braceLine
}

// infoLine reads one line: key=value, or text that is ignored.
func (p *parser) infoLine() bool {
	start := p.pos
	if p.hasClass(p.pos, isAlpha) {
		for p.pos++; p.hasClass(p.pos, isInWord); p.pos++ {
		}
		key := p.s[start:p.pos]
		if p.blanks(); p.peekAt(0) == '=' {
			p.pos++
			from := p.pos
			p.restOfLine("\n")
			p.test.Info = append(p.test.Info, Info{
				Key: key, Value: strings.TrimSpace(p.s[from:p.pos]),
				Span: p.src.Span(start, start+len(strings.TrimRight(p.s[start:p.pos], " \t\r"))),
			})
			p.endian(&p.test.Info[len(p.test.Info)-1])
			return true
		}
	}
	if p.isC && p.atFunction(start) {
		p.noInit(start, start+strings.IndexByte(p.s[start:], '('))
		return false
	}
	p.pos = start + 1
	p.restOfLine("\n{(\"")
	line := strings.TrimRight(p.s[start:p.pos], " \t\r")
	if (strings.HasSuffix(line, ";") || strings.Contains(line, "|")) && !p.initFollows() {
		p.noInit(start, start+len(line))
		return false
	}
	return true
}

// atFunction reports whether the thread of a program in C starts at a position, as P0(int
// *x) does, whose init block is missing.
func (p *parser) atFunction(start int) bool {
	line, _, _ := strings.Cut(p.s[start:p.end], "\n")
	name, rest, found := strings.Cut(line, "(")
	if !found || strings.HasPrefix(rest, "*") {
		return false
	}
	words := strings.Fields(name)
	return len(words) == 1 && kernelc.IsThread(words[0]) || len(words) == 2 && words[0] == "void" && kernelc.IsThread(words[1])
}

// initFollows reports whether an init block comes before anything that looks
// like a condition. If so, a line with ';' or '|' is text, as in herd7. If not, it
// is the row of threads of a program whose init block is missing.
func (p *parser) initFollows() bool {
	if p.pos >= p.initAt {
		rest := p.s[p.pos:p.end]
		n := strings.IndexByte(rest, '{')
		if n < 0 {
			return false
		}
		for _, w := range []string{"exists", "forall", "final", "locations", "observed"} {
			if strings.Contains(rest[:n], w) {
				return false
			}
		}
		p.initAt = p.pos + n
	}
	return true
}

func (p *parser) noInit(start, end int) {
	fix := "add: { 0:r2=x; 1:r2=y; }"
	if p.isC {
		fix = "add: { }"
	}
	p.errorAt(start, end, diag.LitmusNoInit, "expected the init block before the program").
		Note("the init block gives registers and locations their initial values; it may be empty: { }").
		WithFix("%s", fix)
}

// peekAt returns the byte n positions after pos, or 0 at the end.
func (l *lexer) peekAt(n int) byte {
	if l.pos+n >= l.end {
		return 0
	}
	return l.s[l.pos+n]
}

// blanks skips blanks on the same line.
func (p *parser) blanks() {
	for p.pos < p.end && (p.s[p.pos] == ' ' || p.s[p.pos] == '\t' || p.s[p.pos] == '\r') {
		p.pos++
	}
}

// restOfLine skips everything before the next byte that is in stop.
func (p *parser) restOfLine(stop string) {
	if n := strings.IndexAny(p.s[p.pos:p.end], stop); n >= 0 {
		p.pos += n
		return
	}
	p.pos = p.end
}
