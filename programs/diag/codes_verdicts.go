package diag

// Verdicts that say less than they seem to: warnings, all of them.
var (
	TrivialNever  = register("FW8001", "No execution satisfies a part of the final condition, or parts of it together, whatever the model.", "exists (1:r1=7), where nothing stores 7")
	FilteredNever = register("FW8002", "The filter lets through no execution that the model allows.", "filter (1:r1=1 /\\ 1:r2=0), where the model forbids just that")
	ForbidsAll    = register("FW8003", "A model allows a program no execution at all.", "empty W, where something is written")
)
