/* Labels: read whole by other threads and by signal handlers while the owner changes them. */
#include <signal.h>
#include <sys/syscall.h>

#include "check.h"
#include "labels.h"

static pinworker *worker;

static const char *value_of(const pinworker_labels *labels, const char *key) {
    for (size_t i = 0; i < labels->count; i++) {
        if (strcmp(labels->label[i].key, key) == 0) return labels->label[i].value;
    }
    return NULL;
}

static bool is(const pinworker_labels *labels, const char *key, const char *value) {
    const char *found = value_of(labels, key);
    return value ? found && strcmp(found, value) == 0 : !found;
}

static pinworker_labels labels_now(void) {
    pinworker_labels labels;
    CHECK_INT(pinworker_labels_get(worker, &labels), 0);
    return labels;
}

static int label_then_wait(void *state, void *data) {
    char key[] = "key-0", longer[100];
    memset(longer, 'x', sizeof longer);
    longer[99] = 0;
    CHECK_INT(pinworker_label("tenant", "acme"), 0);
    CHECK_INT(pinworker_label("tenant", "umbrella"), 0);
    CHECK_INT(pinworker_label("request_id", longer), 0);
    CHECK_INT(pinworker_label("gone", "1"), 0);
    CHECK_INT(pinworker_label("gone", NULL), 0);
    CHECK_INT(pinworker_label("never", NULL), 0);
    for (int i = 0; i < PINWORKER_LABELS - 2; i++, key[4]++) CHECK_INT(pinworker_label(key, "v"), 0);
    CHECK_INT(pinworker_label("one more", "v"), -ENOSPC);
    CHECK_INT(pinworker_label("key-3", NULL), 0);
    return wait_at_gate(state, data);
}

static void seen_from_outside(void) {
    gate at = {0};
    pinworker_job job = {.fn = label_then_wait, .data = &at};
    pinworker_labels labels = labels_now();
    CHECK_INT(labels.count, 2);
    CHECK(is(&labels, "role", "pinned-worker") && is(&labels, "id", "0"));
    CHECK_INT(pinworker_post(worker, &job, NULL), 0);
    EVENTUALLY(at.entered);
    labels = labels_now();
    CHECK_INT(labels.count, 2 + PINWORKER_LABELS - 1);
    CHECK(is(&labels, "tenant", "umbrella") && is(&labels, "gone", NULL) && is(&labels, "key-3", NULL));
    CHECK(is(&labels, "key-5", "v"));
    CHECK_INT(strlen(value_of(&labels, "request_id")), PINWORKER_LABEL_VALUE - 1);
    open_gate(&at);
    EVENTUALLY(labels_now().count == 2);
    CHECK_INT(pinworker_label("tenant", "acme"), -EINVAL);
}

/* ---- under changes ---- */

static _Atomic int stop;

static int change(void *state, void *data) {
    char text[40];
    (void)state, (void)data;
    for (int i = 0; !stop; i++) {
        memset(text, 'a' + i % 26, sizeof text);
        text[10 + i % 29] = 0;
        pinworker_label("text", text);
        pinworker_label("odd", i % 2 ? text : NULL);
    }
    return 0;
}

static void check_whole(const pinworker_labels *labels) {
    const char *text = value_of(labels, "text");
    CHECK(!text || strspn(text, (char[]){text[0], 0}) == strlen(text));
}

static _Atomic int in_handler, unread;

static void handler(int signal) {
    pinworker_labels labels;
    (void)signal;
    CHECK(pinworker_self() == worker);
    if (pinworker_labels_get(worker, &labels) != 0) unread++;
    CHECK(labels.count >= 2);
    check_whole(&labels);
    in_handler++;
}

static void whole_while_they_change(void) {
    struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};
    CHECK_INT(sigaction(SIGPROF, &action, NULL), 0);
    pinworker_job job = {.fn = change};
    CHECK_INT(pinworker_post(worker, &job, NULL), 0);
    for (int i = 0; i < 3000; i++) {
        pinworker_labels labels;
        if (pinworker_labels_get(worker, &labels) == 0) check_whole(&labels);
        if (i % 10 == 0) syscall(SYS_tgkill, getpid(), pinworker_tid(worker), SIGPROF);
    }
    EVENTUALLY(in_handler > 0);
    stop = 1;
    printf("%d signals, %d of them during a change\n", in_handler, unread);
}

static void own_role_and_id(void) {
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    char role[] = "sqlite", id[] = "users";
    options.role = role;
    options.id = id;
    worker = start(&options);
    role[0] = id[0] = 'X'; /* copied */
    pinworker_labels labels = labels_now();
    CHECK(is(&labels, "role", "sqlite") && is(&labels, "id", "users"));
    close_and_free(worker);
}

/* Cut where a character ends: text that is not UTF-8 is refused by what reads metrics and profiles. */
static int label_in_utf8(void *state, void *data) {
    pinworker_labels *labels = data;
    (void)state;
    CHECK_INT(pinworker_label("long", "12345678901234567890123456789012345678901234567\xc3\xa9"), 0);
    CHECK_INT(pinworker_label("within", "1234567890123456789012345678901234567890123456\xc3\xa9"), 0);
    return pinworker_labels_get(pinworker_self(), labels);
}

static void cut_between_characters(void) {
    pinworker *cutting = start(NULL);
    pinworker_labels labels;
    pinworker_job job = {.fn = label_in_utf8, .data = &labels};
    CHECK_INT(pinworker_call(cutting, &job, NULL), 0);
    CHECK_INT(labels.count, 4);
    CHECK_INT(strlen(labels.label[2].value), 47);
    CHECK_INT(strlen(labels.label[3].value), 46);
    close_and_free(cutting);
}

int main(void) {
    cut_between_characters();
    worker = start(NULL);
    seen_from_outside();
    whole_while_they_change();
    close_and_free(worker);
    own_role_and_id();
    return 0;
}
