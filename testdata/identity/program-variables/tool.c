// want-none
void (*handler)(void);

static void plain(void) {}

void on_tool(void) {
    handler(); // want-edge "plain" flow want-no-edge "careful"
}

int main(void) {
    handler = plain;
    on_tool();
    return 0;
}
