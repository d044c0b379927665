// want-none
// decltype, noexcept, sizeof, typeid of a plain type, requires, discarded constexpr branches: nothing is called.
#include <pthread.h>
#include <typeinfo>
#include <utility>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static int take() { return pthread_mutex_lock(&mutex); }
template <typename T>
concept Takes = requires { take(); sizeof(T); };

template <bool Threaded> static int enter() {
    if constexpr (Threaded)
        return take();
    else
        return 0;
}

extern "C" int on_request() {
    decltype(take()) n = 0;
    n += sizeof(take());
    n += noexcept(take());
    n += typeid(take()).name()[0];
    n += Takes<int>;
    n += enter<false>();
    using Result = decltype(std::declval<decltype(&take)>()());
    return n + Result{};
}
