package rel

import "testing"

func TestDoorbells(t *testing.T) {
	for _, c := range []struct {
		text string
		want bool
	}{
		{"acyclic po | rf", false},
		{"acyclic po | db", true},
		{"acyclic dbo", true},
		{"empty [Irq] ; po", true},
		{"empty Msgclr", true},
		{"let rec r = po | (r ; [Msgsnd]) acyclic r", true},
		{`acyclic po \ ([Msgsnd] ; po)`, true},
		{"let unused = db acyclic po", false},
		{"flag ~empty db as rung acyclic po", false},
		{"acyclic po | (db & 0)", false},
		{"acyclic po & (_ * MSGSYNC)", false},
	} {
		m, err := Elaborate(parse(t, "m.cat", c.text), Options{})
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
		} else if got := m.Doorbells(); got != c.want {
			t.Errorf("%s: %v", c.text, got)
		}
	}
}

// An included file uses a definition of the including file, or else the expression after
// "with".
func TestLeftToTheIncluder(t *testing.T) {
	const base = "let extra = try extra with rf acyclic po | extra"
	for _, c := range []struct{ text, want string }{
		{base, "po | rf"},
		{"let extra = co " + base, "po | co"},
		{base + " let extra = co", "po | rf"},
	} {
		m, err := Elaborate(parse(t, "m.cat", c.text), Options{})
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
		} else if got := m.Text(m.Axioms[0].Expr); got != c.want {
			t.Errorf("%s: %s", c.text, got)
		}
	}
}

func TestBellsAreChosen(t *testing.T) {
	m, err := Elaborate(parse(t, "m.cat", "acyclic dbo acyclic db acyclic [Msgsnd] ; po ; [Irq | Msgclr | MSGSYNC]"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i, static := range []bool{false, false, true} {
		if got := m.Static(m.Axioms[i].Expr); got != static {
			t.Errorf("%s: static is %v", m.Text(m.Axioms[i].Expr), got)
		}
	}
}
