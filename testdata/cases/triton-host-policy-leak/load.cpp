// Case triton-host-policy-leak: true positive. CPU mask and memory policy are set while a model is loaded; only the memory
// policy is undone, and by setting the default. The thread to pin comes as a parameter and is the caller.
#include <pthread.h>
#include <sched.h>

#include <map>
#include <string>

extern "C" long set_mempolicy(int mode, const unsigned long *nodes, unsigned long count); // of numaif.h
enum { MPOL_DEFAULT, MPOL_PREFERRED, MPOL_BIND };

using HostPolicy = std::map<std::string, std::string>;
struct Status {
    int code;
    bool IsOk() const { return code == 0; }
};
#define RETURN_IF_ERROR(x)                                                                                             \
    do {                                                                                                               \
        const Status status_ = (x);                                                                                    \
        if (!status_.IsOk()) return status_;                                                                           \
    } while (false)

static Status Read(const std::string &name) { return {name.empty()}; }
static Status Parse(const std::string &name) { return Read(name + ".config"); }
static Status CreateModel(const std::string &name) { return Parse(name); }

static Status SetThreadAffinity(pthread_t thread, const HostPolicy &policy) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(policy.size(), &set);
    if (pthread_setaffinity_np(thread, sizeof set, &set) != 0) return {1};
    return {0};
}

static Status SetMemoryPolicy(const HostPolicy &policy) {
    unsigned long nodes = 1UL << policy.size();
    if (set_mempolicy(MPOL_BIND, &nodes, 64) != 0) return {2};
    return {0};
}

static Status ResetMemoryPolicy() {
    if (set_mempolicy(MPOL_DEFAULT, nullptr, 0) != 0) return {3};
    return {0};
}

static Status SetOnThread(const HostPolicy &policy) {
    RETURN_IF_ERROR(SetThreadAffinity(pthread_self(), policy)); // want pin-in-handler:error "SetThreadAffinity"
    RETURN_IF_ERROR(SetMemoryPolicy(policy));                   // want pin-in-handler:error "SetMemoryPolicy"
    return {0};
}

static Status CreateInstance(const std::string &name, const HostPolicy &policy) {
    // want(+1) pin-leak:error "put back in part: mempolicy, but not affinity"
    RETURN_IF_ERROR(SetOnThread(policy));
    RETURN_IF_ERROR(CreateModel(name));
    RETURN_IF_ERROR(ResetMemoryPolicy()); // want pin-in-handler:error "ResetMemoryPolicy"
    return {0};
}

class Service {
public:
    virtual ~Service() = default;
    virtual Status Load(const std::string &name) = 0;
};

class Repository : public Service {
public:
    Status Load(const std::string &name) override { return CreateInstance(name, policy_); }

private:
    HostPolicy policy_;
};

Service *MakeRepository() { return new Repository; }
