package csource

import (
	"fmt"

	"github.com/fencewise/fencewise/programs/diag"
)

// A variable that may be read before it has a value is watched: a register of its own is 1 from where
// the variable is set. The file is read again once it is known which variables these are.

// watchKey names a variable by the place of its declaration, or a function whose value is meant by its
// name. It is the same each time the file is read.
func (s standsFor) watchKey() string {
	if s.function != "" {
		return s.function + "()"
	}
	return s.at.String()
}

// mayBeUnset notes that the variable for which a register stands has to be watched.
func (th *thread) mayBeUnset(reg string, at diag.Span) {
	of := th.stands[reg]
	if of == (standsFor{}) || th.r.watched[of.watchKey()] {
		return
	}
	if th.r.watch == nil {
		th.r.watch = map[string]bool{}
	}
	th.r.watch[of.watchKey()] = true
}

// watches declares the register that says whether a variable has a value, if it is watched.
func (th *thread) watches(v *variable, of standsFor) {
	if th.stands == nil || th.init {
		return
	}
	th.stands[v.reg] = of
	if !th.r.watched[of.watchKey()] {
		return
	}
	v.set, v.stands = th.name("set_"+v.reg), of
	th.locals = append(th.locals, "int "+v.set+" = 0;")
	th.r.setBy[fmt.Sprintf("%d:%s", th.index, v.reg)] = fmt.Sprintf("%d:%s", th.index, v.set)
}

// isSetNow notes that a variable has a value from here on.
func (th *thread) isSetNow(v *variable) {
	if v.set != "" {
		th.add(newLine(th.indent, v.set+" = 1;", th.at, false))
	}
}

// needsValue notes that an outcome in which a variable has no value here is bad.
func (th *thread) needsValue(v *variable) {
	if v.set == "" || v.known || th.init {
		return
	}
	th.failing(th.at, ex{text: "!" + v.set, level: levelUnary}, reading(v.stands))
	text := diag.Quote(v.stands.variable) + " may have no value here"
	if v.stands.function != "" {
		text = v.stands.function + " may have ended without the value that is used here"
	}
	th.r.warn(wordIn(th.here(th.at), v.stands.variable), diag.CUnset, "%s", text).
		Note("C says nothing about the value then: executions in which it is read without one count as bad outcomes").
		WithFix("%s", v.stands.fix())
}

// fix says what to do about a variable that may have no value.
func (s standsFor) fix() string {
	if s.function != "" {
		return "end every way through " + s.function + " with a return that has a value"
	}
	return "give it a value where it is declared: " + s.variable + " = 0"
}

// orUnset returns a part of the final condition that also holds if a register that it names may have no
// value and has none: then it can be any.
func (r *reader) orUnset(prop string, places ...string) string {
	for _, p := range places {
		if set := r.setBy[p]; set != "" {
			prop = "(" + prop + ` \/ ` + set + "=0)"
		}
	}
	return prop
}
