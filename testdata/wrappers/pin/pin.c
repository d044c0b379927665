// A thin wrapper of a pin is named; its caller is reported. Across two files.
void pin_to(int cpu);

void on_job(int cpu) {
    pin_to(cpu); // want pin-in-handler "pin_to" want-path pin-in-handler "on_job -> pin_to -> sched_setaffinity"
}

int main(void) {
    pin_to(0); // start-up may pin
    return 0;
}
