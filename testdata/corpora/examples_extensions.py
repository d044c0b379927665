"""Examples, plug-ins and modules of databases, file systems, agents and language runtimes (see examples.py): nothing is
configured or built.
"""

from examples_program import GLIB, Program, defines

PHP = " ".join(f"-isystem {{h}}/php/20220829{part}" for part in ("", "/main", "/Zend", "/TSRM"))
PAM_CONFIG = """
#define HAVE_CRYPT_H 1
#define HAVE_FSEEKO 1
#define HAVE_GETGRENT_R 1
#define HAVE_GETGROUPLIST 1
#define HAVE_GETLINE 1
#define HAVE_GETPWNAM_R 1
#define HAVE_INNETGR 1
#define HAVE_MKDIR 1
#define HAVE_QUOTACTL 1
#define HAVE_SETRESUID 1
#define HAVE_UNSHARE 1
#define HAVE_UTMPX_H 1
#define LTDIR ""
#define PACKAGE "Linux-PAM"
#define PAM_PATH_MAILDIR "/var/mail"
#define PAM_USERTYPE_SYSUIDMIN 101
#define PAM_USERTYPE_UIDMIN 1000
#define PAM_USERTYPE_OVERFLOW_UID 65534
#define _PAM_ISA "."
#define HAVE_CRYPT_GENSALT_R 1
#define HAVE_CRYPT_R 1
#define UNUSED __attribute__((unused))
#define PAM_ACCESS_CONFIG "/etc/security/access.conf"
#define ACCESS_CONF_GLOB "/etc/security/access.d/*.conf"
#define DEFAULT_CONF_FILE "/etc/security/pam_env.conf"
#define PAM_GROUP_CONF "/etc/security/group.conf"
#define LIMITS_FILE "/etc/security/limits.conf"
#define LIMITS_FILE_DIR "/etc/security/limits.d/*.conf"
#define MKHOMEDIR_HELPER "/sbin/mkhomedir_helper"
#define SECURECONF_DIR "/etc/security/"
#define PWHISTORY_HELPER "/sbin/pwhistory_helper"
#define PAM_TIME_CONF "/etc/security/time.conf"
#define DEFAULT_USERGROUPS_SETTING 0
#define CHKPWD_HELPER "/sbin/unix_chkpwd"
#define UPDATE_HELPER "/sbin/unix_update"
#define N_(text) text
#define _(text) text
"""
KAMAILIO = (
    'NAME="kamailio" VERSION="5.6.3" ARCH="x86_64" OS_QUOTED="linux" COMPILER="gcc" CFG_DIR="/etc" RUN_DIR="/run" '
    'SHARE_DIR="/usr" __CPU_x86_64 __OS_linux SER_VER=5006003 VERSIONVAL=5006003 FAST_LOCK ADAPTIVE_WAIT '
    "ADAPTIVE_WAIT_LOOPS=1024 CC_GCC_LIKE_ASM SHM_MMAP USE_TCP USE_TLS TLS_HOOKS DNS_IP_HACK USE_MCAST HAVE_RESOLV_RES "
    "USE_DNS_CACHE USE_DNS_FAILOVER USE_DST_BLOCKLIST USE_NAPTR WITH_XAVP MEM_JOIN_FREE F_MALLOC Q_MALLOC TLSF_MALLOC "
    "DBG_SR_MEMORY MALLOC_STATS PKG_MALLOC USE_RAW_SOCKS USE_PTHREAD_MUTEX HAVE_GETHOSTBYNAME2 HAVE_UNION_SEMUN "
    "HAVE_SCHED_YIELD HAVE_MSG_NOSIGNAL HAVE_MSGHDR_MSG_CONTROL HAVE_ALLOCA_H HAVE_TIMEGM HAVE_EPOLL HAVE_SIGIO_RT "
    "SIGINFO64_WORKAROUND USE_FUTEX HAVE_SELECT STATISTICS"
)
RSYSLOG_CONFIG = """
#define _GNU_SOURCE 1
#define HAVE_ATOMIC_BUILTINS 1
#define HAVE_ATOMIC_BUILTINS64 1
#define HAVE_CLOCK_GETTIME 1
#define HAVE_PTHREAD_SETSCHEDPARAM 1
#define HAVE_SYS_EPOLL_H 1
#define HAVE_EPOLL_CREATE1 1
#define HAVE_INOTIFY_INIT 1
#define HAVE_SYS_INOTIFY_H 1
#define HAVE_BASENAME 1
#define HAVE_LSTAT 1
#define HAVE_SYSINFO_UPTIME 1
#define HAVE_SA_LEN 0
#define HAVE_FDATASYNC 1
#define OS_LINUX 1
#define VERSION "8.2302.0"
#define PACKAGE_VERSION "8.2302.0"
#define SIZEOF_LONG_LONG 8
#define PATH_PIDFILE "/run/rsyslogd.pid"
#define _PATH_MODDIR "/usr/lib/rsyslog/"
"""
LIBREPLACE = (
    "STDC_HEADERS HAVE_STDBOOL_H HAVE_BOOL HAVE_STDINT_H HAVE_INTTYPES_H HAVE_STRING_H HAVE_STRINGS_H "
    "HAVE_UNISTD_H HAVE_FCNTL_H HAVE_SYS_TIME_H HAVE_SYS_TYPES_H HAVE_SYS_SOCKET_H HAVE_SYS_UN_H HAVE_UNIXSOCKET "
    "HAVE_NETINET_IN_H HAVE_NETINET_TCP_H HAVE_ARPA_INET_H HAVE_NETDB_H HAVE_EPOLL HAVE_SYS_EPOLL_H "
    "HAVE_EPOLL_CREATE HAVE_PTHREAD HAVE_IPV6 HAVE_LIBREPLACE HAVE_SETENV HAVE_VA_COPY HAVE_C99_VSNPRINTF "
    "HAVE_COMPARISON_FN_T HAVE_STRERROR HAVE_SYS_WAIT_H HAVE_POLL_H HAVE_POLL HAVE_SIGNAL_H HAVE_SA_SIGINFO_DECL "
    "HAVE_SOCKLEN_T HAVE_SA_FAMILY_T HAVE_STRUCT_SOCKADDR_STORAGE HAVE_STRUCT_SOCKADDR HAVE_STRUCT_SOCKADDR_IN6 "
    "HAVE_STRUCT_ADDRINFO HAVE_INET_ATON HAVE_INET_NTOP HAVE_INET_PTON HAVE_GETADDRINFO HAVE_FREEADDRINFO "
    "HAVE_GETNAMEINFO HAVE_GAI_STRERROR HAVE_SOCKETPAIR HAVE_GETIFADDRS HAVE_FREEIFADDRS HAVE_IFADDRS_H "
    "HAVE_STRUCT_IFADDRS HAVE_MEMMOVE HAVE_MKTIME HAVE_STRDUP HAVE_STRNDUP HAVE_STRNLEN HAVE_USLEEP HAVE_UTIME "
    "HAVE_UTIMES HAVE_TIMEGM HAVE_STRTOLL HAVE_STRTOULL HAVE_STRPTIME HAVE_MEMMEM HAVE_MKDTEMP HAVE_MKSTEMP "
    "HAVE_CHROOT HAVE_LINK HAVE_LCHOWN HAVE_REALPATH HAVE_READLINK HAVE_SYMLINK HAVE_SETEUID HAVE_SETEGID "
    "HAVE_WAITPID HAVE_VSYSLOG HAVE_DPRINTF HAVE_VDPRINTF HAVE_PREAD HAVE_PWRITE HAVE_GETPASS HAVE_CLOSEFROM "
    "HAVE_STRSEP HAVE_ASPRINTF HAVE_VASPRINTF HAVE_SNPRINTF HAVE_VSNPRINTF HAVE_PRINTF HAVE_SETBUFFER "
    "HAVE_SETLINEBUF HAVE_STRCASESTR HAVE_STRTOK_R HAVE_STRNCASECMP HAVE_UNSETENV HAVE_BZERO HAVE_INITGROUPS "
    "HAVE_FTRUNCATE HAVE_FDATASYNC HAVE_CLOCK_GETTIME HAVE_COPY_FILE_RANGE HAVE_UCONTEXT_T HAVE_LIMITS_H "
    "HAVE_DLFCN_H HAVE_DLOPEN HAVE_DLERROR HAVE_DLSYM HAVE_DLCLOSE HAVE_ENDMNTENT HAVE_MEMSET_EXPLICIT "
    "HAVE_GETOPT HAVE_INNETGR HAVE_TIME_H HAVE_ERRNO_DECL HAVE___ATTRIBUTE__ HAVE_VOLATILE HAVE_SETJMP_H "
    "HAVE_SYS_SELECT_H HAVE_SYS_IOCTL_H HAVE_SYS_UIO_H HAVE_SYS_PARAM_H HAVE_FNMATCH HAVE_PIPE HAVE_ISATTY "
    "HAVE_INTPTR_T HAVE_UINTPTR_T HAVE_PTRDIFF_T HAVE_STRUCT_TIMESPEC LIBREPLACE_NETWORK_CHECKS"
)

PROGRAMS = {
    "fuse3": Program(
        "fuse3", "3.14.0", "example/*.c example/*.cc",
        "-D_FILE_OFFSET_BITS=64 -DHAVE_COPY_FILE_RANGE -DHAVE_SETXATTR -DHAVE_UTIMENSAT -DHAVE_POSIX_FALLOCATE "
        "-isystem {h}/fuse3 -isystem {h} -I{s}/include",
        at_least={"fuse.highlevel": 57, "fuse.lowlevel": 78},
        handlers={"fuse": "hello_read lo_lookup cusexmp_ioctl stream_read sfs_write_buf"},
        never="main hello_init lo_init sfs_init cusexmp_init_done"),
    "sqlite-misc": Program(
        "sqlite3", "3.40.1", "ext/misc/*.c",
        "-isystem {h}",
        without="ext/misc/memtrace.c",
        at_least={"sqlite.vtab": 256, "sqlite.vfs": 129, "sqlite.function": 60},
        handlers={"sqlite": "decimalAddFunc seriesFilter memRead vlogOpen anyCollNeeded"},
        never="main sqlite3_series_init sqlite3_carray_init memDlOpen"),
    "tclsqlite": Program(
        "sqlite3", "3.40.1", "src/tclsqlite.c",
        "-isystem {h} -isystem {h}/tcl8.6",
        handlers={
            "tcl.command": "DbObjCmd DbMain DbObjCmdAdaptor DbEvalNextCmd DbTransPostCmd",
            "sqlite": "DbBusyHandler DbTraceHandler tclSqlFunc tclSqlCollate"},
        never="Sqlite3_Init DbDeleteCmd"),
    "postgresql-contrib": Program(
        "postgresql-15", "15.18", "contrib/*/*.c",
        "-isystem {h}/postgresql/15/server -isystem {h}/postgresql/internal -isystem {h}/postgresql -isystem {h} "
        "-isystem {h}/libxml2 -I{s}/contrib",
        without="contrib/basebackup_to_shell/*.c contrib/*_plperl/*.c contrib/*_plpython/*.c "
                "contrib/cube/cubescan.c contrib/seg/segscan.c contrib/xml2/xslt_proc.c contrib/sepgsql/*.c",
        at_least={"postgresql.function": 794, "postgresql.fdw": 46, "postgresql.index": 12,
                  "postgresql.decoding": 21},
        handlers={"postgresql": "pgss_ProcessUtility auth_delay_checks pgfdw_xact_callback crosstab"},
        never="_PG_init autoprewarm_main pgss_shmem_startup pgss_shmem_request"),
    "pam-modules": Program(
        "pam", "1.5.2", "modules/*/pam_*.c",
        "-isystem {h} -I{s}/libpam/include -I{s}/libpamc/include -I{s}/libpam -I{m} -D_GNU_SOURCE "
        "-DDEFAULT_CONFIG_FILE=\"/etc/pam\"",
        without="modules/pam_userdb/*.c modules/pam_selinux/*.c modules/pam_sepermit/*.c modules/pam_tty_audit/*.c "
                "modules/pam_rootok/*.c",
        made={"config.h": PAM_CONFIG},
        at_least={"pam.module": 6},
        never="main _pam_parse"),
    "mosquitto-plugins": Program(
        "mosquitto", "2.0.11", "plugins/*/*.c",
        "-I{s} -I{s}/include -I{s}/plugins/common -I{s}/lib -I{s}/src -isystem /usr/include/cjson -isystem {h} "
        "-DWITH_TLS",
        at_least={"mosquitto": 5},
        handlers={"mosquitto": "basic_auth_callback callback_message dynsec__acl_check_callback"},
        never="mosquitto_plugin_init mosquitto_plugin_cleanup"),
    "mosquitto-clients": Program(
        "mosquitto", "2.0.11", "client/*.c",
        "-I{s} -I{s}/include -I{s}/lib -isystem {h} -DWITH_TLS -DVERSION=\"2.0.11\"",
        handlers={"libmosquitto": "my_message_callback my_connect_callback my_log_callback"},
        never="main"),
    "librdkafka-examples": Program(
        "librdkafka", "2.0.2", "examples/*.c examples/*.cpp",
        "-isystem {h}/librdkafka -isystem {h}",
        without="examples/win_ssl_cert_store.cpp examples/rdkafka_performance.c",
        at_least={"librdkafka.cpp": 7},
        handlers={"librdkafka.callback": "dr_msg_cb error_cb consumer_group_rebalance_cb"},
        never="main"),
    "czmq": Program(
        "czmq", "4.2.1", "src/z*.c",
        "-isystem {h} -isystem {h}/x86_64-linux-gnu -I{s}/include -I{s}/src -DCZMQ_BUILD_DRAFT_API=1",
        at_least={"czmq.zloop": 20},
        handlers={"czmq.zloop": "s_on_read_timer monitor_handler s_server_handle_protocol"},
        never="zgossip zbeacon zauth zproxy"),
    "libcoap-examples": Program(
        "libcoap3", "4.3.1", "examples/*.c",
        "-isystem {h}",
        at_least={"libcoap.method": 22},
        handlers={"libcoap": "hnd_get_fetch_time hnd_proxy_uri verify_cn_callback message_handler"},
        never="main"),
    "net-snmp-examples": Program(
        "net-snmp", "5.9.3+dfsg", "agent/mibgroup/examples/*.c",
        "-isystem {h} -I{s}/agent/mibgroup",
        at_least={"net-snmp.iterator": 5},
        handlers={
            "net-snmp": "delayed_instance_handler return_delayed_response var_example",
            "net-snmp.variable": "write_exampleint"},
        never="init_example example_parse_config_exint init_delayed_instance"),
    "lua-cjson": Program(
        "lua-cjson", "2.1.0+dfsg", "*.c",
        "-isystem {h}/lua5.1 -isystem {h}/x86_64-linux-gnu",
        at_least={"lua.function": 13},
        never="luaopen_cjson"),
    "lua-lpeg": Program(
        "lua-lpeg", "1.0.2", "*.c",
        "-isystem {h}/lua5.4 -isystem {h}/x86_64-linux-gnu",
        at_least={"lua.function": 30},
        never="luaopen_lpeg"),
    "python-cffi": Program(
        "python-cffi", "1.15.1", "c/_cffi_backend.c",
        "-isystem {h}/python3.11 -isystem {h}",
        at_least={"cpython.method": 66, "cpython.slot": 52, "cpython.property": 13},
        handlers={"cpython": "b_newp cdata_repr ctypeget_args _ffi_new_with_allocator"},
        never="PyInit__cffi_backend"),
    "ruby-nokogiri": Program(
        "ruby-nokogiri", "1.13.10+dfsg", "ext/nokogiri/*.c",
        "-I{s}/ext/nokogiri -I{s}/gumbo-parser/src -isystem {h}/ruby-3.1.0 -isystem {h}/x86_64-linux-gnu/ruby-3.1.0 "
        "-isystem {h}/libxml2 -isystem {h}",
        at_least={"ruby.method": 174},
        never="Init_nokogiri noko_init_xml_node"),
    "php-ext": Program(
        "php8.2", "8.2.32",
        " ".join(f"ext/{e}/*.c" for e in ("calendar", "ctype", "bcmath", "tokenizer", "exif", "posix",
                                          "shmop", "sysvsem", "sysvshm")),
        "-I{d} -DHAVE_CTYPE -DHAVE_BCMATH -DHAVE_POSIX -DHAVE_SHMOP -DHAVE_SYSVSEM -DHAVE_SYSVSHM "
        + PHP,
        at_least={"php.function": 92},
        handlers={"php": "zif_bcadd zim_PhpToken_tokenize shmop_create_object sysvsem_free_obj"},
        never="zm_startup_calendar zm_info_ctype"),
    "php-apcu": Program(
        "php-apcu", "5.1.22+4.0.11", "apcu-5.1.22/*.c",
        "-I{d} " + PHP,
        at_least={"php.function": 23},
        handlers={"php": "zif_apcu_fetch zm_activate_apcu apc_iterator_free"},
        never="zm_startup_apcu"),
    "dpdk-examples": Program(
        "dpdk", "22.11.11",
        " ".join(f"examples/{e}/*.c" for e in (
            "helloworld", "skeleton", "l2fwd", "timer", "service_cores", "cmdline",
            "rxtx_callbacks", "packet_ordering", "link_status_interrupt", "l2fwd-jobstats",
            "l2fwd-keepalive", "l3fwd-graph", "vhost")),
        "-I{d} -I{s}/examples/common -isystem {h}/dpdk -isystem {h}/x86_64-linux-gnu/dpdk -isystem {h} "
        "-march=x86-64-v2 -DALLOW_EXPERIMENTAL_API",
        at_least={"dpdk.lcore": 9},
        handlers={"dpdk": "lsi_event_callback calc_latency new_device service_func cmd_help_parsed"},
        never="main port_init"),
    "libpcap-tests": Program(
        "libpcap", "1.10.3", "testprogs/*.c",
        "-isystem {h} -I{s}",
        handlers={"pcap": "countme breakme"},
        never="main"),
    "libnl-tools": Program(
        "libnl3", "3.7.0", "src/*.c",
        "-I{s}/include -I{s}/include/linux-private -DSYSCONFDIR=\"/etc\" -DPKGLIBDIR=\"/usr\"",
        without="src/nl-list-caches.c",
        at_least={"libnl.message": 3},
        never="main"),
    "node-api-tests": Program(
        "nodejs", "18.20.4+dfsg", "test/js-native-api/*/*.c",
        "-isystem {h}/node -DNODE_GYP_MODULE_NAME=addon",
        without="test/js-native-api/test_finalizer/*.c",
        at_least={"node-api.property": 196, "node-api.finalizer": 16},
        never="Init"),
    "v8-addons": Program(
        "nodejs", "18.20.4+dfsg", "test/addons/*/*.cc",
        "-isystem {h}/node -isystem {h} -DNODE_GYP_MODULE_NAME=addon",
        at_least={"v8.function": 43},
        never="Initialize init"),
    "kamailio-modules": Program(
        "kamailio", "5.6.3",
        " ".join(f"src/modules/{m}/*.c" for m in (
            "htable", "rtpengine", "auth", "dialog", "siputils", "textops", "xlog", "cfgutils",
            "mqueue", "async", "ratelimit", "pike", "dispatcher", "usrloc", "registrar")),
        "-I{s}/src -I{s}/src/core -I{d} -DMOD_NAME=\"module\" "
        + " ".join("-D" + d for d in KAMAILIO.split()),
        at_least={"kamailio.command": 542, "kamailio.rpc": 73, "kamailio.timer": 16},
        handlers={"kamailio": "ds_check_timer dlg_cseq_msg_received tr_txt_eval_re ul_sip_reply_received"},
        never="mod_init child_init mod_destroy"),
    "kamailio-java": Program(
        "kamailio", "5.6.3", "src/modules/app_java/*.c",
        "-I{s}/src -I{s}/src/core -I{d} -DMOD_NAME=\"app_java\" "
        "-isystem {h}/../lib/jvm/java-17-openjdk-amd64/include "
        "-isystem {h}/../lib/jvm/java-17-openjdk-amd64/include/linux "
        + " ".join("-D" + d for d in KAMAILIO.split()),
        at_least={"jni.native": 31},
        never="mod_init"),
    "collectd-plugins": Program(
        "collectd", "5.12.0",
        " ".join(f"src/{p}.c" for p in (
            "aggregation", "apcups", "cpu", "csv", "df", "email", "hddtemp",
            "interface", "irq", "load", "logfile", "match_regex", "match_value", "memory",
            "network", "statsd", "syslog", "table", "tail", "target_set", "threshold",
            "unixsock", "uptime", "users", "vmem", "write_graphite", "write_log",
            "write_tsdb")),
        "-I{s}/src -I{s}/src/daemon -I{h}/collectd/core -isystem {h}/collectd -isystem {h} "
        "-DHAVE_CONFIG_H -DPREFIX=\"/usr\" -DCONFIGFILE=\"c\" -DLOCALSTATEDIR=\"/var\" "
        "-DPKGLOCALSTATEDIR=\"/var\" -DPLUGINDIR=\"/p\" -DPKGDATADIR=\"/d\"",
        kind="upstream",
        at_least={"collectd.read": 17, "collectd.write": 11},
        handlers={"collectd": "agg_read mr_match ts_invoke network_notification csv_write"},
        never="module_register network_init statsd_init statsd_network_thread"),
    "glusterfs-xlators": Program(
        "glusterfs", "10.3",
        " ".join(f"xlators/{x}/src/*.c" for x in (
            "features/locks", "features/quiesce", "debug/trace", "debug/error-gen",
            "performance/io-cache", "playground/template", "features/read-only",
            "performance/write-behind", "features/barrier")),
        "-I{d} -I{s}/libglusterfs/src -I{s}/rpc/xdr/src -I{s}/rpc/rpc-lib/src -isystem {h}/glusterfs -isystem "
        "{h}/glusterfs/rpc -isystem {h} -isystem {h}/x86_64-linux-gnu -D_FILE_OFFSET_BITS=64 -D_GNU_SOURCE "
        "-DGF_LINUX_HOST_OS=1 -DSIZEOF_LONG=8 -DHAVE_ATOMIC_BUILTINS=1",
        kind="upstream",
        at_least={"glusterfs.fop": 245, "glusterfs.answer": 131},
        handlers={"glusterfs": "pl_lk wb_writev ioc_forget barrier_fsync_cbk"},
        never="init fini reconfigure mem_acct_init"),
    "syslog-ng-modules": Program(
        "syslog-ng", "3.38.1",
        " ".join(f"modules/{m}/*.c" for m in (
            "linux-kmsg-format", "kvformat", "csvparser", "cryptofuncs", "syslogformat",
            "appmodel", "pseudofile", "system-source", "add-contextual-data",
            "map-value-pairs", "dbparser", "timestamp", "stardate", "graphite", "confgen",
            "cef", "hook-commands", "diskq")),
        "-I{s} -I{s}/lib -I{d} -I{s}/modules -D_GNU_SOURCE -D_LARGEFILE64_SOURCE "
        "-isystem {h}/syslog-ng -isystem {h} " + GLIB,
        without="modules/*/*-parser.c modules/diskq/tests/*.c",
        at_least={"syslog-ng.template": 6},
        handlers={"syslog-ng": "csv_parser_process log_db_parser_process pseudofile_dd_queue tf_hash_call"},
        never="pseudofile_dd_init log_db_parser_init"),
    "janus-plugins": Program(
        "janus", "1.1.2", "src/plugins/janus_*.c src/events/*.c src/loggers/*.c src/transports/*.c",
        "-I{s}/src -isystem {h} " + GLIB,
        kind="upstream",
        without="src/plugins/janus_audiobridge.c src/plugins/janus_duktape*.c src/plugins/janus_lua*.c "
                "src/plugins/janus_nosip.c src/plugins/janus_sip.c src/plugins/janus_streaming.c "
                "src/plugins/janus_videoroom.c src/plugins/janus_voicemail.c src/events/janus_mqttevh.c "
                "src/events/janus_nanomsgevh.c src/events/janus_rabbitmqevh.c src/events/janus_sampleevh.c "
                "src/events/janus_wsevh.c src/transports/janus_http.c src/transports/janus_mqtt.c "
                "src/transports/janus_nanomsg.c src/transports/janus_rabbitmq.c src/transports/janus_websockets.c",
        at_least={"janus": 55},
        handlers={"janus.media": "janus_echotest_incoming_rtp"},
        never="janus_echotest_init janus_echotest_destroy janus_echotest_handler"),
    "slapi-addrdnvalues": Program(
        "openldap", "2.5.13+dfsg", "contrib/slapi-plugins/*/*.c",
        "-isystem {h}",
        handlers={"slapi": "addrdnvalues_preop_add"},
        never="addrdnvalues_preop_init"),
    "freeradius-modules": Program(
        "freeradius", "3.2.1+dfsg",
        " ".join(f"src/modules/{m}/*.c" for m in (
            "rlm_always", "rlm_attr_filter", "rlm_cache", "rlm_chap", "rlm_detail", "rlm_digest", "rlm_exec",
            "rlm_expiration", "rlm_expr", "rlm_files", "rlm_linelog", "rlm_logintime", "rlm_pap", "rlm_preprocess",
            "rlm_replicate", "rlm_soh", "rlm_dynamic_clients", "rlm_passwd", "rlm_sqlcounter")),
        "-I{s}/src -I{d} -I{s} -I{m}/source -I{m}/generated -I{m}/plain -isystem {h} -isystem {h}/x86_64-linux-gnu "
        "-include freeradius-devel/build.h -include freeradius-devel/features.h -include "
        "freeradius-devel/radpaths.h",
        links={"source/freeradius-devel": "{s}/src/include", "generated/freeradius-devel": "{h}/freeradius",
               "plain/freeradius": "{s}/src/include"},
        at_least={"freeradius.module": 16, "freeradius.xlat": 29},
        handlers={"freeradius": "mod_authorize expr_xlat soh_xlat timecmp"},
        never="mod_instantiate mod_bootstrap mod_detach"),
    "rsyslog-modules": Program(
        "rsyslog", "8.2302.0",
        "plugins/om*/*.c plugins/pm*/*.c contrib/pm*/*.c plugins/mm*/*.c plugins/imtcp/*.c plugins/imudp/*.c "
        "tools/om*.c tools/sm*.c tools/pm*.c",
        "-I{m} -I{s}/runtime -I{s} -I{s}/grammar -I{s}/tools -isystem {h}/libfastjson -isystem {h} -DHAVE_CONFIG_H",
        without="plugins/*/*normalize.c plugins/mmdblookup/*.c tools/omusrmsg.c "
                + " ".join(f"plugins/{p}/*.c" for p in (
                    "omclickhouse", "omelasticsearch",
                    "omgssapi", "omhdfs", "omkafka", "omlibdbi",
                    "ommail", "ommongodb", "ommysql", "ompgsql", "omrelp",
                    "omsnmp", "omudpspoof", "omjournal")),
        made={"config.h": RSYSLOG_CONFIG},
        handlers={
            "rsyslog.output": "doAction tryResume commitTransaction beginTransaction endTransaction",
            "rsyslog": "parse parse2 strgen"},
        never="runInput activateCnf modInit newActInst"),
    "samba-tevent": Program(
        "samba", "4.17.12+dfsg", "lib/tevent/tevent*.c lib/async_req/async_sock.c lib/tsocket/*.c",
        "-I{m} -I{s} -I{s}/lib/replace -I{s}/lib/talloc -I{s}/lib/tevent -I{s}/lib -I{s}/include",
        without="lib/tevent/tevent_liboop.c lib/tevent/tevent_port.c",
        made={"config.h": "#define _GNU_SOURCE 1\n#define __STDC_WANT_LIB_EXT1__ 1\n"
                          "#define TEVENT_NUM_SIGNALS 64\n" + defines(LIBREPLACE)},
        at_least={"tevent": 50},
        handlers={"tevent": "wait_for_read_done epoll_event_loop_once poll_event_add_fd writev_trigger"},
        never="epoll_event_context_init tevent_context_init_ops"),
    "opendkim": Program(
        "opendkim", "2.11.0~beta2", "opendkim/opendkim.c opendkim/opendkim-*.c",
        "-I{m} -I{s} -I{s}/libopendkim -I{s}/opendkim -isystem {h} -isystem {h}/x86_64-linux-gnu "
        "-DCONFIG_BASE=\"/etc\" -DLIBEXECDIR=\"/x\" -DSENDMAIL_PATH=\"/s\"",
        without="opendkim/opendkim-spam.c",
        made={"build-config.h": '#define VERSION "2.11"\n#define PACKAGE_VERSION "2.11"\n'
                                + defines("HAVE_SMFI_VERSION USE_SYSLOG HAVE_STDBOOL_H HAVE_LIMITS_H "
                                          "USE_BSD_H HAVE_REALPATH")},
        at_least={"libmilter": 10},
        handlers={"libmilter": "mlfi_connect mlfi_envfrom mlfi_header mlfi_body mlfi_eom mlfi_close"},
        never="main"),
    "libuv-windows": Program(
        "libuv1", "1.44.2", "src/win/*.c",
        "--target=x86_64-w64-mingw32 -isystem {h}/../share/mingw-w64/include -I{s}/include -I{s}/src "
        "-D_WIN32_WINNT=0x0602",
        at_least={"windows.threadpool": 14},
        handlers={"windows": "exit_wait_callback pipe_connect_thread_proc"},
        never="uv__thread_start"),
}
