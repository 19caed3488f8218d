package cat

import (
	"strings"
	"testing"
)

// Every statement and expression form, with its canonical text; if that is empty, the input
// is canonical.
func TestForms(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"PPC", "PPC\n"},
		{`"a title"`, "\"a title\"\n"},
		{`PPC "a title" catdep`, "PPC \"a title\" catdep\n"},
		{"X86 TSO", "X86 \"TSO\"\n"},
		{"catdep let x = 0", "catdep\nlet x = 0\n"},
		{"let a = po let b = rf", "let a = po\nlet b = rf\n"},
		{"let a = po and b = rf", "let a = po\nand b = rf\n"},
		{"let rec a = b and b = a;a", "let rec a = b\nand b = a;a\n"},
		{"let rec a = a when acyclic a as n", "let rec a = a when acyclic a as n\n"},
		{"let rec a = a when ~empty a in", "let rec a = a when ~empty a\n"},
		{"let a = po in acyclic a", "let a = po\nacyclic a\n"},
		{"let f x = x", "let f x = x\n"},
		{"let f (x) = x", "let f x = x\n"},
		{"let f () = po", "let f() = po\n"},
		{"let f (x, _) = x", "let f(x,_) = x\n"},
		{"let f _ = po", "let f _ = po\n"},
		{"let (a,b) = (po,rf)", "let (a,b) = (po,rf)\n"},
		{"let a,b = po,rf", "let (a,b) = (po,rf)\n"},
		{"let (a) = po", "let a = po\n"},
		{"let () = ()", "let () = ()\n"},
		{"let _ = po", "let _ = po\n"},
		{"acyclic po|rf as hb irreflexive a empty b", "acyclic po | rf as hb\nirreflexive a\nempty b\n"},
		{"~acyclic po flag ~empty x as n", "~acyclic po\nflag ~empty x as n\n"},
		{"undefined_unless empty x as n assert empty y", "undefined_unless empty x as n\nassert empty y\n"},
		{`include "cos.cat"`, "include \"cos.cat\"\n"},
		{"show a, b unshow c,d", "show a,b\nunshow c,d\n"},
		{"show a as b show a|b as c", "show a as b\nshow a | b as c\n"},
		{"procedure p(x,y) = acyclic x empty y end", "procedure p(x,y) =\n  acyclic x\n  empty y\nend\n"},
		{"procedure rec p x = call p x end", "procedure rec p x =\n  call p x\nend\n"},
		{"procedure p() = end call p() as q", "procedure p() =\nend\ncall p() as q\n"},
		{"call p (a|b) call p [x]", "call p (a | b)\ncall p [x]\n"},
		{"forall x in {a,b} do forall y in x do empty y end end", "forall x in {a,b} do\n  forall y in x do\n    empty y\n  end\nend\n"},
		{"with co from generate_cos(pco) with x from f y", "with co from generate_cos pco\nwith x from f y\n"},
		{`if "v" let a = po else let a = rf end`, "if \"v\"\n  let a = po\nelse\n  let a = rf\nend\n"},
		{`if not variant "a" && ("b" || "c") || "d" end`, "if not \"a\" && (\"b\" || \"c\") || \"d\"\nend\n"},
		{`if not (not "a" || "b") else end`, "if not (not \"a\" || \"b\")\nend\n"},
		{`if "a" || ("b" || "c") && ("d" && "e") end`, "if \"a\" || (\"b\" || \"c\") && (\"d\" && \"e\")\nend\n"},
		{"match x with 'a -> let b = po || 'c -> || _ -> empty x end", "match x with\n|| 'a ->\n  let b = po\n|| 'c ->\n|| _ ->\n  empty x\nend\n"},
		{"enum T = || 'a || 'b-c enum U = 'a", "enum T = 'a || 'b-c\nenum U = 'a\n"},
		{"instructions R[{'once,'acquire}, T] default W[] ", "instructions R[{'once,'acquire},T]\ndefault W[]\n"},
		{"debug a,b", "debug (a,b)\n"},
		{"let x = let a = po and f y = y in a;f a", "let x = let a = po and f y = y in a;f a\n"},
		{"let x = (let rec a = a|po in a)|b", "let x = (let rec a = a | po in a) | b\n"},
		{"let f = fun x -> fun (y,z) -> fun () -> x", "let f = fun x -> fun(y,z) -> fun() -> x\n"},
		{"let x = try a with try b with 0", "let x = try a with try b with 0\n"},
		{"let x = try (try a with b) with (0)", "let x = try try a with b with 0\n"},
		{`let x = if "v" && "w" then a else b`, "let x = if \"v\" && \"w\" then a else b\n"},
		{`let x = if (("v")) then a else b`, "let x = if \"v\" then a else b\n"},
		{"let x = if (a) = b|c then a else if a subset b then b else if a in b then c else d",
			"let x = if a = b | c then a else if a subset b then b else if a in b then c else d\n"},
		{"let x = match s with {} -> 0 || e ++ es -> f e es end", "let x = match s with || {} -> 0 || e ++ es -> f e es end\n"},
		{"let x = match s with || a | _ ++ _ -> a || {} -> 0 end", "let x = match s with || a | _ ++ _ -> a || {} -> 0 end\n"},
		{"let x = match t with 'a -> match u with _ -> b end || _ -> c,d end", "let x = match t with || 'a -> match u with || _ -> b end || _ -> (c,d) end\n"},
		{"let x = begin a|b end;c", "let x = (a | b);c\n"},
		{"let x = {} let y = {a} let z = {a|b,c}", "let x = {}\nlet y = {a}\nlet z = {a | b,c}\n"},
		{"let x = [let a = b in a]", "let x = [let a = b in a]\n"},
		{"let x = (* ( (* nested *) \" *) a // to the end\n| b # here too\n /* c \n style */ ;c", "let x = a | b;c\n"},
	} {
		f := mustParse(t, c.in)
		if got := f.String(); got != c.want {
			t.Errorf("%s\nprinted as\n%s\nwant\n%s", c.in, got, c.want)
		}
		roundTrip(t, f)
	}
}

func TestSpans(t *testing.T) {
	f := mustParse(t, "PPC\n(* c *) let f (x) = (a|b) ; ( c , d ) * begin e end\nflag ~empty g ( ) as n # end")
	let, check := f.Instrs[0].(*Let), f.Instrs[1].(*Check)
	bind := let.Binds[0]
	seq := bind.Expr.(*Binary)
	cross := seq.Y.(*Binary)
	app := check.Expr.(*App)
	for _, c := range []struct{ got, want string }{
		{let.Span.Text(), "let f (x) = (a|b) ; ( c , d ) * begin e end"},
		{bind.Span.Text(), "f (x) = (a|b) ; ( c , d ) * begin e end"},
		{bind.Name.Span.Text(), "f"},
		{bind.Params[0].Span.Text(), "x"},
		{seq.Span.Text(), "(a|b) ; ( c , d ) * begin e end"},
		{seq.X.At().Text(), "a|b"},
		{cross.Span.Text(), "( c , d ) * begin e end"},
		{cross.X.At().Text(), "( c , d )"},
		{cross.Y.At().Text(), "e"},
		{check.Span.Text(), "flag ~empty g ( ) as n"},
		{app.Span.Text(), "g ( )"},
		{app.Arg.At().Text(), "( )"},
	} {
		if c.got != c.want {
			t.Errorf("span of %q, want %q", c.got, c.want)
		}
	}
}

// A byte order mark and line ends of either kind change nothing.
func TestForeignText(t *testing.T) {
	f := mustParse(t, "\ufeffPPC\r\nlet a = po\r\n// c\r\nacyclic a\r\n")
	if got, want := f.String(), "PPC\nlet a = po\nacyclic a\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A printed expression is one line, however it was written.
func TestExprString(t *testing.T) {
	f := mustParse(t, "let x = ((a) |\n ((b) & [ (c) ]))\n")
	if got, want := ExprString(f.Instrs[0].(*Let).Binds[0].Expr), "a | b & [c]"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if strings.Contains(f.String(), "(") {
		t.Errorf("needless parentheses in %s", f)
	}
}
