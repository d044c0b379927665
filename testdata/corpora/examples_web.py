"""Example programs, modules and servers of web frameworks (see examples.py): configured, some of them built."""

from examples_program import GLIB, Program

APACHE_MODULES = (
    "aaa arch/unix cache cluster core database dav/fs dav/lock dav/main debugging echo examples filters "
    "generators http http2 ldap loggers lua mappers md metadata proxy proxy/balancers session slotmem ssl test"
)
NGINX = " ".join("--with-" + name for name in (
    "threads", "stream", "mail", "file-aio", "http_ssl_module", "mail_ssl_module", "stream_ssl_module", "http_v2_module",
    "http_dav_module", "http_auth_request_module", "http_slice_module", "http_realip_module", "cc-opt=-O0"))
CMAKE = "cmake -S {s} -B . -DCMAKE_EXPORT_COMPILE_COMMANDS=ON "
ULFIUS = "usr/share/doc/libulfius-dev/examples/ulfius"
BEAR = "bear --output compile_commands.json -- "

PROGRAMS = {
    "libmicrohttpd": Program(
        "libmicrohttpd", "0.9.75", "src/examples/*.c doc/examples/*.c",
        "-I{m} -I{s}/src/include",
        # The configuration gives MHD_config.h, which the examples include.
        runs=("{s}/configure -q --disable-static --disable-doc --disable-curl --disable-nls",),
        at_least={"libmicrohttpd": 29},
        handlers={
            "libmicrohttpd.access": "ahc_echo answer_to_connection create_response",
            "libmicrohttpd.reader": "file_reader dir_reader file_free_callback",
            "libmicrohttpd.post": "post_iterator iterate_post",
            "libmicrohttpd.upgrade": "uh_cb",
            "libmicrohttpd.option": "uri_logger_cb error_handler",
            "libmicrohttpd.completed": "request_completed"},
        never="main print_out_key"),
    "libevent": Program(
        "libevent", "2.1.12-stable",
        runs=(CMAKE + "-DEVENT__DISABLE_TESTS=ON -DEVENT__DISABLE_BENCHMARK=ON",),
        needs="cmake make",
        at_least={"libevent": 60},
        handlers={
            "libevent.evhttp": "dump_request_cb send_document_cb",
            "libevent.listener": "listener_cb accept_cb",
            "libevent.bufferevent": "conn_writecb conn_eventcb readcb be_openssl_writecb",
            "libevent.event": "signal_cb do_term evthread_notify_drain_eventfd"},
        never="main"),
    "libevhtp": Program(
        "libevhtp", "1.2.18",
        kind="upstream",
        runs=(CMAKE + "-DEVHTP_DISABLE_REGEX=ON",),
        needs="cmake make",
        at_least={"evhtp": 43},
        handlers={
            "evhtp.request": "testcb frontend_cb test_glob_cb issue161cb",
            "evhtp.hook": "print_path print_kvs pause_init_cb set_max_body",
            "evhtp.accept": "set_my_connection_handlers",
            "evhtp.tls": "ssl__x509_verify_ dummy_ssl_verify_callback",
            "evhtp.client": "request_cb backend_cb"},
        never="main app_init_thread init_thread_cb"),
    "civetweb": Program(
        "civetweb", "1.15+dfsg", "examples/**/*.c examples/**/*.cpp",
        "-DUSE_WEBSOCKET -I{s}/include -isystem /usr/include/cjson",
        at_least={"civetweb": 34},
        handlers={
            "civetweb.request": "ExampleHandler FormHandler CookieHandler PostResponser",
            "civetweb.websocket": "WebSocketConnectHandler WebsocketDataHandler",
            "civetweb.form": "field_found field_get field_stored",
            "civetweb.handler": "ExampleHandler::handleGet FooHandler::handlePost",
            "civetweb.client": "websocket_client_data_handler websocket_client_close_handler"},
        never="main"),
    "libwebsockets": Program(
        "libwebsockets", "4.1.6", "minimal-examples/**/*.c",
        "-I{m} -I{s}/include -isystem {h} -isystem {h}/dbus-1.0 "
        "-isystem {h}/../lib/x86_64-linux-gnu/dbus-1.0/include " + GLIB,
        # Another system, libraries of sound and windows, and what the package or this configuration does not have.
        without="minimal-examples/**/esp32/**/*.c minimal-examples/gtk/**/*.c minimal-examples/raw/minimal-raw-audio/*.c "
                "minimal-examples/secure-streams/minimal-secure-streams-alexa/a*.c "
                "minimal-examples/secure-streams/minimal-secure-streams-staticpolicy/minimal-secure-streams.c "
                "minimal-examples/abstract/protocols/smtp-client/*.c minimal-examples/api-tests/api-test-smtp_client/*.c "
                "minimal-examples/http-server/minimal-http-server-fulltext-search/*.c",
        runs=(CMAKE + "-DLWS_WITH_SECURE_STREAMS=ON -DLWS_ROLE_MQTT=ON",),  # writes lws_config.h
        needs="cmake make",
        at_least={"libwebsockets": 55},
        handlers={
            "libwebsockets.protocol": "callback_minimal callback_lws_mirror callback_dynamic_http",
            "libwebsockets.timer": "sul_connect_attempt sul_tp_dump connect_client",
            "libwebsockets.stream": "myss_rx myss_srv_state",
            "libwebsockets.task": "task_function cleanup_task_private_data",
            "libwebsockets.form": "file_upload_cb"},
        never="main"),
    "h2o": Program(
        "h2o", "2.2.5+dfsg2",
        runs=(CMAKE + "-DWITH_MRUBY=OFF '-DCMAKE_C_FLAGS=-idirafter {h}'",),
        needs="cmake make",
        at_least={"h2o": 120},
        handlers={
            "h2o.handler": "post_test chunked_test reproxy_test on_req",
            "h2o.filter": "on_setup_ostream on_prefilter_setup_stream",
            "h2o.socket": "on_accept on_socketclose dispose_socket",
            "h2o.client": "on_connect on_head on_body",
            "h2o.multithread": "on_server_notification"},
        never="main run_loop on_context_init"),
    "libsoup2": Program(
        "libsoup2.4", "2.74.3", "examples/*.c",
        "-isystem {h}/libsoup-2.4 -isystem {h}/libxml2 " + GLIB,
        handlers={
            "libsoup.server": "server_callback",
            "libsoup.client": "finish_msg finished"},
        never="main"),
    "libsoup3": Program(
        "libsoup3", "3.2.3", "examples/*.c",
        "-isystem {h}/libsoup-3.0 -isystem {h}/gio-unix-2.0 " + GLIB,
        handlers={
            "libsoup.server": "server_callback",
            "libsoup.client": "client_message_sent"},
        never="main"),
    "fcgi": Program(
        "libfcgi", "2.4.2", "examples/*.c examples/*.cpp",
        "-isystem {h}",
        at_least={"fcgi.loop": 2},
        handlers={"fcgi.loop": "main doit"},
        never="PrintEnv"),
    "apache": Program(
        "apache2", "2.4.68", " ".join(f"modules/{m}/*.c" for m in APACHE_MODULES.split()),
        "-D_GNU_SOURCE -I{m} -I{s}/include -I{s}/os/unix -I{s}/server "
        + " ".join(f"-I{{s}}/modules/{m}" for m in APACHE_MODULES.split())
        + " -isystem {h}/apache2 -isystem {h}/apr-1.0 -isystem {h}/libxml2 -isystem {h}/lua5.4 -idirafter {h} "
        "-idirafter {h}/x86_64-linux-gnu",
        without="modules/arch/unix/mod_privileges.c modules/cache/mod_socache_dc.c",  # Solaris, distcache
        runs=("gcc -DCROSS_COMPILE {s}/server/gen_test_char.c -o gen_test_char && ./gen_test_char >test_char.h",),
        at_least={"apache": 430},
        handlers={
            "apache.handler": "cgi_handler status_handler proxy_handler",
            "apache.hook": "authenticate_basic_user proxy_status_hook ssl_hook_UserCheck",
            "apache.filter": "deflate_out_filter cache_save_filter",
            "apache.auth": "check_password all_check_authorization",
            "apache.cache": "create_entity commit_entity",
            "apache.log": "log_remote_host constant_item",
            "apache.include": "handle_include cgi_handle_exec"},
        never="register_hooks hb_watchdog_step dbd_post_config"),
    "nginx": Program(
        "nginx", "1.22.1",
        runs=("cp -r {s}/. .", "./configure " + NGINX, BEAR + "make"),
        needs="bear make",
        at_least={"nginx": 470},
        handlers={
            "nginx.handler": "ngx_http_static_handler ngx_http_limit_req_handler ngx_http_dav_handler",
            "nginx.filter": "ngx_http_header_filter ngx_http_write_filter ngx_http_proxy_body_output_filter",
            "nginx.upstream": "ngx_http_fastcgi_create_request ngx_http_upstream_get_round_robin_peer",
            "nginx.event": "ngx_http_wait_request_handler ngx_http_copy_aio_event_handler",
            "nginx.thread_task": "ngx_thread_read_handler",
            "nginx.http2": "ngx_http_v2_data_frame_handler ngx_http_v2_state_head"},
        findings=[("lock-in-handler", "warning", "ngx_http_limit_req_handler", "ngx_shmtx_lock", "in its own body")],
        silent="pin-in-handler pin-leak sched-in-handler",
        reaches={"ngx_worker_process_init": "sched_setaffinity"},
        never="main ngx_worker_process_init ngx_http_geo ngx_thread_pool_cycle"),
    "uwsgi": Program(
        "uwsgi", "2.0.21",
        kind="upstream",
        runs=("cp -r {s}/. .", "CFLAGS=-O0 " + BEAR + "python3 uwsgiconfig.py --build core"),
        needs="bear",
        at_least={"uwsgi": 70},
        handlers={
            "uwsgi.protocol": "uwsgi_proto_http_parser uwsgi_proto_fastcgi_read_body",
            "uwsgi.log": "uwsgi_lf_status",
            "uwsgi.offload.event": "u_offload_transfer_do"},
        silent="pin-in-handler pin-leak",
        reaches={"uwsgi_run": "sched_setaffinity"},
        never="main uwsgi_set_cpu_affinity"),
    "uwsgi-plugins": Program(
        "uwsgi", "2.0.21", "plugins/**/*.c core/routing.c",
        "-D_GNU_SOURCE -DUWSGI_VERSION=\"2.0.21\" -DUWSGI_VERSION_BASE=2 -DUWSGI_VERSION_MAJOR=0 "
        "-DUWSGI_VERSION_MINOR=21 -DUWSGI_VERSION_REVISION=0 -DUWSGI_VERSION_CUSTOM=\"\" -DUWSGI_ROUTING -DUWSGI_PCRE "
        "-DUWSGI_SSL -DUWSGI_ZLIB -DUWSGI_XML -DUWSGI_XML_LIBXML2 -DUWSGI_EVENT_USE_EPOLL -DUWSGI_LOCK_USE_MUTEX -I{s} "
        "-I{s}/plugins/jvm -isystem {h}/python3.11 -isystem {h}/ruby-3.1.0 -isystem {h}/x86_64-linux-gnu/ruby-3.1.0 "
        "-isystem {h}/libxml2 -isystem {h}/lua5.1 -isystem {h}/postgresql "
        "-isystem {h}/../lib/jvm/java-17-openjdk-amd64/include -isystem {h}/../lib/jvm/java-17-openjdk-amd64/include/linux "
        "-idirafter {h} -idirafter {h}/x86_64-linux-gnu",
        # Languages and libraries that have no headers here, or newer ones than these plug-ins know.
        without=" ".join(f"plugins/{p}/*.c" for p in (
            "coroae", "fiber", "geoip", "greenlet", "libtcc", "matheval", "mono", "php", "psgi", "rack", "rados",
            "router_access", "stackless")),
        kind="upstream",
        at_least={"uwsgi": 120},
        handlers={
            "uwsgi.request": "uwsgi_cgi_request uwsgi_symcall_request uwsgi_request_wsgi uwsgi_lua_request",
            "uwsgi.route": "uwsgi_router_return_func uwsgi_route_condition_exists uwsgi_route_var_mime",
            "uwsgi.transformation": "transform_chunked transform_flush"},
        never="uwsgi_router_return uwsgi_cgi_init"),
    "redis-modules": Program(
        "redis", "7.0.15", "src/modules/*.c tests/modules/*.c",
        "-I{s}/src",
        at_least={"redis.module": 325},
        handlers={
            "redis.module.command": "HelloSimple_RedisCommand HelloBlock_RedisCommand",
            "redis.module.blocked": "HelloBlock_Reply HelloBlock_Timeout HelloBlock_FreeData",
            "redis.module.type": "HelloTypeRdbLoad MemAllocDigest datatype_copy",
            "redis.module.config": "getBoolConfigCommand boolApplyFunc",
            "redis.module.event": "PingReceiver eventloopCallback done_handler"},
        never="RedisModule_OnLoad HelloBlock_ThreadMain HelloTypeAofRewrite"),
    "ulfius-examples": Program(
        "libulfius-dev", "2.7.13", f"{ULFIUS}/example_programs/*/*.c {ULFIUS}/example_callbacks/*/*.c",
        f"-I{{s}}/{ULFIUS}/example_programs/include -I{{s}}/{ULFIUS}/example_callbacks/http_compression "
        f"-I{{s}}/{ULFIUS}/example_callbacks/static_compressed_inmemory_website -isystem {{h}}",
        without=f"{ULFIUS}/example_callbacks/*jwt_profile/*.c {ULFIUS}/example_callbacks/oauth2_bearer/*.c",  # rhonabwy
        kind="binary",
        handlers={
            "ulfius.endpoint": "callback_get_test callback_get_empty_response callback_all_test_foo callback_post_test "
                               "callback_get_cookietest callback_default callback_get_stream callback_get_audio_stream "
                               "callback_websocket callback_websocket_echo callback_websocket_file "
                               "callback_static_compressed_inmemory_website callback_sheep_counter_start "
                               "callback_sheep_counter_add callback_sheep_counter_reset callback_http_compression "
                               "callback_upload_file callback_form_submit callback_auth_basic_body callback_auth_basic "
                               "callback_auth_client_cert callback_multiple_level_final callback_multiple_level_zero "
                               "callback_multiple_level_one callback_multiple_level_two callback_multiple_level_three "
                               "callback_multiple_level_one_complete callback_multiple_level_auth_check "
                               "callback_multiple_level_auth_data callback callback_first callback_second "
                               "callback_third callback_fourth callback_fifth callback_get",
            "ulfius.stream": "stream_data free_stream_data stream_audio_file free_stream_audio_file",
            "ulfius.upload": "file_upload_callback",
            "ulfius.websocket": "websocket_manager_callback websocket_incoming_message_callback "
                                "websocket_onclose_callback websocket_echo_message_callback "
                                "websocket_manager_file_callback websocket_incoming_file_callback "
                                "websocket_onclose_file_callback"},
        never="main"),
}
