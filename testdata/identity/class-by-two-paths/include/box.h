#ifdef __cplusplus
extern "C" {
#endif
enum box_mode { BOX_OPEN, BOX_SHUT };
struct box_ops {
    int (*open)(int);
    enum box_mode mode;
    struct {
        int (*shut)(struct box_ops *);
    } end;
};
int box_run(struct box_ops *);
#ifdef __cplusplus
}
struct Base {
    long count = 0;
};
template <class T> struct Box : Base {
    T value;
    int (*look)(T);
};
Box<int> *the_box();
#endif
