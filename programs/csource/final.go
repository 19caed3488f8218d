package csource

import (
	"fmt"
	"strings"

	"modernc.org/cc/v4"

	"github.com/fencewise/fencewise/programs/diag"
)

// A bad outcome outside of functions is about the final state: global variables, and variables
// of the functions that threads execute. For the front end it is a function after the file,
// whose parameters have the names of these variables.

// finalPrefix begins the names of these functions.
const finalPrefix = "_fw_final_"

var identifiers = re(`[A-Za-z_][A-Za-z_0-9]*`)

// isFinal reports whether a function is one of these.
func isFinal(f *cc.FunctionDefinition) bool {
	return strings.HasPrefix(f.Declarator.Name(), finalPrefix)
}

// readFinals reads the file again with the functions for bad outcomes. It returns false after an
// error.
func (r *reader) readFinals() bool {
	types := r.localTypes()
	var b strings.Builder
	for i, m := range r.finals {
		var params []string
		for _, name := range identifiers().FindAllString(m.text, -1) {
			if t, ok := types[name]; ok && r.globals[name] == nil && !strings.Contains(strings.Join(params, ","), t+" "+name) {
				params = append(params, t+" "+name)
			}
		}
		fmt.Fprintf(&b, "\nint %s%d(%s) { return (%s); }", finalPrefix, i, strings.Join(params, ", "), strings.ReplaceAll(m.text, "\n", " "))
	}
	ast, err := r.parse(b.String() + "\n")
	if err != nil {
		r.wrongFinal(err)
		return false
	}
	r.ast = ast
	r.funcs, r.order, r.globals, r.inits = map[string]*cc.FunctionDefinition{}, nil, map[string]*cc.Declarator{}, map[*cc.Declarator]*cc.Initializer{}
	r.survey()
	return true
}

// wrongFinal reports what the front end found in bad outcomes outside of functions.
func (r *reader) wrongFinal(err error) {
	m := messages().FindStringSubmatch(strings.SplitN(err.Error(), "\n", 2)[0])
	text := ""
	if m != nil {
		text = internal().ReplaceAllString(m[4], "")
	}
	for _, f := range r.finals {
		name, undeclared := strings.CutPrefix(text, "undefined: ")
		at := wordIn(f.at, name)
		if !undeclared || at.Text() != name {
			continue
		}
		d := r.fail(at, diag.CName, "nothing declares %s", diag.Quote(name)).
			Note("a bad outcome outside of functions names global variables, and variables of the functions that threads execute").
			WithFix("declare it, or write the condition into the function")
		if near := r.nearName(name); near != "" {
			d.WithFix("did you mean %s?", near)
		}
		return
	}
	r.fail(r.finals[0].at, diag.CCondition, "the condition of this bad outcome is no expression of C").
		Note("the first error is: %s", text).WithFix("write /*@ bad: x == 1 && y == 0 */")
}

// localTypes returns the types of the scalar variables of all functions, by their names.
func (r *reader) localTypes() map[string]string {
	types := map[string]string{}
	for _, f := range r.order {
		if isOwn(r.at(f).String()) {
			continue
		}
		walk(f.CompoundStatement, func(n any) bool {
			if d, ok := n.(*cc.InitDeclarator); ok && scalar(d.Declarator.Type()) && name(d.Declarator.Type()) != "" {
				types[d.Declarator.Name()] = name(d.Declarator.Type())
			}
			return true
		})
	}
	return types
}

// finalConditions adds the bad outcomes that are written outside of functions.
func (r *reader) finalConditions() {
	for i, f := range r.finalFuncs {
		m := r.finals[i]
		th := &thread{r: r, init: true, final: true, at: m.at, cpu: -1}
		th.start()
		th.fr = &frame{fn: f, vars: map[*cc.Declarator]*variable{}}
		n := len(r.errs)
		p, ok := th.finalProp(returned(f), false)
		if !ok && len(r.errs) == n {
			r.fail(m.at, diag.CCondition, "the final condition cannot be expressed").
				Note("it may compare variables with constants and with each other, and join comparisons with &&, || and !").
				WithFix("compute the value in a thread, and compare it in /*@ bad: … */ there")
		}
		r.addBad(badPart{at: m.at, prop: p})
	}
}

// returned returns the expression that a function returns.
func returned(f *cc.FunctionDefinition) (x cc.ExpressionNode) {
	walk(f.CompoundStatement, func(n any) bool {
		if j, ok := n.(*cc.JumpStatement); ok && j.Case == cc.JumpStatementReturn {
			x = j.ExpressionList
		}
		return x == nil
	})
	return x
}

// finalLocal returns the place of a variable of the function of one thread.
func (r *reader) finalLocal(name string, at diag.Span) (string, bool) {
	found := ""
	for _, th := range r.threads {
		for _, v := range th.own[name] {
			if found != "" {
				r.fail(at, diag.CCondition, "%s is a variable of several threads, or more than once of one", diag.Quote(name)).
					WithFix("give the variables different names, or write the condition as /*@ bad: … */ in the function")
				return "", false
			}
			found = fmt.Sprintf("%d:%s", th.index, v.reg)
		}
	}
	if found == "" {
		r.fail(at, diag.CCondition, "%s is no variable of the function of a thread", diag.Quote(name)).
			Note("a variable whose address is used, or of a function that a thread calls, cannot be named here").WithFix("copy it to a global variable")
	}
	return found, found != ""
}

// finalPending returns the condition for doorbell_pending(42).
func (th *thread) finalPending(x cc.ExpressionNode) (string, bool) {
	c, ok := x.(*cc.PostfixExpression)
	if !ok || c.Case != cc.PostfixExpressionCall || called(c.PostfixExpression) != "doorbell_pending" {
		return "", false
	}
	args := arguments(c)
	if len(args) != 1 {
		return "", false
	}
	n, ok := constantOf(args[0])
	to := th.r.cpus[n]
	if !ok || to == nil {
		th.r.fail(th.at, diag.CCondition, "no function is that of the CPU in doorbell_pending").WithFix("write /*@ cpu 42 */ before a function")
		return "", false
	}
	return fmt.Sprintf("pending(P%d)", to.index), true
}
