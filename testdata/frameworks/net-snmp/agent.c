// A subagent of Net-SNMP: handlers, tables of the older sort, caches, timers, sockets; and a manager.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include <net-snmp/net-snmp-config.h>

#include <net-snmp/net-snmp-includes.h>

#include <net-snmp/agent/net-snmp-agent-includes.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long served;
static int jobs[2]; // a pipe to the worker

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "handle_load \(Net-SNMP\)"
    served++;
    pthread_mutex_unlock(&mutex);
}

static void stay_on_one_cpu(void) {
    cpu_set_t cpus;
    CPU_ZERO(&cpus);
    CPU_SET(0, &cpus);
    sched_setaffinity(0, sizeof cpus, &cpus);
}

static void serve(void) {
    stay_on_one_cpu(); // want pin-in-handler "handle_load \(Net-SNMP\)"
    count();
}

static void hand_over(char job) {
    if (write(jobs[1], &job, 1) != 1) served = 0;
}

// Pins itself once, and does what handlers hand over: no request waits for it.
static void *worker(void *arg) {
    char job;
    stay_on_one_cpu();
    while (read(jobs[0], &job, 1) == 1) count();
    return arg;
}

// At start-up pinning and waiting are nobody's loss.
static int start_worker(void) {
    pthread_t thread;
    count();
    return pipe(jobs) || pthread_create(&thread, NULL, worker, NULL);
}

static const oid demo_oid[] = {1, 3, 6, 1, 4, 1, 8072, 2, 255};

static int handle_load(netsnmp_mib_handler *handler, // want-handler "net-snmp.handler"
                       netsnmp_handler_registration *registration, netsnmp_agent_request_info *info,
                       netsnmp_request_info *requests) {
    (void)handler, (void)registration, (void)info, (void)requests;
    serve();
    return SNMP_ERR_NOERROR;
}

static int handle_count(netsnmp_mib_handler *handler, // want-handler "net-snmp.handler"
                        netsnmp_handler_registration *registration, netsnmp_agent_request_info *info,
                        netsnmp_request_info *requests) {
    (void)handler, (void)registration, (void)requests;
    hand_over((char)info->mode);
    return SNMP_ERR_NOERROR;
}

static netsnmp_variable_list *first_row(void **loop, void **data, // want-handler "net-snmp.iterator"
                                        netsnmp_variable_list *index, netsnmp_iterator_info *iterator) {
    (void)loop, (void)data, (void)iterator;
    return index;
}

static int load_table(netsnmp_cache *cache, void *data) { // want-handler "net-snmp.cache"
    (void)cache, (void)data;
    return 0;
}

static void free_table(netsnmp_cache *cache, void *data) { // want-handler "net-snmp.cache"
    (void)cache, (void)data;
}

static int write_demo(int action, u_char *value, u_char type, size_t size, // want-handler "net-snmp.variable"
                      u_char *where, oid *name, size_t length) {
    (void)action, (void)value, (void)type, (void)size, (void)where, (void)name, (void)length;
    return SNMP_ERR_NOERROR;
}

static u_char *var_demo(struct variable *variable, oid *name, size_t *length, // want-handler "net-snmp.variable"
                        int exact, size_t *size, WriteMethod **write_method) {
    (void)variable, (void)name, (void)length, (void)exact, (void)size;
    *write_method = write_demo;
    return NULL;
}

static struct variable2 variables[] = {{1, ASN_INTEGER, HANDLER_CAN_RWRITE, var_demo, 1, {1}}};

static void timed(unsigned int alarm_of, void *data) { // want-handler "net-snmp.timer"
    (void)alarm_of;
    pthread_mutex_t *lock = data; // what snmp_alarm_register was given
    pthread_mutex_lock(lock);     // want lock-in-handler "timed"
    pthread_mutex_unlock(lock);
}

static void readable(int fd, void *data) { // want-handler "net-snmp.fd"
    (void)fd, (void)data;
}

static int answered(int operation, netsnmp_session *session, int id, // want-handler "net-snmp.response"
                    netsnmp_pdu *pdu, void *data) {
    (void)operation, (void)session, (void)id, (void)pdu, (void)data;
    return 1;
}

// A line of the configuration.
static void parse_demo(const char *token, char *line) {
    (void)token, (void)line;
    count();
}

int main(void) {
    static netsnmp_iterator_info iterator;
    netsnmp_session session;
    init_agent("demo");
    if (start_worker()) return 1;
    snmpd_register_config_handler("demo", parse_demo, NULL, NULL);
    netsnmp_register_scalar(
        netsnmp_create_handler_registration("load", handle_load, demo_oid, OID_LENGTH(demo_oid), HANDLER_CAN_RONLY));
    netsnmp_register_long_instance("count", demo_oid, OID_LENGTH(demo_oid), NULL, handle_count);
    iterator.get_first_data_point = first_row;
    netsnmp_cache_create(5, load_table, free_table, demo_oid, OID_LENGTH(demo_oid));
    REGISTER_MIB("demo", variables, variable2, demo_oid);
    snmp_alarm_register(1, SA_REPEAT, timed, &mutex);
    register_readfd(0, readable, NULL);
    snmp_sess_init(&session);
    session.callback = answered;
    for (;;) agent_check_and_process(1);
}
