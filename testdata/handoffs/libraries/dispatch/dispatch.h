/* Declarations of libdispatch, as ../dispatch.c needs them. */
#ifndef DISPATCH_DISPATCH_H
#define DISPATCH_DISPATCH_H

typedef struct dispatch_queue_s *dispatch_queue_t;
typedef struct dispatch_group_s *dispatch_group_t;
typedef struct dispatch_semaphore_s *dispatch_semaphore_t;
typedef unsigned long long dispatch_time_t;
typedef long dispatch_once_t;
typedef void (*dispatch_function_t)(void *context);

#define DISPATCH_TIME_NOW (0ull)
#define DISPATCH_TIME_FOREVER (~0ull)

void dispatch_async_f(dispatch_queue_t queue, void *context, dispatch_function_t work);
void dispatch_barrier_async_f(dispatch_queue_t queue, void *context, dispatch_function_t work);
void dispatch_after_f(dispatch_time_t when, dispatch_queue_t queue, void *context, dispatch_function_t work);
void dispatch_group_async_f(dispatch_group_t group, dispatch_queue_t queue, void *context, dispatch_function_t work);
void dispatch_group_notify_f(dispatch_group_t group, dispatch_queue_t queue, void *context, dispatch_function_t work);
void dispatch_sync_f(dispatch_queue_t queue, void *context, dispatch_function_t work);
void dispatch_apply_f(unsigned long iterations, dispatch_queue_t queue, void *context,
                      void (*work)(void *context, unsigned long iteration));
void dispatch_once_f(dispatch_once_t *predicate, void *context, dispatch_function_t function);
long dispatch_group_wait(dispatch_group_t group, dispatch_time_t timeout);
long dispatch_semaphore_wait(dispatch_semaphore_t semaphore, dispatch_time_t timeout);
long dispatch_semaphore_signal(dispatch_semaphore_t semaphore);

#endif
