#ifndef FW_STDIO_H
#define FW_STDIO_H
#include <stddef.h>
typedef struct { int fw_unused; } FILE;
extern FILE *stdout, *stderr;
int printf(const char *, ...);
int fprintf(FILE *, const char *, ...);
int vprintf(const char *, char *);
int vfprintf(FILE *, const char *, char *);
int putchar(int);
int puts(const char *);
int fflush(FILE *);
void perror(const char *);
#endif
