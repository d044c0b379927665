void report(void);

void library_run(void) {
    report(); // want-edge "report" direct
}
