// Windows, on mingw-w64's headers, as the cross compiler sees them.
#include <windows.h>
#include <process.h>

static CRITICAL_SECTION section;
static SRWLOCK rw = SRWLOCK_INIT;

void on_section(void) {
    EnterCriticalSection(&section); // want lock-in-handler:warning "EnterCriticalSection"
    LeaveCriticalSection(&section);
    if (TryEnterCriticalSection(&section))
        LeaveCriticalSection(&section);
}

void on_rw(void) {
    AcquireSRWLockShared(&rw); // want lock-in-handler "AcquireSRWLockShared"
    ReleaseSRWLockShared(&rw);
    AcquireSRWLockExclusive(&rw); // want lock-in-handler "AcquireSRWLockExclusive"
    ReleaseSRWLockExclusive(&rw);
}

void on_wait(HANDLE mutex, HANDLE *many) {
    WaitForSingleObject(mutex, INFINITE);               // want lock-in-handler "WaitForSingleObject"
    ReleaseMutex(mutex);
    WaitForMultipleObjects(2, many, TRUE, 100);         // want lock-in-handler "WaitForMultipleObjects"
    if (WaitForSingleObject(mutex, 0) == WAIT_OBJECT_0) // only asks
        ReleaseMutex(mutex);
    WaitForMultipleObjects(2, many, FALSE, 0);
}

void on_pin(HANDLE other) {
    SetThreadAffinityMask(GetCurrentThread(), 1);   // want pin-in-handler:error "SetThreadAffinityMask"
    SetThreadAffinityMask(other, 1);                // want pin-in-handler:warning "may"
    SetProcessAffinityMask(GetCurrentProcess(), 1); // want pin-in-handler "SetProcessAffinityMask"
    SetThreadIdealProcessor(GetCurrentThread(), 1); // want pin-in-handler:warning "SetThreadIdealProcessor"
}

void on_priority(void) {
    SetThreadPriority(GetCurrentThread(), THREAD_PRIORITY_HIGHEST); // want sched-in-handler "SetThreadPriority"
    SetPriorityClass(GetCurrentProcess(), IDLE_PRIORITY_CLASS);     // want sched-in-handler "SetPriorityClass"
}

void on_token(HANDLE token) {
    ImpersonateLoggedOnUser(token); // want thread-state-in-handler:error "ImpersonateLoggedOnUser"
    RevertToSelf();
    SetThreadToken(NULL, token); // want thread-state-in-handler "SetThreadToken"
}

static DWORD WINAPI work(LPVOID data) {
    EnterCriticalSection(data); // want lock-in-handler:note "thread pool"
    LeaveCriticalSection(data);
    return 0;
}

static unsigned __stdcall older(void *data) {
    return work(data);
}

void on_thread(void) {
    CreateThread(NULL, 0, work, &section, 0, NULL);                // want thread-spawn-in-handler "CreateThread"
    _beginthreadex(NULL, 0, older, &section, 0, NULL);             // want thread-spawn-in-handler "_beginthreadex"
    QueueUserWorkItem(work, &section, 0);
}
