// `delete` through a base: the destructors of what may be behind it, and those of their members.
struct Member {
    ~Member() {}
};
struct Base {
    virtual ~Base() {}
};
struct Derived : Base {
    Member member;
    ~Derived() override {} // want-edge "Member::~Member" direct want-edge "Base::~Base" direct
};
struct Unmade : Base {
    ~Unmade() override {}
};
struct Plain {
    ~Plain() {}
};
void drop(Base *b) {
    delete b; // want-edge "Base::~Base" virtual want-edge "Derived::~Derived" virtual want-no-edge "Unmade::~Unmade"
}
Base *make(int n) {
    Plain p; // want-edge "Plain::~Plain" direct want-no-edge "Base::~Base"
    return n ? new Derived : new Base;
}
