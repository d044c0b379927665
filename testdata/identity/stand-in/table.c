// want-none
void fail(void);

void table_add(void) {
    fail(); // want-edge "fail" direct
}
