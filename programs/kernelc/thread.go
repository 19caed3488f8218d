package kernelc

import "github.com/fencewise/fencewise/programs/diag"

// threadArgument reads an argument that is the name of a thread, as in ppc_msgsnd(P1). It
// returns nil if the argument is something else. Which primitives take a thread depends on
// the table; Check compares the two.
func (p *parser) threadArgument() Expr {
	name := p.tok.text
	if p.tok.kind != tIdent || !IsThread(name) || p.isName(name) {
		return nil
	}
	if n := p.peek(); n.kind != tPunct || n.text != "," && n.text != ")" {
		return nil
	}
	id := &Ident{Name: name, Kind: Thread, Span: p.tokenSpan()}
	p.next()
	return id
}

// checkThread checks what an expansion has put into the place of a thread.
func checkThread(a Expr) *diag.Diagnostic {
	if id, ok := a.(*Ident); ok && (id.Kind == Thread || id.Kind == Formal) {
		return nil
	}
	return diag.New(a.At(), diag.KernelCOperand, "%s is not the name of a thread", diag.Quote(exprText(a))).WithFix("write P0, P1, …")
}

// threadParams returns which parameters of a macro are names of threads.
func (m *Macros) threadParams(mac *Macro) map[string]bool {
	all := map[string]bool{}
	var body Node = mac.Block
	if mac.Block == nil {
		body = mac.Expr
	}
	Walk(body, func(n Node) bool {
		c, ok := n.(*Call)
		if !ok {
			return true
		}
		for i, a := range c.Args {
			if id, formal := a.(*Ident); formal && id.Kind == Formal && m.takesThread(c, i) {
				all[id.Name] = true
			}
		}
		return true
	})
	return all
}

// takesThread reports whether argument i of a call is the name of a thread.
func (m *Macros) takesThread(c *Call, i int) bool {
	if b, ok := builtins[c.Fun]; ok {
		for _, args := range b.args {
			if len(args) == len(c.Args) {
				return args[i] == 't'
			}
		}
		return false
	}
	mac, ok := m.Lookup(c.Fun)
	return ok && i < len(mac.Params) && m.threadParams(mac)[mac.Params[i]]
}

// checkThreads reports the names of threads in a call that stand where the primitive takes
// something else: such a name is no variable.
func (m *Macros) checkThreads(f *Func, call *Call) (errs diag.List) {
	Walk(call, func(n Node) bool {
		c, ok := n.(*Call)
		if !ok {
			return true
		}
		for i, a := range c.Args {
			if id, is := a.(*Ident); is && id.Kind == Thread && !m.takesThread(c, i) {
				errs = append(errs, diag.New(id.Span, diag.KernelCUndeclared, "%s is neither a variable nor a parameter of %s", diag.Quote(id.Name), f.Name).
					Note("it is the name of a thread, which %s does not take", c.Fun).WithFix("name a variable, or a parameter of %s", f.Name))
			}
		}
		return true
	})
	return errs
}
