// Declarations of QEMU, written for this test; Debian has no package of its headers.
#pragma once
#include <stdint.h>
typedef struct QDict QDict;
typedef struct QObject QObject;
typedef struct Error Error;
typedef struct Monitor Monitor;
typedef struct QmpCommandList QmpCommandList;
typedef struct Object Object;
typedef struct ObjectClass ObjectClass;
typedef struct Visitor Visitor;
typedef uint64_t hwaddr;
typedef void(QmpCommandFunc)(QDict *, QObject **, Error **);
typedef void(ObjectPropertyAccessor)(Object *obj, Visitor *v, const char *name, void *opaque, Error **errp);
typedef void QEMUBHFunc(void *opaque);
typedef struct MemoryRegionOps {
    uint64_t (*read)(void *opaque, hwaddr addr, unsigned size);
    void (*write)(void *opaque, hwaddr addr, uint64_t data, unsigned size);
} MemoryRegionOps;
typedef struct HMPCommand {
    const char *name;
    void (*cmd)(Monitor *mon, const QDict *qdict);
} HMPCommand;
typedef struct QemuThread QemuThread;
void qmp_register_command(QmpCommandList *cmds, const char *name, QmpCommandFunc *fn, int options, unsigned special_features);
void *object_class_property_add(ObjectClass *klass, const char *name, const char *type, ObjectPropertyAccessor *get,
                                ObjectPropertyAccessor *set, void *release, void *opaque);
void *object_class_property_add_bool(ObjectClass *klass, const char *name, int (*get)(Object *, Error **),
                                     void (*set)(Object *, int, Error **));
void *qemu_bh_new_full(QEMUBHFunc *cb, void *opaque, const char *name, void *guard);
#define qemu_bh_new(cb, opaque) qemu_bh_new_full((cb), (opaque), #cb, 0)
void qemu_thread_create(QemuThread *thread, const char *name, void *(*start_routine)(void *), void *arg, int mode);
