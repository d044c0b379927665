/* The breaker's window and the pauses of the supervisor, by themselves. */
#include "breaker.h"
#include "check.h"

static void window_slides(void) {
    pw_breaker breaker;
    CHECK_INT(pw_breaker_init(&breaker, 3, 100), 0);
    CHECK(!pw_breaker_failed(&breaker, 1000));
    CHECK(!pw_breaker_failed(&breaker, 1000));
    CHECK(!pw_breaker_failed(&breaker, 1090));
    CHECK(!pw_breaker_failed(&breaker, 1101)); /* the first ones are out */
    CHECK(!pw_breaker_failed(&breaker, 1102));
    CHECK(pw_breaker_failed(&breaker, 1190)); /* 1090, 1101, 1102, 1190: four within 100 */
    pw_breaker_reset(&breaker);
    for (int i = 0; i < 3; i++) CHECK(!pw_breaker_failed(&breaker, 1190));
    CHECK(pw_breaker_failed(&breaker, 1190));
    pw_breaker_destroy(&breaker);
}

static void unlimited(void) {
    pw_breaker breaker;
    CHECK_INT(pw_breaker_init(&breaker, UINT32_MAX, 100), 0);
    for (int i = 0; i < 5000; i++) CHECK(!pw_breaker_failed(&breaker, 1));
    pw_breaker_destroy(&breaker);
}

static void pauses_double(void) {
    pw_backoff backoff;
    int64_t full = 1000;
    bool jitter = false;
    pw_backoff_init(&backoff, 1000, 10000, 12345);
    for (int i = 0; i < 50; i++, full = full * 2 < 10000 ? full * 2 : 10000) {
        int64_t pause = pw_backoff_pause(&backoff);
        CHECK(pause <= full && pause > full * 3 / 4 - 1);
        jitter |= pause != full;
    }
    CHECK(jitter);
    pw_backoff_reset(&backoff);
    CHECK(pw_backoff_pause(&backoff) <= 1000);
    pw_backoff_init(&backoff, INT64_MAX / 2, INT64_MAX, 1);
    for (int i = 0; i < 5; i++) CHECK(pw_backoff_pause(&backoff) > 0);
}

int main(void) {
    window_slides();
    unlimited();
    pauses_double();
    return 0;
}
