// Function pointers and records with them in the library's containers: by index, by name, in loops.
#include <array>
#include <list>
#include <map>
#include <string>
#include <utility>
#include <vector>
typedef int (*operation)(int);
struct command {
    const char *name;
    operation run;
};
static int one(int n) { return n; }
static int two(int n) { return n; }
static int three(int n) { return n; }
static int four(int n) { return n; }
static int never(int n) { return n; }
operation keep = never;
static std::vector<command> commands = {{"one", one}, {"two", two}};

static int all(int n) {
    for (const auto &c : commands)
        n += c.run(n); // want-edge "one" field want-edge "two" field want-no-edge "three" want-no-edge "never"
    return n + commands[1].run(n); // want-edge "two" field want-no-edge "three"
}

int run(int n) {
    std::array<operation, 2> pair = {{three, nullptr}};
    n += pair[0](n); // want-edge "three" field want-no-edge "one" want-no-edge "never"
    for (operation f : pair)
        n += f(n); // want-edge "three" field want-no-edge "never"
    std::vector<operation> list;
    list.push_back(three);
    list[0](n); // want-edge "three" field want-no-edge "one" want-no-edge "never"
    for (operation f : list)
        n += f(n); // want-edge "three" field want-no-edge "never"
    for (auto i = list.begin(); i != list.end(); ++i)
        n += (*i)(n); // want-edge "three" field want-no-edge "one" want-no-edge "never"
    std::map<std::string, operation> named;
    named["four"] = four;
    n += named["x"](n); // want-edge "four" field want-no-edge "never"
    operation plain[] = {four, three};
    for (auto &f : plain)
        n += f(n); // want-edge "four" field want-edge "three" field want-no-edge "one"
    return all(n);
}
