/* The same with WRITE_ONCE, so that there is no data race. */
#define HOST_IPI_ONCE
#include "kernel.c"
