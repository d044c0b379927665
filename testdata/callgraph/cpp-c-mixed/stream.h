#ifdef __cplusplus
extern "C" {
#endif
typedef struct {
    int (*read)(void *data, int n);
    void (*close)(void *data);
    void *data;
} stream;
void pump(stream *s);
#ifdef __cplusplus
}
#endif
