package diag

import "strings"

// Codes for resources that the machine lacks. The input may be correct, and the same
// command may succeed on a machine with more resources.
var (
	NoSpace       = register("FW9001", "A file cannot be written, because the device is full or because a quota or the limit on file sizes is reached.", "fencewise witness host_ipi/mail -o /dev/full")
	NoDescriptors = register("FW9002", "The process cannot open more files.", "fencewise check mp.litmus after ulimit -n 6")
	NoMemory      = register("FW9003", "The memory is not sufficient.", "a large program after ulimit -v 1000000")
	NoProcess     = register("FW9004", "No more processes can be started.", "fencewise check mp.litmus --cross-check after ulimit -u 10")
	NoTemporary   = register("FW9005", "Temporary files cannot be written.", "TMPDIR=/nowhere fencewise check mp.litmus --cross-check=cvc5")
	NoOutput      = register("FW9006", "Standard output cannot be written.", "fencewise check mp.litmus 1</dev/null")
)

// AboutMachine reports whether a code is about the machine and not about the input.
func (c Code) AboutMachine() bool { return strings.HasPrefix(string(c), "FW9") }
