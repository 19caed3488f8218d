package kernelc

// doorbells lists the builtins that send, clear or take doorbells.
var doorbells = map[string]bool{"__msgsnd": true, "__msgclr": true, "__take_doorbell": true, "__try_doorbell": true}

// UsesDoorbell reports whether a function sends, clears or takes a doorbell.
func (m *Macros) UsesDoorbell(f *Func) bool { return m.reachesDoorbell(f.Body) }

func (m *Macros) reachesDoorbell(n Node) bool {
	found := false
	Walk(n, func(n Node) bool {
		if c, ok := n.(*Call); ok {
			found = found || doorbells[c.Fun] || m.doorbells[c.Fun]
		}
		return !found
	})
	return found
}

// findDoorbells finds the macros of the table that send, clear or take doorbells. It is
// called for a table without recursion.
func (m *Macros) findDoorbells() {
	m.doorbells = map[string]bool{}
	for more := true; more; {
		more = false
		for name, mac := range m.byName {
			var body Node = mac.Block
			if mac.Block == nil {
				body = mac.Expr
			}
			if !m.doorbells[name] && m.reachesDoorbell(body) {
				m.doorbells[name], more = true, true
			}
		}
	}
}
