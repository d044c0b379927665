#include <cjson/cJSON.h>

#include "test_report_fixture.h"

static cJSON *parse(const char *report) {
    g_assert_true(g_utf8_validate(report, -1, NULL));
    cJSON *json = cJSON_ParseWithOpts(report, NULL, 1);
    g_assert_nonnull(json);
    return json;
}

static cJSON *get(cJSON *object, const char *key) {
    cJSON *value = cJSON_GetObjectItemCaseSensitive(object, key);
    if (!value) g_error("there is no %s", key);
    return value;
}

static cJSON *run_of(cJSON *log) { return cJSON_GetArrayItem(get(log, "runs"), 0); }

static void golden_sarif(void) {
    char *report = fixture_write("sarif", &(pl_report_options){0});
    cJSON_Delete(parse(report));
    assert_golden("report.sarif", report);
    g_free(report);
}

static void golden_sarif_all(void) {
    char *report = fixture_write("sarif", &(pl_report_options){.show_suppressed = true});
    cJSON_Delete(parse(report));
    assert_golden("report-suppressed.sarif", report);
    g_free(report);
}

static void golden_json(void) {
    char *report = fixture_write("json", &(pl_report_options){.show_suppressed = true});
    cJSON_Delete(parse(report));
    assert_golden("report.json", report);
    g_free(report);
}

static void golden_empty(void) {
    pl_result result = {0};
    pl_report_options options = {0};
    for (int i = 0; i < 2; i++) {
        GString *out = g_string_new(NULL);
        pl_report_find(i ? "json" : "sarif")->write(&result, &options, out);
        cJSON_Delete(parse(out->str));
        assert_golden(i ? "empty.json" : "empty.sarif", out->str);
        g_string_free(out, TRUE);
    }
}

/* GitHub shows suppressed results as open: they are left out, unless asked for; then every result says what it is. */
static void suppressions(void) {
    char *without = fixture_write("sarif", &(pl_report_options){0});
    char *with = fixture_write("sarif", &(pl_report_options){.show_suppressed = true});
    g_assert_null(strstr(without, "\"suppressions\""));
    cJSON *log = parse(with), *result;
    int suppressed = 0, all = 0;
    cJSON_ArrayForEach(result, get(run_of(log), "results")) {
        all++;
        suppressed += cJSON_GetArraySize(get(result, "suppressions"));
    }
    g_assert_cmpint(all, ==, (int)G_N_ELEMENTS(fixture_findings));
    g_assert_cmpint(suppressed, ==, 2);
    cJSON_Delete(log);
    g_free(without);
    g_free(with);
}

static int ids_linked(const char *text, int highest) {
    int found = 0;
    for (int id = 1; id <= highest; id++) {
        char *link = g_strdup_printf("](%d)", id);
        found += strstr(text, link) != NULL;
        g_free(link);
    }
    return found;
}

/* GitHub shows only the related locations that the message links to. */
static void links(void) {
    char *report = fixture_write("sarif", &(pl_report_options){.show_suppressed = true});
    cJSON *log = parse(report), *result;
    cJSON_ArrayForEach(result, get(run_of(log), "results")) {
        const char *text = get(get(result, "message"), "text")->valuestring;
        cJSON *related = cJSON_GetObjectItemCaseSensitive(result, "relatedLocations");
        int n = cJSON_GetArraySize(related);
        g_assert_cmpint(ids_linked(text, n), ==, n);
        for (int i = 0; i < n; i++) g_assert_cmpint(get(cJSON_GetArrayItem(related, i), "id")->valueint, ==, i + 1);
        g_assert_null(strchr(text, '\033'));
    }
    cJSON_Delete(log);
    g_free(report);
}

/* A path of 5000 hops through names of 100,000 characters, on a rule that the table does not know. */
static void limits(void) {
    enum { HOPS = 5000 };
    static const pl_rule_info unknown = {"later-rule", NULL, PL_LEVEL_WARNING, NULL, NULL, NULL, 0};
    char *name = g_strnfill(100000, 'n');
    pl_step *steps = g_new0(pl_step, HOPS);
    for (int i = 0; i < HOPS; i++) {
        steps[i].function = i == 7 ? name : "step";
        steps[i].at = (pl_place){"src/bio.cc", 1 + (uint32_t)i, 1, NULL, 0, 0};
    }
    pl_finding finding = {.rule = &unknown,
                          .level = PL_LEVEL_OFF,
                          .at = steps[1].at,
                          .function = name,
                          .steps = steps,
                          .nsteps = HOPS,
                          .message = name};
    pl_result result = {.findings = &finding, .nfindings = 1};
    GString *out = g_string_new(NULL);
    pl_report_find("sarif")->write(&result, &(pl_report_options){0}, out);
    cJSON *log = parse(out->str), *one = cJSON_GetArrayItem(get(run_of(log), "results"), 0);
    cJSON *thread = cJSON_GetArrayItem(get(cJSON_GetArrayItem(get(one, "codeFlows"), 0), "threadFlows"), 0);
    cJSON *hops = get(thread, "locations");
    g_assert_cmpint(cJSON_GetArraySize(hops), ==, 1000);
    g_assert_cmpint(get(cJSON_GetArrayItem(hops, 999), "executionOrder")->valueint, ==, HOPS);
    g_assert_cmpint(cJSON_GetArraySize(get(one, "relatedLocations")), <=, 100);
    g_assert_cmpuint(strlen(get(get(one, "message"), "text")->valuestring), <, 20000);
    g_assert_null(cJSON_GetObjectItemCaseSensitive(one, "ruleIndex"));
    cJSON_Delete(log);
    g_string_free(out, TRUE);
    g_free(steps);
    g_free(name);
}

static void descriptions(void) {
    char *long_text = g_strnfill(3000, 'x');
    pl_rule_info rule = {"long-rule", "LongRule", PL_LEVEL_ERROR, long_text, long_text, long_text, 1};
    const pl_rule_info *rules[] = {&rule};
    pl_result result = {.rules = rules, .nrules = 1};
    GString *out = g_string_new(NULL);
    pl_report_find("sarif")->write(&result, &(pl_report_options){0}, out);
    cJSON *log = parse(out->str);
    cJSON *one = cJSON_GetArrayItem(get(get(get(run_of(log), "tool"), "driver"), "rules"), 0);
    g_assert_cmpuint(strlen(get(get(one, "shortDescription"), "text")->valuestring), ==, 1024);
    g_assert_cmpuint(strlen(get(get(one, "fullDescription"), "text")->valuestring), ==, 1024);
    cJSON_Delete(log);
    g_string_free(out, TRUE);
    g_free(long_text);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/report/sarif/golden", golden_sarif);
    g_test_add_func("/report/sarif/golden-suppressed", golden_sarif_all);
    g_test_add_func("/report/sarif/suppressions", suppressions);
    g_test_add_func("/report/sarif/links", links);
    g_test_add_func("/report/sarif/limits", limits);
    g_test_add_func("/report/sarif/descriptions", descriptions);
    g_test_add_func("/report/json/golden", golden_json);
    g_test_add_func("/report/empty", golden_empty);
    return g_test_run();
}
