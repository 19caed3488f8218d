/*
 * The queued spinlock of the Linux kernel: kernel/locking/qspinlock.c, as it is.
 *
 *	fencewise check qspinlock-count.c -I linux/kernel/locking -I linux/include
 *
 * Each CPU takes the lock once and counts. If two of them are in the critical section at once, or
 * one does not see what the other did there, the count is too small.
 */
#include <assert.h>
#include <pthread.h>
#include <linux/kernel.h>
#ifdef WEAKEN /* a file that defines primitives anew, such as "weaker.h" */
#include WEAKEN
#endif
#include "qspinlock.c"

#ifndef CPUS
#define CPUS 2
#endif

static struct qspinlock lock;
static int count;

static void *cpu(void *arg)
{
	queued_spin_lock(&lock);
	count = count + 1;
	queued_spin_unlock(&lock);
	return NULL;
}

int main(void)
{
	pthread_t thread[CPUS];

	for (long i = 0; i < CPUS; i++)
		pthread_create(&thread[i], NULL, cpu, (void *)i);
	for (int i = 0; i < CPUS; i++)
		pthread_join(thread[i], NULL);
	assert(count == CPUS);
}
