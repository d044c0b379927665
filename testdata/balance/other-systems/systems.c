// The same through the functions of Windows: one call changes and tells what was there before.
typedef unsigned long long mask;
typedef void *HANDLE;
HANDLE GetCurrentThread(void);
mask SetThreadAffinityMask(HANDLE thread, mask set);
int work(int n);
int work(int n) { return n > 3; }

int on_previous(int n) {
    mask old = SetThreadAffinityMask(GetCurrentThread(), 1ULL << n); // want pin-in-handler:warning "put back on every way out"
    if (!old) return -1;
    int result = work(n);
    SetThreadAffinityMask(GetCurrentThread(), old);
    return result;
}

int on_previous_left(int n) {
    mask old = SetThreadAffinityMask(GetCurrentThread(), 1ULL << n); // want pin-in-handler:error "" want pin-leak:error "on every way out"
    if (!old) return -1;
    if (work(n)) return 1;
    SetThreadAffinityMask(GetCurrentThread(), old);
    return 0;
}
