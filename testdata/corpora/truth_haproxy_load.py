#!/usr/bin/env python3
"""Drives a recorded HAProxy: HTTP/1 and 2, TLS, rules, fetches, converters, checks, tables, caches, its console.

    truth_haproxy_load.py HAPROXY WORK_DIR RECORD_DIR
"""

import contextlib
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import time

from truth_backends import Echo, Http, backend
from truth_load import Server, free_ports

PORTS = "main tls tcp dead http echo stats peer sni accept prom".split()

# A sample of each kind of fetch and converter; each is set as a header.
SAMPLES = """src|src_port|dst|dst_port|method|path|pathq|query|url|url_ip|url_port|base|base32|base32+src|hdr(host)|
    hdr_cnt(host)|hdr_ip(x-ip,-1)|hdr_val(x-n)|req.hdr_names|req.ver|req.cook(a)|cook_cnt(a)|urlp(q)|url_param(q)|
    capture.req.uri|capture.req.method|capture.req.ver|unique-id|rand(100)|date|date_us|hostname|nbproc|nbsrv(web)|
    be_conn(web)|be_sess_rate(web)|fe_conn|fe_sess_rate|avg_queue(web)|queue(web)|connslots(web)|table_cnt(table)|
    sc0_conn_cnt|sc0_http_req_rate|sc0_get_gpc0|sc0_inc_gpc0|sc0_tracked|sc0_bytes_in_rate|sc0_http_req_cnt|
    sc0_gpc0_rate|sc0_sess_rate|src_conn_cur(table)|src_http_req_cnt(table)|src_inc_gpc0(table)|src_get_gpt0(table)|
    env(HOME)|proc|thread|stopping|cpu_calls|lat_ns_tot|uuid|always_true|int(5)|str(x)|ipv4(1.2.3.4)|meth(GET)|
    bin(6162)|bool(1)|var(txn.x)|ssl_fc|fe_id|fe_name|so_id|so_name|req.body_len|req.body|req.body_param(a)|
    http_auth(users)|http_auth_user|req.len|wait_end|dst_is_local|src_is_local|fc_rtt|path,lower|path,upper|
    path,length|path,base64|str(YWI=),b64dec|path,sha1,hex|path,sha2(256),hex|path,crc32|path,crc32c|path,djb2|
    path,sdbm|path,wt6|path,xxh32|path,xxh64|path,hex|str(6162),hex2i|path,url_dec|path,url_enc|path,json|
    path,field(2,/)|path,word(1,/)|path,regsub(a,b,g)|path,bytes(0,2)|path,debug(x)|path,strcmp(txn.x)|
    path,concat(a,txn.x,b)|path,in_table(table)|path,table_http_req_rate(table)|src,ipmask(24)|
    src,map_ip(WORK/ip.map,none)|path,map(WORK/str.map)|path,map_beg(WORK/str.map)|path,map_reg(WORK/reg.map)|
    path,map_sub(WORK/str.map)|path,map_end(WORK/str.map)|path,map_dir(WORK/str.map)|path,map_dom(WORK/str.map)|
    int(5),add(2)|int(5),sub(2)|int(5),mul(2)|int(5),div(2)|int(5),mod(2)|int(5),and(2)|int(5),or(2)|int(5),xor(2)|
    int(5),cpl|int(5),neg|int(5),not|int(5),odd|int(5),even|int(5),bool|int(5),map_int(WORK/int.map,x)|
    date,http_date|date,ltime(%Y)|date,utime(%Y)|hdr(accept-language),language(de;en)|str(1.2),mqtt_is_valid|
    str(x),rtrim(x)|str(x),ltrim(x)|hdr(cookie),digest(md5),hex|str(a),hmac(sha1,a2V5),hex|
    hdr(x-json),json_query(\\"$.a\\")|srv_is_up(web/one)|srv_conn(web/one)|srv_queue(web/one)|srv_uweight(web/one)|
    srv_sess_rate(web/one)|str(a=b&c=d),url_dec(1)|path,secure_memcmp(txn.x)|str(x),iif(a,b)|path,ungrpc(1)|
    str(x),protobuf(1)|src,add(0)|last_rule_file|last_rule_line|req.hdrs|req.hdrs_bin|http_first_req"""

CONFIG = """
global
    log 127.0.0.1:P_dead local0
    log stderr format raw local1 debug
    stats socket WORK/console mode 600 level admin expose-fd listeners
    stats timeout 5s
    maxconn 200
    nbthread 1
    ssl-default-bind-ciphers HIGH
    tune.ssl.default-dh-param 1024
    tune.bufsize 16384
    server-state-file WORK/state
    maxcomprate 100
    insecure-fork-wanted
    expose-experimental-directives
    external-check

defaults
    mode http
    log global
    option httplog
    option redispatch
    option forwardfor except 10.0.0.0/8 header X-Client
    option originalto
    option http-keep-alive
    retries 2
    timeout connect 1s
    timeout client 3s
    timeout server 2s
    timeout check 1s
    timeout queue 1s
    timeout tunnel 2s
    timeout tarpit 500ms
    timeout http-request 2s
    timeout http-keep-alive 2s
    errorfile 503 WORK/503.http

userlist users
    group admins users u
    user u insecure-password p
    user v password $1$abc$BXBqpb9BZcZhXLgbee.0s/

cache small
    total-max-size 4
    max-age 5
    max-object-size 100000
    process-vary on

resolvers names
    nameserver one 127.0.0.1:P_dead
    resolve_retries 1
    timeout retry 200ms
    hold valid 1s

peers others
    bind 127.0.0.1:P_peer
    server HOST
    server remote 127.0.0.1:P_dead
    table shared type string size 1k store http_req_cnt,gpt0

http-errors own
    errorfile 404 WORK/503.http

backend table
    stick-table type ip size 1k expire 10s peers others store conn_cnt,conn_cur,conn_rate(1s),sess_cnt,\
sess_rate(1s),http_req_cnt,http_req_rate(1s),http_err_cnt,http_err_rate(1s),bytes_in_cnt,bytes_in_rate(1s),\
bytes_out_cnt,bytes_out_rate(1s),gpc0,gpc0_rate(1s),gpt0,server_id

frontend main
    bind 127.0.0.1:P_main
    bind 127.0.0.1:P_tls ssl crt WORK/both.pem ca-file WORK/cert.pem verify optional alpn h2,http/1.1 curves P-256
    bind 127.0.0.1:P_accept accept-proxy
    unique-id-format %{+X}o\\ %ci:%cp_%fi:%fp_%Ts_%rt:%pid
    unique-id-header X-Unique
    log-format "%ci:%cp [%tr] %ft %b/%s %TR/%Tw/%Tc/%Tr/%Ta %ST %B %CC %CS %tsc %ac/%fc/%bc/%sc/%rc %sq/%bq %hr %hs \
        %{+Q}r %ID %H %HM %HP %HQ %HU %HV %T %Tl %U %bi %f %fi %lc %ms %pid %rt %si %sp %t %trg %trl %[src]"
    declare capture request len 20
    capture request header Host len 20
    capture response header Server len 20
    capture cookie a len 20
    filter trace name T random-forwarding
    filter cache small
    filter compression
    compression algo gzip deflate identity
    compression type text/plain text/html
    monitor-uri /monitor
    monitor fail if { nbsrv(web) lt 0 }
    stick-table type string size 1k expire 10s store http_req_cnt,gpc(2),gpt(2)
    http-request track-sc0 src table table
    http-request track-sc1 path
    http-request capture req.hdr(host) id 0
    http-request set-var(txn.x) path,lower
    http-request set-var-fmt(txn.y) "a%[src]"
    http-request unset-var(txn.y)
    http-request sc-inc-gpc0(0)
    http-request sc-inc-gpc1(0)
    http-request sc-set-gpt0(0) 5
    http-request set-log-level debug if { path /loud }
    http-request set-nice 1
    http-request set-tos 1
    http-request set-mark 1
    http-request set-src hdr(x-src) if { hdr(x-src) -m found }
    http-request set-priority-class int(1)
    http-request set-priority-offset int(1)
    http-request use-service prometheus-exporter if { path /metrics }
    http-request cache-use small if { path_beg /cached }
    http-request deny deny_status 429 hdr x y if { path /denied }
    http-request tarpit if { path /tarpit }
    http-request auth realm r if { path_beg /auth } !{ http_auth_group(users) admins }
    http-request redirect location /elsewhere code 302 set-cookie a=b if { path /redirect }
    http-request redirect prefix http://h if { path /prefix }
    http-request redirect scheme https drop-query append-slash if { path /scheme }
    http-request return status 200 content-type text/plain lf-string "%[path] %[src]" hdr X %[rand] if { path \
        /returned }
    http-request return status 200 content-type text/plain file WORK/503.http if { path /file }
    http-request return errorfiles own status 404 if { path /own }
    http-request reject if { path /reject }
    http-request silent-drop if { path /silent }
    http-request wait-for-body time 500ms if { path /body }
    http-request wait-for-handshake
    http-request normalize-uri path-merge-slashes
    http-request normalize-uri path-strip-dot
    http-request normalize-uri path-strip-dotdot full
    http-request normalize-uri percent-to-uppercase
    http-request normalize-uri query-sort-by-name
    http-request replace-header Host (.*) \\1
    http-request replace-value Accept (.*) \\1
    http-request replace-path /old(.*) /new\\1
    http-request replace-uri /older(.*) /newer\\1
    http-request set-path /set if { path /unset }
    http-request set-query a=%[path] if { path /query }
    http-request set-method GET if { method FOO }
    http-request set-uri /uri if { path /seturi }
    http-request add-acl(WORK/list.acl) %[path] if { path /addacl }
    http-request del-acl(WORK/list.acl) %[path] if { path /delacl }
    http-request set-map(WORK/str.map) %[path] value if { path /setmap }
    http-request del-map(WORK/str.map) %[path] if { path /delmap }
    http-request do-resolve(txn.ip,names) str(name.test) if { path /resolve }
    http-request early-hint Link "</x>" if { path /early }
    http-request disable-l7-retry if { path /no }
    http-request strict-mode off
SETS
    http-response set-header X-Res %[status]
    http-response add-header X-Dur %[res.hdr(server)]
    http-response del-header Server
    http-response replace-header X-Res (.*) \\1
    http-response set-status 201 if { status 299 }
    http-response cache-store small
    http-response sc-inc-gpc0(0)
    http-after-response set-header X-After %[res.hdr_cnt]
    http-after-response set-var(txn.z) int(1)
    acl list path -f WORK/list.acl
    acl regex path_reg ^/r[0-9]
    acl many path_beg /a /b -i /C
    acl many path_end .x .y
    acl many path_sub sub
    acl many path_dir dir
    acl many path_dom dom
    acl many path_len 77
    acl net src 127.0.0.0/8 10.0.0.1
    acl number hdr_val(x-n) ge 5 le 10:20
    use_backend %[path,map_str(WORK/be.map,web)] if { path_beg /dynamic }
    use_backend hashed if { path_beg /hashed }
    use_backend least if list or regex or { path_beg /least }
    use_backend cookies if { path_beg /cookie }
    use_backend sticky if { path_beg /sticky }
    use_backend dead if { path_beg /dead }
    use_backend param if { path_beg /param }
    use_backend header if { path_beg /header }
    use_backend chance if { path_beg /chance }
    use_backend first if { path_beg /first }
    use_backend rdp if { path_beg /rdp }
    use_backend again if { path_beg /again }
    use_backend tlsback if { path_beg /tls }
    use_backend resolved if { path_beg /resolved }
    default_backend web

backend web
    balance roundrobin
    option httpchk
    http-check connect
    http-check send meth GET uri /check ver HTTP/1.1 hdr host h body x
    http-check expect status 200-299
    http-check set-var(check.x) int(1)
    http-check comment c
    cookie SRV insert indirect nocache maxidle 10s maxlife 1h httponly secure
    server one 127.0.0.1:P_http check inter 300ms weight 10 cookie one maxconn 20 slowstart 1s agent-check \
        agent-port P_echo
    server two 127.0.0.1:P_http track web/one send-proxy-v2-ssl disabled
    server three 127.0.0.1:P_dead check inter 300ms fall 1 rise 1 observe layer7 on-error mark-down error-limit 1
    server spare 127.0.0.1:P_http backup
    server-template more 2 127.0.0.1:P_http check disabled

backend hashed
    balance uri depth 2 whole
    hash-type consistent sdbm avalanche
    server one 127.0.0.1:P_http
    server two 127.0.0.1:P_http
backend least
    balance leastconn
    http-reuse always
    server one 127.0.0.1:P_http pool-max-conn 2
    server two 127.0.0.1:P_http
backend cookies
    cookie OLD rewrite
    dynamic-cookie-key key
    server one 127.0.0.1:P_http cookie a
backend sticky
    stick-table type string len 20 size 1k expire 5s
    stick on urlp(q)
    stick store-response res.hdr(x-id)
    stick match src table table
    balance source
    hash-type map-based
    server one 127.0.0.1:P_http
    server two 127.0.0.1:P_http
backend dead
    option tcp-check
    retry-on all-retryable-errors
    server one 127.0.0.1:P_dead check inter 500ms
backend param
    balance url_param q check_post
    server one 127.0.0.1:P_http
    server two 127.0.0.1:P_http
backend header
    balance hdr(host) use_domain_only
    server one 127.0.0.1:P_http
    server two 127.0.0.1:P_http
backend chance
    balance random(2)
    server one 127.0.0.1:P_http
    server two 127.0.0.1:P_http
backend first
    balance first
    server one 127.0.0.1:P_http maxconn 1
    server two 127.0.0.1:P_http
backend rdp
    balance static-rr
    fullconn 10
    server one 127.0.0.1:P_http minconn 1 maxconn 5
backend again
    option http-server-close
    option httpclose
    retry-on 404 conn-failure response-timeout
    http-send-name-header X-Server
    http-request wait-for-body time 200ms
    server one 127.0.0.1:P_http
backend tlsback
    server one 127.0.0.1:P_tls ssl verify required ca-file WORK/cert.pem sni str(localhost) alpn h2 check-ssl check \
        inter 500ms
backend resolved
    server one name.test:P_http resolvers names init-addr none check
backend external
    option external-check
    external-check command /bin/true
    server one 127.0.0.1:P_http check inter 500ms
backend mysql
    option mysql-check user u
    server one 127.0.0.1:P_echo check inter 500ms
backend redis
    option redis-check
    server one 127.0.0.1:P_echo check inter 500ms
backend smtp
    option smtpchk
    server one 127.0.0.1:P_echo check inter 500ms
backend ldap
    option ldap-check
    server one 127.0.0.1:P_echo check inter 500ms
backend pgsql
    option pgsql-check user u
    server one 127.0.0.1:P_echo check inter 500ms
backend ssl
    option ssl-hello-chk
    server one 127.0.0.1:P_echo check inter 500ms
backend tcpcheck
    option tcp-check
    tcp-check connect
    tcp-check send PING
    tcp-check expect string PING
    tcp-check send-binary 00ff
    tcp-check expect rbinary ff
    tcp-check expect rstring x
    server one 127.0.0.1:P_echo check inter 500ms

frontend plain
    mode tcp
    option tcplog
    bind 127.0.0.1:P_tcp
    tcp-request connection accept if { src 10.0.0.1 }
    tcp-request connection track-sc0 src table table
    tcp-request connection set-src src
    tcp-request session accept if { always_true }
    tcp-request inspect-delay 500ms
    tcp-request content set-var(sess.x) req.payload(0,2)
    tcp-request content capture req.payload_lv(0,1) len 5
    tcp-request content accept if { req.len gt 3 }
    tcp-request content reject if { req.ssl_hello_type 1 } { req.ssl_sni none }
    tcp-request content reject if { rdp_cookie_cnt gt 5 }
    use_backend plainback if { req.len gt 0 }
    default_backend plainback
backend plainback
    mode tcp
    option tcp-smart-connect
    balance source
    tcp-response inspect-delay 100ms
    tcp-response content accept if { res.len gt 0 }
    server one 127.0.0.1:P_echo send-proxy
listen sni
    mode tcp
    bind 127.0.0.1:P_sni
    tcp-request inspect-delay 500ms
    tcp-request content switch-mode http if HTTP
    tcp-request content accept if { req_ssl_hello_type 1 }
    server one 127.0.0.1:P_tls send-proxy-v2 check-send-proxy
listen stats
    bind 127.0.0.1:P_stats
    stats enable
    stats uri /
    stats refresh 1s
    stats show-legends
    stats show-node n
    stats admin if TRUE
    stats auth u:p
"""

PATHS = """/ /monitor /metrics /denied /tarpit /auth /redirect /prefix /scheme /returned /file /own /reject /silent
    /cached/x /cached/x /cached/chunked /query /seturi /unset /addacl /listed /delacl /setmap /delmap /resolve
    /early /no /dynamic1 /dynamic2 /hashed/a /hashed/b /least/x /least/y /cookie /sticky?q=1 /sticky?q=1 /sticky?q=2
    /dead /param?q=1 /param?q=2 /header /chance /first /rdp /again /tls/x /resolved /loud /r5 /a /x.y /sub /dir/x
    /a//b/../c%2f?b=1&a=2 /old/x /older/x /chunked""".split()

CONSOLE = """help|show info|show info typed|show info json|show stat|show stat json|show stat typed|
    show schema json|show sess|show sess all|show errors|show table|show table table|
    show table table data.gpc0 gt 0|set table table key 1.2.3.4 data.gpc0 5|clear table table|show map|
    show map WORK/str.map|add map WORK/str.map a b|set map WORK/str.map a c|get map WORK/str.map a|
    del map WORK/str.map a|clear map WORK/int.map|show acl|show acl WORK/list.acl|add acl WORK/list.acl x|
    get acl WORK/list.acl x|del acl WORK/list.acl x|prepare map WORK/str.map|show servers state|show servers conn|
    show backend|show pools|show resolvers|show peers|show cache|show env|show fd|show activity|show threads|
    show profiling|show profiling memory|set profiling tasks on|show tasks|show events|show trace|show cli sockets|
    show cli level|show startup-logs|show ssl cert|show ssl cert WORK/both.pem|show ssl ca-file|
    show ssl ca-file WORK/cert.pem|show ssl crl-file|show ssl crt-list|set ssl cert WORK/both.pem <<\\nCERT\\n|
    commit ssl cert WORK/both.pem|abort ssl cert WORK/both.pem|new ssl cert other|del ssl cert other|show tls-keys|
    show libs|show version|show sample|get weight web/one|set weight web/one 5|set weight web/one 50%|
    set server web/one state drain|set server web/one state ready|set server web/one health stopping|
    set server web/one health up|set server web/one agent up|set server web/one addr 127.0.0.1|
    set server web/one weight 7|set server web/one fqdn x|disable server web/one|enable server web/one|
    disable health web/one|enable health web/one|disable agent web/one|enable agent web/one|disable frontend sni|
    enable frontend sni|set maxconn frontend main 100|set maxconn server web/one 10|set maxconn global 150|
    set rate-limit connections global 1000|set rate-limit http-compression global 100|
    set dynamic-cookie-key backend cookies k|enable dynamic-cookie backend cookies|
    disable dynamic-cookie backend cookies|add server web/new 127.0.0.1:P_http|enable server web/new|
    set server web/new state maint|del server web/new|shutdown sessions server web/one|clear counters|
    clear counters all|set timeout cli 5|prompt|expert-mode on|debug dev fd|debug dev loop 1|debug dev hex 0 0|
    debug dev memstats|debug dev task|trace h1 sink buf0|trace h1 level developer|trace h1 start now|
    trace h2 start now|trace fcgi|show events buf0|show sess 0x1|unknown|operator|user|show stat"""


def console(path, commands):
    for command in commands:
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as one:
            one.settimeout(1)
            one.connect(path)
            one.sendall(command.encode() + b"\n")
            one.shutdown(socket.SHUT_WR)
            while one.recv(65536):
                pass


def write_files(work, ports):
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(work)

    def fill(text):
        for name in sorted(PORTS, key=len, reverse=True):
            text = text.replace("P_" + name, str(ports[name]))
        return text.replace("WORK", work).replace("HOST", "local")

    files = {"503.http": "HTTP/1.0 503 None\r\nContent-Length: 4\r\n\r\nnone",
             "ip.map": "127.0.0.0/8 local\n10.0.0.1 ten\n",
             "str.map": "/ root\n/a letter\n/dynamic web\n", "reg.map": "^/a.* letter\n", "int.map": "5 five\n6 six\n",
             "be.map": "/dynamic1 hashed\n", "list.acl": "/listed\n", "state": "1\n"}
    for name, text in files.items():
        with open(os.path.join(work, name), "w", encoding="ascii") as file:
            file.write(text)
    openssl = "openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 9 -subj /CN=localhost"
    subprocess.run(openssl.split(), cwd=work, check=True, stderr=subprocess.DEVNULL)
    with open(os.path.join(work, "both.pem"), "w", encoding="ascii") as both:
        for name in ("cert.pem", "key.pem"):
            with open(os.path.join(work, name), encoding="ascii") as part:
                both.write(part.read())
    path = os.path.join(work, "haproxy.cfg")
    lines = [f"    http-request set-header X-{at} %[{sample.strip()}]" for at, sample in enumerate(SAMPLES.split("|"))]
    with open(path, "w", encoding="ascii") as file:
        file.write(fill(CONFIG.replace("SETS", "\n".join(lines))))
    return path


def requests(s, work):
    for path in PATHS:
        s.curl(path, "-b", "a=b; SRV=one; OLD=a", "-H", "X-N: 7", "-H", "Accept-Language: de, en;q=0.5")
        s.curl(path, "-I", "-H", "X-IP: 1.2.3.4", "-H", "Accept-Encoding: gzip")
        s.curl(path, "--data", "a=1&q=2&" + "x" * 5000, "-H", "X-Src: 10.1.1.1", "-H", "Accept-Encoding: deflate")
        s.curl(path, "--data", "q=2", "-H", "Transfer-Encoding: chunked", "-H", "Expect: 100-continue")
    for user in ("u:p", "v:p", "u:x"):
        s.curl("/auth", "-u", user)
        s.curl("/;csv", "-u", user, port=s.ports["stats"])
    for path in ("/", "/;norefresh", "/;json", "/;up"):
        s.curl(path, "-u", "u:p", port=s.ports["stats"])
    s.curl("/", "-u", "u:p", "--data", "s=one&action=drain&b=%231", port=s.ports["stats"])
    for options in (["--http2"], ["--http1.1"], ["--tls-max", "1.2"]):
        for path in ("/", "/chunked", "/cached/x", "/returned", "/denied", "/dead"):
            s.curl(path, *options, port=s.ports["tls"], scheme="https")
            s.curl(path, *options, "--data", "x" * 70000, port=s.ports["tls"], scheme="https")
            s.curl(path, *options, "-I", port=s.ports["tls"], scheme="https")
    for path in ("/", "/chunked"):
        s.curl(path, "--http2-prior-knowledge")
        s.curl(path, "--http2", "-H", "Cookie: a=b")
    s.curl("/", "--cert", os.path.join(work, "both.pem"), port=s.ports["tls"], scheme="https")
    s.curl("/", port=s.ports["sni"], scheme="https")
    s.curl("/", port=s.ports["sni"])


def protocol(s):
    get = "GET / HTTP/1.1\r\nHost: h\r\n"
    s.raw(get + "\r\n", get + "\r\n" + get + "Connection: close\r\n\r\n", wait=2)
    s.raw(get + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: a\r\n\r\n", "hello", wait=1)
    for bad in ("\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", get + "Bad Header\r\n\r\n",
                get + "Host: two\r\n\r\n",
                get + "X: \0\r\n\r\n", get + "X: " + "y" * 20000 + "\r\n\r\n", get, "POST / HTTP/1.0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: x\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nT: v\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "CONNECT h:1 HTTP/1.1\r\n\r\n",
                "POST /body HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhel"):
        s.raw(bad, wait=1)
    s.raw("PROXY TCP4 10.0.0.1 10.0.0.2 1 2\r\n" + get + "\r\n", port=s.ports["accept"], wait=1)
    s.raw(b"\r\n\r\n\0\r\nQUIT\n\x21\x11" + struct.pack(">H4s4sHH", 12, b"\x0a\0\0\1", b"\x0a\0\0\2", 1, 2) +
          get.encode() + b"\r\n", port=s.ports["accept"], wait=1)
    for text in ("hello", "hi", b"\x16\x03\x01\x00\x05\x01\0\0\1\0",
                 "\3\0\0\x13\x0e\xe0\0\0\0\0\0Cookie: mstshash=u\r\n"):
        s.raw(text, port=s.ports["tcp"], wait=1)
    preface = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0"
    for frame in (b"\0\0\x08\6\0\0\0\0\0" + b"12345678", b"\0\0\4\x08\0\0\0\0\0\0\0\0\1",
                  b"\0\0\5\2\0\0\0\0\1\0\0\0\0\1",
                  b"\0\0\4\3\0\0\0\0\1\0\0\0\0", b"\0\0\x08\7\0\0\0\0\0" + bytes(8), b"\0\0\1\x09\0\0\0\0\1x"):
        s.raw(preface + frame, wait=1)


def main():
    haproxy, work, records = (os.path.realpath(argument) for argument in sys.argv[1:])
    ports = dict(zip(PORTS, free_ports(len(PORTS))))
    path = write_files(work, ports)
    backend(Http, ports["http"])
    backend(Echo, ports["echo"])
    command = [haproxy, "-db", "-L", "local", "-f", path]
    with Server(command, ports["main"], records, os.path.join(work, "server.log"), cwd=work) as server:
        server.ports, server.patience = ports, 3
        requests(server, work)
        protocol(server)
        text = CONSOLE.replace("WORK", work).replace("P_http", str(ports["http"]))
        console(os.path.join(work, "console"), [command.strip() for command in text.split("|")])
        requests(server, work)
        for number in (signal.SIGQUIT, signal.SIGHUP):
            server.process.send_signal(number)
            time.sleep(0.3)
        status = server.curl("/returned")
        assert status == "200", f"HAProxy answers {status} at the end, see {work}"
        server.process.send_signal(signal.SIGUSR1)  # ends when all connections have
        time.sleep(3)
    for arguments in (["-c"], ["-vv"], ["-h"]):
        subprocess.run([*command, *arguments], env=server.environment, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
    return 0


if __name__ == "__main__":
    sys.exit(main())
