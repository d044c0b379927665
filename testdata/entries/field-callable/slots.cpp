// A field of type std::function holds a handler, however it is made, copied or assigned.
#include <functional>
#include <mutex>

static std::mutex mutex;

static void lock() {
    std::lock_guard<std::mutex> guard(mutex); // want lock-in-handler "lock_guard"
}

struct Slot {
    const char *name;
    std::function<void(int)> run;
    std::function<void(int)> log;
};

struct Page {
    void show(int) { lock(); } // want-handler "mini.slot"
};

static void plain(int) { lock(); }       // want-handler "mini.slot"
static void initialised(int) { lock(); } // want-handler "mini.slot"
static void in_variable(int) { lock(); } // want-handler "mini.slot"
static void logs(int) { lock(); }        // of the other field

static Slot first{"first", initialised, nullptr};

void fill(Slot &slot, Page &page, int n) {
    std::function<void(int)> variable = in_variable;
    slot.log = logs;
    slot.run = [](int) { lock(); }; // want-handler "mini.slot"
    if (n == 1)
        slot.run = plain;
    if (n == 2)
        slot.run = std::bind(&Page::show, &page, std::placeholders::_1);
    if (n == 3)
        slot.run = variable;
    if (n == 4)
        first.run = nullptr;
}
