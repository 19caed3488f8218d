package story

// interleaving is an order without any departure, in which threads take turns
// and go on for as long as they can; nil when there is none. The search finds
// such an order by itself where there are few accesses; among many it loses
// its way, so this is tried first.
func (s *searcher) interleaving() []int {
	p := &partial{set: make([]bool, len(s.ids)), last: -1}
	var out []int
	for range s.ids {
		next := -1
		for _, e := range s.ids {
			if p.set[s.at[e]] || !s.undisturbed(p, e) {
				continue
			}
			if next < 0 || s.thread(e) == p.last {
				next = e
			}
			if s.thread(e) == p.last {
				break
			}
		}
		if next < 0 {
			return nil
		}
		p.set[s.at[next]], p.last = true, s.thread(next)
		out = append(out, next)
	}
	return out
}

// undisturbed reports whether e can take effect next at no cost but that of a
// change of threads.
func (s *searcher) undisturbed(p *partial, e int) bool {
	cost, ok := s.cost(p, e)
	return ok && cost <= costSwitch
}
