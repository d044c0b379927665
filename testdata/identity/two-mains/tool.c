// want-none
void backend(void);

int main(void) {
    backend();
    return 0;
}
