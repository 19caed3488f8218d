// expect: Never
// expect -DWEAK: Sometimes
// Memory from malloc for several values, and for a struct with an array at its end; pointers in memory that are indexed.
#include <stdatomic.h>
#include <stdlib.h>
#include <pthread.h>
#include <assert.h>

#ifdef WEAK
#define RELEASE memory_order_relaxed
#else
#define RELEASE memory_order_release
#endif

struct entry { int key; short value; };
struct ring {
	size_t size;
	struct entry entries[];
};

static int *numbers;
static struct entry *entries, (*rows)[2];
static struct ring *ring;
static atomic_int *flags;

static void *writer(void *arg)
{
	numbers[1] = 3;
	entries[1].value = 4;
	ring->entries[ring->size - 1].key = 5;
	rows[1][1].key = 6;
	atomic_store_explicit(&flags[1], 1, RELEASE);
	return arg;
}

static void *reader(void *arg)
{
	if (atomic_load_explicit(flags + 1, memory_order_acquire)) {
		assert(*(numbers + 1) == 3 && numbers[0] == 0);
		assert((entries + 1)->value == 4);
		assert(ring->entries[1].key == 5 && ring->entries[0].key == 0);
		assert(rows[1][1].key == 6);
	}
	return arg;
}

int main(void)
{
	pthread_t a, b;
	int n = 2;

	numbers = calloc(n, sizeof(int));
	entries = malloc(n * sizeof(*entries));
	ring = calloc(1, sizeof(*ring) + n * sizeof(struct entry));
	rows = malloc(2 * sizeof(*rows));
	flags = calloc(2, sizeof(atomic_int));
	ring->size = n;
	pthread_create(&a, NULL, writer, NULL);
	pthread_create(&b, NULL, reader, NULL);
	pthread_join(a, NULL);
	pthread_join(b, NULL);
	return 0;
}
