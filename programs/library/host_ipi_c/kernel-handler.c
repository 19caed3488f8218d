/*
 * In general: CPU 42 runs a guest, and its handler runs wherever a doorbell interrupts it. Two
 * CPUs send a message each. The outcome is bad if a message still waits and no doorbell does.
 */
#define HOST_IPI_ONCE
#include "hostipi.h"

static int guest;

/*@ cpu 1 */
void cpu_x(void)
{
	smp_muxed_ipi_set_message(42, PPC_MSG_RESCHEDULE);
	kvmppc_set_host_ipi(42);
	smp_mb(); /*@ msgsnd.before: none, smp_wmb, smp_mb */
	ppc_msgsnd(42);
}

/*@ cpu 42 */
void cpu_42(void)
{
	int seen = READ_ONCE(guest);
}

/*@ doorbell 42 */
void doorbell_exception(void)
{
	struct cpu_messages *info = this_cpu_messages;
	unsigned long all;

	ppc_msgsync();
	if (READ_ONCE(local_paca->kvm_hstate.host_ipi)) {
		kvmppc_clear_host_ipi(42);
		do {
			all = xchg(&info->messages, 0);
		} while (READ_ONCE(info->messages));
	}
}

/*@ cpu 105 */
void cpu_105(void)
{
	smp_muxed_ipi_set_message(42, PPC_MSG_CALL_FUNCTION);
	kvmppc_set_host_ipi(42);
	smp_mb(); /*@ msgsnd.before: none, smp_wmb, smp_mb */
	ppc_msgsnd(42);
}

/*@ bad: !doorbell_pending(42) && ipi_message_42.messages != 0 */
