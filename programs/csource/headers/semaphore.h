#ifndef FW_SEMAPHORE_H
#define FW_SEMAPHORE_H
#include <fw/atomic.h>
typedef struct { unsigned fw_value; } sem_t;
static inline int sem_init(sem_t *s, int shared, unsigned n) { (void)shared; s->fw_value = n; return 0; }
static inline int sem_destroy(sem_t *s) { (void)s; return 0; }
static inline int sem_post(sem_t *s) { __fw_atomic_fetch_add(&s->fw_value, 1, 3); return 0; }
static inline int sem_wait(sem_t *s)
{
	unsigned n;
	do {
		n = (unsigned)__fw_atomic_load(&s->fw_value, 0);
	} while (n == 0 || !__fw_atomic_compare_exchange(&s->fw_value, &n, n - 1, 2, 0));
	return 0;
}
static inline int sem_trywait(sem_t *s)
{
	unsigned n;
	do {
		n = (unsigned)__fw_atomic_load(&s->fw_value, 0);
		if (n == 0)
			return -1;
	} while (!__fw_atomic_compare_exchange(&s->fw_value, &n, n - 1, 2, 0));
	return 0;
}
static inline int sem_getvalue(sem_t *s, int *n) { *n = (int)__fw_atomic_load(&s->fw_value, 0); return 0; }
#endif
