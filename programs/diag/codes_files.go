package diag

// Files, names and options.
var (
	NoFile     = register("FW6001", "A named file does not exist and is no embedded program, study or model.", "fencewise check missing.litmus")
	Unreadable = register("FW6002", "A file exists but cannot be read.", "fencewise check /dev/null/x")
	TooLarge   = register("FW6003", "An input is larger than the limit.", "a litmus file of 2 MiB")
	BadOption  = register("FW6004", "A command-line option has a value that makes no sense.", "--set set.before")
	Unwritable = register("FW6005", "Output cannot be written.", "fencewise witness host_ipi/mail -o nowhere/mail.txt")
	NoLog      = register("FW6006", "A test has no log as herd7 writes it: not all of its executions are known, or it has doorbells.", "fencewise check --format herd --max-candidates 1 mp.litmus")
	NoAxioms   = register("FW6007", "A model has no check, so that it allows every execution.", "an empty file given as --model")
	NoDoorbell = register("FW6008", "A program has doorbells, and the model does not say what they do.", "fencewise check --model power on a program with msgsnd")
)
