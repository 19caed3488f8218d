#ifndef FW_PTHREADS_H
#define FW_PTHREADS_H
#include <pthread.h>
#include <fw/atomic.h>
/* What POSIX promises about these is order: taking acquires, giving releases. */
typedef struct { int fw_state; } pthread_rwlock_t; /* the readers; -1 for a writer */
typedef struct { int fw_unused; } pthread_rwlockattr_t;
typedef struct { int fw_all, fw_here, fw_round; } pthread_barrier_t;
typedef struct { int fw_unused; } pthread_barrierattr_t;
typedef int pthread_once_t;
#define PTHREAD_RWLOCK_INITIALIZER { 0 }
#define PTHREAD_ONCE_INIT 0
#define PTHREAD_BARRIER_SERIAL_THREAD (-1)
static inline int pthread_rwlock_init(pthread_rwlock_t *l, const void *a) { (void)a; l->fw_state = 0; return 0; }
static inline int pthread_rwlock_destroy(pthread_rwlock_t *l) { (void)l; return 0; }
static inline int pthread_rwlock_rdlock(pthread_rwlock_t *l)
{
	int n;
	do {
		n = (int)__fw_atomic_load(&l->fw_state, 0);
	} while (n < 0 || !__fw_atomic_compare_exchange(&l->fw_state, &n, n + 1, 2, 0));
	return 0;
}
static inline int pthread_rwlock_tryrdlock(pthread_rwlock_t *l)
{
	int n;
	do {
		n = (int)__fw_atomic_load(&l->fw_state, 0);
		if (n < 0)
			return 16;
	} while (!__fw_atomic_compare_exchange(&l->fw_state, &n, n + 1, 2, 0));
	return 0;
}
static inline int pthread_rwlock_wrlock(pthread_rwlock_t *l)
{
	int n = 0;
	while (!__fw_atomic_compare_exchange(&l->fw_state, &n, -1, 2, 0))
		n = 0;
	return 0;
}
static inline int pthread_rwlock_trywrlock(pthread_rwlock_t *l)
{
	int n = 0;
	return __fw_atomic_compare_exchange(&l->fw_state, &n, -1, 2, 0) ? 0 : 16;
}
static inline int pthread_rwlock_unlock(pthread_rwlock_t *l)
{
	if (__fw_atomic_load(&l->fw_state, 0) < 0)
		__fw_atomic_store(&l->fw_state, 0, 3);
	else
		__fw_atomic_fetch_sub(&l->fw_state, 1, 3);
	return 0;
}
static inline int pthread_barrier_init(pthread_barrier_t *b, const void *a, unsigned n)
{
	(void)a;
	b->fw_all = (int)n;
	b->fw_here = b->fw_round = 0;
	return 0;
}
static inline int pthread_barrier_destroy(pthread_barrier_t *b) { (void)b; return 0; }
static inline int pthread_barrier_wait(pthread_barrier_t *b)
{
	int round = (int)__fw_atomic_load(&b->fw_round, 0);
	if (__fw_atomic_fetch_add(&b->fw_here, 1, 4) == b->fw_all - 1) {
		__fw_atomic_store(&b->fw_here, 0, 0);
		__fw_atomic_store(&b->fw_round, round + 1, 3);
		return PTHREAD_BARRIER_SERIAL_THREAD;
	}
	while (__fw_atomic_load(&b->fw_round, 2) == round)
		;
	return 0;
}
static inline int pthread_once(pthread_once_t *o, void (*f)(void))
{
	int n = 0;
	if (__fw_atomic_load(o, 2) == 2)
		return 0;
	if (__fw_atomic_compare_exchange(o, &n, 1, 2, 2)) {
		f();
		__fw_atomic_store(o, 2, 3);
		return 0;
	}
	while (__fw_atomic_load(o, 2) != 2)
		;
	return 0;
}
#endif
