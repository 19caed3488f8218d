#ifndef FW_REFCOUNT_H
#define FW_REFCOUNT_H
#include <fw/linux.h>
/* As include/linux/refcount.h and lib/refcount.c of the kernel, without saturation. */
typedef struct refcount_struct { atomic_t refs; } refcount_t;
#define REFCOUNT_INIT(n) { .refs = ATOMIC_INIT(n) }
static inline void refcount_set(refcount_t *r, int n) { atomic_set(&r->refs, n); }
static inline unsigned int refcount_read(const refcount_t *r) { return atomic_read(&r->refs); }
static inline void refcount_add(int i, refcount_t *r) { atomic_fetch_add_relaxed(i, &r->refs); }
static inline void refcount_inc(refcount_t *r) { atomic_fetch_add_relaxed(1, &r->refs); }
static inline void refcount_dec(refcount_t *r) { atomic_fetch_sub_release(1, &r->refs); }
static inline bool refcount_inc_not_zero(refcount_t *r)
{
	int old = atomic_read(&r->refs);
	do {
		if (!old)
			return false;
	} while (!atomic_try_cmpxchg_relaxed(&r->refs, &old, old + 1));
	return true;
}
static inline bool refcount_sub_and_test(int i, refcount_t *r)
{
	int old = atomic_fetch_sub_release(i, &r->refs);
	if (old > 0 && old == i) {
		smp_acquire__after_ctrl_dep();
		return true;
	}
	return false;
}
static inline bool refcount_dec_and_test(refcount_t *r) { return refcount_sub_and_test(1, r); }
#endif
