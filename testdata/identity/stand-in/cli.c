// A small program has a stand-in for what would drag a whole server along.
// want-none
void table_add(void);

void on_line(void) {
    table_add();
}

int main(void) {
    on_line();
    return 0;
}
