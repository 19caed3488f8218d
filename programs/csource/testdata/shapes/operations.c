// expect: Never
// expect -DWEAK: Sometimes
// expect --property=termination: Never
// A lock behind a table of operations, callbacks, threads from a table, compound literals, memset and memcpy.
#include <stdatomic.h>
#include <pthread.h>
#include <assert.h>
#include <string.h>

#ifdef WEAK
#define RELEASE memory_order_relaxed
#else
#define RELEASE memory_order_release
#endif

struct pair { int a, b; };
struct operations {
	const char *name;
	void (*take)(atomic_int *);
	void (*give)(atomic_int *);
};

static void spin(atomic_int *lock)
{
	while (!atomic_compare_exchange_weak_explicit(lock, &(int){ 0 }, 1, memory_order_acquire, memory_order_relaxed))
		;
}

static void release(atomic_int *lock) { atomic_store_explicit(lock, 0, RELEASE); }

static struct operations spinning = { .name = "spin", .take = spin, .give = release };
static const int rounds = 2;
static atomic_int lock;
static struct pair shared, seen[2];
static int sum;

static void locked(atomic_int *l, void (*work)(void *), void *arg)
{
	spinning.take(l);
	work(arg);
	(*spinning.give)(l);
}

static void add(void *arg)
{
	struct pair *p = arg, old;

	memcpy(&old, p, sizeof(old));
	*p = (struct pair){ .b = old.b + 1 };
	for (int i = 0; i < rounds; i++)
		sum += (int[]){ 1, 2 }[i];
}

static void *first(void *arg) { locked(&lock, add, &shared); return arg; }
static void *second(void *arg) { locked(&lock, &add, &shared); return arg; }

int main(void)
{
	pthread_t threads[2];
	void *(*starts[])(void *) = { first, &second };

	memset(seen, 0xff, sizeof(seen));
	for (int i = 0; i < 2; i++)
		pthread_create(&threads[i], NULL, starts[i], NULL);
	for (int i = 0; i < 2; i++)
		pthread_join(threads[i], NULL);
	assert(seen[1].b == -1);
	assert(shared.a == 0 && shared.b == 2);
	assert(sum == 6);
	return 0;
}
