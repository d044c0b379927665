// What a jump enters in the middle runs although control does not come from above, and so does what follows it.
static void dead(void) {}
static int live(int n) { return n - 1; }
static int flag;

void endless(int n) {
    goto in;
    for (;;) {
        live(n); // want-edge "live" direct
    in:
        if (live(n)) // want-edge "live" direct
            break;
    }
    live(n); // want-edge "live" direct
}

void counted(int n) {
    goto in;
    for (dead(); live(n); live(n)) { // want-no-edge "dead" want-edge "live" direct
        live(n);                     // want-edge "live" direct
    in:;
    }
    live(n); // want-edge "live" direct
}

void nested(int n) {
    goto in;
    while (live(n)) {        // want-edge "live" direct
        while (live(n)) {    // want-edge "live" direct
            if (flag && n) { // one condition in the other
            in:
                live(n); // want-edge "live" direct
            }
            continue;
        }
        live(n); // want-edge "live" direct
    }
    live(n); // want-edge "live" direct
}

void at_the_end(int n) {
    goto in;
    do {
        if (live(n)) // want-edge "live" direct
            return;
    in:
        n--;
    } while (live(n)); // want-edge "live" direct
    live(n); // want-edge "live" direct
}

// One turn: what stands before the label does not come again.
void once(int n) {
    goto in;
    do {
        dead(); // want-no-edge "dead"
    in:
        live(n); // want-edge "live" direct
    } while (0);
    live(n); // want-edge "live" direct
}

void in_conjunction(int n) {
    goto in;
    if (flag && n) {
        dead(); // want-no-edge "dead"
    in:
        live(n); // want-edge "live" direct
    }
    live(n); // want-edge "live" direct
}

// Neither the label nor the case below it comes from the switch itself.
void in_switch(int n) {
    goto in;
    switch (n) {
    case 1:
        dead(); // want-no-edge "dead"
    in:
        live(n); // want-edge "live" direct
    case 2:
        live(n); // want-edge "live" direct
        break;
    default: dead(); // want-no-edge "dead"
    }
    live(n); // want-edge "live" direct
}

void both_ways(int n) {
    if (n) {
        goto in;
    } else {
        live(n); // want-edge "live" direct
        goto in;
    }
    while (live(n)) { // want-edge "live" direct
        live(n);      // want-edge "live" direct
    in:
        n--;
    }
    live(n); // want-edge "live" direct
}

// The cases of a switch stand in a loop.
void cases_in_loop(int n) {
    switch (n) {
        while (live(n)) { // want-edge "live" direct
            live(n);      // want-edge "live" direct
        case 1:
            if (live(n)) // want-edge "live" direct
                break;
        }
        live(n); // want-edge "live" direct
    }
}

void cases_in_endless_loop(int n) {
    switch (n) {
    default:
        return;
        for (;;) {
            live(n); // want-edge "live" direct
        case 1:
            if (live(n)) // want-edge "live" direct
                break;
        }
        live(n); // want-edge "live" direct
    }
}

// A case that the switch does not choose is no way in, nor is that of an inner switch.
void not_chosen(int n) {
    switch (2) {
        while (n) {
            dead();     // want-no-edge "dead"
        case 1: dead(); // want-no-edge "dead"
        }
        dead(); // want-no-edge "dead"
    case 2: return;
    }
}

void inner_switch(int n) {
    switch (n) {
        while (n) {
            dead(); // want-no-edge "dead"
            switch (n) {
            case 1: dead(); // want-no-edge "dead"
            default: break;
            }
        }
        dead();      // want-no-edge "dead"
    case 1: live(n); // want-edge "live" direct
    }
}

// What is entered, but not left.
void not_left(int n) {
    goto in;
    for (;;) {
        live(n); // want-edge "live" direct
    in:
        if (live(n)) // want-edge "live" direct
            return;
    }
    dead(); // want-no-edge "dead"
}

void not_entered(int n) {
    return;
    do {
        dead(); // want-no-edge "dead"
        if (n) break;
    } while (n);
    switch (n) {
    case 1: dead(); break; // want-no-edge "dead"
    default: dead();       // want-no-edge "dead"
    }
    for (; n; n--, dead()) // want-no-edge "dead"
        dead();            // want-no-edge "dead"
}
