package addrspace

/*
#include <malloc.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

// least is the address space that the runtime of Go 1.26 needs before main: two tables of
// 512 MB, which it reserves but hardly uses, some smaller tables, the stacks of its threads,
// and libraries. If only the second table does not fit, the runtime continues and maps
// parts of it over memory at low addresses. So a start that seems to work with less proves
// nothing. Measured: with 1400 MB two starts of 48 failed, with 1700 MB none.
static const rlim_t least = (rlim_t)1700 << 20;

static const char words[] =
	"error: the limit on the address space is too low for Go's runtime to start [FW9003]\n"
	"  do: raise it: ulimit -v 2000000, or more\n";

// The exit status is that of cmd/fencewise for an environment error.
__attribute__((constructor)) static void guard(void) {
	struct rlimit r;
	if (getrlimit(RLIMIT_AS, &r) != 0 || r.rlim_cur == RLIM_INFINITY)
		return;
	if (r.rlim_cur >= least) {
		// By default glibc reserves up to 128 MB for each thread that calls malloc.
		mallopt(M_ARENA_MAX, 2);
		return;
	}
	if (write(STDERR_FILENO, words, strlen(words)) < 0) {
		// If writing fails, nothing else can be done.
	}
	_exit(71);
}
*/
import "C"
