package addrspace

/*
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

// least is what the runtime of Go 1.26 reserves and maps before main, with the threads
// that it starts. Measured: 800 MB are too little, 900 MB are enough.
static const rlim_t least = (rlim_t)850 << 20;

static const char words[] =
	"error: the limit on the address space is too low for Go's runtime to start [FW9003]\n"
	"  do: raise it: ulimit -v 1000000, or more\n";

// The status is that of an environment error in cmd/fencewise.
__attribute__((constructor)) static void guard(void) {
	struct rlimit r;
	if (getrlimit(RLIMIT_AS, &r) != 0 || r.rlim_cur == RLIM_INFINITY || r.rlim_cur >= least)
		return;
	if (write(STDERR_FILENO, words, strlen(words)) < 0) {
		// There is nobody else to tell.
	}
	_exit(71);
}
*/
import "C"
