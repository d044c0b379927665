/* CPU lists and cgroup limits, by themselves. */
#include <limits.h>
#include <sys/stat.h>

#include "cgroup.h"
#include "check.h"
#include "cpus.h"

static void round_trip(const char *text, const char *expected) {
    pw_cpus cpus;
    char back[PINWORKER_CPULIST];
    CHECK_INT(pw_cpus_parse(text, &cpus), 0);
    pw_cpus_format(&cpus, back, sizeof back);
    if (strcmp(back, expected) != 0) {
        fprintf(stderr, "%s: %s, not %s\n", text, back, expected);
        abort();
    }
}

static void lists(void) {
    static const char *const wrong[] = {",",  "1,",   "a",     "3-1",     "-1",      " 1",
                                        "1-", "9999", "0-3:2", "0-3:0/4", "0-3:5/4", "1\n2"};
    pw_cpus cpus;
    round_trip("", "");
    round_trip("0", "0");
    round_trip("0-3,8\n", "0-3,8");
    round_trip("8,2,1", "1-2,8");
    round_trip("0-15:2/8", "0-1,8-9");
    round_trip("8191", "8191");
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) CHECK_INT(pw_cpus_parse(wrong[i], &cpus), -EINVAL);
    CHECK_INT(pw_cpus_parse("0-3,8", &cpus), 0);
    CHECK_INT(pw_cpus_count(&cpus), 5);
    CHECK(pw_cpus_has(&cpus, 8) && !pw_cpus_has(&cpus, 4));
}

static void long_lists_are_cut(void) {
    pw_cpus cpus = {0};
    char text[16];
    for (unsigned i = 100; i < 200; i += 2) pw_cpus_add(&cpus, i);
    pw_cpus_format(&cpus, text, sizeof text);
    CHECK(strcmp(text, "100,102,104...") == 0);
}

/* ---- control groups: a tree of files like the kernel's ---- */

static char root[] = "/tmp/pinworker-cgroup-XXXXXX";

static void put(const char *path, const char *text) {
    char full[512];
    snprintf(full, sizeof full, "%s/%s", root, path);
    for (char *slash = strchr(full + strlen(root) + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = 0;
        CHECK(mkdir(full, 0700) == 0 || errno == EEXIST);
        *slash = '/';
    }
    FILE *file = fopen(full, "we");
    CHECK(file && fputs(text, file) >= 0);
    fclose(file);
}

static unsigned limit(const char *self) {
    char file[512], mount[512];
    put("self", self);
    snprintf(file, sizeof file, "%s/self", root);
    snprintf(mount, sizeof mount, "%s/mount", root);
    return pw_cgroup_cpus(file, mount);
}

static void control_groups(void) {
    char command[600];
    CHECK(mkdtemp(root));
    put("mount/a/cpu.max", "250000 100000\n");
    put("mount/a/b/cpu.max", "max 100000\n");
    put("mount/c/cpu.max", "50000 100000\n");
    put("mount/cpu.max", "max 100000\n");
    CHECK_INT(limit("0::/a/b\n"), 2); /* of the group above */
    CHECK_INT(limit("0::/c\n"), 0);
    CHECK_INT(limit("0::/\n"), UINT_MAX);
    CHECK_INT(limit("0::/not/mounted/here\n"), UINT_MAX);
    CHECK_INT(limit("nonsense\n"), UINT_MAX);
    put("mount/cpu,cpuacct/d/cpu.cfs_quota_us", "300000\n");
    put("mount/cpu,cpuacct/d/cpu.cfs_period_us", "100000\n");
    put("mount/cpu/e/cpu.cfs_quota_us", "-1\n");
    put("mount/cpu/e/cpu.cfs_period_us", "100000\n");
    CHECK_INT(limit("5:memory:/d\n4:cpu,cpuacct:/d\n0::/a\n"), 2);
    CHECK_INT(limit("4:cpu,cpuacct:/d/x\n"), 3);
    CHECK_INT(limit("4:cpu:/e\n"), UINT_MAX);
    CHECK_INT(limit("4:cpuset:/d\n"), UINT_MAX);
    CHECK_INT(pw_cgroup_cpus("/no/such/file", root), UINT_MAX);
    snprintf(command, sizeof command, "rm -r %s", root);
    CHECK_INT(system(command), 0); // NOLINT(cert-env33-c): a name that was made here
}

int main(void) {
    lists();
    long_lists_are_cut();
    control_groups();
    CHECK(!pw_cpus_suffice(PW_CPUS));
    return 0;
}
