#ifndef FW_LINUX_H
#define FW_LINUX_H
#include <lkmm.h>
#ifndef CONFIG_NR_CPUS
#define CONFIG_NR_CPUS 4
#endif
#ifndef NR_CPUS
#define NR_CPUS CONFIG_NR_CPUS
#endif
#define CONFIG_SMP 1
#define __LITTLE_ENDIAN 1234
#define __pure
#define __used
#define __weak
#define __cold
#define __private
#define early_param(name, f) struct fw_exported
#define cpu_relax_lowlatency() cpu_relax()
#define prefetch(x) ((void)(x))
#define prefetchw(x) ((void)(x))
#define trace_contention_begin(lock, flags) ((void)0)
#define trace_contention_end(lock, ret) ((void)0)
#define LCB_F_SPIN 1U
/* A variable of each CPU is an array with an element for each of NR_CPUS CPUs. */
#define DEFINE_PER_CPU(type, name) type __attribute__((fw_percpu(NR_CPUS))) name
#define DECLARE_PER_CPU(type, name) extern DEFINE_PER_CPU(type, name)
#define DEFINE_PER_CPU_ALIGNED(type, name) DEFINE_PER_CPU(type, name)
#define DEFINE_PER_CPU_SHARED_ALIGNED(type, name) DEFINE_PER_CPU(type, name)
int __fw_cpu(void);
void *__fw_per_cpu(const volatile void *, int);
#define smp_processor_id() __fw_cpu()
#define raw_smp_processor_id() __fw_cpu()
#define get_cpu() __fw_cpu()
#define put_cpu() ((void)0)
#define per_cpu_ptr(p, cpu) ((__typeof__(p))__fw_per_cpu((p), (cpu)))
#define this_cpu_ptr(p) per_cpu_ptr(p, __fw_cpu())
#define raw_cpu_ptr(p) this_cpu_ptr(p)
#define per_cpu(x, cpu) (*per_cpu_ptr(&(x), cpu))
#define this_cpu_read(x) (*this_cpu_ptr(&(x)))
#define this_cpu_write(x, v) ((void)(this_cpu_read(x) = (v)))
#define this_cpu_add(x, v) ((void)(this_cpu_read(x) += (v)))
#define this_cpu_sub(x, v) ((void)(this_cpu_read(x) -= (v)))
#define this_cpu_inc(x) this_cpu_add(x, 1)
#define this_cpu_dec(x) this_cpu_sub(x, 1)
#define __this_cpu_read(x) this_cpu_read(x)
#define __this_cpu_write(x, v) this_cpu_write(x, v)
#define __this_cpu_add(x, v) this_cpu_add(x, v)
#define __this_cpu_sub(x, v) this_cpu_sub(x, v)
#define __this_cpu_inc(x) this_cpu_inc(x)
#define __this_cpu_dec(x) this_cpu_dec(x)
#define raw_cpu_read(x) this_cpu_read(x)
#define raw_cpu_write(x, v) this_cpu_write(x, v)
#define raw_cpu_add(x, v) this_cpu_add(x, v)
#define raw_cpu_inc(x) this_cpu_inc(x)
/* Define these before the first #include to have the program decide. */
#ifndef need_resched
#define need_resched() 0
#endif
#ifndef vcpu_is_preempted
#define vcpu_is_preempted(cpu) ((void)(cpu), 0)
#endif
#endif
