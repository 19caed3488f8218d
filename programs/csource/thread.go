package csource

import (
	"fmt"
	"strings"

	"modernc.org/cc/v4"

	"github.com/fencewise/fencewise/programs/diag"
)

// thread is one thread, or the interrupt handler of one, while its function is read.
type thread struct {
	r      *reader
	fn     *cc.FunctionDefinition
	arg    value   // what it is started with
	title  string  // "CPU 42"
	cpu    int64   // the number that a comment gives it; -1 for none
	of     *thread // of a handler: the thread that it interrupts
	flag   *object // set when the thread is started; nil if it runs from the start
	done   *object // set when it has ended; nil if nothing waits for it
	out    *object // holds what its function returns; nil if nobody asks for it
	ran    bool    // its function has been read
	handle string  // the variable of type pthread_t that stands for it
	at     diag.Span

	lines  []line
	indent int
	names  map[string]bool // of its variables
	locals []string        // declarations
	labels int

	fr      *frame
	objects map[*cc.Declarator]*object // its own: variables whose address is used
	exits   []exit

	op          diag.Span // the name of the operation that is translated
	fresh       diag.Span // the statement of which nothing is done yet
	freshIndent int

	init     bool // what it does gives initial values; see main.go
	index    int  // its number in the test
	isMain   bool
	final    bool                  // it only stands for the final state
	dead     bool                  // nothing reaches the next statement
	log      []*variable           // those that were set, in order; see known.go
	wanted   *cc.CompoundStatement // the block whose last expression is a value
	cases    map[*cc.LabeledStatement]string
	flagAt   map[flagKey]string // the variables that are 1 once an assertion has failed
	uses     map[*object]bool
	stands   map[string]standsFor   // what registers stand for
	own      map[string][]*variable // the registers of its function, by the user's names
	toEnd    jumps                  // to the end of the thread
	joined   bool
	inRounds int // loops whose rounds are not written out
}

// frame is one call of a function.
type frame struct {
	fn     *cc.FunctionDefinition
	vars   map[*cc.Declarator]*variable
	result *variable // nil if the function returns nothing, or only at its end
	whole  *lvalue   // where its result is, if that is a struct or a union
	value  ex        // what it returns at its end
	out    string    // the label after the call
	toOut  jumps
	outer  *frame
	at     diag.Span         // the call
	labels map[string]string // of the function, and those that stand for them
	jumps  bool              // the function has labels: nothing is known of its variables
}

// variable is a variable of a function: a register, a piece of memory, or another name of
// a place.
type variable struct {
	reg   string
	lname string // its type in the litmus test
	typ   cc.Type
	obj   *object   // if it is in memory
	alias *variable // of a parameter that is the address of this variable
	known bool      // its value is known while the file is read
	val   value
	open  bool // its address is used, so that it is never known
	fixed bool // it never changes; it has no register

	set    string // the register that says whether it has a value; "" if it is not watched
	stands standsFor
}

// exit is a loop or a switch that break and continue leave.
type exit struct {
	brk, cont string // labels; cont is "" where continue of the litmus test does it
	isSwitch  bool
	toBreak   jumps
	toNext    jumps
}

// name returns a name for a variable that nothing in the thread has.
func (th *thread) name(wanted string) string {
	if wanted == "" {
		wanted = "r"
	}
	name := wanted
	for k := 2; th.names[name] || th.r.names[name] || th.r.globals[name] != nil || reservedName(name); k++ {
		name = fmt.Sprintf("%s_%d", wanted, k)
	}
	th.names[name], th.r.registers[name] = true, true
	return name
}

// temp declares a register for a value.
func (th *thread) temp(t cc.Type) *variable {
	v := &variable{reg: th.name("t"), lname: lname(t), typ: t}
	th.declare(v)
	return v
}

// declare adds the declaration of a register.
func (th *thread) declare(v *variable) { th.locals = append(th.locals, declaration(v.lname, v.reg)) }

// declaration returns the declaration of a variable of the litmus test.
func declaration(lname, name string) string {
	if strings.HasSuffix(lname, "*") {
		return lname + name + ";"
	}
	return lname + " " + name + ";"
}

// lname returns the type of a register for values of a type.
func lname(t cc.Type) string {
	if t == nil {
		return "long"
	}
	if n := name(t); n != "" {
		return n
	}
	return "long"
}

// loadedName returns the type of a value of a type that comes from memory: an address is a long there. One to bytes
// may keep its name, since what is added to it are bytes in both.
func loadedName(t cc.Type) string {
	if n := lname(t); !isPointer(t) || n == "char *" {
		return n
	}
	return "long"
}

// label returns a new label.
func (th *thread) label(what string) string {
	th.labels++
	return fmt.Sprintf("%s_%d", what, th.labels)
}

// notConstant reports what cannot be executed while the file is read.
func (th *thread) notConstant(at diag.Span) {
	th.r.fail(at, diag.CMain, "main cannot be executed up to here when the file is read").
		Note("what main does before it starts the first thread gives the initial values; it may compute with constants and store them").
		WithFix("start the threads first, or use simpler initial values")
}
