#include <fw/kernel.h>
#include <fw/primitives.h>
