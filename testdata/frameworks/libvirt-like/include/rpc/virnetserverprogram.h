// Declarations of libvirt, written for this test; Debian has no package of its headers.
#pragma once
#include <stddef.h>
typedef struct _virNetServer virNetServer;
typedef struct _virNetServerClient virNetServerClient;
typedef struct _virNetMessage virNetMessage;
typedef struct _virDomain *virDomainPtr;
typedef struct _virIdentity virIdentity;
struct virNetMessageError;
typedef int (*virNetServerProgramDispatchFunc)(virNetServer *server, virNetServerClient *client, virNetMessage *msg,
                                               struct virNetMessageError *rerr, void *args, void *ret);
typedef struct _virNetServerProgramProc virNetServerProgramProc;
struct _virNetServerProgramProc {
    virNetServerProgramDispatchFunc func;
    size_t arg_len;
};
void *virNetServerProgramNew(unsigned program, unsigned version, virNetServerProgramProc *procs, size_t nprocs);
typedef struct _virHypervisorDriver virHypervisorDriver;
struct _virHypervisorDriver {
    const char *name;
    int (*connectOpen)(void *conn);
    int (*domainPinVcpuFlags)(virDomainPtr domain, unsigned vcpu, unsigned char *cpumap, int maplen, unsigned flags);
};
typedef void (*virThreadFunc)(void *opaque);
int virThreadCreateFull(void *thread, int joinable, virThreadFunc func, const char *name, int worker, void *opaque);
typedef void (*virThreadPoolJobFunc)(void *jobdata, void *opaque);
void *virThreadPoolNewFull(size_t minWorkers, size_t maxWorkers, size_t prioWorkers, virThreadPoolJobFunc func,
                           const char *name, virIdentity *identity, void *opaque);
