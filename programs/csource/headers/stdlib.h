#ifndef FW_STDLIB_H
#define FW_STDLIB_H
#include <stddef.h>
#include <stdint.h>
#include <fw/assert.h>
void *malloc(size_t);
void *calloc(size_t, size_t);
void *aligned_alloc(size_t, size_t);
void free(void *);
void abort(void);
void exit(int);
#define EXIT_SUCCESS 0
#define EXIT_FAILURE 1
#endif
