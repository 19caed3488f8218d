package execution

// In a program with accesses of mixed size an access is one event for each granule that it
// covers. What an execution chooses for them has to go together.

// wholeReads verifies that no read takes two granules from two stores that both cover both: it
// would see a part of one of them.
func (c *Candidate) wholeReads() *IllFormed {
	s := c.X.S
	if !s.Mixed() {
		return nil
	}
	stores := func(w int32, granule int32) bool { // the access of w writes the granule, too
		for e := range s.Events {
			if s.Access[e] == s.Access[w] && s.Events[e].Loc == granule {
				return true
			}
		}
		return false
	}
	for _, r := range c.events {
		for _, q := range c.events {
			if r >= q || s.Access[r] != s.Access[q] || !s.Events[r].IsRead() {
				continue
			}
			w, v := c.X.Rf[r], c.X.Rf[q]
			if s.Access[w] != s.Access[v] && stores(w, s.Events[q].Loc) && stores(v, s.Events[r].Loc) {
				return fault(TornRead, "%s and %s are one read, and take their values from two stores that both cover both", Describe(s, int(r)), Describe(s, int(q))).at(int(r))
			}
		}
	}
	return nil
}

// wholeWrites verifies that two stores have one order in all granules that both cover.
func (c *Candidate) wholeWrites(co [][]int32) *IllFormed {
	s := c.X.S
	if !s.Mixed() {
		return nil
	}
	type pair struct{ a, b int32 }
	before := map[pair]bool{}
	for _, list := range co {
		for k, b := range list {
			for _, a := range list[:k] {
				before[pair{s.Access[a], s.Access[b]}] = true
			}
		}
	}
	for p := range before {
		if before[pair{p.b, p.a}] {
			return fault(TornWrite, "%s comes before %s in one part of memory, and after it in another", Describe(s, int(p.a)), Describe(s, int(p.b))).at(int(min(p.a, p.b)))
		}
	}
	return nil
}
