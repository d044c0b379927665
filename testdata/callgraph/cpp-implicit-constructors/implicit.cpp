// Constructors that nobody wrote as a call: conversions, copies, members, bases, default arguments, temporaries.
static void traced() {}
struct Text {
    Text(const char *) { traced(); } // want-edge "traced" direct
    Text(const Text &) {}
};
struct Part {
    Part() {}
    Part(int) {}
};
struct Base {
    Base() {}
};
struct Whole : Base {
    Part first;
    Part second{2};
    Whole() {} // want-edge "Base::Base" direct want-edge "Part::Part" direct
};
struct Wrapper { // its constructor is made by the compiler
    Whole whole;
};
static void take(Text) {}
static void with_default(Text t = "none") { (void)t; }
static Text give() { return "given"; } // want-edge "Text::Text" direct

void run() {
    take("x");          // want-edge "Text::Text" direct want-edge "take" direct
    with_default();     // want-edge "Text::Text" direct want-edge "with_default" direct
    Text copy = give(); // want-edge "give" direct
    Whole whole;        // want-edge "Whole::Whole" direct want-no-edge "Part::Part"
    Part *array = new Part[3]; // want-edge "Part::Part" direct
    Wrapper w;          // want-edge "Whole::Whole" direct
    delete[] array;
    (void)copy, (void)whole, (void)w;
}
