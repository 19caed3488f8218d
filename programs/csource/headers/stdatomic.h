#ifndef FW_STDATOMIC_H
#define FW_STDATOMIC_H
#include <fw/atomic.h>
typedef enum memory_order {
	memory_order_relaxed, memory_order_consume, memory_order_acquire,
	memory_order_release, memory_order_acq_rel, memory_order_seq_cst
} memory_order;
typedef _Bool atomic_bool __attribute__((fw_atomic));
typedef char atomic_char __attribute__((fw_atomic));
typedef signed char atomic_schar __attribute__((fw_atomic));
typedef unsigned char atomic_uchar __attribute__((fw_atomic));
typedef short atomic_short __attribute__((fw_atomic));
typedef unsigned short atomic_ushort __attribute__((fw_atomic));
typedef int atomic_int __attribute__((fw_atomic));
typedef unsigned int atomic_uint __attribute__((fw_atomic));
typedef long atomic_long __attribute__((fw_atomic));
typedef unsigned long atomic_ulong __attribute__((fw_atomic));
typedef long long atomic_llong __attribute__((fw_atomic));
typedef unsigned long long atomic_ullong __attribute__((fw_atomic));
typedef long atomic_intptr_t __attribute__((fw_atomic));
typedef unsigned long atomic_uintptr_t __attribute__((fw_atomic));
typedef unsigned long atomic_size_t __attribute__((fw_atomic));
typedef long atomic_ptrdiff_t __attribute__((fw_atomic));
typedef signed char atomic_int_least8_t __attribute__((fw_atomic));
typedef unsigned char atomic_uint_least8_t __attribute__((fw_atomic));
typedef short atomic_int_least16_t __attribute__((fw_atomic));
typedef unsigned short atomic_uint_least16_t __attribute__((fw_atomic));
typedef int atomic_int_least32_t __attribute__((fw_atomic));
typedef unsigned int atomic_uint_least32_t __attribute__((fw_atomic));
typedef long atomic_int_least64_t __attribute__((fw_atomic));
typedef unsigned long atomic_uint_least64_t __attribute__((fw_atomic));
typedef signed char atomic_int_fast8_t __attribute__((fw_atomic));
typedef unsigned char atomic_uint_fast8_t __attribute__((fw_atomic));
typedef long atomic_int_fast16_t __attribute__((fw_atomic));
typedef unsigned long atomic_uint_fast16_t __attribute__((fw_atomic));
typedef long atomic_int_fast32_t __attribute__((fw_atomic));
typedef unsigned long atomic_uint_fast32_t __attribute__((fw_atomic));
typedef long atomic_int_fast64_t __attribute__((fw_atomic));
typedef unsigned long atomic_uint_fast64_t __attribute__((fw_atomic));
typedef long atomic_intmax_t __attribute__((fw_atomic));
typedef unsigned long atomic_uintmax_t __attribute__((fw_atomic));
typedef int atomic_wchar_t __attribute__((fw_atomic));
typedef struct { _Bool fw_flag; } atomic_flag;
#define ATOMIC_VAR_INIT(v) (v)
#define ATOMIC_FLAG_INIT { 0 }
#define ATOMIC_BOOL_LOCK_FREE 2
#define ATOMIC_CHAR_LOCK_FREE 2
#define ATOMIC_SHORT_LOCK_FREE 2
#define ATOMIC_INT_LOCK_FREE 2
#define ATOMIC_LONG_LOCK_FREE 2
#define ATOMIC_LLONG_LOCK_FREE 2
#define ATOMIC_POINTER_LOCK_FREE 2
#define atomic_is_lock_free(p) ((void)(p), (_Bool)1)
#define kill_dependency(x) (x)
#define atomic_init(p, v) __fw_atomic_init((p), (v))
#define atomic_load_explicit(p, o) ((__typeof__(*(p)))__fw_atomic_load((p), (o)))
#define atomic_store_explicit(p, v, o) __fw_atomic_store((p), (v), (o))
#define atomic_exchange_explicit(p, v, o) ((__typeof__(*(p)))__fw_atomic_exchange((p), (v), (o)))
#define atomic_compare_exchange_strong_explicit(p, e, v, s, f) __fw_atomic_compare_exchange((p), (e), (v), (s), (f))
#define atomic_compare_exchange_weak_explicit(p, e, v, s, f) __fw_atomic_compare_exchange((p), (e), (v), (s), (f))
#define atomic_fetch_add_explicit(p, v, o) ((__typeof__(*(p)))__fw_atomic_fetch_add((p), (v), (o)))
#define atomic_fetch_sub_explicit(p, v, o) ((__typeof__(*(p)))__fw_atomic_fetch_sub((p), (v), (o)))
#define atomic_fetch_and_explicit(p, v, o) ((__typeof__(*(p)))__fw_atomic_fetch_and((p), (v), (o)))
#define atomic_fetch_or_explicit(p, v, o) ((__typeof__(*(p)))__fw_atomic_fetch_or((p), (v), (o)))
#define atomic_fetch_xor_explicit(p, v, o) ((__typeof__(*(p)))__fw_atomic_fetch_xor((p), (v), (o)))
#define atomic_load(p) atomic_load_explicit(p, memory_order_seq_cst)
#define atomic_store(p, v) atomic_store_explicit(p, v, memory_order_seq_cst)
#define atomic_exchange(p, v) atomic_exchange_explicit(p, v, memory_order_seq_cst)
#define atomic_compare_exchange_strong(p, e, v) atomic_compare_exchange_strong_explicit(p, e, v, memory_order_seq_cst, memory_order_seq_cst)
#define atomic_compare_exchange_weak(p, e, v) atomic_compare_exchange_weak_explicit(p, e, v, memory_order_seq_cst, memory_order_seq_cst)
#define atomic_fetch_add(p, v) atomic_fetch_add_explicit(p, v, memory_order_seq_cst)
#define atomic_fetch_sub(p, v) atomic_fetch_sub_explicit(p, v, memory_order_seq_cst)
#define atomic_fetch_and(p, v) atomic_fetch_and_explicit(p, v, memory_order_seq_cst)
#define atomic_fetch_or(p, v) atomic_fetch_or_explicit(p, v, memory_order_seq_cst)
#define atomic_fetch_xor(p, v) atomic_fetch_xor_explicit(p, v, memory_order_seq_cst)
#define atomic_flag_test_and_set_explicit(p, o) ((_Bool)__fw_atomic_exchange(&(p)->fw_flag, 1, (o)))
#define atomic_flag_test_and_set(p) atomic_flag_test_and_set_explicit(p, memory_order_seq_cst)
#define atomic_flag_clear_explicit(p, o) __fw_atomic_store(&(p)->fw_flag, 0, (o))
#define atomic_flag_clear(p) atomic_flag_clear_explicit(p, memory_order_seq_cst)
#define atomic_thread_fence(o) __fw_atomic_thread_fence(o)
#define atomic_signal_fence(o) __fw_atomic_signal_fence(o)
#endif
