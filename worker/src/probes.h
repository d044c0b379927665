/* probes.h: static probes (USDT), for tracers that attach to a running program. Each is one no-op instruction and a
 * note in the ELF file that says where its arguments are. The manual is in pinworker.h. */
#ifndef PINWORKER_PROBES_H
#define PINWORKER_PROBES_H

#ifdef PW_HAVE_SDT
#include <sys/sdt.h>
#define PW_PROBE_ENQUEUE(worker, ticket, fn) DTRACE_PROBE3(pinworker, enqueue, worker, ticket, fn)
#define PW_PROBE_START(worker, ticket, fn) DTRACE_PROBE3(pinworker, start, worker, ticket, fn)
#define PW_PROBE_DONE(worker, ticket, result, fate) DTRACE_PROBE4(pinworker, done, worker, ticket, result, fate)
#else
#define PW_PROBE_ENQUEUE(worker, ticket, fn) ((void)(worker), (void)(ticket), (void)(fn))
#define PW_PROBE_START(worker, ticket, fn) ((void)(worker), (void)(ticket), (void)(fn))
#define PW_PROBE_DONE(worker, ticket, result, fate) ((void)(worker), (void)(ticket), (void)(result), (void)(fate))
#endif

#endif
