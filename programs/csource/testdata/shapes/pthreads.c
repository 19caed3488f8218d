// expect: Never
// expect -DWEAK: Sometimes
// expect -DBARRIER: Never
// expect -DBARRIER -DWEAK: Sometimes
// expect -DSEMAPHORE: Never
// expect -DSEMAPHORE --property=termination: Never
// expect -DSEMAPHORE -DWEAK --property=termination: Sometimes
// expect --property=termination: Never
// What POSIX offers beside mutexes: once, spin locks, read-write locks, barriers, semaphores.
#include <pthread.h>
#include <semaphore.h>
#include <assert.h>
#include <stdlib.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
static pthread_spinlock_t spin;
static pthread_barrier_t barrier;
static sem_t filled;
static int configured, a, b, count, here[2];

static void configure(void) { configured = 7; }

#if defined BARRIER
static void *worker(void *arg)
{
	long me = (long)arg;

	here[me] = 1;
#ifndef WEAK
	pthread_barrier_wait(&barrier);
#endif
	assert(here[1 - me] == 1);
	return NULL;
}
#elif defined SEMAPHORE
static void *worker(void *arg)
{
	if (arg) {
		a = 1;
#ifndef WEAK
		sem_post(&filled);
#endif
	} else {
		sem_wait(&filled);
		assert(a == 1);
	}
	return NULL;
}
#else
static void *worker(void *arg)
{
	pthread_once(&once, configure);
	assert(configured == 7);
	pthread_spin_lock(&spin);
	count++;
	pthread_spin_unlock(&spin);
	if (arg) {
		pthread_rwlock_wrlock(&rwlock);
		a = 1;
		b = 1;
		pthread_rwlock_unlock(&rwlock);
	} else {
#ifndef WEAK
		pthread_rwlock_rdlock(&rwlock);
#endif
		int first = a, second = b;

		assert(first == second);
#ifndef WEAK
		pthread_rwlock_unlock(&rwlock);
#endif
	}
	return NULL;
}
#endif

int main(void)
{
	pthread_t threads[2];

	pthread_spin_init(&spin, PTHREAD_PROCESS_PRIVATE);
	pthread_barrier_init(&barrier, NULL, 2);
	sem_init(&filled, 0, 0);
	for (long i = 0; i < 2; i++)
		if (pthread_create(&threads[i], NULL, worker, (void *)i) != 0)
			abort();
	for (int i = 0; i < 2; i++)
		pthread_join(threads[i], NULL);
#if !defined BARRIER && !defined SEMAPHORE
	assert(count == 2);
#endif
	return EXIT_SUCCESS;
}
