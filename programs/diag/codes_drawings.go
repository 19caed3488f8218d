package diag

// Drawings.
var (
	DrawUnknown = register("FW6101", "A relation to be drawn does not exist in the model.", "fencewise witness host_ipi/mail --format svg --edges hbb")
	DrawTooMany = register("FW6102", "A relation to be drawn has too many pairs to be readable.", "--edges loc, for a program of 64 threads")
)
