package diag

// Verdicts that mean less than they seem to. All of these are warnings.
var (
	TrivialNever  = register("FW8001", "No execution satisfies a part of the final condition, or several parts together, under any model.", "exists (1:r1=7), where nothing stores 7")
	FilteredNever = register("FW8002", "The filter excludes every execution that the model allows.", "filter (1:r1=1 /\\ 1:r2=0), where the model forbids just that")
	ForbidsAll    = register("FW8003", "A model allows a program no execution at all.", "empty W, where something is written")
)
