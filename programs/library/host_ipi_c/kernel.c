/*
 * With the demux of the kernel: it takes all messages with an xchg of the word of which each is a
 * byte. Doorbells are flags.
 */
#include "hostipi.h"

static int doorbell_x, doorbell_105;

/*@ cpu 1 */
void cpu_x(void)
{
	smp_muxed_ipi_set_message(42, PPC_MSG_RESCHEDULE);
	kvmppc_set_host_ipi(42);
	smp_mb(); /*@ msgsnd.before: none, smp_wmb, smp_mb */
	WRITE_ONCE(doorbell_x, 1);
}

/*@ cpu 42 */
void doorbell_exception(void)
{
	struct cpu_messages *info = this_cpu_messages;
	unsigned long all;
	int first, second, mine;

	first = smp_load_acquire(&doorbell_x);
	kvmppc_clear_host_ipi(42);
	all = xchg(&info->messages, 0);
	second = smp_load_acquire(&doorbell_105);
	mine = READ_ONCE(local_paca->kvm_hstate.host_ipi);
	/*@ bad: first && !(all & IPI_MESSAGE(PPC_MSG_CALL_FUNCTION)) && second && !mine */
}

/*@ cpu 105 */
void cpu_105(void)
{
	smp_muxed_ipi_set_message(42, PPC_MSG_CALL_FUNCTION);
	kvmppc_set_host_ipi(42);
	smp_mb(); /*@ msgsnd.before: none, smp_wmb, smp_mb */
	WRITE_ONCE(doorbell_105, 1);
}
