// What a scope's end runs: destructors of locals, of members, of bases, of temporaries, through delete.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void flush(const char *) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_"
    pthread_mutex_unlock(&mutex);
}

struct Log {
    ~Log() { flush("log"); } // want-edge "flush" direct
};
struct Base {
    virtual ~Base() {}
};
struct Request : Base {
    Log log;
    int n = 0;
};

extern "C" int on_local(int n) {
    Log log; // want-edge "Log::~Log" direct
    return n;
}

extern "C" int on_member(int n) {
    Request request; // want-edge "Log::~Log" direct want-edge "Base::~Base" direct
    return request.n + n;
}

extern "C" void on_delete(Request *request) {
    delete request; // want-edge "Log::~Log" direct
}

extern "C" void on_temporary() {
    Log(); // want-edge "Log::~Log" direct
}
