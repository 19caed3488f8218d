package kernelc

import (
	"maps"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// builtin says what arguments a builtin takes. Each letter of args is one argument: l is
// a location (*x, x[1]), p its address, v a value, o an operator, t the name of a thread,
// r a variable that gets a result.
type builtin struct {
	args    []string // the possible lists of arguments
	tags    bool     // it needs an annotation
	noTags  bool     // it cannot have one
	value   bool     // it has a value
	noParen bool     // it has no arguments and no parentheses
}

// builtins lists what the bodies of macros consist of: those of herd7, two for loops that
// end in one step, one for an operation that may fail, and those of interrupts.
var builtins = map[string]builtin{
	"__load":              {args: []string{"l"}, tags: true, value: true},
	"__store":             {args: []string{"lv"}, tags: true},
	"__fence":             {args: []string{""}, tags: true, noParen: true},
	"__xchg":              {args: []string{"pv"}, tags: true, value: true},
	"__cmpxchg":           {args: []string{"pvv"}, tags: true, value: true},
	"__cmpxchg_weak":      {args: []string{"pvvr"}, tags: true, value: true},
	"__atomic_op":         {args: []string{"pov"}},
	"__atomic_op_return":  {args: []string{"pov"}, tags: true, value: true},
	"__atomic_fetch_op":   {args: []string{"pov"}, tags: true, value: true},
	"__atomic_add_unless": {args: []string{"pvv"}, tags: true, value: true},
	"__lock":              {args: []string{"p"}, noTags: true},
	"__unlock":            {args: []string{"p"}, noTags: true},
	"__trylock":           {args: []string{"p"}, noTags: true, value: true},
	"__islocked":          {args: []string{"p"}, noTags: true, value: true},
	"__srcu":              {args: []string{"p", "pv"}, tags: true, value: true},
	"__rmw_if":            {args: []string{"pvv"}, tags: true, value: true},
	"__cond_load":         {args: []string{"lv"}, tags: true, value: true},
	"__msgsnd":            {args: []string{"t"}, noTags: true},
	"__msgclr":            {args: []string{""}, noTags: true},
	"__take_doorbell":     {args: []string{""}, noTags: true},
	"__try_doorbell":      {args: []string{""}, noTags: true, value: true},
	"__irq_disable":       {args: []string{""}, noTags: true},
	"__irq_enable":        {args: []string{""}, noTags: true},
	"__irq_save":          {args: []string{""}, noTags: true},
}

// Builtins lists the builtins, sorted.
func Builtins() []string { return slices.Sorted(maps.Keys(builtins)) }

// checkBuiltin checks the annotations and arguments of a builtin.
func checkBuiltin(c *Call) *diag.Diagnostic {
	b, ok := builtins[c.Fun]
	if !ok {
		names := Builtins()
		d := diag.New(c.FunAt, diag.DefBuiltin, "the builtin %s is unknown", diag.Quote(c.Fun))
		if near := diag.Nearest(c.Fun, names); near != "" {
			return d.WithFix("did you mean %s?", near)
		}
		return d.Note("builtins are %s", strings.Join(names, ", ")).WithFix("use one of these")
	}
	switch {
	case b.tags && len(c.Tags) == 0:
		return diag.New(c.FunAt, diag.DefBuiltin, "%s needs an annotation", c.Fun).WithFix("write %s{once}", c.Fun)
	case b.noTags && len(c.Tags) > 0:
		return diag.New(c.FunAt, diag.DefBuiltin, "%s has no annotation", c.Fun).WithFix("remove {%s}", strings.Join(c.Tags, ","))
	}
	for _, args := range b.args {
		if len(args) == len(c.Args) {
			return checkKinds(c, args)
		}
	}
	return diag.New(c.Span, diag.DefBuiltin, "%s has %d arguments, but %d are given", c.Fun, len(b.args[0]), len(c.Args)).
		WithFix("give it %d", len(b.args[0]))
}

// checkKinds checks that operators are where a builtin needs them, and nowhere else.
func checkKinds(c *Call, args string) *diag.Diagnostic {
	for i, a := range c.Args {
		op, is := a.(*OpRef)
		switch {
		case args[i] == 'o' && !is:
			return diag.New(a.At(), diag.DefBuiltin, "argument %d of %s is not an operator", i+1, c.Fun).WithFix("write one of + - & | ^ &~ ~&")
		case args[i] != 'o' && is:
			return diag.New(a.At(), diag.DefBuiltin, "argument %d of %s cannot be an operator", i+1, c.Fun).WithFix("write a value")
		case is && op.Op != Add && op.Op != Sub && op.Op != And && op.Op != Or && op.Op != Xor && op.Op != AndNot && op.Op != Nand:
			return diag.New(a.At(), diag.DefBuiltin, "%s has no operation %s", c.Fun, op.Op).WithFix("write one of + - & | ^ &~ ~&")
		}
	}
	return nil
}

// operandKind returns the kind of argument i of a builtin.
func operandKind(c *Call, i int) byte {
	for _, args := range builtins[c.Fun].args {
		if len(args) == len(c.Args) {
			return args[i]
		}
	}
	panic("kernelc: a builtin that was not checked")
}

// checkOperands checks what an expansion has put into the places of locations.
func checkOperands(c *Call) *diag.Diagnostic {
	for i, a := range c.Args {
		switch operandKind(c, i) {
		case 'l':
		case 't':
			if d := checkThread(a); d != nil {
				return d
			}
			continue
		default:
			continue
		}
		switch x := a.(type) {
		case *Index:
			continue
		case *Unary:
			if x.Op == Deref {
				continue
			}
		case *Ident:
			if x.Kind == Location {
				return diag.New(x.Span, diag.KernelCOperand, "%s is the address of a location, but the location itself is needed", diag.Quote(x.Name)).
					WithFix("write *%s", x.Name)
			}
			if x.Kind == LocalVar {
				return diag.New(x.Span, diag.KernelCOperand, "%s is a variable of the thread, not a location", diag.Quote(x.Name)).
					WithFix("write *%s if it holds an address; a variable needs no primitive", x.Name)
			}
			continue // a parameter of a macro
		}
		return diag.New(a.At(), diag.KernelCOperand, "%s is not a location", diag.Quote(exprText(a))).WithFix("write a location, such as *x")
	}
	return nil
}
