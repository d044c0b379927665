#include "extract/language.h"

#include <stddef.h>
#include <string.h>

typedef struct {
    const char *name;
    pl_language language;
} row;

static const row suffixes[] = {
    {"c", PL_LANGUAGE_C},     {"i", PL_LANGUAGE_C},      {"h", PL_LANGUAGE_C},      {"C", PL_LANGUAGE_CXX},
    {"cc", PL_LANGUAGE_CXX},  {"cp", PL_LANGUAGE_CXX},   {"cpp", PL_LANGUAGE_CXX},  {"cxx", PL_LANGUAGE_CXX},
    {"c++", PL_LANGUAGE_CXX}, {"CC", PL_LANGUAGE_CXX},   {"CPP", PL_LANGUAGE_CXX},  {"CXX", PL_LANGUAGE_CXX},
    {"ii", PL_LANGUAGE_CXX},  {"hh", PL_LANGUAGE_CXX},   {"H", PL_LANGUAGE_CXX},    {"hpp", PL_LANGUAGE_CXX},
    {"hxx", PL_LANGUAGE_CXX}, {"C++", PL_LANGUAGE_CXX},  {"h++", PL_LANGUAGE_CXX},  {"hp", PL_LANGUAGE_CXX},
    {"HPP", PL_LANGUAGE_CXX}, {"tcc", PL_LANGUAGE_CXX},  {"ipp", PL_LANGUAGE_CXX},  {"inl", PL_LANGUAGE_CXX},
    {"txx", PL_LANGUAGE_CXX}, {"cppm", PL_LANGUAGE_CXX}, {"ccm", PL_LANGUAGE_CXX},  {"cxxm", PL_LANGUAGE_CXX},
    {"ixx", PL_LANGUAGE_CXX}, {"mpp", PL_LANGUAGE_CXX},  {"c++m", PL_LANGUAGE_CXX},
};

static const row flags[] = {
    {"c", PL_LANGUAGE_C},
    {"c-header", PL_LANGUAGE_C},
    {"cpp-output", PL_LANGUAGE_C},
    {"c++", PL_LANGUAGE_CXX},
    {"c++-header", PL_LANGUAGE_CXX},
    {"c++-system-header", PL_LANGUAGE_CXX},
    {"c++-user-header", PL_LANGUAGE_CXX},
    {"c++-module", PL_LANGUAGE_CXX},
    {"c++-cpp-output", PL_LANGUAGE_CXX},
};

static const row *find(const row *rows, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(rows[i].name, name) == 0) return &rows[i];
    return NULL;
}

static const char *suffix(const char *path) {
    const char *dot = strrchr(path, '.');
    return dot && !strchr(dot, '/') ? dot + 1 : "";
}

static const row *find_suffix(const char *path) {
    return find(suffixes, sizeof suffixes / sizeof *suffixes, suffix(path));
}

pl_language pl_language_of_file(const char *path) {
    const row *found = find_suffix(path);
    return found ? found->language : PL_LANGUAGE_NONE;
}

bool pl_language_is_header(const char *path) { return strcmp(suffix(path), "h") == 0; }

bool pl_language_is_preprocessed(const char *path) {
    return strcmp(suffix(path), "i") == 0 || strcmp(suffix(path), "ii") == 0;
}

pl_language pl_language_of_flag(const char *value) {
    const row *found = find(flags, sizeof flags / sizeof *flags, value);
    return found ? found->language : PL_LANGUAGE_NONE;
}
