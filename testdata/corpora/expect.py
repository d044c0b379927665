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


# The programs of examples_extensions.py. Counts are of functions that the sources name where they register them, counted by
# reading and by searching; what runs at start-up is no entry point.
PROGRAMS.update(
    {
        "fuse3": [
            handlers_of_kind("fuse.highlevel", 57),
            handlers_of_kind("fuse.lowlevel", 78),
            handler("fuse", "hello_read", "lo_lookup", "cusexmp_ioctl", "stream_read", "sfs_write_buf"),
            never_entry("main", "hello_init", "lo_init", "sfs_init", "cusexmp_init_done"),
        ],
        "sqlite-misc": [
            handlers_of_kind("sqlite.vtab", 256),
            handlers_of_kind("sqlite.vfs", 129),
            handlers_of_kind("sqlite.function", 60),
            handler("sqlite", "decimalAddFunc", "seriesFilter", "memRead", "vlogOpen", "anyCollNeeded"),
            never_entry("main", "sqlite3_series_init", "sqlite3_carray_init", "memDlOpen"),
        ],
        "tclsqlite": [
            handler("tcl.command", "DbObjCmd", "DbMain", "DbObjCmdAdaptor", "DbEvalNextCmd", "DbTransPostCmd"),
            handler("sqlite", "DbBusyHandler", "DbTraceHandler", "tclSqlFunc", "tclSqlCollate"),
            never_entry("Sqlite3_Init", "DbDeleteCmd"),
        ],
        "postgresql-contrib": [
            handlers_of_kind("postgresql.function", 794),
            handlers_of_kind("postgresql.fdw", 46),
            handlers_of_kind("postgresql.index", 12),
            handlers_of_kind("postgresql.decoding", 21),
            handler("postgresql", "pgss_ProcessUtility", "auth_delay_checks", "pgfdw_xact_callback", "crosstab"),
            never_entry("_PG_init", "autoprewarm_main", "pgss_shmem_startup", "pgss_shmem_request"),
        ],
        "pam-modules": [handlers_of_kind("pam.module", 6), never_entry("main", "_pam_parse")],
        "mosquitto-plugins": [
            handler("mosquitto", "basic_auth_callback", "callback_message", "dynsec__acl_check_callback"),
            handlers_of_kind("mosquitto", 5),
            never_entry("mosquitto_plugin_init", "mosquitto_plugin_cleanup"),
        ],
        "mosquitto-clients": [
            handler("libmosquitto", "my_message_callback", "my_connect_callback", "my_log_callback"),
            never_entry("main"),
        ],
        "librdkafka-examples": [
            handlers_of_kind("librdkafka.cpp", 7),
            handler("librdkafka.callback", "dr_msg_cb", "error_cb", "consumer_group_rebalance_cb"),
            never_entry("main"),
        ],
        "czmq": [
            handlers_of_kind("czmq.zloop", 20),
            handler("czmq.zloop", "s_on_read_timer", "monitor_handler", "s_server_handle_protocol"),
            never_entry("zgossip", "zbeacon", "zauth", "zproxy"),  # actors
        ],
        "libcoap-examples": [
            handlers_of_kind("libcoap.method", 22),
            handler("libcoap", "hnd_get_fetch_time", "hnd_proxy_uri", "verify_cn_callback", "message_handler"),
            never_entry("main"),
        ],
        "net-snmp-examples": [
            handler("net-snmp", "delayed_instance_handler", "return_delayed_response", "var_example"),
            handler("net-snmp.variable", "write_exampleint"),
            handlers_of_kind("net-snmp.iterator", 5),
            never_entry("init_example", "example_parse_config_exint", "init_delayed_instance"),
        ],
        "lua-cjson": [handlers_of_kind("lua.function", 13), never_entry("luaopen_cjson")],
        "lua-lpeg": [handlers_of_kind("lua.function", 30), never_entry("luaopen_lpeg")],
        "python-cffi": [
            handlers_of_kind("cpython.method", 66),
            handlers_of_kind("cpython.slot", 52),
            handlers_of_kind("cpython.property", 13),
            handler("cpython", "b_newp", "cdata_repr", "ctypeget_args", "_ffi_new_with_allocator"),
            never_entry("PyInit__cffi_backend"),
        ],
        "ruby-nokogiri": [handlers_of_kind("ruby.method", 174), never_entry("Init_nokogiri", "noko_init_xml_node")],
        "php-ext": [
            handlers_of_kind("php.function", 92),
            handler("php", "zif_bcadd", "zim_PhpToken_tokenize", "shmop_create_object", "sysvsem_free_obj"),
            never_entry("zm_startup_calendar", "zm_info_ctype"),
        ],
        "php-apcu": [
            handlers_of_kind("php.function", 23),
            handler("php", "zif_apcu_fetch", "zm_activate_apcu", "apc_iterator_free"),
            never_entry("zm_startup_apcu"),
        ],
        "dpdk-examples": [
            handlers_of_kind("dpdk.lcore", 9),
            handler("dpdk", "lsi_event_callback", "calc_latency", "new_device", "service_func", "cmd_help_parsed"),
            never_entry("main", "port_init"),
        ],
        "libpcap-tests": [handler("pcap", "countme", "breakme"), never_entry("main")],
        "libnl-tools": [handlers_of_kind("libnl.message", 3), never_entry("main")],
        "node-api-tests": [
            handlers_of_kind("node-api.property", 196),
            handlers_of_kind("node-api.finalizer", 16),
            never_entry("Init"),
        ],
        "v8-addons": [handlers_of_kind("v8.function", 43), never_entry("Initialize", "init")],
        "kamailio-modules": [
            handlers_of_kind("kamailio.command", 542),
            handlers_of_kind("kamailio.rpc", 73),
            handlers_of_kind("kamailio.timer", 16),
            handler("kamailio", "ds_check_timer", "dlg_cseq_msg_received", "tr_txt_eval_re", "ul_sip_reply_received"),
            never_entry("mod_init", "child_init", "mod_destroy"),
        ],
        "kamailio-java": [handlers_of_kind("jni.native", 31), never_entry("mod_init")],
        "collectd-plugins": [
            handlers_of_kind("collectd.read", 17),
            handlers_of_kind("collectd.write", 11),
            handler("collectd", "agg_read", "mr_match", "ts_invoke", "network_notification", "csv_write"),
            never_entry("module_register", "network_init", "statsd_init", "statsd_network_thread"),
        ],
        "glusterfs-xlators": [
            handlers_of_kind("glusterfs.fop", 245),
            handlers_of_kind("glusterfs.answer", 131),
            handler("glusterfs", "pl_lk", "wb_writev", "ioc_forget", "barrier_fsync_cbk"),
            never_entry("init", "fini", "reconfigure", "mem_acct_init"),
        ],
        "syslog-ng-modules": [
            handler("syslog-ng", "csv_parser_process", "log_db_parser_process", "pseudofile_dd_queue", "tf_hash_call"),
            handlers_of_kind("syslog-ng.template", 6),
            never_entry("pseudofile_dd_init", "log_db_parser_init"),
        ],
        "janus-plugins": [
            handlers_of_kind("janus", 55),
            handler("janus.media", "janus_echotest_incoming_rtp"),
            never_entry("janus_echotest_init", "janus_echotest_destroy", "janus_echotest_handler"),
        ],
        "slapi-addrdnvalues": [handler("slapi", "addrdnvalues_preop_add"), never_entry("addrdnvalues_preop_init")],
        "freeradius-modules": [
            handlers_of_kind("freeradius.module", 16),
            handlers_of_kind("freeradius.xlat", 29),
            handler("freeradius", "mod_authorize", "expr_xlat", "soh_xlat", "timecmp"),
            never_entry("mod_instantiate", "mod_bootstrap", "mod_detach"),
        ],
        "rsyslog-modules": [
            handler("rsyslog.output", "doAction", "tryResume", "commitTransaction"),
            handler("rsyslog.output", "beginTransaction", "endTransaction"),
            handler("rsyslog", "parse", "parse2", "strgen"),
            never_entry("runInput", "activateCnf", "modInit", "newActInst"),
        ],
        "samba-tevent": [
            handlers_of_kind("tevent", 50),
            handler("tevent", "wait_for_read_done", "epoll_event_loop_once", "poll_event_add_fd", "writev_trigger"),
            never_entry("epoll_event_context_init", "tevent_context_init_ops"),
        ],
        "opendkim": [
            handler("libmilter", "mlfi_connect", "mlfi_envfrom", "mlfi_header", "mlfi_body", "mlfi_eom", "mlfi_close"),
            handlers_of_kind("libmilter", 10),
            never_entry("main"),
        ],
        "libuv-windows": [
            handlers_of_kind("windows.threadpool", 14),
            handler("windows", "exit_wait_callback", "pipe_connect_thread_proc"),
            never_entry("uv__thread_start"),
        ],
    }
)


def check(program, findings, handlers):
    return [problem for problem in (expect(findings, handlers) for expect in PROGRAMS[program]) if problem]
