package rup

// A CNF is a set of clauses. It never changes after it was read, so any number of proofs
// can be checked against it, even at the same time.
type CNF struct {
	vars  int
	lits  []int32 // the literals of all clauses, each of which is canonical
	start []int   // where each clause begins in lits, and the end of the last
}

// Parse parses a CNF in DIMACS form: "p cnf VARIABLES CLAUSES", followed by exactly that
// many clauses over that many variables. Lines that begin with c are comments.
func Parse(dimacs []byte) (*CNF, error) {
	r := &reader{file: "CNF", data: dimacs}
	if string(r.word()) != "p" || string(r.word()) != "cnf" {
		return nil, r.fail(nil, `no header "p cnf VARIABLES CLAUSES"`)
	}
	clauses, err := 0, error(nil)
	if r.vars, err = r.number(); err == nil {
		clauses, err = r.number()
	}
	// Some tables have an entry per variable. A file that declares many more variables
	// than it can mention could otherwise make them take any amount of memory.
	if err != nil || r.vars < 0 || clauses < 0 || r.vars > max(1<<16, len(dimacs)) {
		return nil, r.fail(nil, "the header has wrong numbers, or more variables than the file has bytes")
	}
	f := &CNF{vars: r.vars, start: []int{0}}
	for r.skip(); r.pos < len(r.data); r.skip() {
		if err := r.clause(); err != nil {
			return nil, err
		}
		f.lits = append(f.lits, r.lits...)
		f.start = append(f.start, len(f.lits))
	}
	if f.Clauses() != clauses {
		return nil, r.fail(nil, "the header declares %d clauses, but the file has %d", clauses, f.Clauses())
	}
	return f, nil
}

// Vars returns the number of variables that the header declares.
func (f *CNF) Vars() int { return f.vars }

// Clauses returns the number of clauses.
func (f *CNF) Clauses() int { return len(f.start) - 1 }

func (f *CNF) clause(i int) []int32 { return f.lits[f.start[i]:f.start[i+1]] }
