#ifndef FW_UNISTD
#define FW_UNISTD
int sched_yield(void);
int usleep(unsigned int);
unsigned sleep(unsigned);
#endif
