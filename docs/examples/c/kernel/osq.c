/*
 * The queue in which the sleeping locks of the Linux kernel spin: kernel/locking/osq_lock.c, as it is.
 *
 *	fencewise check osq.c -I linux/kernel/locking -I linux/include
 *
 * The queue keeps all but one CPU out, but what it protects need not be in order: the lock that uses
 * it has its own barriers. -D ACQUIRE=smp_acquire__after_ctrl_dep puts one after osq_lock().
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
#include "osq_lock.c"

#ifndef CPUS
#define CPUS 2
#endif

#ifndef ACQUIRE
#define ACQUIRE barrier
#endif

static struct optimistic_spin_queue lock = OSQ_LOCK_UNLOCKED;
static int count;

static void *cpu(void *arg)
{
	osq_lock(&lock); /* it returns false only where need_resched() can be true */
	ACQUIRE();
	count = count + 1;
	osq_unlock(&lock);
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
