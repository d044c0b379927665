// Templates: each instantiation calls what its own arguments say; the finding stands where the source stands, once.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

struct Locked {
    static void enter() { pthread_mutex_lock(&mutex); }
    static void leave() { pthread_mutex_unlock(&mutex); }
};
struct Free {
    static void enter() {}
    static void leave() {}
};

template <typename Policy, typename T> class Cell {
  public:
    T get() {
        Policy::enter(); // want lock-in-handler "Locked::enter"
        T copy = value;
        Policy::leave();
        return copy;
    }
    template <typename U> U as() { return static_cast<U>(get()); }

  private:
    T value{};
};

static Cell<Locked, int> locked;
static Cell<Locked, long> locked_long;
static Cell<Free, int> unlocked;

extern "C" int on_locked() { return locked.get() + static_cast<int>(locked_long.as<short>()); }
extern "C" int on_unlocked() { return unlocked.get(); }
