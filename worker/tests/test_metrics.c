/* Counters, histograms and their Prometheus text. With an argument: writes the text of a pool to that file. */
#include <locale.h>

#include "check.h"

static int work(void *state, void *data) {
    (void)state, (void)data;
    return 0;
}

static int sleep_2_ms(void *state, void *data) {
    (void)state, (void)data;
    usleep(2000);
    return 0;
}

static void histograms(void) {
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.sample_every = 1;
    pinworker *worker = start(&options);
    for (int i = 0; i < 10; i++) CHECK_INT(pinworker_run(worker, i < 3 ? sleep_2_ms : work, NULL, 0), 0);
    pinworker_stats stats = stats_of(worker);
    CHECK_INT(stats.run.count, 10);
    CHECK_INT(stats.wait.count, 10);
    CHECK(stats.run.sum >= 6000000);
    uint64_t sum = 0, below_2_ms = 0;
    for (int i = 0; i < PINWORKER_BUCKETS; i++) {
        sum += stats.run.bucket[i];
        if (INT64_C(1) << (i + 6) < 2000000) below_2_ms += stats.run.bucket[i];
    }
    CHECK_INT(sum, 10);
    CHECK(below_2_ms <= 7);
    CHECK_INT(stats.queue, 1024);
    CHECK_INT(stats.up, 1);
    close_and_free(worker);
}

static void samples(void) {
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.sample_every = 8;
    pinworker *worker = start(&options);
    for (int i = 0; i < 8000; i++) {
        pinworker_job job = {.fn = work};
        CHECK_INT(pinworker_post(worker, &job, NULL), 0);
    }
    CHECK_INT(pinworker_close(worker, NULL, 0, NULL), 0);
    uint64_t count = stats_of(worker).run.count;
    CHECK(count > 800 && count < 1200);
    CHECK_INT(pinworker_free(worker), 0);
}

static void text_is_as_long_as_it_says(void) {
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.name = "a\"b\\c\nd";
    pinworker *worker = start(&options);
    char small[100];
    size_t length = pinworker_metrics_text(worker, NULL, 0);
    CHECK_INT(pinworker_metrics_text(worker, small, sizeof small), length);
    CHECK_INT(strlen(small), sizeof small - 1);
    char *text = malloc(length + 1);
    CHECK_INT(pinworker_metrics_text(worker, text, length + 1), length);
    CHECK_INT(strlen(text), length);
    CHECK(strncmp(text, small, sizeof small - 1) == 0);
    CHECK(strstr(text, "pinworker_up{name=\"a\\\"b\\\\c\\nd\",role=\"pinned-worker\",id=\"0\"} 1\n"));
    CHECK(strstr(text, "le=\"0.000000064\""));
    free(text);
    close_and_free(worker);
}

static void several_in_one_text(void) {
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.id = "one";
    pinworker *workers[2] = {start(&options)};
    options.id = "two";
    workers[1] = start(&options);
    size_t length = pinworker_metrics_text_all(workers, 2, NULL, 0);
    char *text = malloc(length + 1);
    CHECK_INT(pinworker_metrics_text_all(workers, 2, text, length + 1), length);
    char *help = strstr(text, "# HELP pinworker_up ");
    CHECK(help && !strstr(help + 1, "# HELP pinworker_up "));
    CHECK(strstr(text, "id=\"one\"} 1\n") && strstr(text, "id=\"two\"} 1\n"));
    free(text);
    close_and_free(workers[0]);
    close_and_free(workers[1]);
}

/* A thread's name is cut to 15 bytes, but not within a character: no scraper reads half a one. */
static void names_are_cut_between_characters(void) {
    pinworker_pool *pool;
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    char text[8192];
    options.name = "b\xc3\xbc"
                   "cher-index-\xc3\xa4";
    pinworker *one = start(&options);
    pinworker_metrics_text(one, text, sizeof text);
    CHECK(strstr(text, "{name=\"b\xc3\xbc"
                       "cher-index-\","));
    close_and_free(one);
    options.name = "b\xc3\xbc"
                   "cher-inde\xc3\xa4";
    CHECK_INT(pinworker_pool_start(&options, 2, PINWORKER_ROUND_ROBIN, NULL, &pool), 0);
    pinworker_metrics_text(pinworker_pool_worker(pool, 1), text, sizeof text);
    CHECK(strstr(text, "{name=\"b\xc3\xbc"
                       "cher-inde-1\","));
    CHECK_INT(pinworker_pool_close(pool, NULL, 0, NULL), 0);
    CHECK_INT(pinworker_pool_free(pool), 0);
}

static int panic_once(void *state, void *data) {
    (void)state, (void)data;
    pinworker_panic("once");
}

static void write_pool(const char *path) {
    pinworker_pool *pool;
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.sample_every = 1;
    CHECK_INT(pinworker_pool_start(&options, 3, PINWORKER_ROUND_ROBIN, NULL, &pool), 0);
    for (int i = 0; i < 100; i++) {
        pinworker_job job = {.fn = i == 50 ? panic_once : i % 10 ? work : sleep_2_ms};
        pinworker_pool_call(pool, &job, NULL);
    }
    size_t length = pinworker_pool_metrics_text(pool, NULL, 0);
    char *text = malloc(length + 1);
    pinworker_pool_metrics_text(pool, text, length + 1);
    FILE *file = fopen(path, "we");
    CHECK(file && fwrite(text, 1, length, file) == length);
    fclose(file);
    free(text);
    CHECK_INT(pinworker_pool_close(pool, NULL, 0, NULL), 0);
    CHECK_INT(pinworker_pool_free(pool), 0);
}

int main(int count, char **arguments) {
    setlocale(LC_ALL, ""); /* a decimal comma must not get into the text */
    if (count > 1) {
        write_pool(arguments[1]);
        return 0;
    }
    histograms();
    samples();
    text_is_as_long_as_it_says();
    several_in_one_text();
    names_are_cut_between_characters();
    return 0;
}
