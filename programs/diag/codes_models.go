package diag

// Meaning of cat models: what a model that reads well can still get wrong.
var (
	CatUnbound     = register("FW4101", "A name is used that nothing binds at this point.", "acyclic po-lok | rf")
	CatType        = register("FW4102", "A set stands where a relation is needed, or the reverse.", "acyclic po | W")
	CatCall        = register("FW4103", "Something that is no function is called, or with the wrong number of arguments.", "let f(a,b) = a;b\nacyclic f(po)")
	CatRecursion   = register("FW4104", "A definition refers to itself in a way that has no least fixpoint here.", "let rec r = po \\ r\nacyclic r")
	CatUnsupported = register("FW4105", "A construct of the language that is read but has no meaning here.", "with x from S")
	CatInclude     = register("FW4106", "An included file cannot be found.", "include \"powr.cat\"")
	CatNesting     = register("FW4107", "Includes go round in a circle, or nest more deeply than the limit.", "include \"a.cat\", inside a.cat")
	CatLimit       = register("FW4108", "The definitions of a model expand to more than the limit.", "forty functions, each calling the one before it twice")
	CatArch        = register("FW4111", "A model is for another architecture than POWER, by the first line of its file.", "X86 \"TSO\"")
	CatNoBarrier   = register("FW4112", "A model mentions none of the barriers of a program: a warning.", "acyclic po-loc | rf | co | fr, and a program with sync")
	CatNative      = register("FW4109", "A file that is built in cannot take up a redefined name.", "let W = W \\ IW\ninclude \"cos.cat\"")
	CatEscape      = register("FW4110", "An include leads out of the folder of the model and the folders of -I.", "include \"../../other/cos.cat\"")
)
