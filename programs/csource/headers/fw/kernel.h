#ifndef FW_KERNEL_H
#define FW_KERNEL_H
#include <stddef.h>
#include <stdint.h>
#include <stdbool.h>
#include <errno.h>
typedef uint8_t u8; typedef uint16_t u16; typedef uint32_t u32; typedef uint64_t u64;
typedef int8_t s8; typedef int16_t s16; typedef int32_t s32; typedef int64_t s64;
typedef u8 __u8; typedef u16 __u16; typedef u32 __u32; typedef u64 __u64;
typedef s8 __s8; typedef s16 __s16; typedef s32 __s32; typedef s64 __s64;
typedef long ssize_t; typedef long long loff_t; typedef long off_t;
typedef struct { int counter; } atomic_t;
typedef struct { long counter; } atomic64_t;
typedef struct { long counter; } atomic_long_t;
typedef struct { int fw_locked; } spinlock_t;
typedef struct { int fw_locked; } raw_spinlock_t;
struct srcu_struct { int fw_srcu; };
struct list_head { struct list_head *next, *prev; };
struct rcu_head { struct rcu_head *next; void (*func)(struct rcu_head *); };
#define ATOMIC_INIT(v) { (v) }
#define ATOMIC64_INIT(v) { (v) }
#define ATOMIC_LONG_INIT(v) { (v) }
#define __SPIN_LOCK_UNLOCKED(x) { 0 }
#define __RAW_SPIN_LOCK_UNLOCKED(x) { 0 }
#define DEFINE_SPINLOCK(x) spinlock_t x = { 0 }
#define DEFINE_RAW_SPINLOCK(x) raw_spinlock_t x = { 0 }
#define DEFINE_SRCU(x) struct srcu_struct x
#define DEFINE_STATIC_SRCU(x) static struct srcu_struct x
#define spin_lock_init(p) ((void)((p)->fw_locked = 0))
#define raw_spin_lock_init(p) ((void)((p)->fw_locked = 0))
#define __iomem
#define __user
#define __percpu
#define __rcu
#define __must_check
#define __always_inline inline
#define __force
#define __init
#define __sched
#define __lockfunc
#define noinline
#define notrace
#define asmlinkage
#define __read_mostly
#define __maybe_unused
#define __always_unused
#define __cacheline_aligned
#define __aligned(x)
#define __packed __attribute__((packed))
#define __cacheline_aligned_in_smp
#define ____cacheline_aligned_in_smp
#define ____cacheline_aligned
#define __acquires(x)
#define __releases(x)
#define __acquire(x) ((void)0)
#define __release(x) ((void)0)
#define __must_hold(x)
#define likely(x) (x)
#define unlikely(x) (x)
#define EXPORT_SYMBOL(x) struct fw_exported
#define EXPORT_SYMBOL_GPL(x) struct fw_exported
#define MODULE_LICENSE(x) struct fw_exported
#define container_of(p, t, m) ((t *)((char *)(p) - offsetof(t, m)))
#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))
#define BIT(n) (1UL << (n))
#define min(a, b) ((a) < (b) ? (a) : (b))
#define max(a, b) ((a) > (b) ? (a) : (b))
#define data_race(x) (x)
#define current fw_current()
void __fw_assert(int);
void __fw_void(int);
int doorbell_pending(int cpu);
#define BUG_ON(c) __fw_assert(!(c))
#define BUG() __fw_assert(0)
#define BUILD_BUG_ON(c) ((void)0)
#define lockdep_assert_held(x) ((void)0)
#define lockdep_is_held(x) 1
#define rcu_read_lock_held() 1
#define rcu_dereference_protected(p, c) (p)
#define WARN_ON(c) (!!(c))
#define WARN_ON_ONCE(c) (!!(c))
#define IS_ENABLED(x) 0
int printk(const char *, ...);
#define pr_info(...) ((void)printk(__VA_ARGS__))
#define pr_warn(...) ((void)printk(__VA_ARGS__))
#define pr_err(...) ((void)printk(__VA_ARGS__))
#define pr_debug(...) ((void)printk(__VA_ARGS__))
typedef unsigned gfp_t;
#define GFP_KERNEL 0U
#define GFP_ATOMIC 0U
#define GFP_NOWAIT 0U
void *malloc(size_t);
void *calloc(size_t, size_t);
void free(void *);
#define kmalloc(n, f) malloc(n)
#define kzalloc(n, f) calloc(1, (n))
#define kfree(p) free(p)
#define might_sleep() ((void)0)
#define cond_resched() ((void)0)
#define udelay(n) ((void)(n))
#define ndelay(n) ((void)(n))
#define preempt_disable() ((void)0)
#define preempt_enable() ((void)0)
#endif
