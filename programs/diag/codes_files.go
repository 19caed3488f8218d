package diag

// Files, names and options.
var (
	NoFile     = register("FW6001", "A name is neither a file nor an embedded program, study or model.", "fencewise check missing.litmus")
	Unreadable = register("FW6002", "A file exists but cannot be read.", "fencewise check /dev/null/x")
	TooLarge   = register("FW6003", "An input is larger than the limit.", "a litmus file of 2 MiB")
	BadOption  = register("FW6004", "A command-line option has an invalid value.", "--set set.before")
	Unwritable = register("FW6005", "Output cannot be written.", "fencewise witness host_ipi/mail -o nowhere/mail.txt")
	NoLog      = register("FW6006", "No herd7 log can be written for a test, because not all of its executions are known or because it has doorbells.", "fencewise check --format herd --max-candidates 1 mp.litmus")
	NoAxioms   = register("FW6007", "A model has no check, so it allows every execution.", "an empty file given as --model")
	NoDoorbell = register("FW6008", "A program has doorbells, but the model does not define them.", "fencewise check --model power on a program with msgsnd")
	NoMixed    = register("FW6009", "A program has accesses of mixed size, and the model was made for accesses of one size.", "a loop whose fifth round is the first to access a part of a location")
)
