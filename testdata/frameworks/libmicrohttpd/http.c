// With the real header and the shipped pack; no project file names any of these functions.
#include <microhttpd.h>
#include <pthread.h>
#include <string.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long hits;

static ssize_t stream(void *cls, uint64_t pos, char *buffer, size_t max) { // want-handler "libmicrohttpd.reader"
    (void)cls;
    memset(buffer, 'x', max);
    return pos > 100 ? MHD_CONTENT_READER_END_OF_STREAM : (ssize_t)max;
}

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "pthread_mutex_lock"
    hits++;
    pthread_mutex_unlock(&mutex);
}

static enum MHD_Result answer(void *cls, struct MHD_Connection *connection, // want-handler "libmicrohttpd.access"
                              const char *url, const char *method, const char *version, const char *data,
                              size_t *size, void **con_cls) {
    (void)cls, (void)url, (void)method, (void)version, (void)data, (void)size, (void)con_cls;
    count();
    struct MHD_Response *response = MHD_create_response_from_callback(1000, 100, stream, NULL, NULL);
    enum MHD_Result result = MHD_queue_response(connection, MHD_HTTP_OK, response);
    MHD_destroy_response(response);
    return result;
}

int main(void) {
    struct MHD_Daemon *daemon =
        MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD, 8080, NULL, NULL, &answer, NULL, MHD_OPTION_END);
    count(); // main may wait
    MHD_stop_daemon(daemon);
    return 0;
}
