// Destructors that the compiler writes are virtual, too, where one of a base is; and what owns an object ends it.
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>
namespace implicit {
struct Member {
    ~Member() {}
};
struct Base {
    virtual ~Base() = default;
};
struct Middle : Base {};
struct Quiet : Middle { // want-edge "implicit::Member::~Member" direct
    Member member;
};
struct Unmade : Base { // nobody makes one
    Member member;
};
static void drop(Base *b) {
    delete b; // want-edge "implicit::Base::~Base" virtual want-edge "implicit::Quiet::~Quiet" virtual want-no-edge "implicit::Unmade::~Unmade"
}
void run() {
    drop(new Quiet);
    std::unique_ptr<Base> one(new Quiet); // want-edge "implicit::Quiet::~Quiet" virtual
    std::shared_ptr<Member> shared = std::make_shared<Member>(); // want-edge "implicit::Member::~Member" direct
    std::vector<Member> several(2); // want-edge "implicit::Member::~Member" direct
    std::map<int, Member> named; // want-edge "implicit::Member::~Member" direct
    std::vector<std::unique_ptr<Base>> owners; // want-edge "implicit::Quiet::~Quiet" virtual
    std::optional<Member> maybe; // want-edge "implicit::Member::~Member" direct
    std::pair<int, Member> both; // want-edge "implicit::Member::~Member" direct
    std::weak_ptr<Member> weak; // want-no-edge "implicit::Member::~Member"
    std::vector<Member *> pointers; // want-no-edge "implicit::Member::~Member"
    Member &reference = both.second; // want-no-edge "implicit::Member::~Member"
    (void)reference;
}
struct Closer {
    void operator()(Member *) const {}
};
void closes() {
    std::unique_ptr<Member, Closer> closed; // want-edge "implicit::Closer::operator()" direct want-no-edge "implicit::Member::~Member"
}
} // namespace implicit
