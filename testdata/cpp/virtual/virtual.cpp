// A virtual call may run any override; a call of a final class or with a qualified name runs one.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

struct Backend {
    virtual ~Backend() = default;
    virtual int read(int key) = 0;
    virtual int size() const { return 0; }
};

struct Memory : Backend {
    int read(int key) override { return key; }
};

struct Disk : Backend {
    int read(int key) override {
        pthread_mutex_lock(&mutex); // want lock-in-handler "on_cached" want-tier lock-in-handler direct want-other lock-in-handler "on_read"
        int v = key + 1;
        pthread_mutex_unlock(&mutex);
        return v;
    }
};

struct CachedDisk final : Disk {
    int read(int key) override { return key ? key : Disk::read(key); } // want-edge "Disk::read" direct
};

extern "C" int on_read(Backend *backend, int key) {
    return backend->read(key); // want-edge "Memory::read" virtual want-edge "Disk::read" virtual
}

extern "C" int on_cached(CachedDisk &disk) {
    return disk.read(1); // want-no-edge "Memory::read" want-edge "CachedDisk::read" direct
}

extern "C" int on_size(const Backend &backend) {
    return backend.size(); // want-edge "Backend::size" virtual
}

int main() {
    Memory memory;
    Disk disk;
    CachedDisk cached;
    Backend &b = memory;
    return on_read(&b, 1) + on_read(&disk, 2) + on_cached(cached) + on_size(disk);
}
