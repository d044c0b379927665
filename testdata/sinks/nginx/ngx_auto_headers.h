/* What nginx's configure finds on this system; the package brings the sources without it. */
#define NGX_HAVE_UNISTD_H 1
#define NGX_HAVE_INTTYPES_H 1
#define NGX_HAVE_LIMITS_H 1
#define NGX_HAVE_SYS_PARAM_H 1
#define NGX_LINUX 1
