typedef int (*operation)(int);
struct registry {
    operation *table;
    int length;
};
struct registry *registry_of(int kind);
