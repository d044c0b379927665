typedef int (*rpc_fn)(int);
void rpc_add(const char *name, rpc_fn fn);

// A constructor for each call of the macro: registered before main.
#define RPC_REGISTER(name)                                                                                             \
    __attribute__((constructor)) static void register_##name(void) { rpc_add(#name, name); }
