#ifndef FW_ATOMIC_H
#define FW_ATOMIC_H
long __fw_atomic_load(const volatile void *, int);
void __fw_atomic_store(volatile void *, ...);
void __fw_atomic_init(volatile void *, ...);
long __fw_atomic_exchange(volatile void *, ...);
_Bool __fw_atomic_compare_exchange(volatile void *, ...);
long __fw_atomic_fetch_add(volatile void *, ...);
long __fw_atomic_fetch_sub(volatile void *, ...);
long __fw_atomic_fetch_and(volatile void *, ...);
long __fw_atomic_fetch_or(volatile void *, ...);
long __fw_atomic_fetch_xor(volatile void *, ...);
void __fw_atomic_thread_fence(int);
void __fw_atomic_signal_fence(int);
#endif
