/* closure.h: the units of one program after the other. Used by programs.c only; owned by it. */
#ifndef PINLINT_PROGRAM_CLOSURE_H
#define PINLINT_PROGRAM_CLOSURE_H

#include "program/programs.h"

typedef struct {
    pl_programs *p;
    const pl_symbols *s;
    uint32_t stamp;       /* of this program: what has another one is not in it */
    uint32_t *member;     /* unit -> stamp */
    uint32_t *available;  /* unit -> stamp: link information offers it to this program */
    uint32_t *sought;     /* symbol -> stamp */
    uint32_t *present;    /* symbol -> stamp */
    uint32_t *first_here; /* symbol -> its first definition in the program */
    uint32_t *next_here;  /* definition -> next one */
    uint64_t *forbidden;  /* bits: definitions that clash with those in the program */
    uint8_t *hosted;      /* unit -> a program that begins with main holds it */
    uint8_t *covered;     /* unit -> some program holds it */
    uint32_t *directory;  /* unit -> CMake's directory of the target's objects, a number; PL_NONE */
    GArray *members;      /* units, in the order they came */
    GArray *open;         /* needs that nothing in the program satisfies yet */
    GArray *weak;         /* needs that a definition elsewhere would win */
    GArray *candidates;   /* definitions */
    uint32_t head;        /* of members: those before have been looked at */
    bool rooted;
} pl_closure;

void pl_closure_open(pl_closure *c, pl_programs *p);
void pl_closure_clear(pl_closure *c);
void pl_closure_begin(pl_closure *c, bool rooted);
void pl_closure_add(pl_closure *c, uint32_t unit);
void pl_closure_finish(pl_closure *c); /* takes what is needed, and notes what the members mean */
bool pl_closure_is_spent(const pl_closure *c);

#endif
