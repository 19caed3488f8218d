package encode

// goals is how the questions are put to others, by question.
var goals = [...]struct{ name, what, head string }{
	Any: {"ends", "an execution that runs to its end",
		"Is there an execution that runs to its end?\nsat: there is. unsat: a loop is never left."},
	Holds: {"holds", "an execution that runs to its end and in which the proposition holds",
		"Can the condition of this test hold in an execution that the model allows?\nunsat: never. sat: it can."},
	Violates: {"violates", "an execution that runs to its end and in which the proposition does not hold",
		"Can an execution that the model allows end so that the condition of this test does not hold?\nunsat: never, it always holds. sat: it can."},
	Cut: {"cut", "an execution that goes beyond a bound, or accesses an address that is no location",
		"Can an execution go beyond a bound, or access an address that is no location?\nunsat: never, the bounds lose nothing. sat: it can."},
	Either: {"either", "an execution in which the proposition holds, or that goes beyond a bound",
		"Can the condition of this test hold, or a bound be passed, in an execution that the model allows?\nunsat: never. sat: one of the two can be."},
}

// String is the name of the question: a word, of which files are named.
func (a Goal) String() string { return goals[a].name }

// What says what kind of execution is asked for.
func (a Goal) What() string { return goals[a].what }

// Head is the question and what the answers of a solver to it mean, in lines.
func (a Goal) Head() string { return goals[a].head }
