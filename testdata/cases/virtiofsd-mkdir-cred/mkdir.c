// Case virtiofsd-mkdir-cred: true positive, restored. Credentials of the thread are switched by bare system calls, whose
// numbers are the project's macros, and switched back; the process ends when that fails.
#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifdef __NR_setresgid32
#define OURSYS_setresgid __NR_setresgid32
#else
#define OURSYS_setresgid __NR_setresgid
#endif
#define OURSYS_setresuid __NR_setresuid

struct cred {
    uid_t euid;
    gid_t egid;
};
struct request {
    uid_t uid;
    gid_t gid;
};
struct lowlevel_ops {
    void (*mkdir)(struct request *request, const char *name, mode_t mode);
    void (*symlink)(struct request *request, const char *name, const char *target);
};
void complain(const char *what);

static int change_cred(const struct request *request, struct cred *old) {
    old->euid = geteuid();
    old->egid = getegid();
    if (syscall(OURSYS_setresgid, -1, request->gid, -1) == -1) return -1; // want thread-state-in-handler:warning "SYS_setresgid.*put back"
    if (syscall(OURSYS_setresuid, -1, request->uid, -1) == -1) { // want thread-state-in-handler:warning "SYS_setresuid.*put back"
        syscall(OURSYS_setresgid, -1, old->egid, -1);
        return -1;
    }
    return 0;
}

static void restore_cred(const struct cred *old) {
    if (syscall(OURSYS_setresuid, -1, old->euid, -1) == -1) {
        complain("seteuid");
        exit(1);
    }
    if (syscall(OURSYS_setresgid, -1, old->egid, -1) == -1) {
        complain("setegid");
        exit(1);
    }
}

static void make_node(struct request *request, const char *name, mode_t mode, const char *target) {
    struct cred old;
    if (change_cred(request, &old)) return;
    int result = target ? symlink(target, name) : mkdir(name, mode);
    restore_cred(&old);
    if (result) complain(name);
}

static void lo_mkdir(struct request *request, const char *name, mode_t mode) { make_node(request, name, mode, NULL); }
static void lo_symlink(struct request *request, const char *name, const char *target) {
    make_node(request, name, 0, target);
}

struct lowlevel_ops lo_ops = {.mkdir = lo_mkdir, .symlink = lo_symlink};
