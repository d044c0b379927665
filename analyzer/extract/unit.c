/* unit.c: one compile command → one pl_facts. Sets libclang up, walks the unit, and reads what stands around the code:
 * included files, parse errors, directives. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "extract/extract.h"
#include "extract/walk.h"

#define EXTRACT_ERROR (g_quark_from_static_string("pl-extract-error"))

static void free_names(gpointer names) { g_ptr_array_free(names, TRUE); }

static void walk_init(pl_walk *w, CXTranslationUnit unit, pl_builder *out, const pl_command *command, bool cplusplus) {
    *w = (pl_walk){.unit = unit,
                   .out = out,
                   .directory = command->directory,
                   .cplusplus = cplusplus,
                   .functions = pl_cursor_map(NULL),
                   .vars = pl_cursor_map(NULL),
                   .records = pl_cursor_map(NULL),
                   .fields = pl_cursor_map(NULL),
                   .files = g_hash_table_new(NULL, NULL),
                   .generated = g_hash_table_new(NULL, NULL),
                   .usrs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                   .typedefs = pl_cursor_map(free_names),
                   .walked = pl_cursor_map(NULL),
                   .made = pl_cursor_map(NULL),
                   .busy = pl_cursor_map(NULL),
                   .making = pl_made_queue(),
                   .casts = g_array_new(FALSE, FALSE, sizeof(pl_cast)),
                   .implicit_destructors = pl_cursor_map(NULL),
                   .pending = g_queue_new(),
                   .stack = g_array_new(FALSE, FALSE, sizeof(CXCursor)),
                   .scopes = g_array_new(FALSE, FALSE, sizeof(pl_scope_end)),
                   .housed = g_array_new(FALSE, FALSE, sizeof(CXCursor)),
                   .extended = g_array_new(FALSE, FALSE, sizeof(CXCursor)),
                   .lasting = g_array_new(FALSE, FALSE, sizeof(pl_object)),
                   .block = clang_getNullCursor(),
                   .part = clang_getNullCursor(),
                   .open = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                   .function = PL_NONE,
                   .initialiser = PL_NONE};
}

static void walk_clear(pl_walk *w) {
    GHashTable *tables[] = {w->functions, w->vars,     w->records, w->fields,      w->files,    w->usrs,
                            w->generated, w->typedefs, w->members, w->destructors, w->specials, w->implicit_destructors,
                            w->walked,    w->made,     w->busy,    w->kept,        w->named};
    for (size_t i = 0; i < G_N_ELEMENTS(tables); i++)
        if (tables[i]) g_hash_table_destroy(tables[i]);
    g_queue_free_full(w->pending, g_free);
    if (w->allocators) g_array_free(w->allocators->placing, TRUE);
    g_free(w->allocators);
    GArray *arrays[] = {w->stack, w->scopes, w->open, w->housed, w->extended, w->lasting, w->making, w->casts};
    for (size_t i = 0; i < G_N_ELEMENTS(arrays); i++) g_array_free(arrays[i], TRUE);
}

/* Does libclang read this unit as C++? Its answer is in what it was asked: -x, else the name of the file. */
static bool is_cplusplus(const pl_clang_args *args, const char *file) {
    const char *language = NULL;
    for (guint i = 0; i < args->args->len; i++) {
        const char *a = g_ptr_array_index(args->args, i);
        if (!a) break;
        if (strcmp(a, "-x") == 0 && i + 1 < args->args->len)
            language = g_ptr_array_index(args->args, i + 1);
        else if (g_str_has_prefix(a, "-x"))
            language = a + 2;
    }
    if (language) return strstr(language, "c++") != NULL;
    static const char *const endings[] = {".cc", ".cp", ".cpp", ".cxx", ".c++", ".C", ".CPP", ".hpp", ".hh", ".ii"};
    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++)
        if (g_str_has_suffix(file, endings[i])) return true;
    return false;
}

static void note_include(CXFile file, CXSourceLocation *stack, unsigned depth, CXClientData data) {
    pl_walk *w = data;
    (void)stack;
    CXSourceLocation first = clang_getLocation(w->unit, file, 1, 1);
    pl_id id = pl_file_of(w, file, first);
    if (depth == 0 && pl_builder_unit(w->out)->main_file == PL_NONE) {
        pl_builder_unit(w->out)->main_file = id;
        pl_builder_file(w->out, pl_builder_path(w->out, id), PL_FILE_MAIN);
    }
}

static char *place_of(pl_walk *w, CXDiagnostic diagnostic) {
    pl_location at = pl_locate(w, clang_getDiagnosticLocation(diagnostic));
    return at.file == PL_NONE ? g_strdup("") : g_strdup_printf("%s:%u: ", pl_builder_path(w->out, at.file), at.line);
}

/* Told to keep going, clang calls everything an error; a header that is missing takes its declarations along. */
static bool is_missing_file(CXDiagnostic diagnostic) {
    CXString text = clang_getDiagnosticSpelling(diagnostic);
    const char *s = clang_getCString(text);
    bool is = s && g_str_has_suffix(s, "file not found");
    clang_disposeString(text);
    return is;
}

static void note_errors(pl_walk *w) {
    pl_unit *unit = pl_builder_unit(w->out);
    pl_id first = PL_NONE, first_fatal = PL_NONE;
    for (unsigned i = 0; i < clang_getNumDiagnostics(w->unit); i++) {
        CXDiagnostic d = clang_getDiagnostic(w->unit, i);
        enum CXDiagnosticSeverity severity = clang_getDiagnosticSeverity(d);
        if (severity >= CXDiagnostic_Error) {
            unit->errors++;
            bool fatal = severity == CXDiagnostic_Fatal || is_missing_file(d);
            if (first == PL_NONE || (fatal && first_fatal == PL_NONE)) {
                CXString text = clang_getDiagnosticSpelling(d);
                char *place = place_of(w, d), *whole = g_strconcat(place, clang_getCString(text), NULL);
                pl_id id = pl_builder_string(w->out, whole);
                if (first == PL_NONE) first = id;
                if (fatal) first_fatal = id;
                g_free(whole);
                g_free(place);
                clang_disposeString(text);
            }
            unit->fatal = unit->fatal || fatal;
        }
        clang_disposeDiagnostic(d);
    }
    unit->first_error = first_fatal != PL_NONE ? first_fatal : first;
}

static pl_span strings(pl_walk *w, const GPtrArray *texts) {
    pl_id *ids = g_new(pl_id, texts->len + 1);
    for (guint i = 0; i < texts->len; i++) ids[i] = pl_builder_string(w->out, g_ptr_array_index(texts, i));
    pl_span span = pl_builder_span(w->out, ids, texts->len);
    g_free(ids);
    return span;
}

static void note_unit(pl_walk *w, const pl_command *command, const pl_clang_args *args) {
    pl_unit *unit = pl_builder_unit(w->out);
    unit->directory = pl_builder_string(w->out, command->directory);
    unit->output = command->output ? pl_builder_string(w->out, command->output) : PL_NONE;
    unit->cplusplus = w->cplusplus;
    unit->command_hash = args->hash;
    unit->main_file = PL_NONE;
    CXTargetInfo target = clang_getTranslationUnitTargetInfo(w->unit);
    unit->triple = pl_intern(w, clang_TargetInfo_getTriple(target));
    clang_TargetInfo_dispose(target);
    pl_span dropped = strings(w, args->refused), left_out = strings(w, args->left_out);
    pl_builder_unit(w->out)->dropped = dropped;
    pl_builder_unit(w->out)->left_out = left_out;
    clang_getInclusions(w->unit, note_include, w);
    note_errors(w);
}

static CXTranslationUnit parse(CXIndex index, const pl_clang_args *args, unsigned options, const char *file,
                               GError **error) {
    CXTranslationUnit unit = NULL;
    enum CXErrorCode code = clang_parseTranslationUnit2FullArgv(index, NULL, (const char *const *)args->args->pdata,
                                                                (int)args->args->len - 1, NULL, 0, options, &unit);
    if (code == CXError_Success && unit) return unit;
    const char *what = code == CXError_Crashed            ? "the parser crashed"
                       : code == CXError_InvalidArguments ? "libclang refused its arguments"
                       : access(file, R_OK)               ? g_strerror(errno)
                                                          : "libclang could not parse it";
    g_set_error(error, EXTRACT_ERROR, 0, "%s: %s", file, what);
    if (unit) clang_disposeTranslationUnit(unit);
    return NULL;
}

/* Comments stand in the file that is compiled; what they speak of is where #line says that it comes from. */
static void presume_directives(pl_walk *w, CXFile file, uint32_t first) {
    if (!g_hash_table_contains(w->generated, file)) return;
    for (uint32_t i = first; i < pl_builder_ndirectives(w->out); i++) {
        pl_directive *d = pl_builder_directive_at(w->out, i);
        pl_location begin = pl_presumed_line(w, file, d->line), end = pl_presumed_line(w, file, d->end_line),
                    target = pl_presumed_line(w, file, d->target_line);
        d->target_line = target.file == begin.file ? target.line : begin.line;
        d->end_line = end.file == begin.file && end.line > begin.line ? end.line : begin.line;
        d->line = begin.line;
        d->file = begin.file;
    }
}

/* Files with directives, and what the preprocessor left out of them. The ranges cost a second, shallow parse, so it is
 * made only for units that have directives: few. */
static void scan_directives(pl_walk *w, CXIndex index, const pl_clang_args *args, const char *main_file) {
    GArray *found = g_array_new(FALSE, FALSE, sizeof(CXFile));
    GHashTableIter it;
    gpointer file, id;
    GPtrArray *by_id = g_ptr_array_new();
    g_hash_table_iter_init(&it, w->files);
    while (g_hash_table_iter_next(&it, &file, &id)) {
        guint at = GPOINTER_TO_UINT(id) - 1;
        if (at >= by_id->len) g_ptr_array_set_size(by_id, (gint)at + 1);
        g_ptr_array_index(by_id, at) = file; /* by id: the order of the hash table is nobody's */
    }
    for (guint i = 0; i < by_id->len; i++) {
        CXFile f = g_ptr_array_index(by_id, i);
        size_t size = 0;
        if (!f || clang_Location_isInSystemHeader(clang_getLocation(w->unit, f, 1, 1))) continue;
        const char *text = clang_getFileContents(w->unit, f, &size);
        if (text && memmem(text, size, "lockosthread:", strlen("lockosthread:"))) g_array_append_val(found, f);
    }
    CXTranslationUnit shallow = NULL;
    if (found->len)
        shallow = parse(index, args,
                        CXTranslationUnit_DetailedPreprocessingRecord | CXTranslationUnit_SkipFunctionBodies |
                            CXTranslationUnit_KeepGoing,
                        main_file, NULL);
    for (guint i = 0; i < found->len; i++) {
        CXFile f = g_array_index(found, CXFile, i);
        size_t size = 0;
        const char *text = clang_getFileContents(w->unit, f, &size);
        GArray *skipped = g_array_new(FALSE, FALSE, sizeof(uint32_t[2]));
        CXString name = clang_getFileName(f);
        CXFile same = shallow ? clang_getFile(shallow, clang_getCString(name)) : NULL;
        CXSourceRangeList *ranges = same ? clang_getSkippedRanges(shallow, same) : NULL;
        for (unsigned k = 0; ranges && k < ranges->count; k++) {
            unsigned first, last;
            clang_getFileLocation(clang_getRangeStart(ranges->ranges[k]), NULL, &first, NULL, NULL);
            clang_getFileLocation(clang_getRangeEnd(ranges->ranges[k]), NULL, &last, NULL, NULL);
            uint32_t pair[2] = {first, last};
            g_array_append_val(skipped, pair);
        }
        if (ranges) clang_disposeSourceRangeList(ranges);
        clang_disposeString(name);
        uint32_t first = pl_builder_ndirectives(w->out);
        pl_scan_directives(w->out, pl_file_of(w, f, clang_getLocation(w->unit, f, 1, 1)), text, size,
                           (const uint32_t(*)[2])(void *)skipped->data, skipped->len);
        presume_directives(w, f, first);
        g_array_free(skipped, TRUE);
    }
    if (shallow) clang_disposeTranslationUnit(shallow);
    g_array_free(found, TRUE);
    g_ptr_array_free(by_id, TRUE);
}

static pl_facts *extract_unit(CXIndex index, const pl_command *command, const pl_clang_args *args, GError **error) {
    CXTranslationUnit unit = parse(index, args, CXTranslationUnit_KeepGoing, command->file, error);
    if (!unit) return NULL;
    pl_walk w;
    walk_init(&w, unit, pl_builder_new(), command, is_cplusplus(args, command->file));
    note_unit(&w, command, args);
    pl_facts *facts = NULL;
    if (pl_builder_unit(w.out)->main_file == PL_NONE) {
        const char *why = pl_builder_unit(w.out)->first_error == PL_NONE
                              ? "it could not be read"
                              : pl_builder_text(w.out, pl_builder_unit(w.out)->first_error);
        g_set_error(error, EXTRACT_ERROR, 0, "%s: %s", command->file, why);
        pl_builder_free(w.out);
    } else {
        pl_walk_unit(&w);
        pl_write_casts(&w);
        pl_unit *said = pl_builder_unit(w.out);
        said->fatal = said->fatal || (said->errors && !w.saw_code);
        scan_directives(&w, index, args, command->file);
        facts = pl_builder_finish(w.out);
    }
    walk_clear(&w);
    clang_disposeTranslationUnit(unit);
    return facts;
}

pl_facts *pl_extract(const pl_command *command, const char *resource_dir, GError **error) {
    if (!g_file_test(command->file, G_FILE_TEST_IS_REGULAR)) {
        g_set_error(error, EXTRACT_ERROR, 0, "%s: no such file; is the compile database older than the source tree?",
                    command->file);
        return NULL;
    }
    pl_clang_args *args = pl_clang_args_new(command, resource_dir);
    CXIndex index = clang_createIndex(0, 0);
    pl_facts *facts = extract_unit(index, command, args, error);
    clang_disposeIndex(index);
    pl_clang_args_free(args);
    return facts;
}
