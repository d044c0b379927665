// The test has a clock of its own. The application's handler reads the application's.
long now(void);
int job_run(void);
int job_count(void);

void on_tick(void) {
    job_run();
    now(); // want-edge "now" direct
}

int main(void) {
    on_tick();
    return job_count();
}
