#include <fw/assert.h>
