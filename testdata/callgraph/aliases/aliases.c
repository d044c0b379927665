// Functions that are another one by name: alias, weak alias, weakref, ifunc and asm labels.
#define ALIAS(to) __attribute__((weak, alias(#to)))
typedef int (*function)(int);
static int plain(int n) { return n; }
int by_alias(int n) __attribute__((alias("plain"))); // want-edge "plain" direct
int by_macro(int n) ALIAS(plain);                    // want-edge "plain" direct

static int fast(int n) { return 2 * n; }
static int slow(int n) { return n + n; }
static int never(int n) { return n; }
function keep = never;
static int cpu(void) { return 1; }
static function resolve(void) {
    return cpu() ? fast : slow;
}
int by_resolver(int n) __attribute__((ifunc("resolve"))); // want-edge "fast" flow want-edge "slow" flow want-edge "resolve" direct want-no-edge "never"

static int elsewhere_too(int n) __attribute__((weakref("other_plain"))); // want-edge "other_plain" direct
int renamed(int n) __asm__("other_plain");                              // want-edge "other_plain" direct
int same(int n) __asm__("same");

static function callback(function f) __attribute__((noinline));
static function callback(function f) { return f; }
static function identity(function f) __attribute__((unused));
static function identity(function f) { return callback(f); }
extern __typeof(identity) by_type __attribute__((alias("identity"))); // want-edge "identity" direct

int run(int n) {
    n = by_alias(n) + by_macro(n) + by_resolver(n); // want-edge "by_alias" direct want-edge "by_macro" direct want-edge "by_resolver" direct
    n += elsewhere_too ? elsewhere_too(n) : 0;
    n += renamed(n) + same(n);
    function f = by_type(fast);
    return f(n); // want-edge "fast" flow want-no-edge "slow" want-no-edge "never"
}
