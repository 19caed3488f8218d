#include <fw/linux.h>
#include <asm-generic/qspinlock.h>
