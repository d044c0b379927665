// Destructors of guards, members, bases, temporaries, and of what `delete` and unique_ptr are given.
#include <memory>
#include <vector>
static void unlock() {}
static void flush() {}
static void closed() {}
static void never() {}
struct Guard {
    ~Guard() { unlock(); } // want-edge "unlock" direct
};
struct Buffer {
    ~Buffer() { flush(); } // want-edge "flush" direct
};
struct File {
    Buffer buffer;
    ~File() { closed(); } // want-edge "closed" direct want-edge "Buffer::~Buffer" direct want-no-edge "never"
};
struct Log : File { // the compiler writes its destructor
    Guard guard;
};
struct Other {
    ~Other() { never(); }
};

void run(int n, File *f) {
    Guard g;        // want-edge "Guard::~Guard" direct want-no-edge "Other::~Other"
    if (n) {
        Log log;    // want-edge "Guard::~Guard" direct want-edge "File::~File" direct
        (void)log;
    }
    delete f; // want-edge "File::~File" direct want-no-edge "Buffer::~Buffer" want-no-edge "Guard::~Guard"
    static Other forever; // want-no-edge "Other::~Other"
    (void)forever;
}
void owner() {
    std::unique_ptr<File> p(new File); // want-edge "File::~File" direct
    std::vector<Buffer> v(2);          // want-edge "Buffer::~Buffer" direct
    p.reset();
}
