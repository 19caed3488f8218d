#ifndef FW_STRING_H
#define FW_STRING_H
#include <stddef.h>
void *memset(void *, int, size_t);
void *memmove(void *, const void *, size_t);
void *memcpy(void *, const void *, size_t);
#endif
