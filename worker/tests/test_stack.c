/* Stacks of interrupted code, by either way of finding them. */
#include <signal.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <ucontext.h>

#include "check.h"
#include "mappings.h"
#include "stack.h"
#include "symbols.h"

enum { MOST = 64 };

static uintptr_t stack[MOST];
static size_t depth;
static ucontext_t interrupted;
static volatile sig_atomic_t captured;

static void handler(int signal, siginfo_t *info, void *context) {
    (void)signal, (void)info;
    if (captured) return;
    depth = pw_stack_capture(context, stack, MOST);
    memcpy(&interrupted, context, sizeof interrupted);
    captured = 1;
}

/* ---- something to interrupt ---- */

KEPT static int innermost(int value) {
#if defined BY_FRAMES
    /* Compilers leave out the frame of a function that calls nothing, whatever they are told, unless it asks for it. */
    __asm__ volatile("" : : "r"(__builtin_frame_address(0)));
#endif
    while (!captured) value++;
    return value;
}
KEPT static int middle(int value) { return innermost(value + 1) + 1; }
KEPT static int outermost(int value) { return middle(value + 1) + 1; }

/* Recursion, to be cut. */
KEPT static int deep(int levels) {
    int below = levels == 0 ? innermost(0) : deep(levels - 1);
    __asm__ volatile("" : "+r"(below)); /* else the compiler makes a loop of it */
    return below;
}

KEPT static void interrupt_in(int (*work)(int), int value) {
    struct itimerval soon = {.it_value = {.tv_usec = 2000}};
    captured = 0;
    CHECK_INT(setitimer(ITIMER_VIRTUAL, &soon, NULL), 0);
    work(value);
    CHECK(captured && depth > 0);
}

/* ---- what was found ---- */

static pw_mappings mappings;
static pw_symbols symbols;

static const char *name_of(uintptr_t address) {
    size_t found = pw_mappings_find(&mappings, address);
    if (found == 0) return "";
    const pw_mapping *mapping = &mappings.mapping[found - 1];
    if (!strstr(mapping->file, "pinworker_test_")) return "";
    if (!symbols.file) pw_symbols_load(&symbols, mapping->file, mapping->build_id);
    const char *name = pw_symbols_find(&symbols, address - mapping->start + mapping->offset);
    return name ? name : "";
}

static void callers_in_order(void) {
    static const char *const expected[] = {"innermost", "middle", "outermost", "interrupt_in"};
    interrupt_in(outermost, 0);
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        const char *name = i < depth ? name_of(stack[i]) : "";
        printf("%s\n", name);
        CHECK(strcmp(name, expected[i]) == 0);
    }
}

static void deep_stacks_are_cut(void) {
    interrupt_in(deep, 1000);
    CHECK_INT(depth, MOST);
    CHECK(strcmp(name_of(stack[MOST - 1]), "deep") == 0);
    CHECK_INT(pw_stack_capture(&interrupted, stack, 0), 0);
}

#if defined BY_FRAMES && defined __x86_64__
static size_t with_frame_pointer(uintptr_t value) {
    interrupted.uc_mcontext.gregs[REG_RBP] = (greg_t)value;
    return pw_stack_capture(&interrupted, stack, MOST);
}

/* Functions without a frame pointer keep anything in its register. */
static void any_register_will_do(void) {
    uintptr_t cell[4] = {0}, sp = (uintptr_t)cell;
    unsigned char *unreadable = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    CHECK(unreadable != MAP_FAILED);
    interrupt_in(outermost, 0);
    interrupted.uc_mcontext.gregs[REG_RSP] = (greg_t)sp;
    CHECK_INT(with_frame_pointer(0), 1);
    CHECK_INT(with_frame_pointer(sp + 1), 1);
    CHECK_INT(with_frame_pointer(sp - 64), 1);
    CHECK_INT(with_frame_pointer(UINTPTR_MAX - 7), 1);
    CHECK_INT(with_frame_pointer(UINTPTR_MAX / 2 + 1), 1);
    CHECK_INT(with_frame_pointer(sp), 1); /* returns to 0 */
    cell[0] = sp;                         /* a circle */
    cell[1] = 4242;
    CHECK_INT(with_frame_pointer(sp), 2);
    CHECK_INT(stack[1], 4241);
    interrupted.uc_mcontext.gregs[REG_RSP] = 0;
    CHECK_INT(with_frame_pointer((uintptr_t)unreadable), 1);
    munmap(unreadable, 4096);
}
#else
static void any_register_will_do(void) {}
#endif

int main(void) {
#if defined __SANITIZE_THREAD__
    return SKIPPED; /* it calls handlers later, elsewhere */
#endif
    struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO | SA_RESTART};
    CHECK_INT(sigaction(SIGVTALRM, &action, NULL), 0);
    pw_stack_prepare();
    CHECK_INT(pw_mappings_read(&mappings), 0);
    callers_in_order();
    deep_stacks_are_cut();
    any_register_will_do();
    pw_symbols_free(&symbols);
    pw_mappings_free(&mappings);
    return 0;
}
