// expect: Never
// expect -DWEAK: Sometimes
// What threads return: to pthread_join and to thrd_join, as a number and as a pointer.
#include <pthread.h>
#include <threads.h>
#include <stdint.h>
#include <stdlib.h>
#include <errno.h>
#include <assert.h>

struct box { int value; };
struct worker {
	pthread_t thread;
	int id;
};

static pthread_mutex_t mutex;
static int busy;

static void *number(void *arg)
{
	struct worker *w = arg;

	if (w->id == 0)
		pthread_exit((void *)7);
	return (void *)(intptr_t)(w->id + 5);
}

static void *pointer(void *arg)
{
	struct box *b = malloc(sizeof(*b));

	b->value = 9;
	if (pthread_mutex_trylock(&mutex) == EBUSY)
		busy = 1;
	return b;
}

static int status(void *arg) { return -3; }

int main(void)
{
	struct worker workers[2];
	pthread_t p;
	thrd_t s;
	void *result, *unused;
	struct box *box;
	int code;
	long sum = 0;

	pthread_mutex_init(&mutex, NULL);
	for (int i = 0; i < 2; i++) {
		workers[i].id = i;
		pthread_create(&workers[i].thread, NULL, number, &workers[i]);
	}
	for (int i = 1; i >= 0; i--) {
		if (pthread_join(workers[i].thread, &result))
			abort();
		sum = sum * 10 + (long)result;
	}
	assert(sum == 67);
	thrd_create(&s, status, NULL);
	thrd_join(s, &code);
	assert(code == -3);
#ifdef WEAK
	pthread_mutex_lock(&mutex);
#endif
	pthread_create(&p, NULL, pointer, NULL);
	pthread_join(p, (void **)&box);
	assert(box->value == 9);
	assert(!busy);
	return 0;
}
