package diag

// What the engines cannot express.
var (
	EncodeUnsupported = register("FW4201", "The model uses a construct that the smt engine cannot encode.", "~acyclic po")
)
