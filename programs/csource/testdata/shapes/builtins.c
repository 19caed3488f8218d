// expect: Never
// expect -DWEAK: Sometimes
// expect -DSYNC: Never
// expect -DBOOL: Never
// expect -DVALUE: Never
// expect -DSTRUCTS: Never
// expect -DSTRUCTS -DWEAK: Sometimes
// expect --property=termination: Never
// A lock, a counter and a stack with the built-in functions of GCC, without <stdatomic.h>.
#include <pthread.h>
#include <assert.h>

#ifdef WEAK
#define ACQUIRE __ATOMIC_RELAXED
#else
#define ACQUIRE __ATOMIC_ACQUIRE
#endif

static int lock, count, bits;
static char flag;

#if defined SYNC
static void take(void) { while (__sync_lock_test_and_set(&lock, 1)) while (*(volatile int *)&lock) ; }
static void give(void) { __sync_lock_release(&lock); }
#elif defined BOOL
static void take(void) { while (!__sync_bool_compare_and_swap(&lock, 0, 1)) ; }
static void give(void) { __sync_synchronize(); __atomic_store_n(&lock, 0, __ATOMIC_RELAXED); }
#elif defined VALUE
static void take(void) { while (__sync_val_compare_and_swap(&lock, 0, 1) != 0) ; }
static void give(void) { __atomic_thread_fence(__ATOMIC_RELEASE); __sync_fetch_and_and(&lock, 0); }
#elif defined STRUCTS
struct node { int value; struct node *next; };
static struct node nodes[2], *top;
static void take(void)
{
	int none = 0, one = 1;

	while (!__atomic_compare_exchange(&lock, &none, &one, 0, ACQUIRE, __ATOMIC_RELAXED))
		none = 0;
}
static void give(void) { int none = 0; __atomic_store(&lock, &none, __ATOMIC_RELEASE); }
#else
static void take(void) { while (__atomic_exchange_n(&lock, 1, ACQUIRE)) ; }
static void give(void) { __atomic_store_n(&lock, 0, __ATOMIC_RELEASE); }
#endif

static void *worker(void *arg)
{
	long me = (long)arg;

	take();
	count++;
	give();
	__atomic_fetch_or(&bits, 1 << me, __ATOMIC_RELAXED);
	assert(__atomic_add_fetch(&bits, 4, __ATOMIC_RELAXED) >= 4);
	if (!__atomic_test_and_set(&flag, __ATOMIC_ACQ_REL))
		__atomic_clear(&flag, __ATOMIC_RELEASE);
#ifdef STRUCTS
	struct node *n = &nodes[me];

	n->value = 1;
	n->next = __atomic_load_n(&top, __ATOMIC_RELAXED);
	while (!__atomic_compare_exchange_n(&top, &n->next, n, 1, __ATOMIC_RELEASE, __ATOMIC_RELAXED))
		;
	__atomic_load(&top, &n, __ATOMIC_ACQUIRE);
	assert(n->value == 1);
#endif
	return 0;
}

int main(void)
{
	pthread_t a, b;

	pthread_create(&a, 0, worker, 0);
	pthread_create(&b, 0, worker, (void *)1);
	pthread_join(a, 0);
	pthread_join(b, 0);
	assert(count == 2);
	assert(bits == 11);
	return 0;
}
