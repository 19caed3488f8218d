package diag

// Stored witnesses.
var (
	TraceSyntax    = register("FW7030", "A file is not a witness in JSON form, or has a format that this version does not read.", "fencewise witness --check on a file without schema")
	TraceProgram   = register("FW7031", "A witness belongs to another program than the one it is checked against.", "a witness of MP, with SB.litmus")
	TraceExecution = register("FW7032", "A witness does not describe an execution of its program.", "a witness in which a read has no source")
	TraceDerived   = register("FW7033", "A witness contains a statement that does not follow from its execution.", "a witness in which the value of a read was edited")
	TraceModel     = register("FW7034", "A witness names a model that is not embedded, and no model was given to judge it by.", "a witness that was found under a cat file, with no --model")
)
