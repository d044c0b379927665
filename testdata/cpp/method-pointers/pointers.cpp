// Pointers to members, function objects in tables, references to functions.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

class Shell {
  public:
    int get(int n) { return n; }
    int put(int n) {
        pthread_mutex_lock(&mutex); // want lock-in-handler "on_line"
        pthread_mutex_unlock(&mutex);
        return -n;
    }
    int run(const char *name, int n);

  private:
    struct Command {
        char letter;
        int (Shell::*method)(int);
    };
    static const Command commands[];
};

const Shell::Command Shell::commands[] = {{'g', &Shell::get}, {'p', &Shell::put}};

int Shell::run(const char *name, int n) {
    for (const Command &c : commands)
        if (c.letter == name[0])
            return (this->*c.method)(n); // want-edge "Shell::get" field want-edge "Shell::put" field
    return 0;
}

static int twice(int n) { return 2 * n; }
static int apply(int (&f)(int), int n) { return f(n); } // want-edge "twice" flow

extern "C" int on_line(const char *name, int n) {
    Shell shell;
    return shell.run(name, apply(twice, n));
}
