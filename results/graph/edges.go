package graph

import (
	"slices"
	"strings"

	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/programs/event"
)

// edge adds an edge between two accesses, or other events, unless it exists, and returns its
// index; -1 for two parts of one access.
func (m *maker) edge(rel string, from, to int) int {
	e := Edge{From: m.s.AccessOf(from), To: m.s.AccessOf(to), Relation: rel}
	if e.From == e.To && from != to {
		return -1
	}
	i, there := m.edges[e]
	if !there {
		i = len(m.d.Edges)
		m.edges[e] = i
		m.d.Edges = append(m.d.Edges, e)
	}
	if m.s.Mixed() && m.s.Events[from].IsAccess() && m.s.Events[from].Loc == m.s.Events[to].Loc {
		if name := m.s.GranuleName(m.s.Events[from].Loc); !slices.Contains(m.parts[i], name) {
			m.parts[i] = append(m.parts[i], name)
		}
	}
	return i
}

// label names the parts of memory that edges of rf, co and fr are about, where it is not all
// that the two accesses share, and of rf where it is not all that is read.
func (m *maker) label() {
	for i, parts := range m.parts {
		e, shared := &m.d.Edges[i], 0
		m.s.EachShared(e.From, e.To, func(int, int) { shared++ })
		if from, to := m.s.Parts(e.To); e.Relation == "rf" {
			shared = to - from
		}
		if len(parts) < shared && slices.Contains([]string{"rf", "co", "fr"}, e.Relation) {
			e.Part = strings.Join(parts, ",")
		}
	}
}

// execution adds the edges of the execution itself, and of the relations that were
// named. A relation that is both is added in full.
func (m *maker) execution(named []string) error {
	for _, base := range []struct {
		name string
		add  func()
	}{
		{"po", m.programOrder}, {"rf", m.readsFrom}, {"co", m.coherence}, {"fr", m.fromReads},
		{"rmw", m.pairs}, {"db", m.doorbells}, {"dbo", m.bellOrder},
	} {
		if !slices.Contains(named, base.name) {
			base.add()
		}
	}
	return m.named(named)
}

// programOrder adds an edge from each event of a thread to the next.
func (m *maker) programOrder() {
	last := make([]int, len(m.s.Threads)) // 1 + event
	for _, e := range m.c.Events() {
		t := m.s.Events[e].Thread
		if t < 0 || m.head(e) != int(e) {
			continue
		}
		if last[t] > 0 {
			m.edge("po", last[t]-1, int(e))
		}
		last[t] = int(e) + 1
	}
}

func (m *maker) readsFrom() {
	for _, r := range m.c.Events() {
		if m.s.Events[r].IsRead() {
			m.edge("rf", int(m.c.X.Rf[r]), int(r))
		}
	}
}

// coherence adds an edge from each write to the next one of its location. That the
// initial one comes first needs no edge.
func (m *maker) coherence() {
	for _, co := range m.c.X.Order[event.Co] {
		for i := 2; i < len(co); i++ {
			m.edge("co", int(co[i-1]), int(co[i]))
		}
	}
}

// fromReads adds an edge from each read to the next write that overwrites what it read,
// unless the two are an atomic pair.
func (m *maker) fromReads() {
	for _, r := range m.c.Events() {
		if !m.s.Events[r].IsRead() {
			continue
		}
		co := m.c.X.Order[event.Co][m.s.Events[r].Loc]
		i := slices.Index(co, m.c.X.Rf[r])
		if i+1 < len(co) && !m.s.Static[event.Rmw].Has(int(r), int(co[i+1])) {
			m.edge("fr", int(r), int(co[i+1]))
		}
	}
}

func (m *maker) pairs() {
	m.s.Static[event.Rmw].Each(func(r, w int) {
		if m.c.Executed[r] && m.c.Executed[w] {
			m.edge("rmw", r, w)
		}
	})
}

// doorbells adds an edge from every message to the interrupt that answers it.
func (m *maker) doorbells() {
	m.bells(func(answered []int32, by int32) {
		for _, e := range answered {
			m.edge("db", int(e), int(by))
		}
	}, nil)
}

// bellOrder adds the doorbell order between neighbours, unless program order or a
// doorbell implies it.
func (m *maker) bellOrder() {
	m.bells(nil, func(a, b int32) {
		if !m.s.Po(int(a), int(b)) {
			m.edge("dbo", int(a), int(b))
		}
	})
}

// bells visits the events of each doorbell. It calls answer with the messages that an
// interrupt answers, and next with neighbours that are not a message and the interrupt
// that answers it.
func (m *maker) bells(answer func(answered []int32, by int32), next func(a, b int32)) {
	for _, dbo := range m.c.X.Order[event.Dbo] {
		since := 0 // of the messages since the last interrupt or msgclr
		for i, e := range dbo {
			kind := m.s.Events[e].Kind
			if i > 0 && next != nil && (kind != event.IrqEvent || since == i) {
				next(dbo[i-1], e)
			}
			if kind == event.MsgsndEvent {
				continue
			}
			if kind == event.IrqEvent && answer != nil {
				answer(dbo[since:i], e)
			}
			since = i + 1
		}
	}
}

// cycle makes the edges of the cycle bold and adds those that are missing. A step of
// program order is bold over all events in between.
func (m *maker) cycle(edges []eval.Edge) {
	for _, e := range edges {
		if e.Rel == "po" {
			m.boldPath(e.From, e.To)
			continue
		}
		if i := m.edge(m.drawnAs(e), e.From, e.To); i >= 0 {
			m.d.Edges[i].Bold = true
		}
	}
	m.label()
	slices.SortStableFunc(m.d.Edges, func(a, b Edge) int { return m.order(a.Relation) - m.order(b.Relation) })
}

// boldPath makes the program order from one event to another bold.
func (m *maker) boldPath(from, to int) {
	from, to = m.s.AccessOf(from), m.s.AccessOf(to)
	within := func(e int) bool {
		return (e == from || m.s.Po(from, e)) && (e == to || m.s.Po(e, to))
	}
	for i := range m.d.Edges {
		if e := &m.d.Edges[i]; e.Relation == "po" && within(e.From) && within(e.To) {
			e.Bold = true
		}
	}
}

// drawnAs returns the name under which an edge of the cycle is drawn. A part of
// reads-from, coherence, from-reads or doorbells, for example rfe, is drawn as the
// whole relation.
func (m *maker) drawnAs(e eval.Edge) string {
	if m.judge == nil {
		return e.Rel
	}
	part, ok := m.judge.Relation(e.Rel)
	for _, whole := range []string{"rf", "co", "fr", "db", "dbo"} {
		if _, there := m.edges[Edge{From: m.s.AccessOf(e.From), To: m.s.AccessOf(e.To), Relation: whole}]; !ok || !there {
			continue
		}
		all, known := m.judge.Relation(whole)
		if known && !slices.ContainsFunc(part, func(p [2]int) bool { return !slices.Contains(all, p) }) {
			return whole
		}
	}
	return e.Rel
}
