package diag

// Meaning of cat models: errors in models whose syntax is correct.
var (
	CatUnbound     = register("FW4101", "A name is used before it is defined, or is never defined.", "acyclic po-lok | rf")
	CatType        = register("FW4102", "A set is used where a relation is needed, or the reverse.", "acyclic po | W")
	CatCall        = register("FW4103", "A call is not to a function, or has the wrong number of arguments.", "let f(a,b) = a;b\nacyclic f(po)")
	CatRecursion   = register("FW4104", "A definition refers to itself in a way for which no least fixpoint is computed.", "let rec r = po \\ r\nacyclic r")
	CatUnsupported = register("FW4105", "A construct of the cat language is not supported.", "with x from S")
	CatInclude     = register("FW4106", "An included file cannot be found.", "include \"powr.cat\"")
	CatNesting     = register("FW4107", "Includes form a cycle, or are nested more deeply than the limit.", "include \"a.cat\", inside a.cat")
	CatLimit       = register("FW4108", "The definitions of a model expand to more than the limit.", "forty functions, each calling the one before it twice")
	CatArch        = register("FW4111", "A model is for another architecture than the program.", "X86 \"TSO\"")
	CatNoBarrier   = register("FW4112", "A model mentions none of the barriers of a program: a warning.", "acyclic po-loc | rf | co | fr, and a program with sync")
	CatNative      = register("FW4109", "A built-in file or function is asked for something it cannot do: to use a redefined name, or to order other events than the writes.", "let W = W \\ IW\ninclude \"cos.cat\"")
	CatEscape      = register("FW4110", "An include leads outside the model's folder and the folders given with -I.", "include \"../../other/cos.cat\"")
)
