// Classes that are made as members, as parts of templates, by the library, in arrays.
#include <memory>
#include <vector>
namespace parts {
struct Base {
    virtual ~Base() {}
    virtual int run() { return 0; }
};
struct Member : Base {
    int run() override { return 1; }
};
struct InTemplate : Base {
    int run() override { return 2; }
};
struct Shared : Base {
    int run() override { return 3; }
};
struct Element : Base {
    int run() override { return 4; }
};
struct InArray : Base {
    int run() override { return 5; }
};
struct Deep : Base {
    int run() override { return 6; }
};
struct Mentioned : Base {
    int run() override { return 7; }
};
struct Inner {
    Deep deep;
};
struct Owner {
    Member member;
    Inner inner;
    Mentioned *never_made = nullptr;
};
template <typename T> struct Holder {
    T value;
};
int run(Base &b, Mentioned *m) {
    return b.run() + !m; // want-edge "parts::Member::run" virtual want-edge "parts::InTemplate::run" virtual
    // want-edge(-1) "parts::Shared::run" virtual want-edge(-1) "parts::Element::run" virtual
    // want-edge(-2) "parts::InArray::run" virtual want-edge(-2) "parts::Deep::run" virtual
    // want-no-edge(-3) "parts::Mentioned::run"
}
int make() {
    Owner owner;
    Holder<InTemplate> held;
    auto shared = std::make_shared<Shared>();
    std::vector<Element> all(3);
    InArray array[2];
    return run(owner.member, nullptr) + run(held.value, nullptr) + run(*shared, nullptr) + run(all[0], nullptr) +
           run(array[1], nullptr) + run(owner.inner.deep, owner.never_made);
}
} // namespace parts
