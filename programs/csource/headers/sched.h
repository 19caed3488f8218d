#ifndef FW_SCHED
#define FW_SCHED
int sched_yield(void);
int usleep(unsigned int);
#endif
