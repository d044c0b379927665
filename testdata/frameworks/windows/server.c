// A server on Windows: requests are received in a loop, callbacks run on threads of a pool.
#include <winsock2.h>

#include <windows.h>

#include <http.h>

static CRITICAL_SECTION lock;
static LONG served;
static HANDLE jobs; // a pipe to the worker

static void count(void) {
    EnterCriticalSection(&lock); // want lock-in-handler "work \(Windows thread pool\)"
    served++;
    LeaveCriticalSection(&lock);
}

static void stay_on_one_cpu(void) {
    SetThreadAffinityMask(GetCurrentThread(), 1);
}

static void serve(void) {
    stay_on_one_cpu(); // want pin-in-handler "work \(Windows thread pool\)" want-other pin-in-handler "receive"
    count();
}

static void hand_over(char job) {
    DWORD written;
    WriteFile(jobs, &job, 1, &written, NULL);
}

// Pins itself once, and does what handlers hand over.
static DWORD WINAPI worker(PVOID arg) {
    char job;
    DWORD size;
    (void)arg;
    stay_on_one_cpu();
    while (ReadFile(jobs, &job, 1, &size, NULL)) count();
    return 0;
}

static void CALLBACK work(PTP_CALLBACK_INSTANCE instance, PVOID context, // want-handler "windows.threadpool"
                          PTP_WORK item) {
    (void)instance, (void)context, (void)item;
    serve();
}

static void CALLBACK simple(PTP_CALLBACK_INSTANCE instance, PVOID context) { // want-handler "windows.threadpool"
    (void)instance, (void)context;
}

static void CALLBACK timed(PTP_CALLBACK_INSTANCE instance, PVOID context, // want-handler "windows.threadpool"
                           PTP_TIMER timer) {
    (void)instance, (void)context, (void)timer;
    hand_over('t');
}

static DWORD WINAPI queued(PVOID context) { // want-handler "windows.threadpool"
    (void)context;
    return 0;
}

static void CALLBACK ticked(PVOID context, BOOLEAN fired) { // want-handler "windows.threadpool"
    (void)context, (void)fired;
}

static void receive(HANDLE queue) { // want-handler "windows.httpsys"
    HTTP_REQUEST request;
    ULONG size;
    while (HttpReceiveHttpRequest(queue, HTTP_NULL_ID, 0, &request, sizeof request, &size, NULL) == NO_ERROR) {
        serve();
        TrySubmitThreadpoolCallback(simple, NULL, NULL);
    }
}

int main(void) {
    HANDLE queue = NULL, timer;
    InitializeCriticalSection(&lock);
    count(); // main may wait
    CreateThread(NULL, 0, worker, NULL, 0, NULL);
    SubmitThreadpoolWork(CreateThreadpoolWork(work, NULL, NULL));
    CreateThreadpoolTimer(timed, NULL, NULL);
    QueueUserWorkItem(queued, NULL, WT_EXECUTEDEFAULT);
    CreateTimerQueueTimer(&timer, NULL, ticked, NULL, 0, 1000, WT_EXECUTEDEFAULT);
    receive(queue);
    return 0;
}
