"""What pinlint has to say of the programs in this folder, and what it must not say.

An expectation is a function of (findings, handlers) that returns a sentence when it is not met, else None. The lists
hold what people have verified in the sources; they are not a copy of pinlint's output.
"""


def entries(finding):
    """Every (entry point, names on the path from it to the sink) of a finding, the witness first."""
    if finding["entry"]:
        yield finding["entry"]["function"], [step["function"] for step in finding["path"]]
    for other in finding["other_entry_points"]:
        yield other["function"], other["path"]


def holds_in_order(names, wanted):
    rest = iter(names)
    return all(name in rest for name in wanted)


def path(rule, *wanted):
    """A finding of the rule has a path from the first name through the others, in this order, to the last."""

    def check(findings, _handlers):
        for finding in findings:
            if finding["rule"] == rule:
                for entry, names in entries(finding):
                    if entry == wanted[0] and names[-1] == wanted[-1] and holds_in_order(names, wanted):
                        return None
        return f"no {rule} finding goes {' -> '.join(wanted)}"

    return check


def across_files(rule, entry, sink):
    """The finding's witness from the entry point to the sink goes through more than one file."""

    def check(findings, _handlers):
        for finding in findings:
            if finding["rule"] == rule and finding["sink"] == sink:
                if any(name == entry for name, _ in entries(finding)):
                    if len({step["file"] for step in finding["path"]}) > 1:
                        return None
        return f"no {rule} finding goes from {entry} to {sink} across files"

    return check


def handlers_of_kind(prefix, at_least):
    def check(_findings, handlers):
        found = {handler["function"] for handler in handlers if handler["kind"].startswith(prefix)}
        if len(found) >= at_least:
            return None
        return f"{len(found)} handlers of the kind {prefix}, expected {at_least} or more"

    return check


def handler(prefix, *names):
    """These functions are entry points of the kind."""

    def check(_findings, handlers):
        found = {handler["function"] for handler in handlers if handler["kind"].startswith(prefix)}
        missing = [name for name in names if name not in found]
        return f"no entry points of the kind {prefix}: {', '.join(missing)}" if missing else None

    return check


def never_entry(*names):
    """These start threads or processes: they are no entry points, and their own calls are not reported."""

    def check(findings, handlers):
        wrong = [h["function"] for h in handlers if h["function"] in names]
        for finding in findings:
            wrong += [entry for entry, _ in entries(finding) if entry in names]
            if finding["function"] in names:
                wrong.append(f"{finding['function']} at {finding['file']}:{finding['line']}")
        return f"reported, though no request runs there: {', '.join(sorted(set(wrong)))}" if wrong else None

    return check


PROGRAMS = {
    "redis": [
        handlers_of_kind("redis.command", 201),
        handler("redis.command", "getCommand", "setCommand", "unlinkCommand", "bgsaveCommand", "evalCommand", "xaddCommand"),
        path("lock-in-handler", "unlinkCommand", "bioSubmitJob", "pthread_mutex_lock"),
        path("pin-in-handler", "bgsaveCommand", "sched_setaffinity"),
        across_files("pin-in-handler", "bgsaveCommand", "sched_setaffinity"),
        never_entry("main", "bioProcessBackgroundJobs", "IOThreadMain"),
    ],
    "lighttpd": [
        handlers_of_kind("lighttpd", 45),
        handler(
            "lighttpd",
            "mod_access_uri_handler",
            "mod_staticfile_subrequest",
            "mod_cgi_handle_subrequest",
            "log_access_write",
            "gw_handle_subrequest",
        ),
        never_entry("main"),
    ],
    # Servers and examples that come with web frameworks (examples_web.sh): handlers that people read in the sources.
    "libmicrohttpd": [
        handlers_of_kind("libmicrohttpd", 29),
        handler("libmicrohttpd.access", "ahc_echo", "answer_to_connection", "create_response"),
        handler("libmicrohttpd.reader", "file_reader", "dir_reader", "file_free_callback"),
        handler("libmicrohttpd.post", "post_iterator", "iterate_post"),
        handler("libmicrohttpd.upgrade", "uh_cb"),
        handler("libmicrohttpd.option", "uri_logger_cb", "error_handler"),
        handler("libmicrohttpd.completed", "request_completed"),
        never_entry("main", "print_out_key"),
    ],
    "libevent": [
        handlers_of_kind("libevent", 60),
        handler("libevent.evhttp", "dump_request_cb", "send_document_cb"),
        handler("libevent.listener", "listener_cb", "accept_cb"),
        handler("libevent.bufferevent", "conn_writecb", "conn_eventcb", "readcb", "be_openssl_writecb"),
        handler("libevent.event", "signal_cb", "do_term", "evthread_notify_drain_eventfd"),
        never_entry("main"),
    ],
    "libevhtp": [
        handlers_of_kind("evhtp", 43),
        handler("evhtp.request", "testcb", "frontend_cb", "test_glob_cb", "issue161cb"),
        handler("evhtp.hook", "print_path", "print_kvs", "pause_init_cb", "set_max_body"),
        handler("evhtp.accept", "set_my_connection_handlers"),
        handler("evhtp.tls", "ssl__x509_verify_", "dummy_ssl_verify_callback"),
        handler("evhtp.client", "request_cb", "backend_cb"),
        never_entry("main", "app_init_thread", "init_thread_cb"),
    ],
    "civetweb": [
        handlers_of_kind("civetweb", 34),
        handler("civetweb.request", "ExampleHandler", "FormHandler", "CookieHandler", "PostResponser"),
        handler("civetweb.websocket", "WebSocketConnectHandler", "WebsocketDataHandler"),
        handler("civetweb.form", "field_found", "field_get", "field_stored"),
        handler("civetweb.handler", "ExampleHandler::handleGet", "FooHandler::handlePost"),
        handler("civetweb.client", "websocket_client_data_handler", "websocket_client_close_handler"),
        never_entry("main"),
    ],
    "libwebsockets": [
        handlers_of_kind("libwebsockets", 55),
        handler("libwebsockets.protocol", "callback_minimal", "callback_lws_mirror", "callback_dynamic_http"),
        handler("libwebsockets.timer", "sul_connect_attempt", "sul_tp_dump", "connect_client"),
        handler("libwebsockets.stream", "myss_rx", "myss_srv_state"),
        handler("libwebsockets.task", "task_function", "cleanup_task_private_data"),
        handler("libwebsockets.form", "file_upload_cb"),
        never_entry("main"),
    ],
    "h2o": [
        handlers_of_kind("h2o", 120),
        handler("h2o.handler", "post_test", "chunked_test", "reproxy_test", "on_req"),
        handler("h2o.filter", "on_setup_ostream", "on_prefilter_setup_stream"),
        handler("h2o.socket", "on_accept", "on_socketclose", "dispose_socket"),
        handler("h2o.client", "on_connect", "on_head", "on_body"),
        handler("h2o.multithread", "on_server_notification"),
        never_entry("main", "run_loop", "on_context_init"),
    ],
    "libsoup2": [
        handler("libsoup.server", "server_callback"),
        handler("libsoup.client", "finish_msg", "finished"),
        never_entry("main"),
    ],
    "libsoup3": [
        handler("libsoup.server", "server_callback"),
        handler("libsoup.client", "client_message_sent"),
        never_entry("main"),
    ],
    # Without callbacks, main and doit are the handlers.
    "fcgi": [handlers_of_kind("fcgi.loop", 2), handler("fcgi.loop", "main", "doit"), never_entry("PrintEnv")],
    "apache": [
        handlers_of_kind("apache", 430),
        handler("apache.handler", "cgi_handler", "status_handler", "proxy_handler"),
        handler("apache.hook", "authenticate_basic_user", "proxy_status_hook", "ssl_hook_UserCheck"),
        handler("apache.filter", "deflate_out_filter", "cache_save_filter"),
        handler("apache.auth", "check_password", "all_check_authorization"),
        handler("apache.cache", "create_entity", "commit_entity"),
        handler("apache.log", "log_remote_host", "constant_item"),
        handler("apache.include", "handle_include", "cgi_handle_exec"),
        never_entry("register_hooks", "hb_watchdog_step", "dbd_post_config"),
    ],
    "nginx": [
        handlers_of_kind("nginx", 470),
        handler("nginx.handler", "ngx_http_static_handler", "ngx_http_limit_req_handler", "ngx_http_dav_handler"),
        handler("nginx.filter", "ngx_http_header_filter", "ngx_http_write_filter", "ngx_http_proxy_body_output_filter"),
        handler("nginx.upstream", "ngx_http_fastcgi_create_request", "ngx_http_upstream_get_round_robin_peer"),
        handler("nginx.event", "ngx_http_wait_request_handler", "ngx_http_copy_aio_event_handler"),
        handler("nginx.thread_task", "ngx_thread_read_handler"),
        handler("nginx.http2", "ngx_http_v2_data_frame_handler", "ngx_http_v2_state_head"),
        never_entry("main", "ngx_worker_process_init", "ngx_http_geo", "ngx_thread_pool_cycle"),
    ],
    "uwsgi": [
        handlers_of_kind("uwsgi", 70),
        handler("uwsgi.protocol", "uwsgi_proto_http_parser", "uwsgi_proto_fastcgi_read_body"),
        handler("uwsgi.log", "uwsgi_lf_status"),
        handler("uwsgi.offload.event", "u_offload_transfer_do"),
        never_entry("main", "uwsgi_set_cpu_affinity"),
    ],
    "uwsgi_plugins": [
        handlers_of_kind("uwsgi", 120),
        handler("uwsgi.request", "uwsgi_cgi_request", "uwsgi_symcall_request"),
        handler("uwsgi.route", "uwsgi_router_return_func", "uwsgi_route_condition_exists", "uwsgi_route_var_mime"),
        handler("uwsgi.transformation", "transform_chunked", "transform_flush"),
        never_entry("uwsgi_router_return", "uwsgi_cgi_init"),
    ],
    "redis_modules": [
        handlers_of_kind("redis.module", 325),
        handler("redis.module.command", "HelloSimple_RedisCommand", "HelloBlock_RedisCommand"),
        handler("redis.module.blocked", "HelloBlock_Reply", "HelloBlock_Timeout", "HelloBlock_FreeData"),
        handler("redis.module.type", "HelloTypeRdbLoad", "MemAllocDigest", "datatype_copy"),
        handler("redis.module.config", "getBoolConfigCommand", "boolApplyFunc"),
        handler("redis.module.event", "PingReceiver", "eventloopCallback", "done_handler"),
        never_entry("RedisModule_OnLoad", "HelloBlock_ThreadMain", "HelloTypeAofRewrite"),
    ],
}


def check(program, findings, handlers):
    return [problem for problem in (expect(findings, handlers) for expect in PROGRAMS[program]) if problem]
