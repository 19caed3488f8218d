package litmus

import (
	"github.com/fencewise/fencewise/programs/diag"
)

// maxStruct bounds the size of a struct in bytes, and maxFields the number of its fields.
const (
	maxStruct = 1 << 20
	maxFields = 1 << 14
)

const structFix = "write: struct { uint8_t valid; uint32_t len; uint64_t data[2]; } msg = {0, 5};"

// structReader reads the fields of a struct or union, and lays them out as C does. "at 8" after
// a field, and "size 24" among the fields, state another layout.
type structReader struct {
	*parser
	union bool
	made  Struct
	end   int             // of the last field, or of the longest of a union
	sized int             // the size that the text states; -1 if it states none
	taken map[string]bool // the names of fields
}

// structType reads "{ field; … }".
func (p *parser) structType(union bool) (*Struct, bool) {
	r := structReader{parser: p, union: union, sized: -1, taken: map[string]bool{}}
	open := p.tok
	p.braces++
	p.next()
	for p.tok.kind != '}' {
		switch {
		case p.accept(';'):
			continue
		case p.tok.kind == tEOF || p.tok.kind == '|':
			p.errorAt(open.start, open.end, diag.LitmusUnclosed, "this '{' is not closed").WithFix("add '}' after the last field")
			return nil, false
		case !r.member():
			return nil, false
		case p.tok.kind != ';' && p.tok.kind != '}':
			r.bad("expected ';' after the field, found %s", p.found())
			return nil, false
		}
	}
	p.braces--
	p.next()
	s := &r.made
	s.Size = aligned(r.end, s.alignment())
	switch {
	case len(s.Fields) == 0:
		p.errorAt(open.start, p.lastEnd, diag.LitmusBadStruct, "it has no fields").WithFix(structFix)
		return nil, false
	case r.sized >= 0 && r.sized < r.end:
		p.errorAt(open.start, p.lastEnd, diag.LitmusBadStruct, "a size of %d is stated, and the fields need %d bytes", r.sized, r.end).
			WithFix("write size %d, or leave it out", s.Size)
		return nil, false
	case r.sized >= 0:
		s.Size = r.sized
	}
	return s, true
}

// bad reports what is wrong with the current token in a struct.
func (r *structReader) bad(format string, args ...any) {
	r.errorHere(diag.LitmusBadStruct, format, args...).WithFix(structFix)
}

// aligned returns the first multiple of a that is not below n.
func aligned(n, a int) int { return (n + a - 1) / a * a }

// alignment returns what the address of a struct is a multiple of.
func (s *Struct) alignment() int {
	a := 1
	for i := range s.Fields {
		a = max(a, s.Fields[i].Size)
	}
	return a
}

// member reads a field, a struct in the struct, or "size 24".
func (r *structReader) member() bool {
	start := r.tok.start
	if r.isAggregate() {
		union := r.isWord("union")
		r.next()
		if r.depth++; r.depth > r.lim.Depth {
			r.errorHere(diag.LitmusTooDeep, "structs are nested more than %d deep", r.lim.Depth).WithFix("use fewer")
			return false
		}
		inner, ok := r.structType(union)
		r.depth--
		f := Field{Span: r.spanFrom(start)}
		if !ok || r.tok.kind != tWord { // without a name, as C allows
			return ok && r.addStruct(inner, f, -1)
		}
		f.Name = r.text()
		r.next()
		at, ok := r.suffix(&f, start)
		return ok && r.addStruct(inner, f, at)
	}
	f := Field{}
	if !r.declarator(&f, start) {
		return false
	}
	if f.Type == "" && !f.Ptr && f.Name == "size" && r.tok.kind == tNum {
		var ok bool
		r.sized, ok = r.distance()
		return ok
	}
	at, ok := r.suffix(&f, start)
	if !ok {
		return false
	}
	if inner := r.structs[f.Type]; inner != nil && !f.Ptr {
		return r.addStruct(inner, f, at)
	}
	if f.Size, _ = CType(f.Type); f.Ptr {
		f.Size = 8
	}
	if f.Size == 0 {
		r.errorAt(f.Span.Start, f.Span.End, diag.LitmusBadStruct, "the size of the type %s is not known", diag.Quote(f.Type)).
			Note("a field has a type of fixed size, such as uint8_t, int or unsigned long, or is a pointer").WithFix("write uint32_t %s", f.Name)
		return false
	}
	return r.add(f, at)
}

// isAggregate reports whether a struct or union follows, with its fields.
func (p *parser) isAggregate() bool {
	return (p.isWord("struct") || p.isWord("union")) && p.peek() == '{'
}

// declarator reads the type of a field, its stars and its name. What comes after the name may
// begin with the word "at".
func (r *structReader) declarator(f *Field, start int) bool {
	var words []token
	star := -1 // how many words come before the last star
	for ; r.tok.kind == tWord || r.tok.kind == '*'; r.next() {
		if r.tok.kind == '*' {
			star = len(words)
		} else if r.isWord("at") && len(words) > 0 {
			break
		} else {
			words = append(words, r.tok)
		}
	}
	n := len(words)
	if n == 0 || star == n || star < 0 && n == 1 && !(r.tok.kind == tNum && r.s[words[0].start:words[0].end] == "size") {
		r.errorAt(start, max(r.lastEnd, start+1), diag.LitmusBadStruct, "expected the type and the name of a field").WithFix(structFix)
		return false
	}
	last := words[n-1]
	if f.Ptr = star >= 0; n > 1 {
		f.Type = oneBlank(r.s[words[0].start:words[n-2].end])
	}
	f.Name = r.s[last.start:last.end]
	return true
}

// suffix reads what comes after the name of a field: the rest of a name with brackets, the number of
// elements, and "at" and a distance. It returns the distance, or -1.
func (r *structReader) suffix(f *Field, start int) (at int, ok bool) {
	at = -1
	for r.tok.kind == '[' {
		open := r.tok.start
		n, dot, ok := r.bracketed()
		switch {
		case !ok:
			return at, false
		case dot:
			f.Name += "[" + itoa(n) + "]." + r.text()
			r.next()
			continue
		case n == 0:
			r.errorAt(open, r.lastEnd, diag.LitmusBadArray, "an array must have at least one element").WithFix("give it a size of 1 or more")
			return at, false
		}
		f.Array = n
		break
	}
	if r.isWord("at") {
		r.next()
		if at, ok = r.distance(); !ok {
			return at, false
		}
	}
	f.Span = r.spanFrom(start)
	return at, true
}

// distance reads a number of bytes.
func (r *structReader) distance() (int, bool) {
	if r.tok.kind != tNum || r.tok.num < 0 || r.tok.num > maxStruct {
		r.errorHere(diag.LitmusBadStruct, "expected a number of bytes from 0 to %d, found %s", maxStruct, r.found()).WithFix("write at 8 after a field, or size 24")
		return 0, false
	}
	n := int(r.tok.num)
	r.next()
	return n, true
}

// place returns where something begins, given what its offset is a multiple of, and the offset
// that the text states, or -1.
func (r *structReader) place(align, stated int) int {
	switch {
	case stated >= 0:
		return stated
	case r.union:
		return 0
	}
	return aligned(r.end, align)
}

// add adds a field.
func (r *structReader) add(f Field, stated int) bool {
	f.Offset = r.place(f.Size, stated)
	if f.Offset%f.Size != 0 {
		r.errorAt(f.Span.Start, f.Span.End, diag.LitmusBadStruct, "%s has %d bytes, and its offset %d is no multiple of that", f.Name, f.Size, f.Offset).
			Note("an access to it would not be aligned").WithFix("write at %d", aligned(f.Offset, f.Size))
		return false
	}
	return r.keep(f)
}

// addStruct adds the fields of a struct in the struct, or of an array of structs.
func (r *structReader) addStruct(inner *Struct, of Field, stated int) bool {
	base := r.place(inner.alignment(), stated)
	for e := range max(of.Array, 1) {
		prefix := ""
		switch {
		case of.Array > 0:
			prefix = of.Name + "[" + itoa(e) + "]."
		case of.Name != "":
			prefix = of.Name + "."
		}
		for _, f := range inner.Fields {
			f.Name, f.Offset, f.Span = prefix+f.Name, base+e*inner.Size+f.Offset, of.Span
			if f.Offset%f.Size != 0 {
				r.errorAt(of.Span.Start, of.Span.End, diag.LitmusBadStruct, "the offset of %s, %d, is no multiple of its size, %d", f.Name, f.Offset, f.Size).
					WithFix("write at %d", aligned(base, inner.alignment()))
				return false
			}
			if !r.keep(f) {
				return false
			}
		}
		r.end = max(r.end, base+(e+1)*inner.Size)
	}
	return true
}

// keep adds a field that has its place.
func (r *structReader) keep(f Field) bool {
	end := f.Offset + f.elements()*f.Size
	switch {
	case end > maxStruct || len(r.made.Fields) >= maxFields:
		r.errorAt(f.Span.Start, f.Span.End, diag.LitmusBadStruct, "the struct has more than %d bytes or %d fields", maxStruct, maxFields).WithFix("leave out what the program does not access")
		return false
	case len(f.Name) > r.lim.Identifier:
		r.errorAt(f.Span.Start, f.Span.End, diag.LitmusTooLong, "the name of the field has %d bytes; the limit is %d", len(f.Name), r.lim.Identifier).WithFix("use shorter names")
		return false
	case r.taken[f.Name]:
		r.errorAt(f.Span.Start, f.Span.End, diag.LitmusBadStruct, "the struct has two fields %s", f.Name).WithFix("rename one of the two")
		return false
	}
	r.end = max(r.end, end)
	r.taken[f.Name] = true
	r.made.Fields = append(r.made.Fields, f)
	return true
}

// skipBraces goes on behind the braces that are open, after an error in them.
func (p *parser) skipBraces() {
	for p.tok.kind != tEOF && p.tok.kind != '|' {
		switch p.tok.kind {
		case '{':
			p.braces++
		case '}':
			p.braces--
		}
		p.next()
		if p.braces <= 0 {
			return
		}
	}
}

// beginsStruct reports whether a token is the word struct or union.
func (p *parser) beginsStruct(t token) bool {
	w := p.s[t.start:t.end]
	return w == "struct" || w == "union"
}

// aggregate reads a struct or union in the init block, after its tag if it has one, and keeps it
// under its tag.
func (p *parser) aggregate(it *Init, first, last token) bool {
	union := p.s[first.start:first.end] == "union"
	it.Type = oneBlank(p.s[first.start:last.end])
	p.braces = 0
	s, ok := p.structType(union)
	if !ok {
		p.skipBraces()
		return false
	}
	if it.Struct = s; first != last {
		if p.structs == nil {
			p.structs = map[string]*Struct{}
		}
		p.structs[it.Type] = s
	}
	return true
}
