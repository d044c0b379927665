// Locks of a PostgreSQL server, as extensions take them, on its real headers.
#include "postgres.h"

#include "storage/lmgr.h"
#include "storage/lwlock.h"
#include "storage/spin.h"

void on_light(LWLock *lock) {
    LWLockAcquire(lock, LW_EXCLUSIVE); // want lock-in-handler:warning "LWLockAcquire"
    LWLockRelease(lock);
    if (LWLockConditionalAcquire(lock, LW_SHARED))
        LWLockRelease(lock);
}

void on_relation(Oid relation) {
    LockRelationOid(relation, AccessShareLock); // want lock-in-handler "LockRelationOid"
    UnlockRelationOid(relation, AccessShareLock);
}

// A macro: what is called when the lock is taken.
void on_spin(slock_t *lock) {
    SpinLockAcquire(lock); // want lock-in-handler "s_lock"
    SpinLockRelease(lock);
}
