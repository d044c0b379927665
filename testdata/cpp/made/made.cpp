// Objects that code makes which libclang does not show: their classes count as made, one of each shape is here. Whoever
// is only pointed at, cast to or derived from is not made.
#include <array>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <type_traits>
#include <variant>
#include <vector>

static std::mutex mutex;
static void lock() { std::lock_guard<std::mutex> guard(mutex); } // want lock-in-handler "on_run"

struct Handler {
    virtual ~Handler() = default;
    virtual void run() = 0;
};

// Made by a virtual method of a template, with a constructor that somebody wrote.
struct ByMaker : Handler {
    int n;
    ByMaker() : n(0) {}
    void run() override { lock(); }
};
struct Maker {
    virtual ~Maker() = default;
    virtual Handler *make() = 0;
};
template <class T> struct MakerOf : Maker {
    Handler *make() override { return new T; }
};
static MakerOf<ByMaker> by_maker;
static Maker *makers[] = {&by_maker};

// ... of which the argument says more than its own name.
struct ByPointer : Handler {
    ByPointer() {}
    void run() override { lock(); }
};
template <class T> struct MakerOfPointee : Maker {
    Handler *make() override { return new std::remove_pointer_t<T>; }
};
static MakerOfPointee<ByPointer *> by_pointer;

struct BySignature : Handler {
    BySignature() {}
    void run() override { lock(); }
};
template <class F> struct MakerOfArgument;
template <class A> struct MakerOfArgument<void(const A &)> : Maker {
    Handler *make() override { return new A; }
};
static MakerOfArgument<void(const BySignature &)> by_signature;

struct ByTraits : Handler {
    ByTraits() {}
    void run() override { lock(); }
};
struct BaseTraits {
    using Object = ByTraits;
};
struct Traits : BaseTraits {};
template <class T> struct MakerOfObject : Maker {
    Handler *make() override { return new typename T::Object; }
};
static MakerOfObject<Traits> by_traits;

// A template that only another template makes.
template <class T> struct Nested : Handler {
    void run() override { lock(); }
};
template <class T> struct MakerOfNested : Maker {
    Handler *make() override { return new Nested<T>; }
};
static MakerOfNested<int> by_nested;

template <int N> struct Numbered : Handler {
    void run() override {}
};
template <> struct Numbered<3> : Handler {
    void run() override { lock(); }
};
template <int N> struct MakerOfNumber : Maker {
    Handler *make() override { return new Numbered<N>; }
};
static MakerOfNumber<3> by_number;

template <class T> struct Given : Handler {
    void run() override { lock(); }
};
template <template <class> class C> struct MakerOfTemplate : Maker {
    Handler *make() override { return new C<int>; }
};
static MakerOfTemplate<Given> by_template;

template <class T> struct Deriving : Nested<T> {
    void run() override { lock(); }
};
static Deriving<int> deriving;

// What is made does not depend on the argument.
struct Plain : Handler {
    explicit Plain(int) {}
    void run() override { lock(); }
};
template <class T> struct MakerOfPlain : Maker {
    T n{};
    Handler *make() override { return std::make_unique<Plain>(n).release(); }
};
static MakerOfPlain<int> by_plain;

// Constructors that are inherited.
struct Counted : Handler {
    explicit Counted(int) {}
    void run() override {}
};
struct Inherits : Counted {
    using Counted::Counted;
    void run() override { lock(); }
};
static Inherits inherits(1);
struct Renewed : Counted {
    using Counted::Counted;
    void run() override { lock(); }
};
static std::unique_ptr<Handler> renewed() { return std::make_unique<Renewed>(1); }

// Parts of the library's classes, which have no constructor that anybody sees.
struct InArray : Handler {
    void run() override { lock(); }
};
static std::array<InArray, 4> pool;
struct InVariant : Handler {
    InVariant() {}
    void run() override { lock(); }
};
static std::variant<int, InVariant> variant{std::in_place_type<InVariant>};
struct InOptional : Handler {
    InOptional() {}
    void run() override { lock(); }
};
static std::optional<InOptional> optional{std::in_place};

// A template that derives from its argument, and one that has it as a part of a part.
struct Mixed : Handler {
    Mixed() {}
    void run() override { lock(); }
};
template <class T> struct Mixin : T {};
static Mixin<Mixed> mixin;
struct Held : Handler {
    Held() {}
    void run() override { lock(); }
};
template <class T> struct Holder {
    T held;
};
struct Owner {
    Holder<Holder<Held>> holder;
};
static std::vector<Owner> owners(3);

// Variables that are templates, and members of templates.
struct InVariable : Handler {
    InVariable() {}
    void run() override { lock(); }
};
template <class T> static T value;
static Handler &in_variable() { return value<InVariable>; }
struct ByVariable : Handler {
    ByVariable() {}
    void run() override { lock(); }
};
template <class T> static Handler *pointer = new T;
static Handler *by_variable() { return pointer<ByVariable>; }
struct ByMember : Handler {
    ByMember() {}
    void run() override { lock(); }
};
template <class T> struct Registered {
    static inline Handler *first = new T;
};
static Handler *by_member() { return Registered<ByMember>::first; }

// Not made.
struct Pointed : Handler {
    Pointed() {}
    void run() override { lock(); }
};
static bool is_pointed(Handler *handler) { return dynamic_cast<Pointed *>(handler) != nullptr; }
template <class D> struct Curious : Handler {
    D *self() { return static_cast<D *>(this); }
};
struct Unmade : Curious<Unmade>, std::enable_shared_from_this<Unmade> {
    void run() override { lock(); }
};
struct Parent : Handler {
    Parent() {}
    Pointed part;
    void run() override { lock(); }
};
static int size_of(Parent *parent) { return parent ? 1 : 0; }

extern "C" void on_run(Handler *handler) {
    handler->run(); // want-edge "ByMaker::run" virtual want-edge "ByPointer::run" virtual want-edge "BySignature::run" virtual want-edge "ByTraits::run" virtual want-edge "Nested::run" virtual want-edge "Numbered::run" virtual want-edge "Given::run" virtual want-edge "Plain::run" virtual want-edge "Inherits::run" virtual want-edge "Renewed::run" virtual want-edge "InArray::run" virtual want-edge "InVariant::run" virtual want-edge "InOptional::run" virtual want-edge "Mixed::run" virtual want-edge "Held::run" virtual want-edge "InVariable::run" virtual want-edge "ByVariable::run" virtual want-edge "ByMember::run" virtual want-no-edge "Pointed::run" want-no-edge "Unmade::run" want-no-edge "Parent::run" want-edge "Deriving::run" virtual
}

int main() {
    Maker *more[] = {&by_pointer, &by_signature, &by_traits, &by_nested, &by_number, &by_template, &by_plain};
    for (Maker *maker : more) on_run(maker->make());
    on_run(makers[0]->make());
    on_run(&inherits);
    on_run(&deriving);
    on_run(renewed().get());
    on_run(&pool[0]);
    on_run(std::get_if<InVariant>(&variant));
    on_run(&*optional);
    on_run(&mixin);
    on_run(&owners[0].holder.held.held);
    on_run(&in_variable());
    on_run(by_variable());
    on_run(by_member());
    return is_pointed(&mixin) + size_of(nullptr);
}
