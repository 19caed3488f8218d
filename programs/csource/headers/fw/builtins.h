#ifndef FW_BUILTINS_H
#define FW_BUILTINS_H
#include <fw/atomic.h>
long __fw_atomic_bytes_fetch_add(volatile void *, ...);
long __fw_atomic_bytes_add_fetch(volatile void *, ...);
long __fw_atomic_bytes_fetch_sub(volatile void *, ...);
long __fw_atomic_bytes_sub_fetch(volatile void *, ...);
long __fw_atomic_bytes_fetch_and(volatile void *, ...);
long __fw_atomic_bytes_and_fetch(volatile void *, ...);
long __fw_atomic_bytes_fetch_or(volatile void *, ...);
long __fw_atomic_bytes_or_fetch(volatile void *, ...);
long __fw_atomic_bytes_fetch_xor(volatile void *, ...);
long __fw_atomic_bytes_xor_fetch(volatile void *, ...);
long __fw_atomic_bytes_fetch_nand(volatile void *, ...);
long __fw_atomic_bytes_nand_fetch(volatile void *, ...);
#define __atomic_load_n(p, o) ((__typeof__(*(p)))__fw_atomic_load((p), (o)))
#define __atomic_load(p, r, o) ((void)(*(r) = (__typeof__(*(p)))__fw_atomic_load((p), (o))))
#define __atomic_store_n(p, v, o) __fw_atomic_store((p), (v), (o))
#define __atomic_store(p, v, o) __fw_atomic_store((p), *(v), (o))
#define __atomic_exchange_n(p, v, o) ((__typeof__(*(p)))__fw_atomic_exchange((p), (v), (o)))
#define __atomic_exchange(p, v, r, o) ((void)(*(r) = (__typeof__(*(p)))__fw_atomic_exchange((p), *(v), (o))))
#define __atomic_compare_exchange_n(p, e, v, w, s, f) __fw_atomic_compare_exchange((p), (e), (v), (s), (f))
#define __atomic_compare_exchange(p, e, v, w, s, f) __fw_atomic_compare_exchange((p), (e), *(v), (s), (f))
#define __atomic_test_and_set(p, o) ((_Bool)__fw_atomic_exchange((volatile unsigned char *)(p), 1, (o)))
#define __atomic_clear(p, o) __fw_atomic_store((volatile unsigned char *)(p), 0, (o))
#define __atomic_thread_fence(o) __fw_atomic_thread_fence(o)
#define __atomic_signal_fence(o) __fw_atomic_signal_fence(o)
#define __atomic_always_lock_free(n, p) ((n) == 1 || (n) == 2 || (n) == 4 || (n) == 8)
#define __atomic_is_lock_free(n, p) __atomic_always_lock_free(n, p)
#define __atomic_fetch_add(p, v, o) ((__typeof__(*(p)))__fw_atomic_bytes_fetch_add((p), (v), (o)))
#define __atomic_add_fetch(p, v, o) ((__typeof__(*(p)))__fw_atomic_bytes_add_fetch((p), (v), (o)))
#define __atomic_fetch_sub(p, v, o) ((__typeof__(*(p)))__fw_atomic_bytes_fetch_sub((p), (v), (o)))
#define __atomic_sub_fetch(p, v, o) ((__typeof__(*(p)))__fw_atomic_bytes_sub_fetch((p), (v), (o)))
#define __atomic_fetch_and(p, v, o) ((__typeof__(*(p)))__fw_atomic_bytes_fetch_and((p), (v), (o)))
#define __atomic_and_fetch(p, v, o) ((__typeof__(*(p)))__fw_atomic_bytes_and_fetch((p), (v), (o)))
#define __atomic_fetch_or(p, v, o) ((__typeof__(*(p)))__fw_atomic_bytes_fetch_or((p), (v), (o)))
#define __atomic_or_fetch(p, v, o) ((__typeof__(*(p)))__fw_atomic_bytes_or_fetch((p), (v), (o)))
#define __atomic_fetch_xor(p, v, o) ((__typeof__(*(p)))__fw_atomic_bytes_fetch_xor((p), (v), (o)))
#define __atomic_xor_fetch(p, v, o) ((__typeof__(*(p)))__fw_atomic_bytes_xor_fetch((p), (v), (o)))
#define __atomic_fetch_nand(p, v, o) ((__typeof__(*(p)))__fw_atomic_bytes_fetch_nand((p), (v), (o)))
#define __atomic_nand_fetch(p, v, o) ((__typeof__(*(p)))__fw_atomic_bytes_nand_fetch((p), (v), (o)))
#define __sync_fetch_and_add(p, v, ...) __atomic_fetch_add(p, v, 5)
#define __sync_add_and_fetch(p, v, ...) __atomic_add_fetch(p, v, 5)
#define __sync_fetch_and_sub(p, v, ...) __atomic_fetch_sub(p, v, 5)
#define __sync_sub_and_fetch(p, v, ...) __atomic_sub_fetch(p, v, 5)
#define __sync_fetch_and_and(p, v, ...) __atomic_fetch_and(p, v, 5)
#define __sync_and_and_fetch(p, v, ...) __atomic_and_fetch(p, v, 5)
#define __sync_fetch_and_or(p, v, ...) __atomic_fetch_or(p, v, 5)
#define __sync_or_and_fetch(p, v, ...) __atomic_or_fetch(p, v, 5)
#define __sync_fetch_and_xor(p, v, ...) __atomic_fetch_xor(p, v, 5)
#define __sync_xor_and_fetch(p, v, ...) __atomic_xor_fetch(p, v, 5)
#define __sync_fetch_and_nand(p, v, ...) __atomic_fetch_nand(p, v, 5)
#define __sync_nand_and_fetch(p, v, ...) __atomic_nand_fetch(p, v, 5)
#define __sync_bool_compare_and_swap(p, e, v, ...) ({ __typeof__(*(p)) fw_old = (e); __fw_atomic_compare_exchange((p), &fw_old, (v), 5, 5); })
#define __sync_val_compare_and_swap(p, e, v, ...) ({ __typeof__(*(p)) fw_old = (e); __fw_atomic_compare_exchange((p), &fw_old, (v), 5, 5); fw_old; })
#define __sync_lock_test_and_set(p, v, ...) ((__typeof__(*(p)))__fw_atomic_exchange((p), (v), 2))
#define __sync_lock_release(p, ...) __fw_atomic_store((p), 0, 3)
#define __sync_synchronize(...) __fw_atomic_thread_fence(5)
#endif
