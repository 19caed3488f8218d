#include <stdatomic.h>
#include <pthread.h>
#include <assert.h>

/* Two workers announce themselves and look for each other. Can both see nobody? */

static atomic_int here[2];
static int saw[2];

static int look(int me)
{
	atomic_store_explicit(&here[me], 1, memory_order_relaxed);
	atomic_thread_fence(memory_order_acq_rel);
	return atomic_load_explicit(&here[1 - me], memory_order_relaxed);
}

static void *worker(void *arg)
{
	long me = (long)arg;

	saw[me] = look(me);
	return 0;
}

int main(void)
{
	pthread_t t[2];

	for (long i = 0; i < 2; i++)
		pthread_create(&t[i], 0, worker, (void *)i);
	for (int i = 0; i < 2; i++)
		pthread_join(t[i], 0);
	assert(saw[0] || saw[1]);
	return 0;
}
