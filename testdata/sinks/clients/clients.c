// Clients of databases and brokers that wait for the answer, on their real headers. The rule is off by default.
#include <curl/curl.h>
#include <hiredis/hiredis.h>
#include <libpq-fe.h>
#include <librdkafka/rdkafka.h>
#include <mysql.h>
#include <sqlite3.h>
#include <zmq.h>

void on_sqlite(sqlite3_stmt *statement, sqlite3_mutex *mutex) {
    sqlite3_step(statement);    // want block-in-handler "sqlite3_step"
    sqlite3_mutex_enter(mutex); // want lock-in-handler "sqlite3_mutex_enter"
    sqlite3_mutex_leave(mutex);
    if (sqlite3_mutex_try(mutex) == SQLITE_OK)
        sqlite3_mutex_leave(mutex);
}

void on_postgresql(PGconn *connection) {
    PQclear(PQexec(connection, "SELECT 1")); // want block-in-handler "PQexec"
    PQsendQuery(connection, "SELECT 1");
}

void on_mysql(MYSQL *mysql) {
    mysql_query(mysql, "SELECT 1"); // want block-in-handler "mysql_query"
}

void on_redis(redisContext *context) {
    freeReplyObject(redisCommand(context, "PING")); // want block-in-handler "redisCommand"
}

void on_curl(CURL *easy, CURLM *multi, int *running) {
    curl_easy_perform(easy); // want block-in-handler "curl_easy_perform"
    curl_multi_perform(multi, running);
}

void on_kafka(rd_kafka_t *kafka) {
    rd_kafka_flush(kafka, 1000); // want block-in-handler "rd_kafka_flush"
    rd_kafka_poll(kafka, 0);
}

void on_zmq(zmq_pollitem_t *items) {
    zmq_poll(items, 1, -1); // want block-in-handler "zmq_poll"
    zmq_poll(items, 1, 0);
}
