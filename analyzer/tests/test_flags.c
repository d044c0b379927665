#include <glib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "extract/extract.h"
#include "extract/resource.h"
#include "extract/target.h"

static pl_command *parse(const char *directory, const char *line) {
    GError *error = NULL;
    char **argv = g_strsplit(line, " ", -1);
    pl_command *command = pl_command_from_argv(directory, NULL, argv, &error);
    g_assert_no_error(error);
    g_strfreev(argv);
    return command;
}

/* What libclang is told beyond what it is always told, joined by spaces; then what was refused, and after a minus what
 * was left out. */
static char *translate(const char *directory, const char *line) {
    static const char *const always[] = {"-w", "-Wno-everything", "-ferror-limit=0", NULL};
    pl_command *command = parse(directory, line);
    pl_clang_args *args = pl_clang_args_new(command, "/usr/lib/llvm-19/lib/clang/19");
    GString *out = g_string_new(NULL);
    g_assert_cmpstr(args->args->pdata[0], ==, "/usr/lib/llvm-19/bin/clang");
    g_assert_cmpstr(args->args->pdata[1], ==, "-resource-dir");
    g_assert_cmpstr(args->args->pdata[2], ==, "/usr/lib/llvm-19/lib/clang/19");
    g_assert_null(args->args->pdata[args->args->len - 1]);
    g_assert_cmpstr(args->args->pdata[args->args->len - 2], ==, command->file);
    for (guint i = 3; i + 2 < args->args->len; i++) {
        const char *arg = args->args->pdata[i];
        if (!g_strv_contains(always, arg)) g_string_append_printf(out, "%s%s", out->len ? " " : "", arg);
    }
    for (guint i = 0; i < args->refused->len; i++) g_string_append_printf(out, "\n%s", (char *)args->refused->pdata[i]);
    for (guint i = 0; i < args->left_out->len; i++)
        g_string_append_printf(out, "\n- %s", (char *)args->left_out->pdata[i]);
    pl_clang_args_free(args);
    pl_command_free(command);
    return g_string_free(out, FALSE);
}

/* The command is `line` with a.c at its end. */
static void expect(const char *line, const char *want) {
    char *whole = g_strconcat(line, " a.c", NULL), *got = translate("/b", whole);
    if (strcmp(got, want) != 0) g_error("%s\n got: %s\nwant: %s", whole, got, want);
    g_free(got);
    g_free(whole);
}

static void test_dropped(void) {
    expect("gcc -c -S -E -o a.o -MD -MMD -MP -MG -M -MF a.d -MT a.o -MQ a.o -MJ j.json",
           "-x c\n- -MD\n- -MMD\n- -MF a.d\n- -MJ j.json");
    expect("gcc -g -g3 -ggdb -gdwarf-4 -Wall -Werror -Werror=foo -Wno-x -Wl,-rpath,x -Wa,-al=list -pipe -v", "-x c");
    expect("gcc -save-temps=obj -fdump-tree-all -fprofile-arcs -ftest-coverage --coverage -fstack-usage -pg",
           "-x c\n- -save-temps=obj\n- -fdump-tree-all\n- -ftest-coverage\n- --coverage\n- -fstack-usage");
    expect("gcc -fno-reorder-functions -fconserve-stack -mrecord-mcount -fno-allow-store-data-races", "-x c");
    expect("gcc -mpreferred-stack-boundary=3 -mindirect-branch=thunk -mskip-rax-setup -mno-red-zone", "-x c");
    expect("gcc --param max-inline=3 --param=x=1 -specs=x.specs -aux-info x -dumpbase y -B /opt/bin -L. -lfoo",
           "-x c\n- -aux-info x\n- -dumpbase y");
    expect("gcc -fsanitize=address -fstack-protector-strong -fcf-protection -flto=auto -ffunction-sections", "-x c");
    expect("gcc -fexec-charset=latin1 -finput-charset=latin1 -undef -traditional-cpp -nosuchoption", "-x c");
    expect("gcc -fmodules-ts -fmodule-mapper=x -fdeps-format=p1689r5", "-x c");
    expect("gcc -Xlinker -DX -Xassembler -DY -T -DZ", "-x c");
    expect("gcc -MF -DX -o -DY -DZ", "-DZ -x c\n- -MF -DX");
}

static void test_kept(void) {
    expect("gcc -DA -D B=1 -D C= --define-macro=D -UE -U F", "-DA -DB=1 -DC= -DD -UE -UF -x c");
    expect("gcc -O2 -O -Os -Og -O9 -Ofoo", "-O2 -O -Os -Og -O3 -x c");
    expect("gcc -fshort-enums -funsigned-char -fms-extensions -fplan9-extensions -fopenmp -fopenmp=libgomp",
           "-fshort-enums -funsigned-char -fms-extensions -fms-extensions -fopenmp -fopenmp -x c");
    expect("gcc -ffreestanding -fno-builtin -fno-builtin-printf -fPIC -fno-pie -pthread -nostdinc",
           "-ffreestanding -fno-builtin -fno-builtin-printf -fPIC -fno-pie -pthread -nostdinc -x c");
    expect("gcc -fno-builtin-a,b -ftemplate-depth=12 -fbracket-depth=1x", "-ftemplate-depth=12 -x c");
    expect("g++ -fno-exceptions -fno-rtti -std=gnu++20 -stdlib=libc++ -stdlib=evil -faligned-new -ftemplate-depth-99",
           "-fno-exceptions -fno-rtti -faligned-allocation -ftemplate-depth=99 -std=gnu++20 -x c++");
    expect("gcc -Wp,-MMD,x.d,-DA=1,-DB -Xpreprocessor -DC", "-DA=1 -DB -DC -x c\n- -MMD");
}

static void test_paths(void) {
    expect("gcc -Iinc -I ../inc -I/abs -I=/in/sysroot -I -I-",
           "-I/b/inc -I/b/../inc -I/abs -I=/in/sysroot -I/b/-I- -x c");
    expect("gcc -isystem sys -iquote q -idirafter after -isystemjoined",
           "-isystem /b/sys -iquote /b/q -idirafter /b/after -isystem /b/joined -x c");
    expect("gcc --sysroot=root -isysroot /x --sysroot y", "--sysroot=/b/root -isysroot /x --sysroot=/b/y -x c");
    expect("gcc -include /no/such.h -imacros missing.h -DX",
           "-DX -Xclang -include -Xclang /no/such.h -Xclang -imacros -Xclang /b/missing.h -x c");
    expect("gcc -include-pch x.pch -include x.h.gch -DX", "-DX -x c");
    expect("clang -Xclang -include-pch -Xclang /b/cmake_pch.h.pch -Xclang -include -Xclang /b/cmake_pch.h",
           "-Xclang -include -Xclang /b/cmake_pch.h -x c");
    expect("gcc -isystem /usr/lib/gcc/x86_64-linux-gnu/12/include -I/usr/lib/gcc/x/12/include-fixed -I/x/gcc/include",
           "-I/x/gcc/include -x c");
    expect("gcc -nostdinc -isystem /usr/lib/gcc/x86_64-linux-gnu/12/include -isystem /usr/lib/gcc/x/12/include/c++",
           "-nostdinc -isystem /usr/lib/gcc/x/12/include/c++ -isystem /usr/lib/llvm-19/lib/clang/19/include -x c");
}

/* -include is looked for in the working directory, then where "..." is. */
static void test_include_search(void) {
    char *directory = g_dir_make_tmp("pinlint-XXXXXX", NULL), *sub = g_build_filename(directory, "sub", NULL);
    char *config = g_build_filename(sub, "config.h", NULL);
    g_mkdir(sub, 0700);
    g_file_set_contents(config, "", 0, NULL);
    char *got = translate(directory, "gcc -include config.h -Isub a.c");
    char *want = g_strdup_printf("-I%s -Xclang -include -Xclang %s -x c", sub, config);
    g_assert_cmpstr(got, ==, want);
    g_unlink(config);
    g_rmdir(sub);
    g_rmdir(directory);
    g_free(want);
    g_free(got);
    g_free(config);
    g_free(sub);
    g_free(directory);
}

static void test_refused(void) {
    expect("gcc -fplugin=x.so -fplugin-arg-x-y=z -fplugin x.so",
           "-x c\n-fplugin=x.so\n-fplugin-arg-x-y=z\n-fplugin x.so");
    expect("clang -Xclang -load -Xclang x.so -Xclang -add-plugin -Xclang p -Xclang -fcolor",
           "-x c\n-Xclang -load -Xclang x.so\n-Xclang -add-plugin -Xclang p\n-Xclang -fcolor");
    expect("clang -fpass-plugin=x.so -mllvm -load=x.so -load x.so -plugin p -Xclang=-load",
           "-x c\n-fpass-plugin=x.so\n-mllvm -load=x.so\n-load x.so\n-plugin p\n-Xclang=-load");
    expect("clang -cc1 -cc1as --config x.cfg --config=y.cfg --config-user-dir=z -ccc-install-dir x",
           "-x c\n-cc1\n-cc1as\n--config x.cfg\n--config=y.cfg\n--config-user-dir=z\n-ccc-install-dir");
    expect("clang -dependency-file x -serialize-diagnostics y --serialize-diagnostics z -ftime-trace=t -emit-llvm",
           "-x c\n-dependency-file x\n-serialize-diagnostics y\n--serialize-diagnostics z\n-ftime-trace=t\n-emit-llvm");
    expect(
        "clang -fmodules -fmodules-cache-path=x -fmodule-file=y -fcxx-modules -fprebuilt-module-path=z -ivfsoverlay v",
        "-x c\n-fmodules\n-fmodules-cache-path=x\n-fmodule-file=y\n-fcxx-modules\n-fprebuilt-module-path=z\n"
        "-ivfsoverlay v");
    expect("clang -fcrash-diagnostics-dir=x -foptimization-record-file=y -fsave-optimization-record "
           "--gen-reproducer=always",
           "-x c\n-fcrash-diagnostics-dir=x\n-foptimization-record-file=y\n-fsave-optimization-record\n"
           "--gen-reproducer=always");
    /* hidden in other options' clothes */
    expect("gcc -Wp,-fplugin=x.so -Xpreprocessor -fplugin=y.so", "-x c\n-fplugin=x.so\n-fplugin=y.so");
    expect("gcc -D -fplugin=x.so -include -load", "-D-fplugin=x.so -Xclang -include -Xclang /b/-load -x c");
    expect("gcc -std=c11,-load -O-load -target -load -march=-load -stdlib=-load", "-x c");
    expect("gcc --target=x86_64-linux-gnu/../../x", "-x c");
}

static void test_targets(void) {
    expect("aarch64-linux-gnu-gcc-12 -march=armv8.2-a+crypto+nosuch -mcpu=cortex-a72 -mabi=lp64 -msse",
           "--target=aarch64-linux-gnu -march=armv8.2-a+crypto -mcpu=cortex-a72 -x c");
    expect(
        "arm-none-eabi-gcc -mcpu=cortex-m4 -mthumb -mfpu=fpv4-sp-d16 -mfloat-abi=hard -march=armv7-a+simd -mfpu=auto",
        "--target=arm-none-eabi -mcpu=cortex-m4 -mthumb -mfpu=fpv4-sp-d16 -mfloat-abi=hard -march=armv7-a -x c");
    expect("riscv64-unknown-elf-gcc -march=rv32imc_zicsr -mabi=ilp32",
           "--target=riscv32-unknown-elf -march=rv32imc -x c");
    expect("gcc --target=x86_64-linux-gnu -msse4.2 -mno-avx -mavx10.1 -march=haswell -mtune=native -m64",
           "--target=x86_64-linux-gnu -msse4.2 -mno-avx -march=haswell -m64 -x c");
    expect("gcc -target i686-linux-gnu -march=i686", "--target=i686-linux-gnu -march=i686 -x c");
    expect("gcc -target x86_64-linux-gnu -march=i686 -march=nosuch", "--target=x86_64-linux-gnu -x c");
    expect("clang -target s390x-linux-gnu -march=z13 -march=z99 -mcpu=x", "--target=s390x-linux-gnu -march=z13 -x c");
    expect("xtensa-esp32-elf-gcc -mlongcalls", "-x c"); /* parsed for this machine: better than not at all */
    expect("my-own-gcc -DX", "-DX -x c");
}

static void expect_standard(const char *name, pl_language language, unsigned major, const char *want) {
    char *got = pl_standard(name, language, major);
    g_assert_cmpstr(got, ==, want);
    g_free(got);
}

static void test_standards(void) {
    expect_standard("gnu2x", PL_LANGUAGE_C, 14, "gnu2x");
    expect_standard("gnu23", PL_LANGUAGE_C, 14, "gnu2x");
    expect_standard("c23", PL_LANGUAGE_C, 19, "c23");
    expect_standard("gnu2y", PL_LANGUAGE_C, 18, "gnu2x");
    expect_standard("gnu1x", PL_LANGUAGE_C, 14, "gnu11");
    expect_standard("iso9899:1999", PL_LANGUAGE_C, 14, "c99");
    expect_standard("gnu++26", PL_LANGUAGE_CXX, 14, "gnu++2b");
    expect_standard("c++23", PL_LANGUAGE_CXX, 17, "c++23");
    expect_standard("c++0x", PL_LANGUAGE_CXX, 14, "c++11");
    expect_standard("c++17", PL_LANGUAGE_C, 19, NULL);
    expect_standard("gnu11", PL_LANGUAGE_CXX, 19, NULL);
    expect_standard("f2018", PL_LANGUAGE_C, 19, NULL);
    expect_standard("gnu", PL_LANGUAGE_C, 19, NULL);
    expect_standard("", PL_LANGUAGE_C, 19, NULL);
    expect_standard("c++", PL_LANGUAGE_CXX, 19, NULL);
    expect("gcc -std=c99 -std=gnu11", "-std=gnu11 -x c");
    expect("gcc -ansi", "-std=c89 -x c");
    expect("gcc --std c99", "-std=c99 -x c");
    expect("gcc -std=c++17", "-x c");
}

static uint64_t hash(const char *line) {
    pl_command *command = parse("/b", line);
    pl_clang_args *args = pl_clang_args_new(command, "/usr/lib/llvm-19/lib/clang/19");
    pl_clang_args *elsewhere = pl_clang_args_new(command, "/opt/lib/clang/19");
    uint64_t value = args->hash;
    g_assert_true(value == elsewhere->hash); /* where clang is installed does not matter */
    pl_clang_args_free(elsewhere);
    pl_clang_args_free(args);
    pl_command_free(command);
    return value;
}

static void test_hash(void) {
    uint64_t plain = hash("gcc -c a.c");
    g_assert_true(plain == hash("gcc -Wall -g -MD -MF x.d -c a.c"));
    g_assert_true(plain == hash("ccache gcc-12 -c a.c"));
    g_assert_true(plain != hash("gcc -c a.c -o a.o"));
    g_assert_true(plain != hash("gcc -DX -c a.c"));
    g_assert_true(plain != hash("g++ -c a.c"));
    g_assert_true(plain != hash("gcc -c b.c"));
    g_assert_true(hash("gcc -DX -DY a.c") != hash("gcc -DY -DX a.c"));
}

/* The libclang at hand takes all of it without a complaint. */
static void expect_parsed(const char *file, const char *line) {
    GError *error = NULL;
    char *directory = g_path_get_dirname(file), **argv = g_strsplit(line, " ", -1);
    char *resource_dir = pl_resource_dir(&error);
    g_assert_no_error(error);
    pl_command *command = pl_command_from_argv(directory, file, argv, &error);
    g_assert_no_error(error);
    pl_facts *facts = pl_extract(command, resource_dir, &error);
    if (error) g_error("%s: %s", line, error->message);
    if (facts->unit.errors) g_error("%s: %s", line, pl_str(facts, facts->unit.first_error));
    pl_facts_free(facts);
    pl_command_free(command);
    g_free(resource_dir);
    g_strfreev(argv);
    g_free(directory);
}

static const char *const c_commands[] = {
    "gcc",
    "gcc -O2 -O9 -Ofast -fshort-enums -fno-short-enums -funsigned-char -fno-signed-char -fms-extensions -fblocks",
    "gcc -fplan9-extensions -fopenmp -fopenmp-simd -fgnu89-inline -fasm -fno-asm -fshort-wchar -fno-builtin-memcpy",
    "gcc -fhosted -ffreestanding -fno-builtin -fdollars-in-identifiers -fdeclspec -fgnu-keywords",
    "gcc -flax-vector-conversions -fno-lax-vector-conversions -fno-gnu-keywords -fno-dollars-in-identifiers",
    "gcc -fPIC -fpic -fPIE -fpie -fno-PIC -fno-pic -fno-PIE -fno-pie -pthread -trigraphs -nostdlibinc",
    "gcc -fexceptions -fno-exceptions -fms-compatibility -fno-ms-compatibility -fno-openmp -fno-blocks -fno-declspec",
    "gcc -ftemplate-depth=10 -fbracket-depth=300 -fconstexpr-depth=30 --sysroot=/ -isysroot / --gcc-toolchain=/usr",
    "clang -Xclang -load -Xclang /nonexistent.so -fplugin=/nonexistent.so -mllvm -nosuch --config /nonexistent",
    "gcc -march=nosuch -mnosuch -fnosuch -Wnosuch -std=nosuch --target=nosuch -x none -stdlib=nosuch -O7x",
    "gcc -mabm -mhle -m3dnow -mno-80387 -mfpu=neon -mcpu=foo -mabi=ms -mthumb -march=znver5 -march=graniterapids",
    "gcc -march=x86-64-v3 -msse4.2 -mno-avx512f -mavx512fp16 -mlong-double-128 -mgeneral-regs-only -mcrc32 -mamx-int8",
    "gcc -target i686-linux-gnu -march=pentium-m",
    "gcc -m32 -march=i686",
    "gcc -m16",
    "gcc -mx32",
    "gcc -march=pentium-m",
    "riscv64-unknown-elf-gcc -march=rv32imac_zba -mabi=ilp32",
    "riscv64-linux-gnu-gcc -march=rv64gcv_zicsr -mabi=lp64d -mcpu=nosuch",
    "aarch64-linux-gnu-gcc -mcpu=nosuch -mabi=ilp32",
    "aarch64-linux-gnu-gcc -march=armv8.6-a+sve2+bf16+nocrypto+nosuch -mcpu=neoverse-n1+crypto -mgeneral-regs-only -EL",
    "arm-none-eabi-gcc -mcpu=cortex-m33+nodsp -mfpu=auto -mfloat-abi=softfp -mthumb",
    "arm-linux-gnueabihf-gcc -march=armv7-a+simd -mfpu=neon-vfpv4 -marm -mabi=aapcs-linux -mfloat-abi=hard",
    "powerpc64le-linux-gnu-gcc -mcpu=power9 -mabi=elfv2 -mabi=nosuch -maltivec -mlittle",
    "powerpc-linux-gnu-gcc -mcpu=e6500",
    "mips-linux-gnu-gcc -march=24kc -mabi=32 -EB -mips32r2",
    "mips64el-linux-gnuabi64-gcc -march=mips64r2 -mabi=64",
    "s390x-linux-gnu-gcc -march=z13 -mzvector",
    "loongarch64-linux-gnu-gcc",
    "xtensa-esp32-elf-gcc -mlongcalls",
    "avr-gcc -mmcu=atmega328p",
    "sparc64-linux-gnu-gcc -mcpu=ultrasparc",
    "m68k-linux-gnu-gcc",
    "hexagon-gcc",
    "clang --target=bpf -mcpu=v3",
    "clang -target wasm32-wasi",
    "x86_64-w64-mingw32-gcc -municode",
    "sh4-linux-gnu-gcc",
};

static const char *const c_standards[] = {"c89",          "c90",         "gnu90", "c99",          "gnu99",
                                          "gnu9x",        "c11",         "gnu1x", "c17",          "gnu18",
                                          "c2x",          "gnu2x",       "c23",   "gnu23",        "c2y",
                                          "gnu2y",        "ansi",        "c++11", "iso9899:1990", "iso9899:199409",
                                          "iso9899:2018", "iso9899:2024"};
static const char *const cxx_standards[] = {"c++98", "c++03",   "gnu++98", "c++0x",   "c++11",   "c++14",
                                            "c++1y", "gnu++17", "c++1z",   "c++20",   "gnu++2a", "c++2b",
                                            "c++23", "gnu++23", "c++26",   "gnu++2c", "c11"};
static const char *const cxx_commands[] = {
    "g++",
    "g++ -fno-exceptions -fno-rtti -fno-cxx-exceptions -fchar8_t -fno-char8_t -fno-operator-names -fno-access-control",
    "g++ -fsized-deallocation -fno-sized-deallocation -faligned-new -fno-aligned-new -fdelayed-template-parsing",
    "g++ -fcoroutines -std=c++17 -ftemplate-depth-900 -nostdinc++ -cxx-isystem /x -stdlib++-isystem /y",
    "g++ -fcoroutines -std=c++20 -fmodules-ts -fmodule-mapper=x -fconcepts -fpermissive -fno-implicit-templates",
};

static void test_libclang(void) {
    char *directory = g_dir_make_tmp("pinlint-XXXXXX", NULL), *cwd = g_get_current_dir();
    char *c = g_build_filename(directory, "a.c", NULL), *cxx = g_build_filename(directory, "b.cc", NULL);
    g_file_set_contents(c, "int f(int *a) { return *a; }\n", -1, NULL);
    g_file_set_contents(cxx, "template <class T> T f(T a) { return a; }\nint g() { return f(1); }\n", -1, NULL);
    for (unsigned i = 0; i < G_N_ELEMENTS(c_commands); i++) expect_parsed(c, c_commands[i]);
    for (unsigned i = 0; i < G_N_ELEMENTS(cxx_commands); i++) expect_parsed(cxx, cxx_commands[i]);
    for (unsigned i = 0; i < G_N_ELEMENTS(c_standards); i++) {
        char *line = g_strconcat("gcc -std=", c_standards[i], NULL);
        expect_parsed(c, line);
        g_free(line);
    }
    for (unsigned i = 0; i < G_N_ELEMENTS(cxx_standards); i++) {
        char *line = g_strconcat("g++ -std=", cxx_standards[i], NULL);
        expect_parsed(cxx, line);
        g_free(line);
    }
    char *now = g_get_current_dir(); /* old libclangs change it for -working-directory */
    g_assert_cmpstr(now, ==, cwd);
    g_unlink(c);
    g_unlink(cxx);
    g_rmdir(directory);
    g_free(now);
    g_free(cwd);
    g_free(c);
    g_free(cxx);
    g_free(directory);
}

/* What GCC lets pass as a warning is no error; a precompiled header of GCC's is not opened. */
static void test_leniency(void) {
    char *directory = g_dir_make_tmp("pinlint-XXXXXX", NULL);
    char *c = g_build_filename(directory, "a.c", NULL), *h = g_build_filename(directory, "p.h", NULL);
    char *gch = g_strconcat(h, ".gch", NULL), *pch = g_strconcat(h, ".pch", NULL);
    g_file_set_contents(h, "#include <stddef.h>\ntypedef size_t from_header;\n", -1, NULL);
    g_file_set_contents(gch, "gpch.014", -1, NULL);
    g_file_set_contents(pch, "CPCH", -1, NULL);
    g_file_set_contents(c,
                        "from_header x;\nint f(p) int *p; { return p; }\nmain() { char *s = 5; undeclared(s);\n"
                        "void (*fp)(int) = f; fp(1); return; }\n",
                        -1, NULL);
    expect_parsed(c, "gcc -include p.h -Werror");
    const char *files[] = {c, h, gch, pch};
    for (unsigned i = 0; i < G_N_ELEMENTS(files); i++) g_unlink(files[i]);
    g_rmdir(directory);
    g_free(pch);
    g_free(gch);
    g_free(h);
    g_free(c);
    g_free(directory);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/flags/dropped", test_dropped);
    g_test_add_func("/flags/kept", test_kept);
    g_test_add_func("/flags/paths", test_paths);
    g_test_add_func("/flags/include-search", test_include_search);
    g_test_add_func("/flags/refused", test_refused);
    g_test_add_func("/flags/targets", test_targets);
    g_test_add_func("/flags/standards", test_standards);
    g_test_add_func("/flags/hash", test_hash);
    g_test_add_func("/flags/libclang", test_libclang);
    g_test_add_func("/flags/leniency", test_leniency);
    return g_test_run();
}
