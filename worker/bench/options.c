#include "options.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "workload.h"

static void usage(FILE *out) {
    fputs(
        "Usage: pinworker-bench [--rounds N] [--ms N] [--warm-up N] [--regimes A,B] [--workloads A,B] [--peers A,B] "
        "[--out FOLDER]\n"
        "                       [--calm N] [--smoke] [--list]\n"
        "\n"
        "Compares ways to hand work to the thread that owns something, and writes bench.md, the data and the plots\n"
        "into FOLDER (default: .).\n"
        "\n"
        "  --rounds N   every peer is measured so many times (default 7)\n"
        "  --ms N       what one measurement is to take (default 15); 0: as few jobs as possible\n"
        "  --warm-up N  how long the same goes before it, ms (default 40)\n"
        "  --calm N     spend up to N seconds on waiting until other processes leave the CPUs alone, and on measuring\n"
        "               again what they disturbed (default 0)\n"
        "  --smoke      one round, as few jobs as possible: does everything run?\n"
        "  --list       the names of regimes, workloads and peers\n"
        "\n"
        "Exit code 1: something lost jobs, hung or failed; 2: wrong usage.\n",
        out);
}

static void list(void) {
    puts("regimes:");
    for (const bench_regime *regime = bench_regimes; regime->name; regime++)
        printf("  %-14s %s\n", regime->name, regime->title);
    puts("workloads:");
    const bench_workload *workload;
    for (size_t i = 0; (workload = bench_workload_at(i)); i++) printf("  %-14s %s\n", workload->name, workload->title);
    puts("peers:");
    for (const bench_peer *const *peer = bench_peers; *peer; peer++) printf("  %s\n", (*peer)->name);
    for (const char *const *absent = bench_absent; *absent; absent++) printf("  not here: %s\n", *absent);
}

static bool number(const char *text, long least, long most, long *value) {
    char *end = NULL;
    errno = 0;
    *value = strtol(text, &end, 10);
    return errno == 0 && end != text && *end == 0 && *value >= least && *value <= most;
}

static const char *regime_at(size_t i) { return bench_regimes[i].name; }

static const char *workload_at(size_t i) {
    const bench_workload *workload = bench_workload_at(i);
    return workload ? workload->name : NULL;
}

static const char *peer_at(size_t i) { return bench_peers[i] ? bench_peers[i]->name : NULL; }

/* Each word of the list is a name that there is. */
static bool all_known(const char *what, const char *list, const char *(*name_at)(size_t i)) {
    for (const char *at = list; at && *at;) {
        size_t word = strcspn(at, ",");
        const char *name;
        bool found = false;
        for (size_t i = 0; !found && (name = name_at(i)); i++)
            found = strlen(name) == word && strncmp(at, name, word) == 0;
        if (!found) {
            fprintf(stderr, "pinworker-bench: there is no %s \"%.*s\" here; --list names them\n", what, (int)word, at);
            return false;
        }
        at += word + (at[word] == ',');
    }
    return true;
}

bool bench_options_read(bench_options *options, int argc, char **argv, int *status) {
    static const struct option known[] = {
        {"rounds", required_argument, NULL, 'r'},  {"ms", required_argument, NULL, 'm'},
        {"regimes", required_argument, NULL, 'R'}, {"workloads", required_argument, NULL, 'W'},
        {"peers", required_argument, NULL, 'P'},   {"out", required_argument, NULL, 'o'},
        {"warm-up", required_argument, NULL, 'w'}, {"calm", required_argument, NULL, 'c'},
        {"smoke", no_argument, NULL, 's'},         {"list", no_argument, NULL, 'l'},
        {"help", no_argument, NULL, 'h'},          {NULL, 0, NULL, 0},
    };
    enum { MOST_ROUNDS = 1000, MOST_MS = 10000, NS_IN_MS = 1000000, MOST_CALM = 100000 };
    const int64_t second = 1000 * (int64_t)NS_IN_MS;
    *options = (bench_options){.rounds = 7, .round_ns = 15 * NS_IN_MS, .folder = "."};
    *status = 2;
    long value = 0, warm_up = 40 * NS_IN_MS;
    for (int option; (option = getopt_long(argc, argv, "h", known, NULL)) != -1;) {
        bool good = true;
        switch (option) {
        case 'r':
            good = number(optarg, 1, MOST_ROUNDS, &value);
            options->rounds = (unsigned)value;
            break;
        case 'm':
            good = number(optarg, 0, MOST_MS, &value);
            options->round_ns = value * NS_IN_MS;
            break;
        case 'w':
            good = number(optarg, 0, MOST_MS, &value);
            warm_up = value * NS_IN_MS;
            break;
        case 'c':
            good = number(optarg, 0, MOST_CALM, &value);
            options->calm_ns = value * second;
            break;
        case 'R': options->regimes = optarg; break;
        case 'W': options->workloads = optarg; break;
        case 'P': options->peers = optarg; break;
        case 'o': options->folder = optarg; break;
        case 's':
            options->rounds = 1;
            options->round_ns = 0;
            break;
        case 'l':
            list();
            *status = 0;
            return false;
        case 'h':
            usage(stdout);
            *status = 0;
            return false;
        default: good = false;
        }
        if (good) continue;
        usage(stderr);
        return false;
    }
    options->warm_up_part = options->round_ns ? (double)warm_up / (double)options->round_ns : 0;
    if (optind != argc) {
        usage(stderr);
        return false;
    }
    return all_known("regime", options->regimes, regime_at) && all_known("workload", options->workloads, workload_at) &&
           all_known("peer", options->peers, peer_at);
}

bool bench_options_names(const char *list, const char *name) {
    if (!list) return true;
    size_t length = strlen(name);
    for (const char *at = list; *at;) {
        size_t word = strcspn(at, ",");
        if (word == length && strncmp(at, name, length) == 0) return true;
        at += word + (at[word] == ',');
    }
    return false;
}
