// expect: Never
// expect -DWEAK: Sometimes
// expect -DUNMARKED: Sometimes
// expect --property=termination: Never
// A list whose nodes are deleted by a mark in the low bit of their pointer: nothing is inserted after a deleted node.
#include <stdatomic.h>
#include <stdint.h>
#include <stdbool.h>
#include <pthread.h>
#include <assert.h>

#ifdef WEAK
#define RELEASE memory_order_relaxed
#else
#define RELEASE memory_order_release
#endif

#ifdef UNMARKED
#define MARK(p) (p)
#else
#define MARK(p) ((p) | (uintptr_t)1)
#endif
#define POINTER(p) ((struct node *)((p) & ~(uintptr_t)1))
#define MARKED(p) ((p) & 1)

struct node {
	int key;
	atomic_uintptr_t next;
};

static struct node last = { .key = 9 }, middle = { .key = 5 }, fresh;
static bool deleted, inserted;

static bool mark(struct node *n)
{
	uintptr_t next = atomic_load_explicit(&n->next, memory_order_acquire);

	return !MARKED(next) && atomic_compare_exchange_strong_explicit(&n->next, &next, MARK(next), memory_order_acq_rel, memory_order_relaxed);
}

static void *delete(void *arg)
{
	deleted = mark(&middle);
	return arg;
}

static void *insert(void *arg)
{
	uintptr_t next = atomic_load_explicit(&middle.next, memory_order_acquire);

	fresh.key = 7;
	if (MARKED(next))
		return arg;
	atomic_store_explicit(&fresh.next, next, memory_order_relaxed);
	inserted = atomic_compare_exchange_strong_explicit(&middle.next, &next, (uintptr_t)&fresh, RELEASE, memory_order_relaxed);
	return arg;
}

static void *traverse(void *arg)
{
	struct node *n = &middle;
	int key = 0;

	while (n) {
		assert(n->key > key);
		key = n->key;
		n = POINTER(atomic_load_explicit(&n->next, memory_order_acquire));
	}
	return arg;
}

int main(void)
{
	pthread_t threads[3];

	atomic_init(&middle.next, (uintptr_t)&last);
	pthread_create(&threads[0], NULL, delete, NULL);
	pthread_create(&threads[1], NULL, insert, NULL);
	pthread_create(&threads[2], NULL, traverse, NULL);
	for (int i = 0; i < 3; i++)
		pthread_join(threads[i], NULL);
	assert(!(deleted && inserted) || MARKED(atomic_load(&middle.next)));
	return 0;
}
