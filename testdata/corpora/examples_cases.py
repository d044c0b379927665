"""Real programs of which ../cases has a miniature (see examples.py): what each has to be told, and what it must not be told
though the call is there. Nothing is built; some sources are generated. Redis is in redis.sh, nginx and uWSGI are in
examples_web.py.
"""

from examples_extensions import KAMAILIO, PHP
from examples_program import GLIB, Program, defines, texts

CHRONY_CONFIG = texts(
    "DEFAULT_CONF_FILE DEFAULT_HWCLOCK_FILE DEFAULT_PID_FILE DEFAULT_RTC_DEVICE DEFAULT_USER DEFAULT_COMMAND_SOCKET "
    "MAIL_PROGRAM CHRONYC_FEATURES CHRONYD_FEATURES CHRONY_VERSION"
) + defines(
    "LINUX FEAT_CMDMON FEAT_NTP FEAT_REFCLOCK HAVE_LONG_TIME_T HAVE_IN_PKTINFO FEAT_IPV6 HAVE_IN6_PKTINFO "
    "HAVE_CLOCK_GETTIME FEAT_ASYNCDNS USE_PTHREAD_ASYNCDNS HAVE_GETRANDOM HAVE_RECVMMSG HAVE_LINUX_TIMESTAMPING FEAT_RTC "
    "FEAT_PHC HAVE_PTHREAD_SETSCHEDPARAM HAVE_MLOCKALL HAVE_SETRLIMIT_MEMLOCK"
) + "#define DEBUG 0\n#define NTP_ERA_SPLIT 218905221LL\n"

KNOT_CONFIG = texts(
    "PACKAGE_NAME PACKAGE_VERSION PACKAGE_STRING CONFIG_DIR RUN_DIR STORAGE_DIR MODULE_DIR MODULE_INSTDIR CONFIGURE_SUMMARY"
) + defines(
    "ENABLE_REUSEPORT HAVE_PTHREAD_SETAFFINITY_NP HAVE_CPUSET_LINUX HAVE_EPOLL HAVE_SYNC_ATOMIC HAVE_ATOMIC ENABLE_RECVMMSG"
) + "#define CONF_MAPSIZE 500\n"

WINE_CONFIG = texts("PACKAGE_STRING BIN_TO_NLSDIR NLSDIR") + defines(
    "HAVE_IFADDRS_H HAVE_PWD_H HAVE_LINUX_FILTER_H HAVE_NETINET_IN_H HAVE_SYS_UN_H HAVE_SCHED_H HAVE_SCHED_SETAFFINITY "
    "HAVE_SYS_EPOLL_H HAVE_EPOLL_CREATE HAVE_POLL_H HAVE_SYS_SYSCALL_H HAVE_SYS_SOCKET_H HAVE_SYS_PRCTL_H HAVE_PRCTL"
)

QEMU_FLAGS = (
    "-I{m} -I{m}/qapi -I{s}/include -I{s} -I{d} -I{s}/subprojects/libvhost-user -isystem {s}/linux-headers -isystem {h} "
    "-D_GNU_SOURCE " + GLIB
)
QEMU_MADE = {
    "config-host.h": texts("CONFIG_PREFIX CONFIG_BINDIR CONFIG_QEMU_LOCALSTATEDIR QEMU_VERSION") + defines(
        "CONFIG_POSIX_MEMALIGN CONFIG_IOVEC CONFIG_LINUX CONFIG_POSIX CONFIG_FALLOCATE CONFIG_PIPE2 CONFIG_ACCEPT4 "
        "CONFIG_EVENTFD CONFIG_EPOLL CONFIG_EPOLL_CREATE1 CONFIG_SYNC_FILE_RANGE CONFIG_DUP3 CONFIG_PPOLL CONFIG_SECCOMP "
        "CONFIG_PTHREAD_SETNAME_NP_W_TID CONFIG_PTHREAD_AFFINITY_NP CONFIG_GETTID CONFIG_OPEN_BY_HANDLE CONFIG_MADVISE "
        "CONFIG_POSIX_MADVISE CONFIG_MEMFD CONFIG_SIGNALFD CONFIG_TIMERFD CONFIG_INOTIFY CONFIG_STATX CONFIG_LIBCAP_NG "
        "CONFIG_COROUTINE_POOL HAVE_STRCHRNUL HAVE_UTMPX QEMU_VERSION_MAJOR QEMU_VERSION_MINOR QEMU_VERSION_MICRO"
    ),
    "config-poison.h": "",
    "qemu-version.h": texts("QEMU_PKGVERSION QEMU_FULL_VERSION"),
}
QEMU_QAPI = ("python3 -B {s}/scripts/qapi-gen.py -b -o qapi {s}/qapi/qapi-schema.json",)
QEMU_TRACE = ("mkdir trace", *(
    "python3 -B {s}/scripts/tracetool.py --backend=nop --format=h --group=" + (group or "root")
    + f" {{s}}/{group}/trace-events trace/trace-{group or 'root'}.h"
    for group in ("", "authz", "backends", "block", "crypto", "io", "monitor", "qapi", "qom", "softmmu", "util")))

LIBVIRT_FOLDERS = "util conf storage_file rpc qemu access security cpu hypervisor".split()
LIBVIRT_CONFIG = texts(
    "DNSMASQ IPTABLES IP6TABLES EBTABLES MODPROBE PACKAGE PACKAGE_STRING VERSION PACKAGE_VERSION QEMU_USER QEMU_GROUP PASST "
    "QEMU_MODDIR QEMU_BRIDGE_HELPER QEMU_PR_HELPER QEMU_SLIRP_HELPER QEMU_DBUS_DAEMON QEMU_DATADIR TLS_PRIORITY "
    "APPARMOR_PROFILES_PATH APPARMOR_DIR ISCSIADM RMMOD TC IP MM_CTL OVS_VSCTL DMIDECODE UDEVADM abs_top_srcdir "
    "abs_top_builddir"
) + defines(
    "WITH_DECL_CPU_SET_T WITH_SCHED_GETAFFINITY WITH_QEMU WITH_LXC WITH_LIBVIRTD WITH_MNTENT_H WITH_GETMNTENT_R "
    "WITH_SYS_SYSCALL_H WITH_GETPWUID_R WITH_SYSLOG_H WITH_NET_IF_H WITH_GETRLIMIT WITH_SETRLIMIT WITH_PRLIMIT "
    "WITH_GETIFADDRS WITH_STRUCT_IFREQ WITH_MMAP WITH_SETGROUPS WITH_UNSHARE WITH_SETNS WITH_GETEUID WITH_GETEGID "
    "WITH_GETGID WITH_GETUID WITH_SYS_MOUNT_H WITH_IF_INDEXTONAME"
)
LIBVIRT_CONFIGMAKE = texts(
    "BINDIR DATADIR LIBDIR LIBEXECDIR LOCALEDIR LOCALSTATEDIR MANDIR PKGDATADIR PREFIX RUNSTATEDIR SBINDIR SYSCONFDIR"
)
# Headers of the protocols, and the functions that unpack a call and pass it on.
LIBVIRT_PROTOCOLS = (
    "rpc/virnetprotocol rpc/virkeepaliveprotocol remote/remote_protocol remote/qemu_protocol remote/lxc_protocol "
    "lxc/lxc_monitor_protocol locking/lock_protocol logging/log_protocol admin/admin_protocol"
).split()
LIBVIRT_DISPATCHERS = {
    "access/viraccessapicheck.h": "aclheader remote REMOTE remote/remote_protocol",
    "access/viraccessapicheckqemu.h": "aclheader qemu QEMU remote/qemu_protocol",
    "access/viraccessapichecklxc.h": "aclheader lxc LXC remote/lxc_protocol",
    "remote/remote_daemon_dispatch_stubs.h": "server remote REMOTE remote/remote_protocol",
    "remote/qemu_daemon_dispatch_stubs.h": "server qemu QEMU remote/qemu_protocol",
    "remote/lxc_daemon_dispatch_stubs.h": "server lxc LXC remote/lxc_protocol",
    "admin/admin_server_dispatch_stubs.h": "server admin ADMIN admin/admin_protocol",
    "lxc/lxc_monitor_dispatch.h": "client virLXCMonitor VIR_LXC_MONITOR lxc/lxc_monitor_protocol",
    "lxc/lxc_controller_dispatch.h": "server virLXCMonitor VIR_LXC_MONITOR lxc/lxc_monitor_protocol",
}
LIBVIRT_RUNS = (
    "mkdir access admin locking logging lxc remote rpc",
    *(f"perl {{s}}/src/rpc/genprotocol.pl rpcgen -h {{s}}/src/{protocol}.x {protocol}.h" for protocol in LIBVIRT_PROTOCOLS),
    *(f"perl {{s}}/src/rpc/gendispatch.pl --mode={wanted.rpartition(' ')[0]} {{s}}/src/{wanted.rpartition(' ')[2]}.x >{header}"
      for header, wanted in LIBVIRT_DISPATCHERS.items()),
)


def entry(kind, model="event-loop", **form):
    return {"kind": kind, "model": model, **form}


PROGRAMS = {
    "chrony": Program(
        "chrony", "4.3", "*.c", "-I{m} -D_GNU_SOURCE",
        without="privops.c *_nss.c *_tomcrypt.c *_gnutls.c *_nettle*.c nts_*.c ntp_signd.c sys_solaris.c sys_macosx.c "
                "sys_netbsd.c stubs.c client.c getdate.c hash_intmd5.c md5.c",
        kind="upstream",
        made={"config.h": CHRONY_CONFIG},
        entries=[entry("chrony.file", form="call", function="SCH_AddFileHandler", argument=2),
                 entry("chrony.timeout", form="call", functions=["SCH_AddTimeout", "SCH_AddTimeoutByDelay"], argument=1),
                 entry("chrony.timeout", form="call", function="SCH_AddTimeoutInClass", argument=4)],
        handlers={"chrony.timeout": "transmit_timeout", "chrony.file": "read_from_cmd_socket"},
        silent="sched-in-handler pin-in-handler",
        reaches={"main": "pthread_setschedparam"},
        never="main SYS_SetScheduler"),
    "prioritize": Program(
        "postgresql-prioritize", "1.0.4", "prioritize.c",
        "-isystem {h}/postgresql/15/server -isystem {h}/postgresql/internal",
        kind="upstream",
        handlers={"postgresql.function": "set_backend_priority"},
        silent="sched-in-handler",  # the caller names a process, which must be a backend
        reaches={"set_backend_priority": "setpriority"}),
    "php-pcntl": Program(
        "php8.2", "8.2.32", "ext/pcntl/*.c", "-I{d} " + PHP,
        findings=[("thread-state-in-handler", "error", "zif_pcntl_unshare", "unshare"),
                  ("sched-in-handler", "warning", "zif_pcntl_setpriority", "setpriority")],
        never="zm_startup_pcntl"),
    "cpython-posix": Program(
        "python3.11", "3.11.2", "Modules/posixmodule.c",
        "-I{s}/Include/internal -I{s}/Include -isystem {h}/python3.11 -isystem {h} -DPy_BUILD_CORE_BUILTIN",
        kind="upstream",
        # posix_methods has 182 rows, of which 18 are for Windows, macOS, Solaris and the BSDs; DirEntry has 6, the iterator 3.
        at_least={"cpython.method": 173},
        handlers={"cpython.method": "os_stat os_listdir os_fork os_waitpid os_posix_spawn os_sched_setscheduler os_getxattr "
                                    "os_waitstatus_to_exitcode os_DirEntry_is_dir ScandirIterator_close"},
        findings=[("pin-in-handler", "warning", "os_sched_setaffinity", "sched_setaffinity", "may pin its thread"),
                  ("sched-in-handler", "warning", "os_setpriority", "setpriority", "may change the scheduling")],
        silent="pin-leak"),
    "node-os": Program(
        "nodejs", "18.20.4+dfsg", "src/node_os.cc",
        "-DNODE_WANT_INTERNALS=1 -I{s}/src -isystem {h}/node -isystem {h}/nodejs/deps/v8/include -isystem {h}",
        findings=[("sched-in-handler", "warning", "node::os::SetPriority", "uv_os_setpriority", "may change the scheduling")],
        never="node::os::Initialize"),
    "kamailio-core": Program(
        "kamailio", "5.6.3", "src/*.c src/core/*.c src/core/*/*.c",
        "-I{s}/src -I{s}/src/core -I{d} -DHAVE_SCHED_SETSCHEDULER -DEXTRA_DEBUG=0 -DMODS_DIR=\"/x\" "
        + " ".join("-D" + d for d in KAMAILIO.split()),
        at_least={"kamailio.command": 116},  # the rows of the tables of sr_kemi_t, all in kemi.c: 90, 16 and 10
        handlers={"kamailio.command": "sr_kemi_core_dbg sr_kemi_hdr_append sr_kemi_pv_get"},
        silent="sched-in-handler pin-in-handler",
        reaches={"main_loop": "sched_setscheduler"},
        never="main main_loop set_rt_prio"),
    "dpdk-telemetry": Program(
        "dpdk", "22.11.11", "lib/telemetry/*.c",
        "-D_GNU_SOURCE -I{s}/lib/telemetry -isystem {h} -isystem {h}/dpdk -isystem {h}/x86_64-linux-gnu/dpdk "
        "-march=x86-64-v2",
        handlers={"dpdk.telemetry": "command_help list_commands"},
        silent="pin-in-handler pin-leak",
        reaches={"telemetry_v2_init": "pthread_setaffinity_np"},
        never="telemetry_v2_init socket_listener"),
    "glusterfs-posix": Program(
        "glusterfs", "10.3", "xlators/storage/posix/src/*.c",
        "-I{d} -I{s}/contrib/timer-wheel -isystem {h}/tirpc -isystem {h}/uuid -isystem {h}/glusterfs "
        "-isystem {h}/glusterfs/rpc -isystem {h} -D_FILE_OFFSET_BITS=64 -D_GNU_SOURCE -DGF_LINUX_HOST_OS=1 "
        "-DSIZEOF_LONG=8 -DHAVE_ATOMIC_BUILTINS=1 -DHAVE_FUTIMENS=1",
        kind="upstream",
        handlers={"glusterfs.fop": "posix_mkdir posix_create posix_symlink"},
        silent="thread-state-in-handler"),  # setfsuid is compiled out
    "wineserver": Program(
        "wine", "8.0~repack", "{m}/server/*.c",
        "-I{m} -I{m}/include -D__WINESRC__ -DWINE_UNIX_LIB -D_GNU_SOURCE",
        kind="upstream",
        made={"config.h": WINE_CONFIG},
        # make_requests writes among the sources.
        runs=("mkdir tools", "cp {s}/tools/make_requests tools", "cp -r {s}/server {s}/include .", "perl tools/make_requests"),
        needs="perl",
        entries=[entry("wineserver.request", form="name", function="req_*")],
        handlers={"wineserver.request": "req_set_thread_info req_set_process_info"},
        silent="pin-in-handler pin-leak",  # a client's threads are moved
        reaches={"req_set_thread_info": "sched_setaffinity"}),
    "virtiofsd": Program(
        "qemu", "7.2+dfsg", "tools/virtiofsd/*.c subprojects/libvhost-user/libvhost-user.c", QEMU_FLAGS,
        kind="upstream",
        made=QEMU_MADE, runs=QEMU_QAPI,
        entries=[entry("virtiofsd.queue", "thread-pool", form="name", function="fv_queue_worker")],
        # lo_setxattr leaves without putting credentials back when it cannot open the file: so what it shares with
        # lo_mkdir, which does put them back, is an error.
        findings=[("thread-state-in-handler", "error", "lo_setxattr", "syscall(SYS_setresuid)"),
                  ("thread-state-in-handler", "error", "lo_mkdir", "syscall(SYS_setresgid)"),
                  ("thread-state-in-handler", "note", "fv_queue_worker", "unshare", "the first time only")],
        never="main fv_queue_thread"),
    "qemu": Program(
        "qemu", "7.2+dfsg",
        "util/*.c qom/*.c monitor/*.c qapi/*.c backends/*.c io/*.c crypto/*.c softmmu/*.c qobject/*.c event-loop-base.c "
        "iothread.c", QEMU_FLAGS,
        # Of other systems, for libraries that are not here, and of one target.
        without="*/*win32*.c crypto/*-afalg.c crypto/tls-cipher-suites.c util/fdmon-io_uring.c util/sys_membarrier.c "
                "monitor/hmp-cmds.c monitor/misc.c monitor/qmp-cmds.c "
                + " ".join(f"softmmu/{f}.c" for f in ("arch_init", "datadir", "device_tree", "dirtylimit", "icount",
                                                      "ioport", "memory", "physmem", "qtest", "tpm", "vl")),
        kind="upstream",
        made=QEMU_MADE, runs=QEMU_QAPI + QEMU_TRACE,
        handlers={"qemu.property": "thread_context_set_cpu_affinity thread_context_set_node_affinity",
                  "qemu.qmp": "qmp_object_add qmp_qom_set"},
        silent="pin-in-handler pin-leak",  # the context's thread is moved
        reaches={"thread_context_set_cpu_affinity": "pthread_setaffinity_np"}),
    "libvirt": Program(
        "libvirt", "9.0.0",
        "src/*.c src/lxc/*.c src/remote/remote_daemon*.c " + " ".join(f"src/{f}/*.c" for f in LIBVIRT_FOLDERS),
        "-I{m} -I{m}/rpc -I{m}/remote -I{m}/access -I{m}/lxc -I{m}/admin -I{s} -I{s}/include -I{s}/src -I{d} "
        + " ".join(f"-I{{s}}/src/{f}" for f in LIBVIRT_FOLDERS)
        + " -isystem {h}/tirpc -isystem {h}/libxml2 -isystem {h} -D_GNU_SOURCE -DLIBVIRTD -DDAEMON_NAME=\"libvirtd\" " + GLIB,
        without="src/rpc/virnetlibssh*.c src/rpc/virnetssh*.c src/rpc/virnetsasl*.c src/util/virkeycode.c "
                "src/storage_file/storage_file_backend_*.c",
        kind="upstream",
        made={"config.h": LIBVIRT_CONFIG, "configmake.h": LIBVIRT_CONFIGMAKE}, runs=LIBVIRT_RUNS,
        needs="perl rpcgen",
        handlers={"libvirt": "qemuDomainPinVcpuFlags qemuDomainPinEmulator qemuDomainPinIOThread"},
        silent="pin-in-handler pin-leak",  # threads of virtual machines are moved; the container's own at its start
        reaches={"qemuDomainPinVcpuFlags": "sched_setaffinity", "virLXCControllerRun": "sched_setaffinity"}),
    "knot": Program(
        "knot", "3.2.6",
        "src/knot/*/*.c src/knot/modules/*/*.c src/utils/knotd/*.c src/contrib/*.c src/contrib/*/*.c src/libknot/*.c "
        "src/libknot/*/*.c",
        "-I{s}/src -I{m} -isystem {h} -DHAVE_CONFIG_H -D_GNU_SOURCE -include config.h",
        without="src/contrib/dnstap/*.c src/knot/modules/dnstap/*.c src/knot/modules/geoip/*.c src/libknot/xdp/*.c",
        made={"config.h": KNOT_CONFIG, "knot/modules/static_modules.h": "#define STATIC_MODULES_INIT\n"},
        handlers={
            "knot.query": "cookies_process dnsproxy_fwd noudp_begin export queryacl_process ratelimit_apply "
                          "update_counters",
            "knot.answer": "sign_section synth_authority pre_routine synth_answer solve_synth_record whoami_query"},
        silent="pin-in-handler pin-leak",
        reaches={"udp_master": "pthread_setaffinity_np"},
        never="udp_master tcp_master whoami_load rrl_load stats_load cookies_load"),
}
