#include "cgroup.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "regime.h"

enum { TEXT = 128, FILE_PATH = PATH_MAX + 64 };

static bool write_to(const char *folder, const char *file, const char *text) {
    char path[FILE_PATH];
    snprintf(path, sizeof path, "%s/%s", folder, file);
    int out = open(path, O_WRONLY | O_CLOEXEC);
    if (out < 0) return false;
    bool written = write(out, text, strlen(text)) == (ssize_t)strlen(text);
    close(out);
    return written;
}

static bool has_word(const char *list, const char *word) {
    size_t length = strlen(word);
    for (const char *at = list; *at; at += strcspn(at, ", \n"), at += strspn(at, ", \n"))
        if (strncmp(at, word, length) == 0 && strchr(", \n", at[length])) return true;
    return false;
}

/* Version 2: the controller must be there, and be given to groups below. */
static bool offers(const char *mount, const char *controller) {
    char path[FILE_PATH], line[512] = "", enable[TEXT];
    snprintf(path, sizeof path, "%s/cgroup.controllers", mount);
    FILE *file = fopen(path, "r");
    if (!file) return false;
    bool read = fgets(line, sizeof line, file) != NULL;
    fclose(file);
    snprintf(enable, sizeof enable, "+%s", controller);
    return read && has_word(line, controller) && write_to(mount, "cgroup.subtree_control", enable);
}

/* Where groups with this controller are made; which version that is. */
static int find_mount(const char *controller, char *folder) {
    FILE *mounts = fopen("/proc/mounts", "r");
    char line[PATH_MAX + 512], mount[PATH_MAX], type[32], options[256];
    int version = 0;
    while (mounts && version == 0 && fgets(line, sizeof line, mounts)) {
        if (sscanf(line, "%*s %4095s %31s %255s", mount, type, options) != 3) continue;
        if (strcmp(type, "cgroup") == 0 && has_word(options, controller)) version = 1;
        if (strcmp(type, "cgroup2") == 0 && offers(mount, controller)) version = 2;
    }
    if (mounts) fclose(mounts);
    if (version != 0) memcpy(folder, mount, strlen(mount) + 1);
    return version;
}

static bool limit_time(const char *path, int version) {
    if (version == 2) return write_to(path, "cpu.max", "10000 10000");
    return write_to(path, "cpu.cfs_period_us", "10000") && write_to(path, "cpu.cfs_quota_us", "10000");
}

static bool limit_cpus(const char *path, int version, const char *mount) {
    char cpu[16], nodes[TEXT] = "0", file[FILE_PATH];
    snprintf(cpu, sizeof cpu, "%d", bench_cpu(0));
    if (!write_to(path, "cpuset.cpus", cpu)) return false;
    if (version == 2) return true;
    snprintf(file, sizeof file, "%s/cpuset.mems", mount);
    FILE *mems = fopen(file, "r"); /* all of them; version 1 begins with none */
    if (mems && !fgets(nodes, sizeof nodes, mems)) strcpy(nodes, "0");
    if (mems) fclose(mems);
    return write_to(path, "cpuset.mems", nodes);
}

bool bench_cgroup_make(bench_cgroup *group, enum bench_limit limit) {
    char mount[PATH_MAX];
    group->path[0] = 0;
    if (limit == BENCH_UNLIMITED) return true;
    int version = find_mount(limit == BENCH_QUOTA ? "cpu" : "cpuset", mount);
    if (version == 0) return false;
    int length = snprintf(group->path, sizeof group->path, "%s/pinworker-bench-%d", mount, (int)getpid());
    if (length >= (int)sizeof group->path || mkdir(group->path, 0755) != 0) {
        group->path[0] = 0;
        return false;
    }
    if (limit == BENCH_QUOTA ? limit_time(group->path, version) : limit_cpus(group->path, version, mount)) return true;
    bench_cgroup_remove(group);
    return false;
}

bool bench_cgroup_enter(const bench_cgroup *group) {
    return group->path[0] == 0 || write_to(group->path, "cgroup.procs", "0");
}

void bench_cgroup_remove(bench_cgroup *group) {
    if (group->path[0] != 0 && rmdir(group->path) != 0) perror(group->path);
    group->path[0] = 0;
}
