struct conn;

typedef struct conn_ops {
    int flags;
    void (*on_read)(struct conn *);
    void (*on_write)(struct conn *);
    void (*destroy)(struct conn *);
} conn_ops;

struct conn {
    conn_ops ops;
    conn_ops *shared;
    int fd;
};
