package diag

// Drawings.
var (
	DrawUnknown = register("FW6101", "A relation that is to be drawn is none of the model's.", "fencewise witness host_ipi/mail --format svg --edges hbb")
	DrawTooMany = register("FW6102", "A relation that is to be drawn has more pairs than anybody could tell apart.", "--edges loc, for a program of 64 threads")
)
