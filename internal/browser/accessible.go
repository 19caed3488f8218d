package browser

// Accessible is an element that a screen reader announces.
type Accessible struct {
	Role        string // "button", "image", "heading", …
	Name        string // the name that is announced
	Description string // the description that is announced after the name
	Depth       int    // how deep it is nested; 0 for the page itself
}

// Accessible returns the elements that a screen reader announces, in reading order. It
// leaves out those that the page hides from screen readers.
func (p *Page) Accessible() ([]Accessible, error) {
	type value struct {
		Value any `json:"value"`
	}
	var tree struct {
		Nodes []struct {
			ID          string   `json:"nodeId"`
			Parent      string   `json:"parentId"`
			Children    []string `json:"childIds"`
			Ignored     bool     `json:"ignored"`
			Role        value    `json:"role"`
			Name        value    `json:"name"`
			Description value    `json:"description"`
		} `json:"nodes"`
	}
	if err := p.call("Accessibility.getFullAXTree", nil, &tree); err != nil {
		return nil, err
	}
	at := map[string]int{}
	for i, n := range tree.Nodes {
		at[n.ID] = i
	}
	var list []Accessible
	var walk func(id string, depth int)
	walk = func(id string, depth int) {
		i, ok := at[id]
		if !ok {
			return
		}
		n := &tree.Nodes[i]
		text := func(v value) string { s, _ := v.Value.(string); return s }
		if !n.Ignored {
			list = append(list, Accessible{text(n.Role), text(n.Name), text(n.Description), depth})
			depth++
		}
		for _, c := range n.Children {
			walk(c, depth)
		}
	}
	for _, n := range tree.Nodes {
		if n.Parent == "" {
			walk(n.ID, 0)
		}
	}
	return list, nil
}
