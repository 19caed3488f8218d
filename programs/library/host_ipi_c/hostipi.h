/*
 * What the programs of this study share, with the names of the kernel: the flag host_ipi in the
 * paca of each CPU, the word with its messages, and the functions that set and clear them.
 */
#include <lkmm.h>

/* CPU 42 is the last one that is interrupted. */
#define NR_CPUS 43

/* The kernel stores plainly. -DHOST_IPI_ONCE makes the stores WRITE_ONCE. */
#ifdef HOST_IPI_ONCE
#define STORE(place, value) WRITE_ONCE(place, value)
#else
#define STORE(place, value) ((place) = (value))
#endif

struct kvmppc_host_state {
	u8 host_ipi;
};

struct paca_struct {
	struct kvmppc_host_state kvm_hstate;
};

static struct paca_struct paca_42;
static struct paca_struct *paca_ptrs[NR_CPUS] = { [42] = &paca_42 };

/* CPU 42 finds its own paca and its own messages without a load, from a register. */
#define local_paca (&paca_42)

static inline void kvmppc_set_host_ipi(int cpu)
{
	smp_mb(); /*@ set.before: none, smp_wmb, smp_mb */
	STORE(paca_ptrs[cpu]->kvm_hstate.host_ipi, 1);
}

static inline void kvmppc_clear_host_ipi(int cpu)
{
	/*@ clear.before: none, smp_wmb, smp_mb */
	STORE(paca_ptrs[cpu]->kvm_hstate.host_ipi, 0);
	smp_mb(); /*@ clear.after: none, smp_wmb, smp_mb */
}

/* Each message is a byte of the word that the demux takes. */
enum { PPC_MSG_CALL_FUNCTION, PPC_MSG_RESCHEDULE };
#define IPI_MESSAGE(A) (1UL << (8 * (A)))

struct cpu_messages {
	unsigned long messages;
};

static struct cpu_messages ipi_message_42;
static struct cpu_messages *ipi_message[NR_CPUS] = { [42] = &ipi_message_42 };
#define this_cpu_messages (&ipi_message_42)

static inline void smp_muxed_ipi_set_message(int cpu, int msg)
{
	char *message = (char *)&ipi_message[cpu]->messages;

	smp_mb();
	STORE(message[msg], 1);
}
