/*
 * The MCS lock of the Linux kernel: kernel/locking/mcs_spinlock.h, as it is.
 *
 *	fencewise check mcs.c -I linux/kernel/locking
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
#include "mcs_spinlock.h"

#ifndef CPUS
#define CPUS 2
#endif

static struct mcs_spinlock *lock;
static struct mcs_spinlock node[CPUS];
static int count;

static void *cpu(void *arg)
{
	struct mcs_spinlock *mine = &node[(long)arg];

	mcs_spin_lock(&lock, mine);
	count = count + 1;
	mcs_spin_unlock(&lock, mine);
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
