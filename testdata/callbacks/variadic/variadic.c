// A function pointer that travels through variable arguments.
#include <pthread.h>
#include <stdarg.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
typedef int (*filter)(unsigned char *line, long length);

static int strip(unsigned char *line, long length) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_line"
    pthread_mutex_unlock(&mutex);
    return line[length - 1];
}

static int apply(unsigned char *line, long length, int n, ...) {
    va_list args;
    int sum = 0;
    va_start(args, n);
    while (n--) {
        filter f = va_arg(args, filter);
        sum += f(line, length); // want-edge "strip" field
    }
    va_end(args);
    return sum;
}

int on_line(unsigned char *line, long length) {
    return apply(line, length, 1, strip);
}
