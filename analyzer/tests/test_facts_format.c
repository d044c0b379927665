/* Facts as bytes: what is written comes back, and whatever else is read is refused or harmless. */
#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#include <xxhash.h>

#include "facts/format.h"
#include "facts/header.h"
#include "facts/wire.h"
#include "facts_example.h"

static GByteArray *bytes_of(const pl_facts *facts) {
    GByteArray *bytes = g_byte_array_new();
    pl_facts_write(facts, bytes);
    return bytes;
}

static GByteArray *example_bytes(void) {
    pl_facts *facts = ex_build();
    GByteArray *bytes = bytes_of(facts);
    pl_facts_free(facts);
    return bytes;
}

static void fix_header(GByteArray *bytes) {
    uint64_t length = bytes->len - PL_HEADER_SIZE;
    uint64_t checksum = XXH3_64bits(bytes->data + PL_HEADER_SIZE, length);
    pl_put_le(bytes->data + PL_HEADER_LENGTH, length, 8);
    pl_put_le(bytes->data + PL_HEADER_CHECKSUM, checksum, 8);
}

static void assert_same_bytes(const GByteArray *a, const GByteArray *b) {
    g_assert_cmpmem(a->data, a->len, b->data, b->len);
}

static void expect_refused(const uint8_t *bytes, size_t size, int code, const char *message) {
    GError *error = NULL;
    g_assert_null(pl_facts_read(bytes, size, "x.facts", &error));
    g_assert_error(error, PL_FACTS_ERROR, code);
    if (message) g_assert_cmpstr(error->message, ==, message);
    g_error_free(error);
}

static void test_round_trip(void) {
    pl_facts *built = ex_build();
    GByteArray *first = bytes_of(built);
    GError *error = NULL;
    pl_facts *read = pl_facts_read(first->data, first->len, "x", &error);
    g_assert_no_error(error);
    GByteArray *second = bytes_of(read);
    assert_same_bytes(first, second);
    /* The dump names everything, by another way than the format. */
    char *before = pl_facts_to_json(built), *after = pl_facts_to_json(read);
    g_assert_cmpstr(before, ==, after);
    g_assert_cmpuint(read->nops, ==, built->nops);
    for (uint32_t i = 0; i < built->nnodes; i++) {
        g_assert_cmpuint(read->nodes[i].kind, ==, built->nodes[i].kind);
        g_assert_cmpuint(read->nodes[i].a, ==, built->nodes[i].a);
        g_assert_cmpuint(read->nodes[i].b, ==, built->nodes[i].b);
    }
    const pl_location *at = &read->calls[EX_CALL_LOCK].at;
    g_assert_cmpuint(at->spelled_line, ==, 3);
    g_assert_cmpuint(at->spelled_column, ==, 17);
    g_assert_cmpuint(at->expanded_line, ==, 21);
    g_assert_cmpuint(at->expanded_column, ==, 9);
    g_assert_cmpuint(read->calls[EX_CALL_PROC].at.spelled_file, ==, PL_NONE);
    g_assert_cmpuint(read->calls[EX_CALL_PROC].at.expanded_line, ==, read->calls[EX_CALL_PROC].at.line);
    g_assert_cmpuint(read->functions[EX_INIT].at.file, ==, PL_NONE);
    g_assert_cmpuint(read->functions[EX_HANDLER].body_hash, ==, 0x0123456789abcdefu);
    g_assert_cmpuint(read->records[EX_RECORD_DERIVED].members_hash, ==, 0xfedcba9876543210u);
    g_assert_cmpuint(read->records[EX_RECORD_CLIENT].members_hash, ==, 0);
    g_assert_true(read->unit.fatal && read->unit.cplusplus);
    g_assert_cmpuint(read->unit.command_hash, ==, UINT64_MAX - 1);
    g_assert_cmpint(read->conditions[1].value, ==, -7);
    g_assert_cmpstr(pl_str(read, read->unit.first_error), ==, pl_str(built, built->unit.first_error));
    g_free(before);
    g_free(after);
    pl_facts_free(read);
    pl_facts_free(built);
    g_byte_array_free(first, TRUE);
    g_byte_array_free(second, TRUE);
}

/* Writing appends, and equal facts give equal bytes. */
static void test_deterministic(void) {
    GByteArray *one = example_bytes(), *two = g_byte_array_new();
    g_byte_array_append(two, (const guint8 *)"before", 6);
    pl_facts *facts = ex_build();
    pl_facts_write(facts, two);
    g_assert_cmpmem(one->data, one->len, two->data + 6, two->len - 6);
    pl_facts_free(facts);
    g_byte_array_free(one, TRUE);
    g_byte_array_free(two, TRUE);
}

static void test_other_things(void) {
    GByteArray *start = example_bytes();
    g_assert_cmpmem(start->data, 8, "\x89PLF\r\n\x1a\n", 8);
    g_byte_array_free(start, TRUE);
    expect_refused((const uint8_t *)"", 0, PL_FACTS_NOT_FACTS, "x.facts is not a pinlint facts file");
    expect_refused((const uint8_t *)"\x89PLF", 4, PL_FACTS_NOT_FACTS, NULL);
    static const char json[] = "{ \"directory\": \"/src\", \"command\": \"cc -c a.c\", \"file\": \"a.c\" }";
    expect_refused((const uint8_t *)json, sizeof json, PL_FACTS_NOT_FACTS, NULL);
    /* A transfer that translates line ends. */
    GByteArray *bytes = example_bytes();
    memmove(bytes->data + 4, bytes->data + 5, bytes->len - 5);
    expect_refused(bytes->data, bytes->len - 1, PL_FACTS_NOT_FACTS, NULL);
    g_byte_array_free(bytes, TRUE);
}

static void test_other_version(void) {
    GByteArray *bytes = example_bytes();
    bytes->data[PL_HEADER_VERSION] = PL_FACTS_VERSION + 1;
    expect_refused(bytes->data, bytes->len, PL_FACTS_OTHER_VERSION,
                   "x.facts was written by another version of pinlint (facts version 7, this one reads 6): run pinlint "
                   "extract again");
    /* Also when that version has another layout after its number. */
    expect_refused(bytes->data, PL_HEADER_LENGTH, PL_FACTS_OTHER_VERSION, NULL);
    bytes->data[PL_HEADER_VERSION] = PL_FACTS_VERSION;
    bytes->data[PL_HEADER_VERSION + 3] = 1;
    expect_refused(bytes->data, bytes->len, PL_FACTS_OTHER_VERSION, NULL);
    g_byte_array_free(bytes, TRUE);
}

static void test_damage_is_named(void) {
    GByteArray *bytes = example_bytes();
    expect_refused(bytes->data, bytes->len - 1, PL_FACTS_DAMAGED,
                   "x.facts is damaged (it is cut short): run pinlint extract again");
    bytes->data[bytes->len - 3] ^= 1;
    expect_refused(bytes->data, bytes->len, PL_FACTS_DAMAGED,
                   "x.facts is damaged (checksum does not match): run pinlint extract again");
    g_byte_array_append(bytes, (const guint8 *)"", 1);
    expect_refused(bytes->data, bytes->len, PL_FACTS_DAMAGED,
                   "x.facts is damaged (something follows its end): run pinlint extract again");
    fix_header(bytes);
    expect_refused(bytes->data, bytes->len, PL_FACTS_DAMAGED, NULL);
    g_byte_array_free(bytes, TRUE);
}

static void test_every_truncation(void) {
    GByteArray *bytes = example_bytes();
    for (guint size = 0; size < bytes->len; size++) {
        uint8_t *part = g_memdup2(bytes->data, size); /* its own block: reading past the end is seen */
        expect_refused(part, size, size < PL_HEADER_VERSION ? PL_FACTS_NOT_FACTS : PL_FACTS_DAMAGED, NULL);
        g_free(part);
    }
    /* With a header that says that this is all. */
    for (guint size = PL_HEADER_SIZE; size < bytes->len; size++) {
        GByteArray *part = g_byte_array_new();
        g_byte_array_append(part, bytes->data, size);
        fix_header(part);
        expect_refused(part->data, part->len, PL_FACTS_DAMAGED, NULL);
        g_byte_array_free(part, TRUE);
    }
    g_byte_array_free(bytes, TRUE);
}

static void test_every_flip(void) {
    GByteArray *bytes = example_bytes();
    for (guint at = 0; at < bytes->len; at++) {
        for (unsigned bit = 0; bit < 8; bit++) {
            bytes->data[at] ^= (guint8)(1u << bit);
            GError *error = NULL;
            g_assert_null(pl_facts_read(bytes->data, bytes->len, "x", &error));
            int want = at < PL_HEADER_VERSION  ? PL_FACTS_NOT_FACTS
                       : at < PL_HEADER_LENGTH ? PL_FACTS_OTHER_VERSION
                                               : PL_FACTS_DAMAGED;
            g_assert_error(error, PL_FACTS_ERROR, want);
            g_error_free(error);
            bytes->data[at] ^= (guint8)(1u << bit);
        }
    }
    g_byte_array_free(bytes, TRUE);
}

/* Hostile bytes with the right checksum: refused, or facts that can be used and written. True when refused. */
static bool survive(GByteArray *bytes) {
    fix_header(bytes);
    GError *error = NULL;
    pl_facts *facts = pl_facts_read(bytes->data, bytes->len, "x", &error);
    if (!facts) {
        g_assert_error(error, PL_FACTS_ERROR, PL_FACTS_DAMAGED);
        g_assert_nonnull(strstr(error->message, "cannot be right"));
        g_error_free(error);
        return true;
    }
    g_assert_no_error(error);
    g_free(pl_facts_to_json(facts));
    GByteArray *once = bytes_of(facts);
    pl_facts *again = pl_facts_read(once->data, once->len, "x", &error);
    g_assert_no_error(error);
    GByteArray *twice = bytes_of(again);
    assert_same_bytes(once, twice);
    pl_facts_free(again);
    pl_facts_free(facts);
    g_byte_array_free(once, TRUE);
    g_byte_array_free(twice, TRUE);
    return false;
}

static void test_hostile_bytes(void) {
    GByteArray *bytes = example_bytes();
    unsigned refused = 0, taken = 0;
    for (guint at = PL_HEADER_SIZE; at < bytes->len; at++) {
        guint8 was = bytes->data[at];
        const guint8 tries[] = {
            0,           0xff,        0x7f,        0x80,     (guint8)(was + 1), (guint8)(was - 1), was ^ 0x80u,
            was ^ 0x40u, was ^ 0x20u, was ^ 0x10u, was ^ 8u, was ^ 4u,          was ^ 2u,          was ^ 1u};
        for (size_t i = 0; i < G_N_ELEMENTS(tries); i++) {
            bytes->data[at] = tries[i];
            if (survive(bytes))
                refused++;
            else
                taken++;
        }
        bytes->data[at] = was;
    }
    /* Both paths were walked: names may be other names, references may not. */
    g_assert_cmpuint(refused, >, 1000);
    g_assert_cmpuint(taken, >, 1000);
    g_byte_array_free(bytes, TRUE);
}

/* Two strings that look alike, one with a tail behind a NUL. */
static void test_hostile_string(void) {
    GByteArray *bytes = example_bytes();
    uint8_t *name = memmem(bytes->data, bytes->len, "pthread_mutex_lock", 18);
    g_assert_nonnull(name);
    name[7] = 'X';
    g_assert_false(survive(bytes));
    name[7] = 0;
    g_assert_true(survive(bytes));
    g_byte_array_free(bytes, TRUE);
}

/* Several wrong bytes, missing bytes and additional ones. The seed is fixed. */
static void test_hostile_mixtures(void) {
    GByteArray *original = example_bytes();
    GRand *random = g_rand_new_with_seed(20240229);
    for (int round = 0; round < 4000; round++) {
        GByteArray *bytes = g_byte_array_new();
        g_byte_array_append(bytes, original->data, original->len);
        for (int n = g_rand_int_range(random, 1, 6); n > 0; n--) {
            guint at = (guint)g_rand_int_range(random, PL_HEADER_SIZE, (gint32)bytes->len);
            guint8 byte = (guint8)g_rand_int_range(random, 0, 256);
            switch (g_rand_int_range(random, 0, 4)) {
            case 0: g_byte_array_remove_index(bytes, at); break;
            case 1:
                g_byte_array_append(bytes, &byte, 1);
                memmove(bytes->data + at + 1, bytes->data + at, bytes->len - at - 1);
                bytes->data[at] = byte;
                break;
            default: bytes->data[at] = byte;
            }
        }
        survive(bytes);
        g_byte_array_free(bytes, TRUE);
    }
    g_rand_free(random);
    g_byte_array_free(original, TRUE);
}

/* A few bytes that claim four thousand million items must not ask for their memory. */
static void test_hostile_counts(void) {
    for (unsigned section = 0; section <= 12; section++) {
        GByteArray *bytes = g_byte_array_new();
        g_byte_array_set_size(bytes, PL_HEADER_SIZE);
        memset(bytes->data, 0, PL_HEADER_SIZE);
        pl_put_le(bytes->data, PL_FACTS_MAGIC, 8);
        bytes->data[PL_HEADER_VERSION] = PL_FACTS_VERSION;
        for (unsigned i = 0; i < section; i++) g_byte_array_append(bytes, (const guint8 *)"", 1);
        g_byte_array_append(bytes, (const guint8 *)"\xff\xff\xff\xff\x0f\x01\x01", 7);
        g_assert_true(survive(bytes));
        g_byte_array_free(bytes, TRUE);
    }
}

/* Whole files. */

typedef struct {
    char *dir, *path;
    pl_facts *facts;
} files;

static void set_up(files *x, gconstpointer data) {
    (void)data;
    x->dir = g_dir_make_tmp("pinlint-XXXXXX", NULL);
    g_assert_nonnull(x->dir);
    x->path = g_build_filename(x->dir, "a.facts", NULL);
    x->facts = ex_build();
}

static unsigned entries(const char *dir) {
    GDir *d = g_dir_open(dir, 0, NULL);
    unsigned n = 0;
    while (g_dir_read_name(d)) n++;
    g_dir_close(d);
    return n;
}

static void tear_down(files *x, gconstpointer data) {
    (void)data;
    g_unlink(x->path);
    g_assert_cmpuint(entries(x->dir), ==, 0); /* no temporary file stays behind */
    g_assert_cmpint(g_rmdir(x->dir), ==, 0);
    g_free(x->dir);
    g_free(x->path);
    pl_facts_free(x->facts);
}

static void expect_unsaved(const pl_facts *facts, const char *path, const char *why) {
    GError *error = NULL;
    g_assert_false(pl_facts_save(facts, path, &error));
    g_assert_error(error, PL_FACTS_ERROR, PL_FACTS_IO);
    char *want = g_strdup_printf("cannot write %s: %s", path, why);
    g_assert_cmpstr(error->message, ==, want);
    g_free(want);
    g_error_free(error);
}

static void expect_loads(const char *path, const pl_facts *facts) {
    GError *error = NULL;
    pl_facts *loaded = pl_facts_load(path, &error);
    g_assert_no_error(error);
    GByteArray *want = bytes_of(facts), *got = bytes_of(loaded);
    assert_same_bytes(want, got);
    g_byte_array_free(want, TRUE);
    g_byte_array_free(got, TRUE);
    pl_facts_free(loaded);
}

static void test_save(files *x, gconstpointer data) {
    (void)data;
    GError *error = NULL;
    g_assert_true(pl_facts_save(x->facts, x->path, &error));
    g_assert_no_error(error);
    expect_loads(x->path, x->facts);
    g_assert_true(g_file_set_contents(x->path, "old", -1, NULL));
    g_assert_true(pl_facts_save(x->facts, x->path, &error));
    g_assert_no_error(error);
    expect_loads(x->path, x->facts);
    g_assert_cmpuint(entries(x->dir), ==, 1);
}

static void test_save_through_link(files *x, gconstpointer data) {
    (void)data;
    char *link = g_build_filename(x->dir, "link", NULL);
    g_assert_true(g_file_set_contents(x->path, "old", -1, NULL));
    g_assert_cmpint(symlink("a.facts", link), ==, 0);
    g_assert_true(pl_facts_save(x->facts, link, NULL));
    g_assert_true(g_file_test(link, G_FILE_TEST_IS_SYMLINK));
    expect_loads(x->path, x->facts);
    g_unlink(link);
    g_free(link);
}

static void test_save_nowhere(files *x, gconstpointer data) {
    (void)data;
    char *missing = g_build_filename(x->dir, "missing", "a.facts", NULL);
    expect_unsaved(x->facts, missing, g_strerror(ENOENT));
    expect_unsaved(x->facts, x->dir, g_strerror(EISDIR));
    g_assert_true(g_file_set_contents(x->path, "old", -1, NULL));
    char *below_file = g_build_filename(x->path, "a.facts", NULL);
    expect_unsaved(x->facts, below_file, g_strerror(ENOTDIR));
    if (geteuid() != 0) { /* root may write anywhere */
        g_chmod(x->dir, 0500);
        expect_unsaved(x->facts, x->path, g_strerror(EACCES));
        g_chmod(x->dir, 0700);
    }
    g_free(below_file);
    g_free(missing);
}

/* A full disk, by a limit on the size of files: what was there stays. */
static void test_save_full(files *x, gconstpointer data) {
    (void)data;
    g_assert_true(g_file_set_contents(x->path, "old", -1, NULL));
    struct rlimit was, small;
    getrlimit(RLIMIT_FSIZE, &was);
    small = was;
    small.rlim_cur = 100;
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &small);
    GError *error = NULL;
    bool saved = pl_facts_save(x->facts, x->path, &error);
    setrlimit(RLIMIT_FSIZE, &was);
    signal(SIGXFSZ, handler);
    g_assert_false(saved);
    g_assert_error(error, PL_FACTS_ERROR, PL_FACTS_IO);
    g_error_free(error);
    char *text = NULL;
    g_assert_true(g_file_get_contents(x->path, &text, NULL, NULL));
    g_assert_cmpstr(text, ==, "old");
    g_free(text);
    g_assert_cmpuint(entries(x->dir), ==, 1);
}

/* Devices are written to, never replaced. */
static void test_save_device(files *x, gconstpointer data) {
    (void)data;
    if (!g_file_test("/dev/full", G_FILE_TEST_EXISTS)) {
        g_test_skip("there is no /dev/full");
        return;
    }
    expect_unsaved(x->facts, "/dev/full", g_strerror(ENOSPC));
    g_assert_true(pl_facts_save(x->facts, "/dev/null", NULL));
    g_assert_false(g_file_test("/dev/null", G_FILE_TEST_IS_REGULAR));
}

static void test_load_pipe(files *x, gconstpointer data) {
    (void)data;
    int ends[2];
    g_assert_cmpint(pipe(ends), ==, 0);
    GByteArray *bytes = bytes_of(x->facts);
    g_assert_cmpint(write(ends[1], bytes->data, bytes->len), ==, bytes->len);
    close(ends[1]);
    char *path = g_strdup_printf("/dev/fd/%d", ends[0]);
    expect_loads(path, x->facts);
    close(ends[0]);
    g_free(path);
    g_byte_array_free(bytes, TRUE);
}

static void expect_unloaded(const char *path, int code, const char *before, const char *after) {
    GError *error = NULL;
    g_assert_null(pl_facts_load(path, &error));
    g_assert_error(error, PL_FACTS_ERROR, code);
    char *want = g_strconcat(before, path, after, NULL);
    g_assert_cmpstr(error->message, ==, want);
    g_free(want);
    g_error_free(error);
}

static void test_load_failures(files *x, gconstpointer data) {
    (void)data;
    expect_unloaded(x->path, PL_FACTS_IO, "cannot read ", ": No such file or directory");
    expect_unloaded(x->dir, PL_FACTS_IO, "cannot read ", ": Is a directory");
    g_assert_true(g_file_set_contents(x->path, "", 0, NULL));
    expect_unloaded(x->path, PL_FACTS_NOT_FACTS, "", " is not a pinlint facts file");
    GByteArray *bytes = bytes_of(x->facts);
    g_assert_true(g_file_set_contents(x->path, (const char *)bytes->data, bytes->len / 2, NULL));
    expect_unloaded(x->path, PL_FACTS_DAMAGED, "", " is damaged (it is cut short): run pinlint extract again");
    g_byte_array_free(bytes, TRUE);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/facts/format/round-trip", test_round_trip);
    g_test_add_func("/facts/format/deterministic", test_deterministic);
    g_test_add_func("/facts/format/other-things", test_other_things);
    g_test_add_func("/facts/format/other-version", test_other_version);
    g_test_add_func("/facts/format/damage-is-named", test_damage_is_named);
    g_test_add_func("/facts/format/every-truncation", test_every_truncation);
    g_test_add_func("/facts/format/every-flip", test_every_flip);
    g_test_add_func("/facts/format/hostile-bytes", test_hostile_bytes);
    g_test_add_func("/facts/format/hostile-string", test_hostile_string);
    g_test_add_func("/facts/format/hostile-mixtures", test_hostile_mixtures);
    g_test_add_func("/facts/format/hostile-counts", test_hostile_counts);
#define ADD(name, fn) g_test_add("/facts/file/" name, files, NULL, set_up, fn, tear_down)
    ADD("save", test_save);
    ADD("save-through-link", test_save_through_link);
    ADD("save-nowhere", test_save_nowhere);
    ADD("save-full", test_save_full);
    ADD("save-device", test_save_device);
    ADD("load-pipe", test_load_pipe);
    ADD("load-failures", test_load_failures);
    return g_test_run();
}
