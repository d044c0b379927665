// want-none
void debug_start(void);
void server_log(void) {}

int main(void) {
    debug_start();
    return 0;
}
