// A signal and slot class of one's own: a template over the type of the callable, with connections by member.
#include <functional>
#include <list>
#include <utility>
template <typename... A> class Signal {
  public:
    template <typename F> void connect(F f) { slots.push_back(std::function<void(A...)>(std::move(f))); }
    void connect_plain(void (*f)(A...)) { plain = f; }
    void emit(A... args) {
        plain(args...); // want-edge "on_plain" field want-no-edge "never"
    }

  private:
    std::list<std::function<void(A...)>> slots;
    void (*plain)(A...) = nullptr;
};
static void on_plain(int, const char *) {}
static void never(int, const char *) {}
void (*keep)(int, const char *) = never;
struct Window {
    Signal<int, const char *> clicked;
    void shown(int) {}
};
void run(Window &w) {
    w.clicked.connect_plain(on_plain);
    w.clicked.emit(1, "x"); // want-edge "Signal::emit" direct
}
