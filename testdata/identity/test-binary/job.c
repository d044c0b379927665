// want-none
static int count;
int job_run(void) {
    return ++count;
}
int job_count(void) {
    return count;
}
