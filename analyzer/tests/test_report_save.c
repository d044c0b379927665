#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "report/report.h"

static char *scratch;

static char *in_scratch(const char *name) { return g_build_filename(scratch, name, NULL); }

static void assert_content(const char *path, const char *wanted) {
    char *found = NULL;
    g_assert_true(g_file_get_contents(path, &found, NULL, NULL));
    g_assert_cmpstr(found, ==, wanted);
    g_free(found);
}

static unsigned entries_in(const char *directory) {
    unsigned n = 0;
    GDir *dir = g_dir_open(directory, 0, NULL);
    while (g_dir_read_name(dir)) n++;
    g_dir_close(dir);
    return n;
}

/* The sentence names the file, the cause and what to do. */
static void assert_refused(const char *path, int code, const char *cause, const char *remedy) {
    GError *error = NULL;
    g_assert_false(pl_report_save(path, "text", 4, &error));
    g_assert_error(error, G_FILE_ERROR, code);
    g_assert_nonnull(strstr(error->message, path));
    g_assert_nonnull(strstr(error->message, cause));
    g_assert_nonnull(strstr(error->message, remedy));
    g_error_free(error);
}

static void new_file(void) {
    char *path = in_scratch("new.sarif");
    mode_t mask = umask(027);
    g_assert_true(pl_report_save(path, "one\n", 4, NULL));
    umask(mask);
    assert_content(path, "one\n");
    GStatBuf st;
    g_assert_cmpint(g_stat(path, &st), ==, 0);
    g_assert_cmpint(st.st_mode & 0777, ==, 0640);
    g_assert_true(pl_report_save(path, "", 0, NULL));
    assert_content(path, "");
    g_assert_cmpuint(entries_in(scratch), ==, 1);
    g_remove(path);
    g_free(path);
}

/* The old file is replaced whole: who has it open goes on reading the old text. Its mode stays. */
static void existing_file(void) {
    char *path = in_scratch("old.sarif"), text[8] = {0};
    g_assert_true(g_file_set_contents(path, "old", -1, NULL));
    g_assert_cmpint(g_chmod(path, 0604), ==, 0);
    int reader = open(path, O_RDONLY);
    g_assert_true(pl_report_save(path, "new text", 8, NULL));
    assert_content(path, "new text");
    g_assert_cmpint((int)read(reader, text, sizeof text), ==, 3);
    g_assert_cmpstr(text, ==, "old");
    close(reader);
    GStatBuf st;
    g_assert_cmpint(g_stat(path, &st), ==, 0);
    g_assert_cmpint(st.st_mode & 0777, ==, 0604);
    g_remove(path);
    g_free(path);
}

static void link_stays(void) {
    char *path = in_scratch("target"), *link_path = in_scratch("link");
    g_assert_true(g_file_set_contents(path, "old", -1, NULL));
    g_assert_cmpint(symlink("target", link_path), ==, 0);
    g_assert_true(pl_report_save(link_path, "new", 3, NULL));
    assert_content(path, "new");
    g_assert_true(g_file_test(link_path, G_FILE_TEST_IS_SYMLINK));
    g_remove(path);
    g_remove(link_path);
    g_free(path);
    g_free(link_path);
}

static void long_name(void) {
    char *name = g_strnfill(255, 'n'), *path = in_scratch(name);
    g_assert_true(pl_report_save(path, "x", 1, NULL));
    assert_content(path, "x");
    g_remove(path);
    g_free(name);
    g_free(path);
}

static void refused(void) {
    char *missing = in_scratch("no-such-dir/report.sarif"), *file = in_scratch("file"),
         *below = in_scratch("file/below");
    g_assert_true(g_file_set_contents(file, "kept", -1, NULL));
    assert_refused(missing, G_FILE_ERROR_NOENT, "No such file", "create its directory");
    assert_refused(below, G_FILE_ERROR_NOTDIR, "Not a directory", "create its directory");
    assert_refused(scratch, G_FILE_ERROR_ISDIR, "Is a directory", "name of a file");
    assert_refused("", G_FILE_ERROR_NOENT, "No such file", "create");
    assert_refused("/dev/full", G_FILE_ERROR_NOSPC, "No space left", "free some space");
    assert_content(file, "kept");
    g_assert_cmpuint(entries_in(scratch), ==, 1);
    g_remove(file);
    g_free(missing);
    g_free(file);
    g_free(below);
}

static void escaped_in_message(void) {
    GError *error = NULL;
    g_assert_false(pl_report_save("/no\033[31m/such", "", 0, &error));
    g_assert_null(strchr(error->message, '\033'));
    g_error_free(error);
}

/* Runs `body` in a child, as a user without privileges where that makes a difference. */
static int in_child(void (*body)(void), int out, bool unprivileged) {
    pid_t child = fork();
    if (child == 0) {
        if (out >= 0) dup2(out, STDOUT_FILENO);
        if (unprivileged && geteuid() == 0 && setuid(65534) != 0) _exit(99);
        body();
        _exit(0);
    }
    int status = 0;
    g_assert_cmpint(waitpid(child, &status, 0), ==, child);
    g_assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void expect(bool ok, int code) {
    if (!ok) _exit(code);
}

static void save_read_only(void) {
    char *path = in_scratch("read-only/report.sarif");
    GError *error = NULL;
    expect(!pl_report_save(path, "x", 1, &error), 1);
    expect(g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_ACCES), 2);
    expect(strstr(error->message, "writable") != NULL, 3);
    g_error_free(error);
    g_free(path);
}

static void read_only_directory(void) {
    char *directory = in_scratch("read-only"), *path = in_scratch("read-only/report.sarif");
    g_assert_cmpint(g_mkdir(directory, 0755), ==, 0);
    g_assert_true(g_file_set_contents(path, "old", -1, NULL));
    g_assert_cmpint(g_chmod(scratch, 0755), ==, 0);
    g_assert_cmpint(g_chmod(directory, 0555), ==, 0);
    g_assert_cmpint(in_child(save_read_only, -1, true), ==, 0);
    g_assert_cmpint(g_chmod(directory, 0755), ==, 0);
    assert_content(path, "old");
    g_assert_cmpuint(entries_in(directory), ==, 1);
    g_remove(path);
    g_rmdir(directory);
    g_free(directory);
    g_free(path);
}

/* A write that fails half-way: the old report is still there, whole, and nothing else. */
static void save_too_large(void) {
    char *path = in_scratch("large/report.sarif"), *bytes = g_malloc0(1 << 20);
    struct rlimit limit = {4096, 4096};
    GError *error = NULL;
    expect(setrlimit(RLIMIT_FSIZE, &limit) == 0, 1);
    expect(!pl_report_save(path, bytes, 1 << 20, &error), 2);
    expect(strstr(error->message, "raise the limit") != NULL, 3);
    g_error_free(error);
    g_free(path);
    g_free(bytes);
}

static void half_way(void) {
    char *directory = in_scratch("large"), *path = in_scratch("large/report.sarif");
    g_assert_cmpint(g_mkdir(directory, 0755), ==, 0);
    g_assert_true(g_file_set_contents(path, "old", -1, NULL));
    g_assert_cmpint(in_child(save_too_large, -1, false), ==, 0);
    assert_content(path, "old");
    g_assert_cmpuint(entries_in(directory), ==, 1);
    g_remove(path);
    g_rmdir(directory);
    g_free(directory);
    g_free(path);
}

static void *drain(void *data) {
    int fd = *(int *)data;
    size_t total = 0;
    char buffer[65536];
    for (ssize_t n; (n = read(fd, buffer, sizeof buffer)) > 0;) total += (size_t)n;
    return GSIZE_TO_POINTER(total);
}

static void save_to_stdout(void) {
    char *bytes = g_malloc0(3 << 20);
    fcntl(STDOUT_FILENO, F_SETFL, O_NONBLOCK); /* as some shells and editors leave it */
    expect(pl_report_save("-", bytes, 1 << 20, NULL), 1);
    expect(pl_report_save("/dev/stdout", bytes, 1 << 20, NULL), 2);
    expect(pl_report_save("/dev/fd/1", bytes, 1 << 20, NULL), 3);
    g_free(bytes);
}

static void standard_output(void) {
    int ends[2];
    g_assert_cmpint(pipe(ends), ==, 0);
    pthread_t reader;
    g_assert_cmpint(pthread_create(&reader, NULL, drain, &ends[0]), ==, 0);
    g_assert_cmpint(in_child(save_to_stdout, ends[1], false), ==, 0);
    close(ends[1]);
    void *total = NULL;
    pthread_join(reader, &total);
    g_assert_cmpuint(GPOINTER_TO_SIZE(total), ==, 3 << 20);
    close(ends[0]);
}

/* What the shell redirected to keeps what stood there. */
static void save_more(void) {
    expect(write(STDOUT_FILENO, "first\n", 6) == 6, 1);
    expect(pl_report_save("/dev/stdout", "second\n", 7, NULL), 2);
    expect(write(STDOUT_FILENO, "third\n", 6) == 6, 3);
}

static void redirected(void) {
    char *path = in_scratch("redirected");
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    g_assert_cmpint(in_child(save_more, fd, false), ==, 0);
    close(fd);
    assert_content(path, "first\nsecond\nthird\n");
    g_remove(path);
    g_free(path);
}

/* SIGPIPE has its default action here, and must neither kill nor stay pending. */
static void save_to_closed_pipe(void) {
    GError *error = NULL;
    signal(SIGPIPE, SIG_DFL);
    expect(!pl_report_save("-", "text", 4, &error), 1);
    expect(g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_PIPE), 2);
    expect(strstr(error->message, "standard output") != NULL, 3);
    g_error_free(error);
}

static void closed_pipe(void) {
    int ends[2];
    g_assert_cmpint(pipe(ends), ==, 0);
    close(ends[0]);
    g_assert_cmpint(in_child(save_to_closed_pipe, ends[1], false), ==, 0);
    close(ends[1]);
}

static void save_to_full_stdout(void) {
    GError *error = NULL;
    expect(!pl_report_save("-", "text", 4, &error), 1);
    expect(g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOSPC), 2);
    g_error_free(error);
}

static void special_files(void) {
    g_assert_true(pl_report_save("/dev/null", "text", 4, NULL));
    GStatBuf st;
    g_assert_cmpint(g_stat("/dev/null", &st), ==, 0);
    g_assert_true(S_ISCHR(st.st_mode)); /* written to, not replaced */
    int full = open("/dev/full", O_WRONLY);
    g_assert_cmpint(in_child(save_to_full_stdout, full, false), ==, 0);
    close(full);
}

static void fifo(void) {
    char *path = in_scratch("fifo"), text[8] = {0};
    g_assert_cmpint(mkfifo(path, 0600), ==, 0);
    int reader = open(path, O_RDONLY | O_NONBLOCK);
    g_assert_true(pl_report_save(path, "piped", 5, NULL));
    g_assert_cmpint((int)read(reader, text, sizeof text), ==, 5);
    g_assert_cmpstr(text, ==, "piped");
    close(reader);
    g_remove(path);
    g_free(path);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    scratch = g_dir_make_tmp("pinlint-save-XXXXXX", NULL);
    g_test_add_func("/save/new", new_file);
    g_test_add_func("/save/existing", existing_file);
    g_test_add_func("/save/link", link_stays);
    g_test_add_func("/save/long-name", long_name);
    g_test_add_func("/save/refused", refused);
    g_test_add_func("/save/escaped", escaped_in_message);
    g_test_add_func("/save/read-only-directory", read_only_directory);
    g_test_add_func("/save/half-way", half_way);
    g_test_add_func("/save/standard-output", standard_output);
    g_test_add_func("/save/redirected", redirected);
    g_test_add_func("/save/closed-pipe", closed_pipe);
    g_test_add_func("/save/special-files", special_files);
    g_test_add_func("/save/fifo", fifo);
    int status = g_test_run();
    g_rmdir(scratch);
    g_free(scratch);
    return status;
}
