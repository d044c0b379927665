// A base is a part of an object, not one by itself: its own methods are run by virtual calls only if objects of it are
// made elsewhere, if a derived class inherits them, or while the base is under construction or destruction.
#include <functional>
#include <memory>
#include <string>
#include <vector>

// Only derived objects.
struct Handler {
    virtual int on(int n) { return n; }
    virtual ~Handler() = default;
};
struct First : Handler {
    int on(int n) override { return n + 1; }
};
struct Second : First {
    int on(int n) override { return n + 2; }
};
static int dispatch(Handler *handler) {
    return handler->on(1); // want-edge "Second::on" virtual want-no-edge "Handler::on" want-no-edge "First::on"
}

// Two bases, which have constructors and destructors that call nothing but those of members.
struct Left {
    int number;
    std::string name;
    explicit Left(int n) : number(n), name("left") {}
    virtual void left() {}
    virtual ~Left() { number = 0; }
};
struct Right {
    virtual void right() {}
    virtual ~Right() {}
};
struct Both : Left, Right {
    Both() : Left(1), Right() {}
    void left() override {}
    void right() override {}
    ~Both() override {}
};
static void call_both(Left *l, Right *r) {
    l->left();  // want-edge "Both::left" virtual want-no-edge "Left::left"
    r->right(); // want-edge "Both::right" virtual want-no-edge "Right::right"
    delete r;   // want-edge "Both::~Both" virtual want-no-edge "Right::~Right"
}

// What is not overridden is inherited, over any number of classes.
struct Plain {
    virtual void kept() {}
    virtual void replaced() {}
    virtual ~Plain() = default;
};
struct Middle : Plain {};
struct Inheriting : Middle {
    void replaced() override {}
};
struct Virtual1 : virtual Plain {
    void replaced() override {}
};
struct Virtual2 : virtual Plain {};
struct Diamond : Virtual1, Virtual2 {};
static void call_plain(Plain *p) {
    p->kept();     // want-edge "Plain::kept" virtual
    p->replaced(); // want-edge "Inheriting::replaced" virtual want-edge "Virtual1::replaced" virtual want-todo-no-edge "Plain::replaced" -- of two ways to a virtual base one overrides
}

// Objects of the base itself, made in all ways.
#define BASE(NAME)                          \
    struct NAME {                           \
        virtual int run() { return 0; }     \
        virtual ~NAME() = default;          \
    };                                      \
    struct Derived##NAME : NAME {           \
        int run() override { return 1; }    \
    };                                      \
    static Derived##NAME derived##NAME;     \
    static int run##NAME(NAME &object) { return object.run(); }
BASE(ByNew)     // want-edge "ByNew::run" virtual want-edge "DerivedByNew::run" virtual
BASE(ByMember)  // want-edge "ByMember::run" virtual
BASE(ByValue)   // want-edge "ByValue::run" virtual
BASE(BySlice)   // want-edge "BySlice::run" virtual
BASE(ByUnique)  // want-edge "ByUnique::run" virtual
BASE(ByArray)   // want-edge "ByArray::run" virtual
BASE(ByVector)  // want-edge "ByVector::run" virtual
BASE(ByCatch)   // want-edge "ByCatch::run" virtual
BASE(ByCast)    // want-edge "ByCast::run" virtual
BASE(ByGiving)  // want-edge "ByGiving::run" virtual
BASE(ByNothing) // want-edge "DerivedByNothing::run" virtual want-no-edge "ByNothing::run"
BASE(AsArgument) // want-edge "AsArgument::run" virtual
struct Owner {
    ByMember member;
};
static int take(ByValue value) { return runByValue(value); }
static ByGiving give() { return derivedByGiving; }
struct FromArgument : AsArgument {
    explicit FromArgument(AsArgument argument) : AsArgument(argument) { n = runAsArgument(argument); }
    int n;
};
static int make_all() {
    Owner owner;
    BySlice slice = derivedBySlice;
    ByArray array[2];
    std::vector<ByVector> vector(2);
    int n = runByNew(*new ByNew) + runByMember(owner.member) + take(derivedByValue) + runBySlice(slice);
    try {
        throw ByCatch(derivedByCatch);
    } catch (ByCatch &caught) {
        n += runByCatch(caught);
    }
    ByGiving given = give();
    FromArgument from(derivedAsArgument);
    return n + runByUnique(*std::make_unique<ByUnique>()) + runByArray(array[0]) + runByVector(vector[0]) +
           runByCast(const_cast<ByCast &>(static_cast<const ByCast &>(ByCast(derivedByCast)))) + runByGiving(given) +
           runByNothing(derivedByNothing) + from.n;
}

// Methods of the base run in its constructor and its destructor, whoever calls them there.
struct Constructed {
    Constructed() {
        step(); // want-edge "Constructed::step" virtual
    }
    virtual void step() {}
    virtual ~Constructed() = default;
};
struct DerivedConstructed : Constructed {
    void step() override {}
};
struct Destroyed {
    void end() {
        step(); // want-edge "Destroyed::step" virtual
    }
    virtual void step() {}
    virtual ~Destroyed() { end(); }
};
struct DerivedDestroyed : Destroyed {
    void step() override {}
};
struct Observer {
    virtual void step() {}
    virtual ~Observer() = default;
};
static Observer *last;
static void notify() {
    last->step(); // want-edge "Registered::step" virtual want-edge "BetweenRegistered::step" virtual want-edge "DerivedRegistered::step" virtual want-edge "ByMemberRegistered::step" virtual want-no-edge "Observer::step"
}
struct Registered : Observer {
    Registered() { last = this; }
    void step() override {}
};
struct BetweenRegistered : Registered {
    void step() override {}
};
struct Notifier {
    Notifier() { notify(); }
};
struct DerivedRegistered : BetweenRegistered, Notifier {
    void step() override {}
};
struct Registration {
    explicit Registration(Observer &o) { last = &o; }
};
struct ByMemberRegistered : Observer {
    Registration registration{*this};
    Notifier notifier;
    void step() override {}
};
struct DerivedRegisteredMember : ByMemberRegistered {
    void step() override {}
};

// What a base calls out of sight, and what it does not.
struct Aggregate {
    Notifier notifier;
};
#define PART(NAME, MEMBERS)                 \
    struct NAME {                           \
        MEMBERS                             \
        virtual int run() { return 0; }     \
        virtual ~NAME() = default;          \
    };                                      \
    struct Derived##NAME : NAME {           \
        int run() override { return 1; }    \
    };                                      \
    static Derived##NAME derived##NAME;     \
    static int run##NAME(NAME *object) { return object->run(); }
PART(Undefined, Undefined() = default; Undefined(int);)          // want-edge "Undefined::run" virtual
PART(Holding, std::function<void()> function;)                   // want-edge "Holding::run" virtual
PART(Local, Local() { Aggregate local{}; (void)local; })         // want-edge "Local::run" virtual
PART(Deep, Aggregate *pointer = nullptr; Aggregate aggregate;)   // want-edge "Deep::run" virtual
PART(Quiet, std::vector<std::string> names; const char *n = "";) // want-edge "DerivedQuiet::run" virtual want-no-edge "Quiet::run"
PART(Outside, Outside(); int n = 0;)                             // want-edge "DerivedOutside::run" virtual want-no-edge "Outside::run"
Outside::Outside() : n(1) {}
static int run_parts() {
    return runUndefined(&derivedUndefined) + runHolding(&derivedHolding) + runLocal(&derivedLocal) +
           runDeep(&derivedDeep) + runQuiet(&derivedQuiet) + runOutside(&derivedOutside);
}

int main() {
    Second second;
    Both *both = new Both;
    Inheriting inheriting;
    Diamond diamond;
    DerivedConstructed constructed;
    DerivedDestroyed destroyed;
    DerivedRegistered registered;
    DerivedRegisteredMember registered_member;
    call_both(both, both);
    call_plain(&inheriting);
    call_plain(&diamond);
    constructed.step();
    notify();
    return dispatch(&second) + make_all() + run_parts();
}
