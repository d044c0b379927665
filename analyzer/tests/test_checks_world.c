/* Worlds: what is known of signs, and how sets of worlds grow. */
#include <glib.h>
#include <string.h>

#include "checks/world.h"

static void signs(void) {
    static const struct {
        pl_relation relation;
        int64_t constant;
        uint8_t left;
    } table[] = {
        {PL_REL_EQ, 0, PL_ZERO},
        {PL_REL_EQ, -1, PL_NEGATIVE},
        {PL_REL_EQ, 5, PL_POSITIVE},
        {PL_REL_NE, 0, PL_NEGATIVE | PL_POSITIVE},
        {PL_REL_NE, 3, PL_ANY_SIGN},
        {PL_REL_LT, 0, PL_NEGATIVE},
        {PL_REL_LT, 1, PL_NEGATIVE | PL_ZERO},
        {PL_REL_LT, 2, PL_ANY_SIGN},
        {PL_REL_LT, -3, PL_NEGATIVE},
        {PL_REL_LE, 0, PL_NEGATIVE | PL_ZERO},
        {PL_REL_LE, -1, PL_NEGATIVE},
        {PL_REL_LE, 1, PL_ANY_SIGN},
        {PL_REL_GT, 0, PL_POSITIVE},
        {PL_REL_GT, -1, PL_ZERO | PL_POSITIVE},
        {PL_REL_GT, -2, PL_ANY_SIGN},
        {PL_REL_GE, 0, PL_ZERO | PL_POSITIVE},
        {PL_REL_GE, 1, PL_POSITIVE},
        {PL_REL_GE, -1, PL_ANY_SIGN},
        {PL_REL_OPAQUE, 0, PL_ANY_SIGN},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        g_assert_cmpuint(pl_signs_where(PL_ANY_SIGN, table[i].relation, table[i].constant), ==, table[i].left);
        /* What does not hold is the rest, or more: a positive number need not be the one asked for. */
        pl_relation other = pl_relation_negated(table[i].relation);
        uint8_t both = table[i].left | pl_signs_where(PL_ANY_SIGN, other, table[i].constant);
        g_assert_cmpuint(both, ==, PL_ANY_SIGN);
    }
    g_assert_cmpuint(pl_signs_where(PL_ZERO, PL_REL_NE, 0), ==, 0);
}

static pl_world world_with(uint32_t first, uint8_t slot, uint8_t slot_signs) {
    pl_world w;
    pl_world_init(&w);
    w.first = w.last = first;
    w.signs[slot] = slot_signs;
    return w;
}

static void growing(void) {
    pl_worlds w = {0};
    pl_world a = world_with(PL_NONE, 1, PL_ZERO), b = world_with(PL_NONE, 1, PL_POSITIVE),
             c = world_with(7, 1, PL_ZERO);
    g_assert_true(pl_worlds_add(&w, &a));
    g_assert_false(pl_worlds_add(&w, &a));
    g_assert_true(pl_worlds_add(&w, &b)); /* one sign differs: one world that allows both */
    g_assert_cmpuint(w.n, ==, 1);
    g_assert_cmpuint(w.worlds[0].signs[1], ==, PL_ZERO | PL_POSITIVE);
    g_assert_false(pl_worlds_add(&w, &b));
    g_assert_true(pl_worlds_add(&w, &c)); /* another state: another world */
    g_assert_cmpuint(w.n, ==, 2);
    pl_world d = world_with(PL_NONE, 1, PL_NEGATIVE);
    d.signs[2] = PL_ZERO;
    g_assert_true(pl_worlds_add(&w, &d)); /* two signs differ: they belong together */
    g_assert_cmpuint(w.n, ==, 3);
}

static void joining(void) {
    pl_worlds none = {0}, one = {0}, two = {0};
    pl_world a = world_with(1, 1, PL_ZERO), b = world_with(2, 1, PL_ZERO);
    pl_worlds_add(&one, &a);
    pl_worlds_add(&two, &b);
    g_assert_false(pl_worlds_join(&one, &none));
    g_assert_true(pl_worlds_join(&none, &one));
    g_assert_true(pl_worlds_join(&one, &two));
    g_assert_false(pl_worlds_join(&one, &two));
    g_assert_cmpuint(one.n, ==, 2);
}

/* Too many: first what differs in signs alone is taken together, then nothing is known. */
static void too_many(void) {
    pl_worlds w = {0};
    for (uint32_t i = 0; i < PL_WORLDS; i++) {
        pl_world x = world_with(i / 2, (uint8_t)(1 + i % 2), PL_ZERO);
        g_assert_true(pl_worlds_add(&w, &x));
    }
    g_assert_cmpuint(w.n, ==, PL_WORLDS);
    pl_world next = world_with(1000, 1, PL_ZERO);
    g_assert_true(pl_worlds_add(&w, &next));
    g_assert_cmpuint(w.n, ==, PL_WORLDS / 2 + 1);
    g_assert_false(w.lost);
    for (uint32_t i = 0; i < PL_WORLDS; i++) {
        pl_world x = world_with(2000 + i, 1, PL_ZERO);
        pl_worlds_add(&w, &x);
    }
    g_assert_true(w.lost);
    pl_worlds fresh = {0};
    pl_worlds_add(&fresh, &next);
    g_assert_true(pl_worlds_join(&fresh, &w));
    g_assert_true(fresh.lost);
    g_assert_cmpuint(fresh.n, >, 0); /* lost, but control comes here */
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/checks/world/signs", signs);
    g_test_add_func("/checks/world/growing", growing);
    g_test_add_func("/checks/world/joining", joining);
    g_test_add_func("/checks/world/too-many", too_many);
    return g_test_run();
}
