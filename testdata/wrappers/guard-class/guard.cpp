// A guard of the project's own: the constructor returns with the lock held, the destructor gives it back.
#include <pthread.h>

class Guard {
  public:
    explicit Guard(pthread_mutex_t &m) : mutex(m) { pthread_mutex_lock(&mutex); }
    ~Guard() { pthread_mutex_unlock(&mutex); }
    Guard(const Guard &) = delete;

  private:
    pthread_mutex_t &mutex;
};

static pthread_mutex_t table_mutex = PTHREAD_MUTEX_INITIALIZER;
static int entries;

static int size() {
    Guard guard(table_mutex); // want lock-in-handler "Guard"
    return entries;
}

extern "C" int on_size() { return size(); }

extern "C" void on_insert() {
    Guard guard(table_mutex); // want lock-in-handler "Guard"
    entries++;
}
