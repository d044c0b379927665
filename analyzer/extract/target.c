#include "extract/target.h"

#include <glib.h>
#include <string.h>

typedef struct {
    const char *prefix; /* of the first part of a triple */
    pl_arch arch;
    unsigned since; /* first libclang that can parse for it; 0: all that pinlint supports */
} arch_row;

/* Longer prefixes first. */
static const arch_row arches[] = {
    {"x86_64", PL_ARCH_X86, 0},      {"amd64", PL_ARCH_X86, 0},          {"i386", PL_ARCH_X86, 0},
    {"i486", PL_ARCH_X86, 0},        {"i586", PL_ARCH_X86, 0},           {"i686", PL_ARCH_X86, 0},
    {"aarch64", PL_ARCH_AARCH64, 0}, {"arm64", PL_ARCH_AARCH64, 0},      {"arm", PL_ARCH_ARM, 0},
    {"thumb", PL_ARCH_ARM, 0},       {"riscv32", PL_ARCH_RISCV, 0},      {"riscv64", PL_ARCH_RISCV, 0},
    {"powerpc", PL_ARCH_POWERPC, 0}, {"ppc", PL_ARCH_POWERPC, 0},        {"mips", PL_ARCH_MIPS, 0},
    {"s390x", PL_ARCH_S390X, 0},     {"loongarch64", PL_ARCH_OTHER, 16}, {"sparc", PL_ARCH_OTHER, 0},
    {"hexagon", PL_ARCH_OTHER, 0},   {"m68k", PL_ARCH_OTHER, 0},         {"avr", PL_ARCH_OTHER, 0},
    {"msp430", PL_ARCH_OTHER, 0},    {"bpf", PL_ARCH_OTHER, 0},          {"wasm32", PL_ARCH_OTHER, 0},
    {"wasm64", PL_ARCH_OTHER, 0},
};

/* Values of an option that all supported versions know, separated by spaces. */
typedef struct {
    pl_arch arch;
    const char *option;
    const char *values;
} value_row;

static const value_row values[] = {
    {PL_ARCH_X86, "-march=",
     "native nocona core2 penryn bonnell atom silvermont goldmont goldmont-plus tremont nehalem corei7 westmere "
     "sandybridge corei7-avx ivybridge core-avx-i haswell core-avx2 broadwell skylake skylake-avx512 cascadelake "
     "cooperlake cannonlake icelake-client rocketlake icelake-server tigerlake sapphirerapids alderlake k8 athlon64 "
     "opteron k8-sse3 opteron-sse3 athlon64-sse3 amdfam10 barcelona btver1 btver2 bdver1 bdver2 bdver3 bdver4 znver1 "
     "znver2 znver3 x86-64 x86-64-v2 x86-64-v3 x86-64-v4"},
    {PL_ARCH_X86, "-mlong-double-", "64 80 128"},
    {PL_ARCH_ARM, "-mcpu=",
     "arm1136j-s arm1136jf-s arm1156t2-s arm1156t2f-s arm1176jz-s arm1176jzf-s arm7tdmi arm7tdmi-s arm9 arm920t "
     "arm922t arm926ej-s arm946e-s arm966e-s arm9tdmi cortex-a12 cortex-a15 cortex-a17 cortex-a32 cortex-a35 cortex-a5 "
     "cortex-a53 cortex-a55 cortex-a57 cortex-a7 cortex-a710 cortex-a72 cortex-a73 cortex-a75 cortex-a76 cortex-a77 "
     "cortex-a78 cortex-a8 cortex-a9 cortex-m0 cortex-m0plus cortex-m1 cortex-m23 cortex-m3 cortex-m33 cortex-m35p "
     "cortex-m4 cortex-m55 cortex-m7 cortex-r4 cortex-r4f cortex-r5 cortex-r52 cortex-r7 cortex-r8 cortex-x1 generic "
     "mpcore neoverse-n1 neoverse-n2 neoverse-v1 sc000 sc300 strongarm xscale"},
    {PL_ARCH_ARM, "-march=",
     "armv4 armv4t armv5t armv5te armv5tej armv6 armv6j armv6k armv6t2 armv6kz armv6-m armv7 armv7-a armv7ve armv7-r "
     "armv7-m armv7e-m armv8-a armv8.1-a armv8.2-a armv8-r armv8-m.base armv8-m.main armv8.1-m.main armv9-a"},
    {PL_ARCH_ARM, "-mfpu=",
     "vfp vfpv2 vfpv3 vfpv3-d16 vfpv3-fp16 vfpv4 vfpv4-d16 neon neon-fp16 neon-vfpv4 fp-armv8 neon-fp-armv8 "
     "crypto-neon-fp-armv8 fpv4-sp-d16 fpv5-d16 fpv5-sp-d16 none"},
    {PL_ARCH_ARM, "-mfloat-abi=", "soft softfp hard"},
    {PL_ARCH_ARM, "-mabi=", "aapcs aapcs-linux apcs-gnu"},
    {PL_ARCH_AARCH64, "-mcpu=",
     "a64fx cortex-a34 cortex-a35 cortex-a510 cortex-a53 cortex-a55 cortex-a57 cortex-a65 cortex-a65ae cortex-a710 "
     "cortex-a72 cortex-a73 cortex-a75 cortex-a76 cortex-a76ae cortex-a77 cortex-a78 cortex-a78c cortex-r82 cortex-x1 "
     "cortex-x1c cortex-x2 falkor generic neoverse-512tvb neoverse-e1 neoverse-n1 neoverse-n2 neoverse-v1 saphira "
     "thunderx thunderx2t99 thunderx3t110 thunderxt81 thunderxt83 thunderxt88 tsv110"},
    {PL_ARCH_AARCH64, "-march=",
     "armv8-a armv8.1-a armv8.2-a armv8.3-a armv8.4-a armv8.5-a armv8.6-a armv8.7-a armv8.8-a armv9-a armv9.1-a "
     "armv9.2-a armv9.3-a armv8-r"},
    {PL_ARCH_POWERPC, "-mcpu=",
     "440 450 601 602 603 603e 604 604e 620 7400 7450 750 970 a2 e500 g3 g4 g5 generic ppc ppc64 ppc64le power4 power5 "
     "power6 power7 power8 power9 power10 pwr7 pwr8 pwr9 pwr10 powerpc powerpc64 powerpc64le"},
    {PL_ARCH_POWERPC, "-mabi=", "elfv1 elfv2 altivec"},
    {PL_ARCH_MIPS, "-march=",
     "mips1 mips2 mips3 mips32 mips32r2 mips32r3 mips32r5 mips32r6 mips4 mips5 mips64 mips64r2 mips64r3 mips64r5 "
     "mips64r6 octeon octeon+ p5600"},
    {PL_ARCH_MIPS, "-mabi=", "32 n32 64"},
    {PL_ARCH_S390X, "-march=", "arch8 arch9 arch10 arch11 arch12 arch13 arch14 z10 z13 z14 z15 z196 zEC12"},
};

/* Machines that only 32-bit code may be made for. */
static const char i386_cpus[] = "i386 i486 i586 i686 pentium pentium-mmx pentiumpro pentium2 pentium3 pentium4 "
                                "pentium-m prescott yonah lakemont geode c3 c3-2 k6 k6-2 k6-3 athlon athlon-xp "
                                "athlon-mp winchip-c6 winchip2";

/* Extensions after a + in -march and -mcpu of AArch64, negated by "no". */
static const char aarch64_extensions[] =
    "crc crypto fp simd sve sve2 sve2-bitperm sve2-aes sve2-sm4 lse rdm fp16 fp16fml "
    "dotprod sha2 sha3 aes sm4 bf16 i8mm ssbs sb rcpc memtag profile rng";

/* Options without a value, after -m. On x86 also with "no-". */
static const char x86_flags[] =
    "mmx sse sse2 sse3 ssse3 sse4 sse4.1 sse4.2 sse4a avx avx2 avx512f avx512cd avx512dq avx512bw avx512vl avx512ifma "
    "avx512vbmi avx512vbmi2 avx512vnni avx512bitalg avx512vpopcntdq avx512bf16 avx512fp16 avx512vp2intersect avxvnni "
    "aes "
    "vaes pclmul vpclmulqdq gfni sha fma fma4 xop lwp bmi bmi2 lzcnt popcnt adx f16c fsgsbase rdrnd rdseed rdpid "
    "prfchw "
    "movbe xsave xsaveopt xsavec xsaves cx16 clflushopt clwb clzero mwaitx pku rtm sgx shstk waitpkg ptwrite tbm "
    "invpcid "
    "movdiri movdir64b enqcmd serialize tsxldtrk uintr kl widekl amx-tile amx-int8 amx-bf16 cldemote wbnoinvd sahf "
    "crc32";
static const char x86_widths[] = "-m16 -m32 -m64 -mx32 -mgeneral-regs-only";
static const char arm_flags[] = "-marm -mthumb -mbig-endian -mlittle-endian";
static const char aarch64_flags[] = "-mbig-endian -mlittle-endian -mgeneral-regs-only";
static const char powerpc_flags[] = "-m32 -m64 -maltivec -mno-altivec -mvsx -mno-vsx -mbig-endian -mlittle-endian";
static const char mips_flags[] = "-m32 -m64 -EL -EB -msoft-float -mhard-float -mfp32 -mfp64";
static const char s390x_flags[] = "-mzvector";

static bool has_word(const char *words, const char *word, size_t size) {
    for (const char *at = words; *at;) {
        size_t length = strcspn(at, " ");
        if (length == size && strncmp(at, word, size) == 0) return true;
        at += length;
        at += *at == ' ';
    }
    return false;
}

static bool is_listed(const char *words, const char *word) { return has_word(words, word, strlen(word)); }

pl_arch pl_arch_of_triple(const char *triple, unsigned major) {
    size_t plain = strspn(triple, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");
    if (triple[plain] != '\0' || strlen(triple) > 64) return PL_ARCH_UNKNOWN;
    for (size_t i = 0; i < G_N_ELEMENTS(arches); i++)
        if (g_str_has_prefix(triple, arches[i].prefix))
            return major >= arches[i].since ? arches[i].arch : PL_ARCH_UNKNOWN;
    return PL_ARCH_UNKNOWN;
}

pl_arch pl_arch_host(void) {
#if defined __x86_64__ || defined __i386__
    return PL_ARCH_X86;
#elif defined __aarch64__
    return PL_ARCH_AARCH64;
#elif defined __arm__
    return PL_ARCH_ARM;
#elif defined __riscv
    return PL_ARCH_RISCV;
#elif defined __powerpc__
    return PL_ARCH_POWERPC;
#elif defined __mips__
    return PL_ARCH_MIPS;
#elif defined __s390x__
    return PL_ARCH_S390X;
#else
    return PL_ARCH_OTHER;
#endif
}

/* "armv8.2-a+crypto+ls64": without the extensions that libclang may not know. Other machines' are left out. */
static char *filter_extensions(pl_arch arch, const char *option) {
    const char *plus = strchr(option, '+');
    GString *out = g_string_new_len(option, plus - option);
    while (plus && arch == PL_ARCH_AARCH64) {
        const char *name = plus + 1, *next = strchr(name, '+');
        size_t size = next ? (size_t)(next - name) : strlen(name), no = g_str_has_prefix(name, "no") ? 2 : 0;
        if (has_word(aarch64_extensions, name + no, size - no)) g_string_append_len(out, plus, (gssize)size + 1);
        plus = next;
    }
    return g_string_free(out, FALSE);
}

/* The letters of rv64gc_zba_zbb that every version knows. */
static char *riscv_march(const char *option) {
    size_t prefix = strlen("-march=rv32");
    if (!g_str_has_prefix(option, "-march=rv32") && !g_str_has_prefix(option, "-march=rv64")) return NULL;
    size_t letters = strspn(option + prefix, "imafdgc");
    return letters > 0 ? g_strndup(option, prefix + letters) : NULL;
}

/* Machines that came after the oldest libclang, and the nearest one that it knows. */
static const struct {
    const char *name, *nearest;
    unsigned since;
} newer_cpus[] = {
    {"znver4", "znver3", 16},
    {"znver5", "znver3", 19},
    {"raptorlake", "alderlake", 16},
    {"meteorlake", "alderlake", 16},
    {"arrowlake", "alderlake", 18},
    {"lunarlake", "alderlake", 18},
    {"pantherlake", "alderlake", 18},
    {"sierraforest", "alderlake", 16},
    {"grandridge", "alderlake", 16},
    {"emeraldrapids", "sapphirerapids", 16},
    {"graniterapids", "sapphirerapids", 16},
    {"graniterapids-d", "sapphirerapids", 18},
};

static char *newer_x86_cpu(const char *option, unsigned major) {
    for (size_t i = 0; g_str_has_prefix(option, "-march=") && i < G_N_ELEMENTS(newer_cpus); i++)
        if (strcmp(option + 7, newer_cpus[i].name) == 0)
            return g_strconcat("-march=", major >= newer_cpus[i].since ? newer_cpus[i].name : newer_cpus[i].nearest,
                               NULL);
    return NULL;
}

static bool is_flag(pl_arch arch, const char *option) {
    const char *feature = option + 2;
    switch (arch) {
    case PL_ARCH_X86:
        if (g_str_has_prefix(option, "-mno-")) feature += 3;
        return is_listed(x86_widths, option) || (option[1] == 'm' && is_listed(x86_flags, feature));
    case PL_ARCH_ARM: return is_listed(arm_flags, option);
    case PL_ARCH_AARCH64: return is_listed(aarch64_flags, option);
    case PL_ARCH_POWERPC: return is_listed(powerpc_flags, option);
    case PL_ARCH_MIPS: return is_listed(mips_flags, option);
    case PL_ARCH_S390X: return is_listed(s390x_flags, option);
    default: return false;
    }
}

char *pl_machine_option(pl_arch arch, const char *option, unsigned major) {
    if (is_flag(arch, option)) return g_strdup(option);
    if (arch == PL_ARCH_RISCV) return riscv_march(option);
    for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
        if (values[i].arch != arch || !g_str_has_prefix(option, values[i].option)) continue;
        const char *value = option + strlen(values[i].option);
        if (has_word(values[i].values, value, strcspn(value, "+")))
            return strchr(value, '+') && !is_listed(values[i].values, value) ? filter_extensions(arch, option)
                                                                             : g_strdup(option);
    }
    return arch == PL_ARCH_X86 ? newer_x86_cpu(option, major) : NULL;
}

bool pl_is_32_bit_cpu(const char *option) {
    return g_str_has_prefix(option, "-march=") && is_listed(i386_cpus, option + strlen("-march="));
}

typedef struct {
    const char *name; /* without gnu, c, iso9899: */
    const char *as;
    const char *before; /* what older ones are told */
    unsigned since;
} standard_row;

static const standard_row c_standards[] = {
    {"89", "89", NULL, 0},  {"90", "89", NULL, 0},  {"99", "99", NULL, 0},  {"9x", "99", NULL, 0},
    {"11", "11", NULL, 0},  {"1x", "11", NULL, 0},  {"17", "17", NULL, 0},  {"18", "17", NULL, 0},
    {"23", "23", "2x", 18}, {"2x", "23", "2x", 18}, {"2y", "2y", "2x", 19},
};
static const standard_row cxx_standards[] = {
    {"98", "98", NULL, 0},  {"03", "03", NULL, 0},  {"11", "11", NULL, 0},  {"0x", "11", NULL, 0},
    {"14", "14", NULL, 0},  {"1y", "14", NULL, 0},  {"17", "17", NULL, 0},  {"1z", "17", NULL, 0},
    {"20", "20", NULL, 0},  {"2a", "20", NULL, 0},  {"23", "23", "2b", 17}, {"2b", "23", "2b", 17},
    {"26", "26", "2b", 17}, {"2c", "26", "2b", 17},
};

static const struct {
    const char *iso, *name;
} iso_standards[] = {
    {"iso9899:1990", "c89"}, {"iso9899:199409", "c89"}, {"iso9899:1999", "c99"}, {"iso9899:199x", "c99"},
    {"iso9899:2011", "c11"}, {"iso9899:2017", "c17"},   {"iso9899:2018", "c17"}, {"iso9899:2024", "c23"},
};

static const char *find_standard(const standard_row *rows, size_t count, const char *year, unsigned major) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(rows[i].name, year) == 0) return major >= rows[i].since ? rows[i].as : rows[i].before;
    return NULL;
}

char *pl_standard(const char *name, pl_language language, unsigned major) {
    for (size_t i = 0; i < G_N_ELEMENTS(iso_standards); i++)
        if (strcmp(name, iso_standards[i].iso) == 0) name = iso_standards[i].name;
    bool gnu = g_str_has_prefix(name, "gnu"), cxx = language == PL_LANGUAGE_CXX;
    const char *year = name + (gnu ? 3 : 1);
    if ((!gnu && name[0] != 'c') || g_str_has_prefix(year, "++") != cxx) return NULL;
    year = cxx ? find_standard(cxx_standards, G_N_ELEMENTS(cxx_standards), year + 2, major)
               : find_standard(c_standards, G_N_ELEMENTS(c_standards), year, major);
    return year ? g_strconcat(gnu ? "gnu" : "c", cxx ? "++" : "", year, NULL) : NULL;
}
