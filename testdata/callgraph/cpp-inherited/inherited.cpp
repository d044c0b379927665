// A class that does not override inherits; only the method that its objects really have is run.
struct Base {
    virtual void go() {}
    virtual void stop() {}
    void both() {
        go();         // want-edge "Middle::go" virtual want-no-edge "Other::go"
        this->stop(); // want-edge "Base::stop" virtual want-no-edge "Middle::go"
    }
    virtual ~Base() = default;
};
struct Middle : Base {
    void go() override {}
};
struct Leaf : Middle {};
struct Other : Base { // never made
    void go() override {}
    void stop() override {}
};

void run(Base *b) {
    b->go();   // want-edge "Middle::go" virtual want-no-edge "Other::go" want-no-edge "Base::stop"
    b->stop(); // want-edge "Base::stop" virtual want-no-edge "Other::stop"
    b->both(); // want-edge "Base::both" direct
}

Base *make() {
    return new Leaf;
}
