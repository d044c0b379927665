/* Written by hand in place of nginx's ./configure, for a 64-bit Linux; the headers themselves are the package's. */
#define NGX_HAVE_GCC_ATOMIC 1
#define NGX_HAVE_C99_VARIADIC_MACROS 1
#define NGX_HAVE_EPOLL 1
#define NGX_HAVE_EPOLLRDHUP 1
#define NGX_HAVE_CLEAR_EVENT 1
#define NGX_HAVE_EVENTFD 1
#define NGX_HAVE_SYS_EVENTFD_H 1
#define NGX_HAVE_SENDFILE 1
#define NGX_HAVE_SENDFILE64 1
#define NGX_HAVE_SCHED_SETAFFINITY 1
#define NGX_HAVE_UNIX_DOMAIN 1
#define NGX_HAVE_INET6 1
#define NGX_HAVE_PREAD 1
#define NGX_HAVE_PWRITE 1
#define NGX_HAVE_LOCALTIME_R 1
#define NGX_HAVE_GMTOFF 1
#define NGX_HAVE_D_TYPE 1
#define NGX_HAVE_MSGHDR_MSG_CONTROL 1
#define NGX_HAVE_LITTLE_ENDIAN 1
#define NGX_CPU_CACHE_LINE 64
#define NGX_PTR_SIZE 8
#define NGX_SIG_ATOMIC_T_SIZE 4
#define NGX_TIME_T_SIZE 8
#define NGX_TIME_T_LEN (sizeof("-9223372036854775808") - 1)
#define NGX_MAX_TIME_T_VALUE 9223372036854775807LL
#define NGX_SIZE_T_LEN (sizeof("-9223372036854775808") - 1)
#define NGX_MAX_SIZE_T_VALUE 9223372036854775807LL
#define NGX_OFF_T_LEN (sizeof("-9223372036854775808") - 1)
#define NGX_MAX_OFF_T_VALUE 9223372036854775807LL
#define NGX_KQUEUE_UDATA_T (void *)
#define NGX_THREADS 1
#define NGX_CRYPT 1
#define NGX_SMP 1
#define NGX_PREFIX "/usr/share/nginx/"
#define NGX_SBIN_PATH "sbin/nginx"
#define NGX_CONF_PATH "conf/nginx.conf"
#define NGX_PID_PATH "logs/nginx.pid"
#define NGX_LOCK_PATH "logs/nginx.lock"
#define NGX_ERROR_LOG_PATH "logs/error.log"
#define NGX_USER "nobody"
#define NGX_GROUP "nogroup"
