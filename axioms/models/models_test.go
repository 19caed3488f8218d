package models

import "testing"

func TestEmbeddedModels(t *testing.T) {
	for _, i := range List() {
		m, err := Load(i.Name)
		if err != nil {
			t.Fatal(err)
		}
		if err := m.Check(); err != nil {
			t.Errorf("%s: %v", i.Name, err)
		}
		if ok, why := m.Monotone(); !ok {
			t.Errorf("%s is not monotone: %s", i.Name, why)
		}
		if i.Title == "" || len(m.Axioms) == 0 {
			t.Errorf("%s: no title or no axioms", i.Name)
		}
	}
}
