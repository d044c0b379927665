// With the real headers and the shipped pack. The processor and the handler's class are as the generator writes them.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <thrift/c_glib/processor/thrift_dispatch_processor.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long hits;

static void stay_on_one_cpu(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(1, &set);
    sched_setaffinity(0, sizeof set, &set);
}

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "add"
    hits++;
    pthread_mutex_unlock(&mutex);
}

static void serve(void) {
    stay_on_one_cpu(); // want pin-in-handler:error "add"
    count();
}

static void *work(void *data) {
    stay_on_one_cpu();
    return data;
}

typedef struct _CalculatorHandler {
    GObject parent;
} CalculatorHandler;
typedef struct _CalculatorHandlerClass {
    GObjectClass parent;
    gboolean (*add)(CalculatorHandler *self, gint32 *result, gint32 a, gint32 b);
    gboolean (*ping)(CalculatorHandler *self);
} CalculatorHandlerClass;
typedef struct {
    ThriftDispatchProcessor parent;
} CalculatorProcessor;
typedef struct {
    ThriftDispatchProcessorClass parent;
} CalculatorProcessorClass;

void demo_handler_class_init(CalculatorHandlerClass *klass);
void calculator_processor_class_init(CalculatorProcessorClass *klass);

static gboolean add(CalculatorHandler *self, gint32 *result, gint32 a, gint32 b) { // want-handler "thrift.handler"
    pthread_t thread;
    (void)self;
    serve();
    pthread_create(&thread, NULL, work, NULL); // want thread-spawn-in-handler "add"
    *result = a + b;
    return TRUE;
}

static gboolean ping(CalculatorHandler *self) { // want-handler "thrift.handler"
    return self != NULL;
}

static gboolean not_registered(CalculatorHandler *self) {
    serve();
    return self != NULL;
}

void demo_handler_class_init(CalculatorHandlerClass *klass) {
    not_registered(NULL);
    klass->add = add;
    klass->ping = ping;
}

static gboolean dispatch(ThriftDispatchProcessor *self, ThriftProtocol *in, ThriftProtocol *out, gchar *name, // want-handler "thrift.processor"
                         gint32 sequence, GError **error) {
    (void)self, (void)in, (void)out, (void)sequence, (void)error;
    return name != NULL;
}

static gboolean process(ThriftProcessor *self, ThriftProtocol *in, ThriftProtocol *out, GError **error) { // want-handler "thrift.processor"
    (void)self, (void)in, (void)out, (void)error;
    return TRUE;
}

void calculator_processor_class_init(CalculatorProcessorClass *klass) {
    klass->parent.dispatch_call = dispatch;
}

void plain_processor_init(ThriftProcessorClass *klass);
void plain_processor_init(ThriftProcessorClass *klass) {
    klass->process = process;
}
