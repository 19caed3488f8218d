package litmus

import "github.com/fencewise/fencewise/programs/diag"

// locations reads "locations [item; …]". It returns false if reading cannot
// continue after it.
func (p *parser) locations() bool {
	p.next()
	if p.tok.kind != '[' {
		p.errorHere(diag.LitmusBadLocations, "expected '[' after 'locations', found %s", p.found()).
			WithFix("write: locations [x; 0:r1;]")
		return false
	}
	open := p.tok
	p.next()
	for {
		switch p.tok.kind {
		case ']':
			p.next()
			p.accept(';')
			return true
		case ';':
			p.next()
			continue
		}
		if p.tok.kind == tEOF || p.atConstraint() {
			p.errorAt(open.start, open.end, diag.LitmusUnclosed, "this '[' is not closed").
				WithFix("add ']' after the last location")
			return p.tok.kind != tEOF
		}
		ok := p.locationItem()
		for !ok && p.tok.kind != ';' && p.tok.kind != ']' && p.tok.kind != tEOF && !p.atConstraint() {
			p.next()
		}
	}
}

// locationItem reads a location and its type: x, x int, x int*, x*.
func (p *parser) locationItem() bool {
	if (p.isWord("fault") || p.isWord("Fault")) && p.peek() == '(' {
		p.errorHere(diag.LitmusUnsupported, "faults are not supported").WithFix("remove it")
		return false
	}
	loc, ok := p.location(true, diag.LitmusBadLocations)
	if !ok {
		return false
	}
	it := LocItem{Loc: loc}
	if p.tok.kind == tWord && !p.atConstraint() {
		it.Type = p.text()
		p.next()
	}
	if p.accept('*') {
		it.Type += "*"
	}
	if p.tok.kind != ';' && p.tok.kind != ']' && p.tok.kind != tEOF && !p.atConstraint() {
		p.errorHere(diag.LitmusBadLocations, "expected ';' or ']' after a location, found %s", p.found()).
			WithFix("separate locations by ';'")
		return false
	}
	p.test.Locations = append(p.test.Locations, it)
	return true
}
