#ifndef FW_THREADS_H
#define FW_THREADS_H
#include <pthread.h>
#include <sched.h>
typedef pthread_t thrd_t;
typedef pthread_mutex_t mtx_t;
typedef int (*thrd_start_t)(void *);
typedef int once_flag;
#define ONCE_FLAG_INIT 0
#define thread_local _Thread_local
enum { thrd_success, thrd_nomem, thrd_timedout, thrd_busy, thrd_error };
enum { mtx_plain, mtx_recursive, mtx_timed };
#define thrd_create(t, f, a) pthread_create((t), 0, (void *(*)(void *))(f), (a))
int __fw_thread_join(pthread_t, int *);
#define thrd_join(t, r) __fw_thread_join((t), (r))
#define thrd_detach(t) pthread_detach(t)
#define thrd_yield() ((void)sched_yield())
#define mtx_init(m, k) ((void)(k), pthread_mutex_init((m), 0))
#define mtx_destroy(m) ((void)pthread_mutex_destroy(m))
#define mtx_lock(m) pthread_mutex_lock(m)
#define mtx_trylock(m) (pthread_mutex_trylock(m) ? thrd_busy : thrd_success)
#define mtx_unlock(m) pthread_mutex_unlock(m)
#define call_once(o, f) ((void)pthread_once((o), (f)))
#endif
