// Package cat reads models written in the cat language and prints them.
//
// It is the first stage of reading a model: cat text → tree ([File]) → checked model
// (axioms/rel). It imports programs/diag only. It checks syntax only: it resolves no names,
// follows no includes and gives no meaning to a statement.
//
// # Entry points
//
// [Parse] reads a file; its error is a [diag.List] with all errors of the file, each with an
// FW40xx code, an exact span and a fix.
// [File.String] and [ExprString] print canonical text with as few parentheses
// as possible:
//
//	f, err := cat.Parse(diag.NewSource("m.cat", "acyclic ((po) | (rf;fr)) as c"))
//	f.String() // "acyclic po | rf;fr as c\n"
//
// [FindRemarks] finds the comment about a definition, to explain a model; the tree holds no
// comments.
//
// # Invariants
//
//   - Parse returns a file or an error, never both, and never panics.
//   - Parsing what was printed gives the same tree except for spans, and
//     printing that gives the same text. (Text printed from a file just below
//     a limit can lie above it: indentation and the parentheses of tuples.)
//   - Every span lies in the source. The span of an expression leaves out the
//     parentheses around it, except those of a tuple, but includes those
//     around its parts.
//   - Time and memory are linear in the text. Limits: 1 MiB a file, 256 bytes
//     a name, 256 levels of brackets, prefix forms and blocks, 4096 levels of
//     an expression tree (so also about 4096 operators in one chain), and
//     reading stops after 100 errors.
//
// # Grammar
//
//	file  = [arch] ["title" | title] ["catdep"] {ins}
//	ins   = "let" binds | "let" "rec" binds ["when" check]
//	      | ["flag" | "undefined_unless" | "assert"] check
//	      | "include" string | "show" names | "show" e "as" x | "unshow" names
//	      | "procedure" ["rec"] f params "=" {ins} "end" | "call" f arg ["as" x]
//	      | "forall" x "in" e "do" {ins} "end" | "with" x "from" e
//	      | "if" vcond {ins} ["else" {ins}] "end"
//	      | "match" e "with" 'tag "->" {ins} {"||" …} "end"
//	      | "enum" x "=" 'tag {"||" 'tag} | "debug" e
//	      | ("instructions" | "default") x "[" es "]"
//	check = ["~"] ("acyclic" | "irreflexive" | "empty") e ["as" x]
//	binds = bind {"and" bind};  bind = pattern "=" e | f params "=" e
//	e     = "let" ["rec"] binds "in" e | "fun" params "->" e | "try" e "with" e
//	      | "if" cond "then" e "else" e | "match" e "with" clauses "end"
//	      | operands with operators | e "," e
//	cond  = e ("=" | "subset" | "in") e | vcond
//	vcond = string | "not" vcond | vcond "&&" vcond | vcond "||" vcond
//
// The operators from loose to tight:
//
//	|             right         union
//	++            right         adding an element to a set of values
//	;             right         composition
//	\             left          difference
//	&             right         intersection
//	~ * + ? and * none          complement, closures, cartesian product
//	^-1           postfix       inverse
//	f x           left          application of a name
//
// A "*" before something that can begin an operand is the product, any other
// a closure. On the level without associativity only closures can follow one
// another: "~r+" and "a*b+" are errors, because readers of the language
// disagree on them. Names may contain ".", "-" and end in a prime. Comments
// are "(* *)" (nested), "//", "#" and "/* */".
//
// Accepted beyond what herd reads: "/* */", "R*~W", a name as the argument of
// "call", a closure right before a negated check. The forms that begin with a
// keyword are operands only in parentheses, as in herd, and a string ends on
// its line.
package cat
