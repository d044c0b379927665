/* order.c: see order.h. */
#include "checks/order.h"

uint32_t *pl_bottom_up(const pl_program *program) {
    uint32_t *order = g_new0(uint32_t, program->nfuncs + 1), n = 0;
    uint8_t *seen = g_new0(uint8_t, program->nfuncs + 1);
    typedef struct {
        uint32_t func, site, edge;
    } visit;
    GArray *stack = g_array_new(FALSE, FALSE, sizeof(visit));
    for (uint32_t root = 0; root < program->nfuncs; root++) {
        if (seen[root]) continue;
        seen[root] = 1;
        visit start = {root, 0, 0};
        g_array_append_val(stack, start);
        while (stack->len) {
            visit *v = &g_array_index(stack, visit, stack->len - 1);
            const pl_func *f = &program->funcs[v->func];
            if (v->site == f->nsites) {
                order[n++] = v->func;
                g_array_set_size(stack, stack->len - 1);
                continue;
            }
            const pl_site *site = &program->sites[f->first_site + v->site];
            if (v->edge == site->nedges) {
                v->site++;
                v->edge = 0;
                continue;
            }
            const pl_edge *edge = &program->edges[site->first_edge + v->edge++];
            if (edge->tier != PL_TIER_DIRECT || seen[edge->callee]) continue;
            seen[edge->callee] = 1;
            visit next = {edge->callee, 0, 0};
            g_array_append_val(stack, next);
        }
    }
    g_array_free(stack, TRUE);
    g_free(seen);
    return order;
}
