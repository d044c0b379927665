#include <string.h>

#include "report/describe.h"
#include "report/escape.h"
#include "report/jsonout.h"
#include "report/sarif.h"

cJSON *pl_sarif_message(const char *text) {
    cJSON *message = pl_json_object();
    char *visible = pl_visible(text);
    pl_json_put_string(message, "text", visible);
    g_free(visible);
    return message;
}

cJSON *pl_sarif_artifact(const pl_sarif *sarif, const char *path) {
    /* GitHub wants a place for everything; what belongs to no file belongs to the configuration. */
    path = pl_or(path, pl_or(sarif->result->config, ".pinlint.json"));
    bool absolute = *path == '/';
    GString *uri = g_string_new(absolute ? "file://" : NULL);
    pl_append_uri(uri, path);
    cJSON *artifact = pl_json_object();
    pl_json_put_string(artifact, "uri", uri->str);
    if (!absolute) pl_json_put_string(artifact, "uriBaseId", "%SRCROOT%");
    g_string_free(uri, TRUE);
    return artifact;
}

/* Bytes before the column, as UTF-16 code units. A byte-order mark is no character of the line. */
static uint32_t units_before(pl_line line, size_t bytes) {
    if (line.size >= 3 && bytes >= 3 && memcmp(line.text, "\xEF\xBB\xBF", 3) == 0) {
        line.text += 3;
        bytes -= 3;
    }
    return (uint32_t)pl_utf16_length(line.text, bytes);
}

static cJSON *region(const pl_sarif *sarif, const pl_place *place) {
    cJSON *object = pl_json_object();
    pl_json_put_number(object, "startLine", place->line);
    if (place->column == 0) return object;
    pl_line line;
    bool readable = pl_sources_line(sarif->sources, place->path, place->line, &line);
    if (!readable || place->column > line.size) {
        pl_json_put_number(object, "startColumn", place->column);
        return object;
    }
    size_t before = place->column - 1;
    uint32_t start = units_before(line, before) + 1;
    pl_json_put_number(object, "startColumn", start);
    size_t length = pl_identifier_length(line.text + before, line.size - before);
    if (length > 0)
        pl_json_put_number(object, "endColumn", start + (uint32_t)pl_utf16_length(line.text + before, length));
    return object;
}

cJSON *pl_sarif_location(const pl_sarif *sarif, const pl_place *place, const char *function, const char *message,
                         uint32_t id) {
    cJSON *location = pl_json_object();
    if (id) pl_json_put_number(location, "id", id);
    cJSON *physical = pl_json_put_object(location, "physicalLocation");
    pl_json_put(physical, "artifactLocation", pl_sarif_artifact(sarif, place->path));
    if (place->line) pl_json_put(physical, "region", region(sarif, place));
    if (function && *function) {
        cJSON *logical = pl_json_add(pl_json_put_array(location, "logicalLocations"), pl_json_object());
        pl_json_put_string(logical, "fullyQualifiedName", function);
        pl_json_put_string(logical, "kind", "function");
    }
    if (message) pl_json_put(location, "message", pl_sarif_message(message));
    return location;
}
