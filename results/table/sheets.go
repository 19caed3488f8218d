package table

// A matrix has three sides and a page has two. There are several ways to lay it
// out, and which one is best depends on how many there are of each and how long
// their names are. So the one that takes the fewest lines is taken.

// layouts lists the ways, the plainest first.
func (m *matrix) layouts() [][]*sheet {
	switch {
	case len(m.models) == 1 && !m.targets:
		return [][]*sheet{{m.flat()}, {m.turned(m.models[0])}}
	case len(m.programs) == 1:
		return [][]*sheet{{m.flat()}}
	case m.targets:
		return [][]*sheet{{m.flat()}, m.byProgram()}
	}
	return [][]*sheet{{m.flat()}, m.byProgram(), m.byModel(), m.byModelTurned()}
}

// text is the best layout; one whose columns are split where none fits.
func (m *matrix) text(width int) []string {
	var best []string
	for i, sheets := range m.layouts() {
		if i > 0 && m.flat().natural() <= width {
			break
		}
		var lines []string
		fits := true
		for i, s := range sheets {
			ls, ok := s.lines(width)
			if i > 0 {
				lines = append(lines, "")
			}
			lines, fits = append(lines, ls...), fits && ok
		}
		if fits && (best == nil || len(lines) < len(best)) {
			best = lines
		}
	}
	if best == nil {
		return m.flat().columns(width)
	}
	return best
}

// flat is variants × programs × models in one table.
func (m *matrix) flat() *sheet {
	s := &sheet{}
	switch {
	case len(m.models) == 1 && !m.targets:
		s.head = single(append([]string{"variant"}, shorts(m.programs)...)...)
	case len(m.programs) == 1:
		s.title = short(m.programs[0])
		s.head = single(append([]string{"variant"}, m.models...)...)
	default:
		top, below := []span{{"", 1}}, []span{{"variant", 1}}
		for _, p := range m.programs {
			top = append(top, span{short(p), len(m.models)})
			for _, name := range m.models {
				below = append(below, span{name, 1})
			}
		}
		s.head = [][]span{top, below}
	}
	for v, name := range m.variants {
		row := []string{name}
		for p := range m.programs {
			for _, model := range m.models {
				row = append(row, m.at(v, p, model))
			}
		}
		s.rows = append(s.rows, row)
	}
	return s
}

// byProgram is a table of variants × models for each program.
func (m *matrix) byProgram() []*sheet {
	var ss []*sheet
	for p := range m.programs {
		s := &sheet{title: short(m.programs[p]), head: single(append([]string{"variant"}, m.models...)...)}
		for v, name := range m.variants {
			row := []string{name}
			for _, model := range m.models {
				row = append(row, m.at(v, p, model))
			}
			s.rows = append(s.rows, row)
		}
		ss = append(ss, s)
	}
	return ss
}

// byModel is a table of variants × programs for each model.
func (m *matrix) byModel() []*sheet {
	var ss []*sheet
	for _, model := range m.models {
		one := *m
		one.models = []string{model}
		s := one.flat()
		s.title = "model " + model
		ss = append(ss, s)
	}
	return ss
}

func (m *matrix) byModelTurned() []*sheet {
	var ss []*sheet
	for _, model := range m.models {
		s := m.turned(model)
		s.title = "model " + model
		ss = append(ss, s)
	}
	return ss
}

// turned is programs × variants, for few variants of many programs.
func (m *matrix) turned(model string) *sheet {
	s := &sheet{head: single(append([]string{"program"}, m.variants...)...)}
	for p, name := range m.programs {
		row := []string{short(name)}
		for v := range m.variants {
			row = append(row, m.at(v, p, model))
		}
		s.rows = append(s.rows, row)
	}
	return s
}

func shorts(programs []string) []string {
	var names []string
	for _, p := range programs {
		names = append(names, short(p))
	}
	return names
}
