// Plain function pointers in the library's containers, by every way in and out.
#include <array>
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>
typedef int (*operation)(int);
#define OPERATION(name) \
    static int name(int n) { return n; }
OPERATION(braces) OPERATION(indexed) OPERATION(inserted) OPERATION(emplaced) OPERATION(assigned) OPERATION(paired)
OPERATION(hashed) OPERATION(tried) OPERATION(pushed) OPERATION(listed) OPERATION(queued) OPERATION(chosen)
OPERATION(bound) OPERATION(maybe) OPERATION(keyed) OPERATION(never) OPERATION(hinted) OPERATION(typed) OPERATION(copied)
operation keep = never;

static const std::map<std::string, operation> table = {{"a", braces}, {"b", &braces}};
static int by_table(const std::string &name, int n) {
    auto found = table.find(name);
    if (found == table.end()) return 0;
    n += found->second(n);        // want-edge "braces" field want-no-edge "never" want-no-edge "indexed"
    n += table.at(name)(n);       // want-edge "braces" field want-no-edge "never"
    n += (*found).second(n);      // want-edge "braces" field want-no-edge "never"
    for (const auto &entry : table)
        n += entry.second(n);     // want-edge "braces" field want-no-edge "never"
    for (const auto &[key, run] : table)
        n += run(n);              // want-edge "braces" field want-no-edge "never"
    return n;
}

static int by_index(int n) {
    std::map<int, operation> m;
    m[1] = indexed;
    operation f = m[1];
    return f(n) + m[2](n); // want-edge "indexed" field want-no-edge "never" want-no-edge "braces"
}
static int by_insert(int n) {
    std::map<int, operation> m;
    m.insert({1, inserted});
    m.insert(std::make_pair(2, paired));
    m.insert(std::pair<const int, operation>(3, typed));
    return m.begin()->second(n); // want-edge "inserted" field want-edge "paired" field want-edge "typed" field want-no-edge "never"
}
static int by_emplace(int n) {
    std::map<std::string, operation> m;
    m.emplace("x", emplaced);
    m.try_emplace("y", tried);
    m.insert_or_assign("z", assigned);
    m.emplace_hint(m.end(), "w", hinted);
    return m.at("x")(n); // want-edge "emplaced" field want-edge "tried" field want-edge "assigned" field want-edge "hinted" field want-no-edge "never"
}
static int by_hash(int n) {
    std::unordered_map<int, operation> m{{1, hashed}};
    if (auto [place, fresh] = m.emplace(2, hashed); fresh)
        n += place->second(n); // want-edge "hashed" field want-no-edge "never"
    if (auto place = m.find(3); place != m.end())
        n += place->second(n); // want-edge "hashed" field want-no-edge "never"
    m.erase(1);
    for (auto &[key, run] : m)
        n += run(n); // want-edge "hashed" field want-no-edge "never"
    return n + m[1](n); // want-edge "hashed" field want-no-edge "never"
}
static int by_sequence(int n) {
    std::vector<operation> v;
    v.emplace_back(pushed);
    std::list<operation> l{listed};
    std::deque<operation> q;
    q.push_front(queued);
    n += v.back()(n);   // want-edge "pushed" field want-no-edge "never"
    n += v.at(0)(n);    // want-edge "pushed" field want-no-edge "never"
    n += l.front()(n);  // want-edge "listed" field want-no-edge "never"
    n += q[0](n);       // want-edge "queued" field want-no-edge "never"
    n += v.data()[0](n); // want-edge "pushed" field want-no-edge "never"
    std::vector<operation> copy = v;
    for (operation f : copy)
        n += f(n);      // want-edge "pushed" field want-no-edge "never"
    return n;
}
static int by_value(int n) {
    std::pair<int, operation> p{1, chosen};
    n += p.second(n); // want-edge "chosen" field want-no-edge "never"
    auto [key, run] = p;
    n += run(n); // want-edge "chosen" field want-no-edge "never"
    std::tuple<int, operation> t{1, bound};
    n += std::get<1>(t)(n); // want-edge "bound" field want-no-edge "never"
    auto &[first, second] = t;
    n += second(n); // want-todo-edge "bound" field -- libclang does not show the get<> of a tuple-like class
    std::optional<operation> o = maybe;
    n += (*o)(n); // want-todo-edge "maybe" field -- what optional is made of is not shown
    std::map<operation, int> keys;
    keys[keyed] = 1;
    n += keys.begin()->first(n); // want-edge "keyed" field want-no-edge "never"
    std::map<int, operation> from{{1, copied}}, to;
    to = from;
    return n + to[1](n); // want-edge "copied" field want-no-edge "never"
}
struct command {
    std::string name;
    operation run;
    std::vector<operation> more;
};
static std::unordered_map<std::string, command> commands;
static int by_record(const std::string &name, int n) {
    commands[name].run = indexed;
    commands["x"] = command{"x", inserted, {pushed}};
    n += commands.at(name).run(n); // want-edge "indexed" field want-edge "inserted" field want-no-edge "never"
    return n + commands[name].more[0](n); // want-edge "pushed" field want-no-edge "never"
}
struct point {
    int x;
    operation run;
};
static int by_binding(int n) {
    point points[2] = {{1, chosen}, {2, chosen}};
    auto [x, run] = points[0];
    n += run(n); // want-edge "chosen" field want-no-edge "never"
    operation two[2] = {bound, maybe};
    auto &[a, b] = two;
    n += a(n); // want-edge "bound" field want-edge "maybe" field want-no-edge "never"
    for (auto &[y, f] : points)
        n += f(n); // want-edge "chosen" field want-no-edge "never"
    return n + b(x);
}
int main() {
    return by_table("a", 1) + by_index(1) + by_insert(1) + by_emplace(1) + by_hash(1) + by_sequence(1) + by_value(1) +
           by_record("a", 1) + by_binding(1);
}
