"""Examples, modules and small servers of RPC, message and C++ HTTP libraries (see examples.py)."""

from examples_program import GLIB, Program

MEMCACHED = (
    "memcached hash jenkins_hash murmur3_hash slabs items assoc thread daemon util cache bipbuffer base64 logger "
    "crawler itoa_ljust slab_automove slab_automove_extstore authfile restart proto_text proto_bin extstore crc32c "
    "storage"
)

HAPROXY = (
    "OPENSSL LUA POLL TPROXY LIBCRYPT CRYPT_H NETFILTER CPU_AFFINITY THREAD EPOLL LINUX_TPROXY ACCEPT4 LINUX_SPLICE PRCTL "
    "THREAD_DUMP NS TFO GETADDRINFO BACKTRACE DL RT SLZ"
)

PROGRAMS = {
    "libuv-examples": Program(
        "libuv1", "1.44.2", "docs/code/*/*.c",
        "-I{s}/include -D_GNU_SOURCE",
        without="docs/code/uvwget/*.c",
        handlers={
            "libuv.connection": "on_new_connection",
            "libuv.read": "alloc_buffer echo_read on_read read_stdin",
            "libuv.write": "echo_write on_file_write on_stdout_write on_send",
            "libuv.fs": "on_open on_write on_type",
            "libuv.after_work": "after after_fib",
            "libuv.async": "print_progress",
            "libuv.exit": "on_exit",
            "libuv.timer": "gc fake_job update",
            "libuv.signal": "signal_handler",
            "libuv.dns": "on_resolved",
            "libuv.connect": "on_connect",
            "libuv.fs_event": "run_command",
            "libuv.close": "on_close",
            "libuv.loop": "wait_for_a_while crunch_away idle_cb prep_cb"},
        never="fib fake_download hare tortoise thread1_entry thread2_entry"),
    "nghttp2-examples": Program(
        "nghttp2", "1.52.0", "examples/*.c",
        "-I{s}/third-party -I{s}/lib/includes -isystem {h} -D_GNU_SOURCE -I{m} -DHAVE_CONFIG_H",
        made={"config.h": "".join(f"#define HAVE_{name}_H 1\n" for name in (
            "UNISTD", "SYS_SOCKET", "NETINET_IN", "NETDB", "FCNTL"))
              + "#define NGHTTP2_NORETURN __attribute__((noreturn))\n"},
        handlers={
            "nghttp2.session": "on_frame_recv_callback on_header_callback on_begin_headers_callback "
                               "on_stream_close_callback on_data_chunk_recv_callback on_frame_send_callback "
                               "send_callback recv_callback",
            "nghttp2.data": "file_read_callback",
            "libevent.bufferevent": "readcb writecb eventcb",
            "libevent.listener": "acceptcb"}),
    "glib-gio": Program(
        "glib2.0", "2.74.6",
        "gio/tests/gdbus-example-*.c gio/tests/socket-server.c gio/tests/echo-server.c gio/tests/httpd.c "
        "gio/tests/proxy.c gio/tests/send-data.c",
        "-I{m} " + GLIB,
        without="gio/tests/gdbus-example-objectmanager*.c",
        made={"config.h": "", "glibintl.h": "#define _(text) text\n"},
        handlers={
            "gio.dbus.method": "handle_method_call manager_method_call block_method_call partition_method_call",
            "gio.dbus.property": "handle_get_property handle_set_property block_get_property block_set_property",
            "gio.dbus.subtree": "subtree_enumerate subtree_introspect subtree_dispatch",
            "gio.dbus.name": "on_bus_acquired on_name_acquired on_name_lost on_name_appeared on_name_vanished",
            "gio.dbus.signal": "accounts_user_g_signal accounts_user_g_properties_changed",
            "gio.ready": "async_cb _socket_connect_cb _proxy_lookup_cb _proxy_enumerate_cb",
            "glib.signal": "handler on_new_connection",
            "glib.timeout": "on_timeout_cb"}),
    "dbus-tests": Program(
        "dbus", "1.14.10", "test/*.c test/name-test/*.c",
        "-I{m} -I{s} -isystem {h}/gio-unix-2.0 -DHAVE_CONFIG_H -DDBUS_COMPILATION " + GLIB,
        runs=("bash {s}/configure -q --disable-systemd --without-x",),
        handlers={
            "libdbus.object": "path_message_func",
            "libdbus.filter": "filter_func echo_filter server_message_cb",
            "libdbus.connection": "new_conn_cb new_connection_callback",
            "libdbus.reply": "check_hello_from_self_reply",
            "libdbus.loop": "add_watch remove_watch toggle_watch dispatch_status_function"},
        never="path_unregistered_func"),
    "pistache-examples": Program(
        "libpistache-dev", "0.0.5", "usr/share/doc/libpistache-dev/examples/*.cc",
        "-isystem {h}",
        kind="binary",
        handlers={
            "pistache.handler": "HelloHandler::onRequest MyHandler::onRequest MyHandler::onTimeout",
            "pistache.route": "Generic::handleReady StatsEndpoint::doRecordMetric StatsEndpoint::doGetMetric "
                              "StatsEndpoint::doAuth BankerService::retrieveAllAccounts "
                              "BankerService::createAccount"}),
    "httplib-examples": Program(
        "cpp-httplib", "0.11.4+ds", "example/*.cc",
        "-I{s}"),
    "poco-samples": Program(
        "poco", "1.11.0", "Net/samples/*/src/*.cpp",
        "-isystem {h}",
        handlers={
            "poco.reactor": "EchoServiceHandler::onSocketReadable EchoServiceHandler::onSocketWritable "
                            "EchoServiceHandler::onSocketShutdown",
            "poco.http": "TimeRequestHandler::handleRequest TimeRequestHandlerFactory::createRequestHandler "
                         "FormRequestHandler::handleRequest WebSocketRequestHandler::handleRequest",
            "poco.tcp": "TimeServerConnection::run"}),
    "xmlrpc-examples": Program(
        "libxmlrpc-core-c3-dev", "1.33.14", "usr/share/doc/libxmlrpc-core-c3-dev/examples/*.c",
        "-isystem {h} -I{m} -D_GNU_SOURCE",
        kind="binary",
        without="usr/share/doc/*/examples/*w32*.c usr/share/doc/*/examples/parse_xml.c",
        made={"config.h": "#define MUST_WSASTARTUP 0\n#define VERSION \"1.33.14\"\n"},
        handlers={"xmlrpc-c.method": "sample_add example_divide echo_struct count_entities requestShutdown"}),
    "modsecurity-examples": Program(
        "modsecurity", "3.0.9", "examples/*/*.c examples/*/*.cc",
        "-I{s} -I{s}/headers -isystem {h}"),
    "trafficserver-plugins": Program(
        "trafficserver", "9.2.5+ds",
        "example/plugins/c-api/*/*.c example/plugins/c-api/*/*.cc example/plugins/cpp-api/*/*.cc",
        "-isystem {h} -I{m} -I{s}/include -I{s}/lib -D_GNU_SOURCE -Dlinux",
        made={"tscore/ink_config.h": "#define HAVE_STDINT_H 1\n#define HAVE_INTTYPES_H 1\n#define TS_USE_TLS_SNI 1\n"},
        handlers={"trafficserver.remap": "TSRemapDoRemap"},
        never="TSPluginInit TSRemapInit"),
    "beast-examples": Program(
        "libboost1.74-doc", "1.74.0",
        "usr/share/doc/libboost1.74-doc/examples/libs/beast/example/*/server/async/*.cpp "
        "usr/share/doc/libboost1.74-doc/examples/libs/beast/example/advanced/server/*.cpp",
        "-isystem {h}",
        kind="binary",
        handlers={
            "beast.http": "session::on_read session::on_write http_session::on_read http_session::on_write",
            "beast.websocket": "session::on_accept session::on_read websocket_session::on_read",
            "asio.io": "listener::on_accept"}),
    "asio-examples": Program(
        "libboost1.74-doc", "1.74.0",
        "usr/share/doc/libboost1.74-doc/examples/libs/asio/example/cpp11/http/server/*.cpp "
        "usr/share/doc/libboost1.74-doc/examples/libs/asio/example/cpp03/echo/async*.cpp",
        "-isystem {h}",
        kind="binary",
        handlers={"asio.io": "session::handle_read session::handle_write server::handle_accept"}),
    "cpprest-samples": Program(
        "cpprest", "2.10.18", "Release/samples/BlackJack/BlackJack_Server/*.cpp",
        "-isystem {h}"),
    "grpc-examples": Program(
        "grpc", "1.51.1", "examples/cpp/helloworld/*.cc examples/cpp/route_guide/*.cc {m}/*.grpc.pb.cc",
        "-isystem {h} -I{m} -I{d}",
        without="examples/cpp/helloworld/xds_*.cc",
        needs="protoc grpc_cpp_plugin",
        runs=("protoc -I {s}/examples/protos --cpp_out={m} --grpc_out={m} "
              "--plugin=protoc-gen-grpc=/usr/bin/grpc_cpp_plugin helloworld.proto route_guide.proto",),
        handlers={
            "grpc.sync": "GreeterServiceImpl::SayHello RouteGuideImpl::GetFeature RouteGuideImpl::RouteChat",
            "grpc.callback": "GreeterServiceImpl::SayHello RouteGuideImpl::ListFeatures RouteGuideImpl::RecordRoute",
            "grpc.queue": "ServerImpl::HandleRpcs"},
        never="RunServer"),
    "thrift-tutorial": Program(
        "thrift", "0.17.0", "tutorial/cpp/*.cpp {m}/gen-cpp/*.cpp",
        "-isystem {h} -I{m}/gen-cpp -I{m}",
        without="{m}/gen-cpp/*.skeleton.cpp",
        needs="thrift",
        runs=("thrift -r --gen cpp -o {m} {s}/tutorial/tutorial.thrift",),
        handlers={
            "thrift.handler": "CalculatorHandler::ping CalculatorHandler::add CalculatorHandler::calculate "
                              "CalculatorHandler::zip",
            "thrift.processor": "tutorial::CalculatorProcessor::dispatchCall"},
        never="tutorial::CalculatorClient::add tutorial::CalculatorNull::add"),
    "thrift-c-tutorial": Program(
        "thrift", "0.17.0", "tutorial/c_glib/*.c {m}/gen-c_glib/*.c",
        GLIB + " -isystem {h} -isystem {h}/thrift/c_glib -I{m} -I{m}/gen-c_glib",
        needs="thrift",
        runs=("thrift -r --gen c_glib -o {m} {s}/tutorial/tutorial.thrift",),
        handlers={"thrift.handler": "tutorial_calculator_handler_ping tutorial_calculator_handler_add"}),
    "memcached": Program(
        "memcached", "1.6.18", " ".join(name + ".c" for name in MEMCACHED.split()),
        "-I{m} -I{s} -DHAVE_CONFIG_H -DNDEBUG",
        runs=("bash {s}/configure -q",),
        handlers={
            "libevent.event": "event_handler clock_handler thread_libevent_process maxconns_handler",
            "memcached.command": "process_get_command process_update_command process_delete_command "
                                 "complete_nread_ascii",
            "memcached.connection": "try_read_command_ascii try_read_command_binary tcp_read tcp_sendmsg"},
        never="assoc_maintenance_thread worker_libevent logger_thread lru_maintainer_thread"),
    "systemd-examples": Program(
        "systemd", "252.39", "man/*.c",
        "-isystem {h} " + GLIB,
        handlers={
            "sd-bus.method": "method",
            "sd-bus.property": "property_get property_set",
            "sd-event.inotify": "inotify_handler"}),
    "haproxy": Program(
        "haproxy", "2.6.12", "src/*.c",
        "-I{s}/include -isystem {h}/lua5.4 -isystem {h}/x86_64-linux-gnu -isystem {h} -D_GNU_SOURCE "
        "-DCONFIG_HAPROXY_VERSION=\"2.6.12\" -DCONFIG_HAPROXY_DATE=\"2023/03/28\" "
        + " ".join("-DUSE_" + feature for feature in HAPROXY.split()),
        # Other systems; ebpttree.c is included; HTTP/3, for which Debian's OpenSSL has no QUIC.
        without="src/ev_evports.c src/ev_kqueue.c src/ebpttree.c src/*quic*.c src/h3*.c src/hq_interop.c src/qmux*.c "
                "src/qpack-dec.c",
        at_least={"haproxy.action": 48},
        handlers={
            "haproxy.action": "http_action_set_req_line http_action_normalize_uri http_action_replace_uri "
                              "action_http_set_status http_action_reject http_req_disable_l7_retry "
                              "http_action_req_capture http_action_auth http_action_set_header",
            "haproxy.cli": "cli_parse_simple _getsocks cli_parse_expert_experimental_mode cli_parse_set_maxconn_global",
            "haproxy.applet": "http_cache_io_handler cli_io_handler dns_session_io_handler spoe_handle_appctx "
                              "hlua_socket_handler hlua_applet_http_fct hlua_applet_tcp_fct "
                              "httpclient_applet_io_handler syslog_io_handler peer_io_handler sink_forward_io_handler "
                              "sink_forward_oc_io_handler http_stats_io_handler",
            "haproxy.task": "task_run_applet srv_cleanup_idle_conns srv_cleanup_toremove_conns manage_proxy process_chk "
                            "mux_stopping_process dns_process_query_exp dns_process_req dns_process_rsp "
                            "spoe_process_appctx hlua_process_task hlua_applet_wakeup accept_queue_process "
                            "manage_global_listener_queue process_email_alert fcgi_timeout_task fcgi_io_cb h1_io_cb "
                            "h1_timeout_task",
            "haproxy.sample": "hlua_sample_conv_wrapper hlua_sample_fetch_wrapper",
            "haproxy.io": "dgram_fd_handler poller_pipe_io_handler sock_conn_iocb"},
        never="main run_thread_poll_loop init_pollers"),
    "unbound": Program(
        "unbound", "1.17.1",
        "daemon/*.c services/*.c services/cache/*.c util/*.c util/data/*.c util/storage/*.c util/shm_side/*.c iterator/*.c "
        "validator/*.c respip/*.c dns64/*.c cachedb/*.c sldns/*.c",
        "-I{m} -I{s}",
        runs=("bash {s}/configure -q",),
        handlers={
            "unbound.module": "dns64_operate dns64_inform_super dns64_clear iter_operate iter_inform_super iter_clear "
                              "iter_get_mem val_operate val_inform_super val_clear respip_operate",
            "unbound.event": "auth_xfer_probe_timer_callback auth_xfer_timer auth_xfer_transfer_timer_callback "
                             "mesh_serve_expired_callback outnet_tcp_cb outnet_udp_cb pending_udp_timer_cb "
                             "remote_accept_callback remote_control_callback serviced_timer_cb worker_probe_timer_cb "
                             "worker_stat_timer_cb worker_handle_request"},
        never="main iter_init iter_deinit dns64_init val_init thread_start"),
}
