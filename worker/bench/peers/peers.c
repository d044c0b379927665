/* Which peers there are: CMakeLists.txt defines BENCH_HAS_x for those whose packages were found. */
#include <stddef.h>

#include "../peer.h"

extern const bench_peer bench_direct, bench_futex_floor, bench_yield_floor, bench_line_floor, bench_mutex_cond,
    bench_glib, bench_libuv, bench_asio, bench_liburcu, bench_moodycamel, bench_go_unbuffered, bench_go_buffered,
    bench_pin_per_request, bench_thread_per_job, bench_pinned_thread_per_job, bench_ours_auto, bench_ours_park,
    bench_ours_spin, bench_ours_poll;

const bench_peer *const bench_peers[] = {
    &bench_mutex_cond,
#ifdef BENCH_HAS_PINWORKER
    &bench_ours_auto,
    &bench_ours_park,
    &bench_ours_spin,
    &bench_ours_poll,
#endif
#ifdef BENCH_HAS_GLIB
    &bench_glib,
#endif
#ifdef BENCH_HAS_LIBUV
    &bench_libuv,
#endif
#ifdef BENCH_HAS_ASIO
    &bench_asio,
#endif
#ifdef BENCH_HAS_LIBURCU
    &bench_liburcu,
#endif
#ifdef BENCH_HAS_MOODYCAMEL
    &bench_moodycamel,
#endif
#ifdef BENCH_HAS_GO
    &bench_go_unbuffered,
    &bench_go_buffered,
#endif
    &bench_pin_per_request,
    &bench_thread_per_job,
    &bench_pinned_thread_per_job,
    &bench_futex_floor,
    &bench_yield_floor,
    &bench_line_floor,
    &bench_direct,
    NULL,
};

const char *const bench_absent[] = {
#ifndef BENCH_HAS_PINWORKER
    "pinworker (no library to link with)",
#endif
#ifndef BENCH_HAS_GLIB
    "GLib GThreadPool (libglib2.0-dev)",
#endif
#ifndef BENCH_HAS_LIBUV
    "libuv (libuv1-dev)",
#endif
#ifndef BENCH_HAS_ASIO
    "Boost.Asio (libboost-dev, g++)",
#endif
#ifndef BENCH_HAS_LIBURCU
    "liburcu (liburcu-dev)",
#endif
#ifndef BENCH_HAS_MOODYCAMEL
    "moodycamel (libconcurrentqueue-dev, g++)",
#endif
#ifndef BENCH_HAS_GO
    "the seed's Go worker (golang-go)",
#endif
    NULL,
};
