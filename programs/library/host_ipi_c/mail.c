/*
 * As the mail tells it: CPU 42 handles the doorbell of CPU X while CPU 105 sends its message. The
 * demux is a load, and doorbells are flags: their sender stores 1, CPU 42 loads it.
 */
#include "hostipi.h"

static int message;
static int doorbell_x, doorbell_105;

/*@ cpu 1 */
void cpu_x(void)
{
	kvmppc_set_host_ipi(42);
	smp_mb(); /*@ msgsnd.before: none, smp_wmb, smp_mb */
	WRITE_ONCE(doorbell_x, 1);
}

/*@ cpu 42 */
void doorbell_exception(void)
{
	int first, seen, second, mine;

	first = smp_load_acquire(&doorbell_x);
	kvmppc_clear_host_ipi(42);
	seen = READ_ONCE(message);
	second = smp_load_acquire(&doorbell_105);
	mine = READ_ONCE(local_paca->kvm_hstate.host_ipi);
	/*@ bad: first && !seen && second && !mine */
}

/*@ cpu 105 */
void cpu_105(void)
{
	WRITE_ONCE(message, 1);
	kvmppc_set_host_ipi(42);
	smp_mb(); /*@ msgsnd.before: none, smp_wmb, smp_mb */
	WRITE_ONCE(doorbell_105, 1);
}
