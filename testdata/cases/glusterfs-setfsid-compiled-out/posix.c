// Case glusterfs-setfsid-compiled-out: true negative. The switch of credentials is a macro that comes to nothing.
#include <sys/fsuid.h>
#include <sys/stat.h>

#define HAVE_SET_FSID 1
#undef HAVE_SET_FSID
#ifdef HAVE_SET_FSID
#define DECLARE_OLD_FS_ID_VAR uid_t old_fsuid
#define SET_FS_ID(uid, gid)                                                                                            \
    do {                                                                                                               \
        old_fsuid = (uid_t)setfsuid(uid);                                                                              \
        setfsgid(gid);                                                                                                 \
    } while (0)
#define SET_TO_OLD_FS_ID() setfsuid(old_fsuid)
#else
#define DECLARE_OLD_FS_ID_VAR
#define SET_FS_ID(uid, gid)
#define SET_TO_OLD_FS_ID()
#endif

struct frame {
    uid_t uid;
    gid_t gid;
};
struct fops {
    int (*mkdir)(struct frame *frame, const char *path, mode_t mode);
};

static int posix_mkdir(struct frame *frame, const char *path, mode_t mode) { // want-handler "glusterfs.fop"
    DECLARE_OLD_FS_ID_VAR;
    (void)frame;
    SET_FS_ID(frame->uid, frame->gid);
    int result = mkdir(path, mode);
    SET_TO_OLD_FS_ID();
    return result;
}

struct fops fops = {.mkdir = posix_mkdir};
