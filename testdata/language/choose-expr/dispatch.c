// __builtin_choose_expr picks the function that is called; its condition is a constant of any shape (ruby.h does this).
#include <pthread.h>

typedef void (*handler)(int *arguments);

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void lock(int *arguments) {
    (void)arguments;
    pthread_mutex_lock(&mutex); // want lock-in-handler "pthread_mutex_lock"
    pthread_mutex_unlock(&mutex);
}

static void pass(int *arguments) {
    (void)arguments;
}

static void never(int *arguments) {
    (void)arguments;
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
}

#define IS_NONE(f) __builtin_types_compatible_p(__typeof__(f), __typeof__(&pass))
#define PICK(condition, yes, no)                                                                                       \
    __builtin_choose_expr(__builtin_choose_expr(__builtin_constant_p(condition), (condition), 0), (yes), (no))
#define CALL(n, arguments) PICK((n) == 1, lock, PICK((n) == 2, pass, never))(arguments)

void on_first(int *arguments) {
    CALL(1, arguments); // want-edge "lock" direct want-no-edge "never"
}

void on_second(int *arguments) {
    CALL(2, arguments); // want-edge "pass" direct want-no-edge "lock"
}

// What is not known at compile time is the last branch.
void on_unknown(int *arguments) {
    PICK(arguments[0] == 1, never, pass)(arguments); // want-edge "pass" direct want-no-edge "never"
}

void on_type(int *arguments) {
    __builtin_choose_expr(IS_NONE(arguments), never, pass)(arguments); // want-edge "pass" direct want-no-edge "never"
}
