#ifdef __cplusplus
extern "C" {
#endif
struct server_ops {
    int (*handle)(int fd);
};
void server_run(const struct server_ops *ops);
int audit(int fd);
#ifdef __cplusplus
}
#endif
