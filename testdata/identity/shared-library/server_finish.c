// The server needs server_only() and so has this finish(); the tool has its own.
void on_request(void);
void server_only(void) {
    on_request();
}
void finish(void) {
    server_only();
}
