/* The queue, its parking, the line for room, and callers that leave: src/queue.h, src/line.c, src/parking.h and
 * src/caller.c, step by step. Every access to shared memory is one step, so spin tries all orders of them; the C code's
 * accesses that matter are sequentially consistent, as steps are here.
 *
 * Checked: nobody sleeps for ever (spin's invalid end states), every job that got a ticket is run or dropped once and
 * its cell freed once, a revoked job never runs, the owner writes only to callers that are there, and done is called
 * for those that are not. SUBMITTERS threads with one job each, the first one with a batch of BATCH, of which the first
 * CALLERS call and may leave, and the others post; only the first has a deadline, as that would end any sleep; a queue
 * of CAPACITY cells; and a thread that shuts it. That somebody in the line looks for room himself now and then
 * (pw_line_sleep) is left out: it is for long jobs, and must not be needed otherwise. The model must be able to fail:
 * -DBROKEN=1..8 takes one thing away each (see run.sh). Variables that are not needed any more are set to 0, which
 * keeps the states few. */

#ifndef BROKEN
#define BROKEN 0
#endif
#ifndef SUBMITTERS
#define SUBMITTERS 3
#endif
#ifndef CALLERS
#define CALLERS 1
#endif
#ifndef CAPACITY
#define CAPACITY 2
#endif
#ifndef BATCH
#define BATCH 1
#endif
#define TICKETS (SUBMITTERS + BATCH - 1)
#define NOBODY 255

mtype = { FREE, POSTED, WAITED, LEFT, REVOKED, STARTED, REPLYING }
mtype = { TRY, OK, FULL, SHUT }

/* The cells: turn is ticket and phase, one word. */
typedef cell_t { byte ticket; mtype phase; byte caller; bool revoke; bool tells }
cell_t cell[CAPACITY]
byte head; bool shut            /* one word */
byte tail
bool parked
bool owner_sleeps

/* The line: who stands in it, from the front; wanted and uncalled are one word each, the rest is under the lock. */
byte line[SUBMITTERS], length, wanted, uncalled
byte wants[SUBMITTERS]
bool locked
bool called[SUBMITTERS], sleeps_for_room[SUBMITTERS]
bool word_changed[SUBMITTERS]   /* since it read the word that it sleeps on */

/* Callers. */
bool told[SUBMITTERS], asleep_bit[SUBMITTERS], sleeps[SUBMITTERS], gone[SUBMITTERS]

/* What became of the jobs, by ticket. */
byte runs[TICKETS], dropped[TICKETS], dones[TICKETS], replies[TICKETS], freed[TICKETS] /* 0 or 1 */

#define DEPTH (head - tail)
#define IS_FREE(t) (cell[(t) % CAPACITY].ticket == (t) && cell[(t) % CAPACITY].phase == FREE)
#define IS_PUBLISHED(t) (cell[(t) % CAPACITY].ticket == (t) && cell[(t) % CAPACITY].phase != FREE)

inline lock() { atomic { !locked -> locked = true } }
inline unlock() { locked = false }

/* call of line.c, under the lock: tail first, then head. It wakes when the lock is given up: unlock_and_wake. */
inline call() {
    seen = tail;
    atomic {
        places = (shut -> 100 : (head - seen < CAPACITY -> CAPACITY - (head - seen) : 0));
        k = 0;
        do
        :: k < length && wants[line[k]] <= places ->
            places = places - wants[line[k]];
            if
            :: !called[line[k]] -> called[line[k]] = true; uncalled--; wakes[line[k]] = true; news = true
            :: else
            fi;
            k++
        :: else -> break
        od;
        k = 0; seen = 0; places = 0
    }
}

/* The words of those that were called change under the lock, the system calls come after it. Others on the same word,
 * which is left out, only look once more. */
inline unlock_and_wake() {
    d_step {
        if
        :: news ->
#if BROKEN != 8
            for (k : 0 .. SUBMITTERS - 1) { if :: wakes[k] -> word_changed[k] = true :: else fi }
            k = 0
#endif
        :: else
        fi
    }
    unlock();
    d_step {
        if
        :: news -> for (k : 0 .. SUBMITTERS - 1) { if :: wakes[k] -> sleeps_for_room[k] = false :: else fi; wakes[k] = false }
        :: else
        fi;
        k = 0; news = false
    }
}

inline call_if_half_is_free() {
    seen = tail;
    if
    :: atomic { shut || CAPACITY - (head - seen) >= CAPACITY / 2 -> seen = 0 } call()
    :: atomic { !(shut || CAPACITY - (head - seen) >= CAPACITY / 2) -> seen = 0 }
    fi
}

inline append() {
    line[length] = me;
    length++;
    wants[me] = count;
    wanted = wanted + count;
    uncalled++
}

inline take_out() {
    k = 0;
    do
    :: line[k] != me -> k++
    :: else -> break
    od;
    do
    :: k + 1 < length -> line[k] = line[k + 1]; k++
    :: else -> break
    od;
    k = 0;
    length--;
    line[length] = 0;
    wanted = wanted - count;
    wants[me] = 0;
    if
    :: !called[me] -> uncalled--
    :: else
    fi;
    called[me] = false
}

/* pw_parking_wake_owner */
inline wake_owner() {
    if
    :: parked ->
        if
        :: atomic { parked -> parked = false; owner_sleeps = false } /* exchange, then the futex */
        :: atomic { !parked -> skip }
        fi
    :: else
    fi
}

/* pw_queue_reserve */
inline reserve() {
    got = TRY;
    do
    :: got == TRY ->
        d_step { ticket = head; was_shut = shut }
        if
        :: was_shut -> got = SHUT
        :: else ->
            if
            :: atomic { IS_FREE(ticket + count - 1) -> skip } /* the last one */
                if
                :: atomic { head == ticket && !shut -> head = head + count; got = OK }
                :: atomic { head != ticket || shut -> skip }
                fi
            :: atomic { !IS_FREE(ticket + count - 1) -> skip }
                if
                :: atomic { head == ticket && !shut -> got = FULL }
                :: atomic { head != ticket || shut -> skip }
                fi
            fi
        fi;
        was_shut = false
    :: else -> break
    od
}

/* sleep_until of caller.c; timed: its deadline may pass at any moment. */
inline sleep_for_reply(timed) {
    timed_out = false;
    asleep_bit[me] = true;
    do
    :: atomic { told[me] -> break }
    :: atomic { !told[me] && !timed_out -> sleeps[me] = true } /* the futex looks and sleeps in one step */
        if
        :: atomic { !sleeps[me] -> skip }
        :: atomic { timed && sleeps[me] -> sleeps[me] = false; timed_out = true }
        fi
    :: atomic { !told[me] && timed_out -> break }
    od
}

/* leave of caller.c, and pw_queue_leave: what the caller finds is what it acts on, as both sides use compare-and-swap.
 * The last job first; i is how many are not left yet. */
inline leave() {
    i = count;
    do
    :: i > 0 ->
        if
        :: atomic {
                cell[(ticket + i - 1) % CAPACITY].ticket == ticket + i - 1 &&
                cell[(ticket + i - 1) % CAPACITY].phase == WAITED ->
                if
                :: revoke -> cell[(ticket + i - 1) % CAPACITY].phase = REVOKED
                :: else -> cell[(ticket + i - 1) % CAPACITY].phase = LEFT
                fi;
                i--
            }
        :: atomic {
                cell[(ticket + i - 1) % CAPACITY].ticket == ticket + i - 1 &&
                cell[(ticket + i - 1) % CAPACITY].phase == STARTED ->
                cell[(ticket + i - 1) % CAPACITY].phase = LEFT;
                i--
            }
        :: atomic {
                !(cell[(ticket + i - 1) % CAPACITY].ticket == ticket + i - 1 &&
                  (cell[(ticket + i - 1) % CAPACITY].phase == WAITED ||
                   cell[(ticket + i - 1) % CAPACITY].phase == STARTED)) -> break
            }
        fi
    :: else -> break
    od;
    if
    :: i == 0
    :: i == count -> /* the last one was answered, or is: that is told */
#if BROKEN != 4
        sleep_for_reply(false)
#endif
    :: i > 0 && i < count ->
#if BROKEN != 6
        cell[(ticket + i - 1) % CAPACITY].ticket != ticket + i - 1 /* pw_queue_replied */
#endif
    fi;
    i = 0
}

proctype submitter(byte me; bool calls; bool revoke; bool hurried; byte count) {
    byte ticket, seen, places, k, i;
    mtype got;
    bool was_shut, timed_out, news, wakes[SUBMITTERS];

    /* reserve_now, then reserve_in_turn. */
    got = FULL;
    if
    :: wanted == 0 -> reserve()
    :: else ->
        seen = tail;
        if
        :: head - seen + wanted + count <= CAPACITY -> seen = 0; reserve()
        :: else -> seen = 0
        fi
    fi;
    if
    :: got == FULL ->
        lock();
#if BROKEN != 1
        atomic { append() }
        call_if_half_is_free();
#else
        call_if_half_is_free();
        atomic { append() }
#endif
        unlock_and_wake();
        do
        :: got == FULL ->
            word_changed[me] = false; /* the word is read, then what speaks against sleeping */
            if
            :: timed_out -> /* pw_line_quit */
                lock();
                atomic { take_out() }
                call();
                unlock_and_wake();
                break
            :: !timed_out && called[me] -> /* pw_line_take */
                lock();
                reserve();
                if
                :: got == FULL -> atomic { called[me] = false; uncalled++ }; call()
                :: else -> atomic { take_out() }
                fi;
                unlock_and_wake()
            :: !timed_out && !called[me] -> /* pw_line_sleep */
                if
                :: atomic { !word_changed[me] -> sleeps_for_room[me] = true } /* the futex looks and sleeps in one step */
                :: atomic { word_changed[me] -> skip }
                fi;
                if
                :: atomic { !sleeps_for_room[me] -> skip }
                :: atomic { hurried && sleeps_for_room[me] -> sleeps_for_room[me] = false; timed_out = true } /* its deadline */
                fi
            fi
        :: got != FULL -> break
        od
    :: else
    fi;
    timed_out = false;
    if
    :: got != OK ->
        goto out
    :: else
    fi;

    /* publish */
    do
    :: i < count ->
        d_step {
            cell[(ticket + i) % CAPACITY].caller = (calls -> me : NOBODY);
            cell[(ticket + i) % CAPACITY].revoke = revoke;
#if BROKEN != 7
            cell[(ticket + i) % CAPACITY].tells = (i + 1 == count)
#else
            cell[(ticket + i) % CAPACITY].tells = (i == 0)
#endif
        }
        if
        :: calls -> cell[(ticket + i) % CAPACITY].phase = WAITED
        :: else -> cell[(ticket + i) % CAPACITY].phase = POSTED
        fi;
        i++
    :: else -> break
    od;
    i = 0;
#if BROKEN != 3
    wake_owner();
#endif
    if
    :: !calls -> goto out
    :: else
    fi;

    /* pw_caller_wait */
    sleep_for_reply(hurried);
    if
    :: !told[me] -> leave()
    :: else
    fi;
    gone[me] = true; /* its stack is somebody else's from here on */
out:
    skip;
    atomic { ticket = 0; timed_out = false; asleep_bit[me] = false; told[me] = false }
}

/* pw_queue_release, and the chance to see a submitter that waits for room, which may be missed. */
inline release() {
    freed[tail]++;
    d_step { cell[tail % CAPACITY].ticket = tail + CAPACITY; cell[tail % CAPACITY].phase = FREE }
    tail++;
    if
    :: uncalled != 0 -> lock(); call(); unlock_and_wake()
    :: true
    fi
}

/* pw_call_end: 'reply' is pw_queue_reply. */
inline end_job() {
    caller = cell[tail % CAPACITY].caller;
    if
    :: caller == NOBODY -> dones[tail]++; release()
    :: else ->
        if
        :: atomic {
                cell[tail % CAPACITY].phase == WAITED || cell[tail % CAPACITY].phase == STARTED ->
#if BROKEN != 5
                cell[tail % CAPACITY].phase = REPLYING
#endif
            }
            assert(!gone[caller]); /* result, data */
            replies[tail]++;
            atomic { assert(!gone[caller]); tells = cell[tail % CAPACITY].tells }
            release();
            if
            :: tells ->
                atomic { assert(!gone[caller]); told[caller] = true; woke = asleep_bit[caller] }
                if
                :: woke -> sleeps[caller] = false /* the futex; the address alone */
                :: else
                fi
            :: else
            fi;
            atomic { woke = false; tells = false }
        :: atomic {
                cell[tail % CAPACITY].phase == LEFT || cell[tail % CAPACITY].phase == REVOKED -> dones[tail]++
            }
            release()
        fi
    fi;
    caller = 0
}

proctype owner() {
    byte caller, seen, places, k;
    bool woke, tells, news, wakes[SUBMITTERS];
    do
    :: atomic { IS_PUBLISHED(tail) -> skip }
        /* pw_queue_begin */
        if
        :: atomic { cell[tail % CAPACITY].phase == WAITED && cell[tail % CAPACITY].revoke ->
                    cell[tail % CAPACITY].phase = STARTED }
            runs[tail]++
        :: atomic { cell[tail % CAPACITY].phase == REVOKED -> dropped[tail]++ }
        :: atomic { !(cell[tail % CAPACITY].phase == WAITED && cell[tail % CAPACITY].revoke) &&
                    cell[tail % CAPACITY].phase != REVOKED -> runs[tail]++ }
        fi;
        end_job()
    :: atomic { !IS_PUBLISHED(tail) && shut && head == tail -> break }
    :: atomic { !IS_PUBLISHED(tail) && !(shut && head == tail) -> skip }
        /* pw_line_make_room_surely, then pw_parking_park */
#if BROKEN != 2
        if
        :: atomic { uncalled != 0 -> skip } lock(); call(); unlock_and_wake()
        :: atomic { uncalled == 0 -> skip }
        fi;
#endif
        parked = true;
        do
        :: atomic { !parked || (shut && head == tail) || IS_PUBLISHED(tail) -> break }
        :: atomic { parked && !(shut && head == tail) && head == tail -> skip } /* looked: nothing taken */
            if
            :: atomic { parked -> owner_sleeps = true }
            :: atomic { !parked -> skip }
            fi;
            !owner_sleeps
        :: atomic { parked && head != tail && !IS_PUBLISHED(tail) -> skip } /* naps, and looks again */
        od;
        parked = false
    od
}

/* pw_shut: whoever sleeps for room has to hear of it. */
proctype closer() {
    byte seen, places, k;
    bool news, wakes[SUBMITTERS];
    shut = true;
    lock();
    call();
    unlock_and_wake();
    wake_owner()
}

init {
    byte i;
    bool first_revokes, second_revokes;
    d_step {
        for (i : 0 .. CAPACITY - 1) { cell[i].ticket = i; cell[i].phase = FREE }
    }
#if CALLERS > 0
    if :: first_revokes = true :: true fi;
#endif
#if CALLERS > 1
    if :: second_revokes = true :: true fi;
#endif
    atomic {
        run owner();
        run submitter(0, CALLERS > 0, first_revokes, true, BATCH);
        run submitter(1, CALLERS > 1, second_revokes, false, 1);
#if SUBMITTERS > 2
        run submitter(2, false, false, false, 1);
#endif
        first_revokes = false;
        second_revokes = false
    }
#ifdef CLOSE_ANY_TIME
    run closer();
#else
    (_nr_pr == 2); /* all submitters have ended by themselves; then the rest follows from closing */
    run closer();
#endif
    (_nr_pr == 1);
    for (i : 0 .. TICKETS - 1) {
        assert(freed[i] == (i < head));
        assert(runs[i] + dropped[i] == (i < head));
        assert(dones[i] + replies[i] == (i < head));
    }
}
