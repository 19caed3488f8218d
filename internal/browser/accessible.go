package browser

// Accessible is something that a screen reader speaks of.
type Accessible struct {
	Role        string // "button", "image", "heading", …
	Name        string // what it is called
	Description string // what is said of it besides
	Depth       int    // below the page
}

// Accessible is the page as a screen reader has it, in the order in which it is
// read, without what is ignored.
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
