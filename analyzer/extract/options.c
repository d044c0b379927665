#include "extract/options.h"

#include <stddef.h>
#include <string.h>

#define FLAG(name) name, PL_FORM_FLAG, PL_ACT_FLAG, NULL
#define FLAG_AS(name, as) name, PL_FORM_FLAG, PL_ACT_FLAG, as
#define REFUSE_FLAG(name) name, PL_FORM_FLAG, PL_ACT_REFUSE, NULL
#define REFUSE_JOINED(name) name, PL_FORM_JOINED, PL_ACT_REFUSE, NULL
#define REFUSE_NEXT(name) name, PL_FORM_SEPARATE, PL_ACT_REFUSE, NULL
#define LEAVE_FLAG(name) name, PL_FORM_FLAG, PL_ACT_LEAVE, NULL
#define LEAVE_JOINED(name) name, PL_FORM_JOINED, PL_ACT_LEAVE, NULL
#define LEAVE_NEXT(name) name, PL_FORM_SEPARATE, PL_ACT_LEAVE, NULL
#define DROP_NEXT(name) name, PL_FORM_SEPARATE, PL_ACT_DROP, NULL

/* The longest name that fits wins. What is not listed is dropped: warnings, diagnostics, debugging, code generation,
 * profiling, linking, and everything that only GCC knows. Options are listed to be dropped only where they take the
 * next word with them. */
static const pl_option options[] = {
    /* the preprocessor */
    {"-D", PL_FORM_EITHER, PL_ACT_JOIN, "-D"},
    {"--define-macro", PL_FORM_SEPARATE, PL_ACT_JOIN, "-D"},
    {"--define-macro=", PL_FORM_JOINED, PL_ACT_JOIN, "-D"},
    {"-U", PL_FORM_EITHER, PL_ACT_JOIN, "-U"},
    {"--undefine-macro", PL_FORM_SEPARATE, PL_ACT_JOIN, "-U"},
    {"--undefine-macro=", PL_FORM_JOINED, PL_ACT_JOIN, "-U"},
    {"-I", PL_FORM_EITHER, PL_ACT_PATHJOIN, "-I"},
    {"-I-", PL_FORM_FLAG, PL_ACT_DROP, NULL},
    {"--include-directory", PL_FORM_SEPARATE, PL_ACT_PATHJOIN, "-I"},
    {"--include-directory=", PL_FORM_JOINED, PL_ACT_PATHJOIN, "-I"},
    {"--include-directory-after", PL_FORM_SEPARATE, PL_ACT_PATH, "-idirafter"},
    {"--include-directory-after=", PL_FORM_JOINED, PL_ACT_PATH, "-idirafter"},
    {"-isystem", PL_FORM_EITHER, PL_ACT_PATH, "-isystem"},
    {"-iquote", PL_FORM_EITHER, PL_ACT_PATH, "-iquote"},
    {"-idirafter", PL_FORM_EITHER, PL_ACT_PATH, "-idirafter"},
    {"-isystem-after", PL_FORM_EITHER, PL_ACT_PATH, "-isystem-after"},
    {"-cxx-isystem", PL_FORM_EITHER, PL_ACT_PATH, "-cxx-isystem"},
    {"-stdlib++-isystem", PL_FORM_EITHER, PL_ACT_PATH, "-stdlib++-isystem"},
    {"-isysroot", PL_FORM_EITHER, PL_ACT_PATH, "-isysroot"},
    {"--sysroot", PL_FORM_SEPARATE, PL_ACT_PATHJOIN, "--sysroot="},
    {"--sysroot=", PL_FORM_JOINED, PL_ACT_PATHJOIN, "--sysroot="},
    {"--gcc-toolchain=", PL_FORM_JOINED, PL_ACT_PATHJOIN, "--gcc-toolchain="},
    {"-include", PL_FORM_EITHER, PL_ACT_INCLUDE, "-include"},
    {"--include", PL_FORM_SEPARATE, PL_ACT_INCLUDE, "-include"},
    {"--include=", PL_FORM_JOINED, PL_ACT_INCLUDE, "-include"},
    {"-imacros", PL_FORM_EITHER, PL_ACT_INCLUDE, "-imacros"},
    {"--imacros", PL_FORM_SEPARATE, PL_ACT_INCLUDE, "-imacros"},
    {"--imacros=", PL_FORM_JOINED, PL_ACT_INCLUDE, "-imacros"},
    {FLAG("-nostdinc")},
    {FLAG_AS("--no-standard-includes", "-nostdinc")},
    {FLAG("-nostdinc++")},
    {FLAG("-nostdlibinc")},
    {FLAG("-nobuiltininc")},
    {FLAG("-trigraphs")},
    {FLAG("-pthread")},
    {"-Wp,", PL_FORM_JOINED, PL_ACT_SPLIT, NULL},

    /* the language */
    {"-x", PL_FORM_EITHER, PL_ACT_LANGUAGE, NULL},
    {"--language", PL_FORM_SEPARATE, PL_ACT_LANGUAGE, NULL},
    {"--language=", PL_FORM_JOINED, PL_ACT_LANGUAGE, NULL},
    {"-std=", PL_FORM_JOINED, PL_ACT_STD, NULL},
    {"--std=", PL_FORM_JOINED, PL_ACT_STD, NULL},
    {"--std", PL_FORM_SEPARATE, PL_ACT_STD, NULL},
    {"-ansi", PL_FORM_FLAG, PL_ACT_STD, NULL},
    {"--ansi", PL_FORM_FLAG, PL_ACT_STD, NULL},
    {"-stdlib=", PL_FORM_JOINED, PL_ACT_STDLIB, NULL},
    {"--stdlib=", PL_FORM_JOINED, PL_ACT_STDLIB, NULL},
    {"-fcoroutines", PL_FORM_FLAG, PL_ACT_COROUTINES, NULL},
    {"-fcoroutines-ts", PL_FORM_FLAG, PL_ACT_COROUTINES, NULL},
    {"-O", PL_FORM_JOINED, PL_ACT_OPTIMISE, NULL},
    {FLAG("-faccess-control")},
    {FLAG("-fno-access-control")},
    {FLAG("-faligned-allocation")},
    {FLAG("-fno-aligned-allocation")},
    {FLAG_AS("-faligned-new", "-faligned-allocation")},
    {FLAG_AS("-fno-aligned-new", "-fno-aligned-allocation")},
    {FLAG("-fasm")},
    {FLAG("-fno-asm")},
    {FLAG("-fblocks")},
    {FLAG("-fno-blocks")},
    {FLAG("-fbuiltin")},
    {FLAG("-fno-builtin")},
    {"-fno-builtin-", PL_FORM_JOINED, PL_ACT_NAME, NULL},
    {FLAG("-fchar8_t")},
    {FLAG("-fno-char8_t")},
    {FLAG("-fdeclspec")},
    {FLAG("-fno-declspec")},
    {FLAG("-fdelayed-template-parsing")},
    {FLAG("-fno-delayed-template-parsing")},
    {FLAG("-fdollars-in-identifiers")},
    {FLAG("-fno-dollars-in-identifiers")},
    {FLAG("-fexceptions")},
    {FLAG("-fno-exceptions")},
    {FLAG("-fcxx-exceptions")},
    {FLAG("-fno-cxx-exceptions")},
    {FLAG("-ffreestanding")},
    {FLAG("-fhosted")},
    {FLAG("-fgnu-keywords")},
    {FLAG("-fno-gnu-keywords")},
    {FLAG("-fgnu89-inline")},
    {FLAG("-fno-gnu89-inline")},
    {FLAG("-flax-vector-conversions")},
    {FLAG("-fno-lax-vector-conversions")},
    {FLAG("-fms-compatibility")},
    {FLAG("-fno-ms-compatibility")},
    {FLAG("-fms-extensions")},
    {FLAG("-fno-ms-extensions")},
    {FLAG_AS("-fplan9-extensions", "-fms-extensions")},
    {FLAG("-fopenmp")},
    {FLAG("-fno-openmp")},
    {FLAG("-fopenmp-simd")},
    {"-fopenmp=", PL_FORM_JOINED, PL_ACT_FLAG, "-fopenmp"},
    {FLAG("-foperator-names")},
    {FLAG("-fno-operator-names")},
    {FLAG("-fPIC")},
    {FLAG("-fno-PIC")},
    {FLAG("-fpic")},
    {FLAG("-fno-pic")},
    {FLAG("-fPIE")},
    {FLAG("-fno-PIE")},
    {FLAG("-fpie")},
    {FLAG("-fno-pie")},
    {FLAG("-frtti")},
    {FLAG("-fno-rtti")},
    {FLAG("-fshort-enums")},
    {FLAG("-fno-short-enums")},
    {FLAG("-fshort-wchar")},
    {FLAG("-fno-short-wchar")},
    {FLAG("-fsigned-char")},
    {FLAG("-fno-signed-char")},
    {FLAG("-funsigned-char")},
    {FLAG("-fno-unsigned-char")},
    {FLAG("-fsized-deallocation")},
    {FLAG("-fno-sized-deallocation")},
    {"-ftemplate-depth=", PL_FORM_JOINED, PL_ACT_NUMBER, NULL},
    {"-ftemplate-depth-", PL_FORM_JOINED, PL_ACT_NUMBER, "-ftemplate-depth="},
    {"-fconstexpr-depth=", PL_FORM_JOINED, PL_ACT_NUMBER, NULL},
    {"-fbracket-depth=", PL_FORM_JOINED, PL_ACT_NUMBER, NULL},

    /* the machine */
    {"-target", PL_FORM_SEPARATE, PL_ACT_TARGET, NULL},
    {"--target", PL_FORM_SEPARATE, PL_ACT_TARGET, NULL},
    {"--target=", PL_FORM_JOINED, PL_ACT_TARGET, NULL},
    {"-m", PL_FORM_JOINED, PL_ACT_MACHINE, NULL},
    {"-EL", PL_FORM_FLAG, PL_ACT_MACHINE, NULL},
    {"-EB", PL_FORM_FLAG, PL_ACT_MACHINE, NULL},

    /* refused: loads code */
    {REFUSE_JOINED("-fplugin")},
    {REFUSE_NEXT("-fplugin")},
    {REFUSE_JOINED("-fpass-plugin")},
    {REFUSE_NEXT("-fpass-plugin")},
    {REFUSE_JOINED("-iplugindir=")},
    {REFUSE_NEXT("-plugin")},
    {REFUSE_JOINED("-plugin-")},
    {REFUSE_NEXT("-add-plugin")},
    {REFUSE_NEXT("-load")},
    {"-Xclang", PL_FORM_SEPARATE, PL_ACT_XCLANG, NULL},
    {REFUSE_JOINED("-Xclang=")},
    {REFUSE_NEXT("-mllvm")},
    {REFUSE_JOINED("-mllvm=")},
    {REFUSE_JOINED("-cc1")},
    {REFUSE_NEXT("--config")},
    {REFUSE_JOINED("--config=")},
    {REFUSE_JOINED("--config-")},
    {REFUSE_JOINED("-ccc-")},
    {REFUSE_JOINED("-fmodules")},
    {"-fmodules-ts", PL_FORM_FLAG, PL_ACT_DROP, NULL}, /* GCC's, in every command of a project with C++20 */
    {REFUSE_FLAG("-fcxx-modules")},
    {REFUSE_FLAG("-fimplicit-modules")},
    {REFUSE_JOINED("-fmodule-file=")},
    {REFUSE_JOINED("-fmodule-map-file=")},
    {REFUSE_JOINED("-fprebuilt-")},
    {REFUSE_NEXT("-ivfsoverlay")},
    {REFUSE_NEXT("-vfsoverlay")},
    {REFUSE_JOINED("-fthinlto-index=")},

    /* refused: writes files beside the object */
    {REFUSE_JOINED("-fmodule-output")},
    {REFUSE_NEXT("-dependency-file")},
    {REFUSE_NEXT("-dependency-dot")},
    {REFUSE_NEXT("-header-include-file")},
    {REFUSE_NEXT("-serialize-diagnostics")},
    {REFUSE_NEXT("--serialize-diagnostics")},
    {REFUSE_NEXT("-serialize-diagnostic-file")},
    {REFUSE_NEXT("-diagnostic-log-file")},
    {REFUSE_JOINED("-ftime-trace")},
    {REFUSE_JOINED("-fcrash-diagnostics")},
    {REFUSE_JOINED("-gen-reproducer")},
    {REFUSE_JOINED("--gen-reproducer")},
    {REFUSE_NEXT("-gen-cdb-fragment-path")},
    {REFUSE_NEXT("--gen-cdb-fragment-path")},
    {REFUSE_JOINED("-emit-")},
    {REFUSE_JOINED("--emit-")},
    {REFUSE_JOINED("-foptimization-record-")},
    {REFUSE_JOINED("-fsave-optimization-record")},
    {REFUSE_JOINED("-fproc-stat-report")},
    {REFUSE_NEXT("-index-store-path")},
    {REFUSE_NEXT("-index-unit-output-path")},

    /* left out: what builds ask for beside the object */
    {LEAVE_FLAG("-MD")},
    {LEAVE_FLAG("-MMD")},
    {LEAVE_FLAG("--write-dependencies")},
    {LEAVE_FLAG("--write-user-dependencies")},
    {LEAVE_NEXT("-MF")},
    {LEAVE_NEXT("-MJ")},
    {LEAVE_JOINED("-save-temps")},
    {LEAVE_JOINED("--save-temps")},
    {LEAVE_NEXT("-aux-info")},
    {LEAVE_NEXT("-dumpbase")},
    {LEAVE_NEXT("-dumpbase-ext")},
    {LEAVE_NEXT("-dumpdir")},
    {LEAVE_JOINED("-fdump-")},
    {LEAVE_JOINED("-fcallgraph-info")},
    {LEAVE_FLAG("-fstack-usage")},
    {LEAVE_FLAG("-ftest-coverage")},
    {LEAVE_FLAG("--coverage")},
    {LEAVE_JOINED("-gsplit-dwarf")},

    /* dropped, with the next word */
    {"-o", PL_FORM_EITHER, PL_ACT_OUTPUT, NULL},
    {"--output", PL_FORM_SEPARATE, PL_ACT_OUTPUT, NULL},
    {"--output=", PL_FORM_JOINED, PL_ACT_OUTPUT, NULL},
    {"-include-pch", PL_FORM_SEPARATE, PL_ACT_PCH, NULL},
    {DROP_NEXT("-MT")},
    {DROP_NEXT("-MQ")},
    {DROP_NEXT("-A")},
    {DROP_NEXT("-B")},
    {DROP_NEXT("-F")},
    {DROP_NEXT("-G")},
    {DROP_NEXT("-L")},
    {DROP_NEXT("-R")},
    {DROP_NEXT("-T")},
    {DROP_NEXT("-Tbss")},
    {DROP_NEXT("-Tdata")},
    {DROP_NEXT("-Ttext")},
    {DROP_NEXT("-Xlinker")},
    {DROP_NEXT("-Xassembler")},
    {DROP_NEXT("-Xanalyzer")},
    {DROP_NEXT("-Xcuda-fatbinary")},
    {DROP_NEXT("-Xcuda-ptxas")},
    {DROP_NEXT("-arch")},
    {DROP_NEXT("-auxbase")},
    {DROP_NEXT("-auxbase-strip")},
    {DROP_NEXT("-e")},
    {DROP_NEXT("-framework")},
    {DROP_NEXT("-h")},
    {DROP_NEXT("-iframework")},
    {DROP_NEXT("-iprefix")},
    {DROP_NEXT("-iwithprefix")},
    {DROP_NEXT("-iwithprefixbefore")},
    {DROP_NEXT("-imultiarch")},
    {DROP_NEXT("-imultilib")},
    {DROP_NEXT("-install_name")},
    {DROP_NEXT("-l")},
    {DROP_NEXT("--param")},
    {DROP_NEXT("-resource-dir")},
    {DROP_NEXT("-rpath")},
    {DROP_NEXT("-soname")},
    {DROP_NEXT("-specs")},
    {DROP_NEXT("--specs")},
    {DROP_NEXT("-u")},
    {DROP_NEXT("-working-directory")},
    {DROP_NEXT("-wrapper")},
    {DROP_NEXT("-z")},
};

/* -Xpreprocessor X is X. */
static bool is_prefix_word(const char *word) {
    return strcmp(word, "-Xpreprocessor") == 0 || strncmp(word, "-Xarch_", 7) == 0;
}

static bool fits(const pl_option *option, const char *word, size_t name) {
    if (strncmp(option->name, word, name) != 0) return false;
    return word[name] == '\0' || option->form == PL_FORM_JOINED || option->form == PL_FORM_EITHER;
}

/* -fplugin=x and -fplugin x are two rows of one name: the exact word is the one that takes the next. */
static bool better(size_t name, const pl_option *best, size_t best_name, bool exact) {
    if (!best || name != best_name) return !best || name > best_name;
    return exact && best->form == PL_FORM_JOINED;
}

static const pl_option *find(const char *word, size_t *name) {
    const pl_option *best = NULL;
    *name = 0;
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        if (options[i].name[1] != word[1]) continue;
        size_t size = strlen(options[i].name);
        if (!fits(&options[i], word, size) || !better(size, best, *name, word[size] == '\0')) continue;
        best = &options[i];
        *name = size;
    }
    return best;
}

pl_argument pl_argument_read(char *const *argv, unsigned i) {
    const char *word = argv[i];
    pl_argument argument = {.value = "", .words = 1};
    if (word[0] != '-' || word[1] == '\0') {
        argument.positional = true;
        return argument;
    }
    if (is_prefix_word(word)) return argument; /* what follows is read as a word of its own */
    size_t name;
    const pl_option *option = find(word, &name);
    argument.option = option;
    if (!option || option->form == PL_FORM_FLAG) return argument;
    if (option->form != PL_FORM_SEPARATE && (word[name] != '\0' || option->form == PL_FORM_JOINED)) {
        argument.value = word + name;
    } else if (argv[i + 1]) {
        argument.value = argv[i + 1];
        argument.words = 2;
    }
    return argument;
}
