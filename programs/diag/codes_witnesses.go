package diag

// Stored witnesses.
var (
	TraceSyntax    = register("FW7030", "A file is no witness in JSON form, or not one that this version reads.", "fencewise witness --check on a file without schema")
	TraceProgram   = register("FW7031", "A witness is not one of the program that it is checked against.", "a witness of MP, with SB.litmus")
	TraceExecution = register("FW7032", "A witness describes no execution of its program.", "a witness in which a read has no source")
	TraceDerived   = register("FW7033", "A witness says of itself what does not follow from it.", "a witness in which the value of a read was edited")
	TraceModel     = register("FW7034", "A witness names a model that is not embedded, and no other is given to judge it by.", "a witness that was found under a cat file, with no --model")
)
