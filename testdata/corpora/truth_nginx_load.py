#!/usr/bin/env python3
"""Drives a recorded nginx through the modules of its sources: HTTP/1 and 2, TLS, upstreams, streams, mail.

    truth_nginx_load.py NGINX WORK_DIR RECORD_DIR

First as one process, so that what requests run is seen below its handlers, then as a master with workers.
"""

import base64
import os
import shutil
import signal
import socket
import socketserver
import struct
import subprocess
import sys
import threading
import time

from truth_backends import Echo, Fcgi, Http, Scgi, backend
from truth_load import Server, free_ports

PORTS = """main tls h2 proxied http fcgi scgi echo dead dns memcached auth slow udp stream stream_hash stream_tls
    stream_preread stream_return stream_weighed stream_proxy imap pop3 smtp smtps mailbox_imap
    mailbox_pop3 mailbox_smtp""".split()

MAIN = """
user root;
worker_processes COUNT;
daemon off;
master_process MASTER;
error_log WORK/error.log debug;
pid WORK/nginx.pid;
thread_pool default threads=2 max_queue=100;
worker_rlimit_nofile 4000;
working_directory WORK;
worker_shutdown_timeout 2s;
timer_resolution 50ms;
events { worker_connections 300; accept_mutex on; accept_mutex_delay 100ms; multi_accept on; }
"""

HTTP = """
http {
    include WORK/types*.conf;
    default_type application/octet-stream;
    log_format long escape=json '$remote_addr $remote_user [$time_local] "$request" $status $body_bytes_sent
        $upstream_addr
        $request_time $upstream_response_time $msec $pipe $bytes_sent $connection $sent_http_x $http_x $cookie_a $arg_q
        $upstream_http_server $upstream_cache_status $ssl_protocol $ssl_cipher $geo $split $mapped $uid_got
            $request_length
        $tcpinfo_rtt $hostname $pid $nginx_version $time_iso8601 $binary_remote_addr $invalid_referer $request_id
        $connections_active $limit_rate $realpath_root $document_uri $is_args $scheme $server_addr $upstream_trailer_x
        $http2 $proxy_host $proxy_add_x_forwarded_for $secure_link $msie $modern_browser $ancient_browser $date_gmt
        $upstream_bytes_received $upstream_connect_time $gzip_ratio $content_length $remote_port $https $request_body
        $ssl_client_s_dn $ssl_client_verify $ssl_session_id $ssl_server_name $ssl_curves $ssl_ciphers $ssl_client_cert
        $proxy_protocol_addr $limit_req_status $limit_conn_status $request_completion $request_filename
            $server_protocol';
    access_log WORK/access.log long;
    access_log WORK/buffered.log combined buffer=4k flush=100ms gzip;
    access_log WORK/$host.log combined if=$mapped;
    access_log syslog:server=127.0.0.1:P_dead combined;
    open_log_file_cache max=10 inactive=1s valid=1s;
    client_body_temp_path WORK/body 1 2;
    client_body_buffer_size 2k;
    client_max_body_size 1m;
    client_body_timeout 2s;
    client_header_timeout 2s;
    keepalive_timeout 2s;
    send_timeout 2s;
    proxy_cache_path WORK/cache levels=1:2 keys_zone=cache:1m max_size=50k inactive=1s loader_sleep=1ms
        use_temp_path=on;
    proxy_temp_path WORK/proxy_temp 1;
    fastcgi_temp_path WORK/fcgi_temp;
    fastcgi_cache_path WORK/fcgi_cache keys_zone=fcgicache:1m;
    limit_req_zone $binary_remote_addr zone=req:1m rate=20r/s;
    limit_conn_zone $server_name zone=conn:1m;
    map $arg_q $mapped { hostnames; default 0; 2 1; ~^x(?<rest>.*)$ $rest; *.example.org 1; www.* $uri; volatile; }
    map $http_upgrade $upgraded { default upgrade; '' close; }
    geo $geo { default none; 127.0.0.0/8 local; ::1 six; proxy 127.0.0.1; proxy_recursive; }
    geo $arg_ip $ranged { ranges; default none; 127.0.0.1-127.0.0.255 local; 10.0.0.0-10.255.255.255 ten; }
    degradation sbrk=500m;
    split_clients $request_id $split { 50% a; * b; }
    resolver 127.0.0.1:P_dns valid=1s ipv6=on;
    resolver_timeout 2s;
    open_file_cache max=20 inactive=2s;
    open_file_cache_valid 1s;
    open_file_cache_errors on;
    server_names_hash_bucket_size 128;
    real_ip_header X-Real-IP;
    real_ip_recursive on;
    set_real_ip_from 127.0.0.1;
    ancient_browser "MSIE 4";
    modern_browser gecko 1.0.0;
    upstream robin { zone robin 128k; server 127.0.0.1:P_http weight=2; server 127.0.0.1:P_dead max_fails=1
        fail_timeout=1s;
        server 127.0.0.1:P_http backup; keepalive 4; keepalive_requests 5; }
    upstream least { zone least 128k; least_conn; server 127.0.0.1:P_http; server 127.0.0.1:P_dead; }
    upstream iphash { ip_hash; server 127.0.0.1:P_http; server 127.0.0.1:P_dead; }
    upstream hashed { hash $arg_q; server 127.0.0.1:P_http; server 127.0.0.1:P_dead; }
    upstream ring { hash $request_uri consistent; server 127.0.0.1:P_http; server 127.0.0.1:P_dead; }
    upstream chance { random two least_conn; server 127.0.0.1:P_http; server 127.0.0.1:P_dead; keepalive 2; }
    upstream once { random; server 127.0.0.1:P_http; server 127.0.0.1:P_http max_conns=1; }
    upstream fcgikept { server 127.0.0.1:P_fcgi; keepalive 2; }

    server {
        listen 127.0.0.1:P_main default_server reuseport;
        server_name localhost "" *.test www.* ~^(?<sub>.+)\\.regex$;
        root WORK/www;
        error_page 404 /missing.html;
        error_page 502 504 = @fallback;
        error_page 403 =200 /index.html;
        index index.html index.htm /index.html;
        location / { try_files $uri $uri/ $uri.html =404; add_header X-All $request_id always; add_trailer X-T t;
            expires $arg_e; etag on; }
        location = /exact { return 200 "exact $uri $args"; }
        location ^~ /moved/ { return 301 /$request_uri; }
        location ~ ^/re/(?<n>\\d+)$ { set $x "n$n"; rewrite ^/re/(.*)$ /index.html?x=$x last; }
        location /rewritten/ { rewrite_log on; rewrite ^/rewritten/(.*)$ /$1 break; rewrite ^ /none redirect; }
        location /if/ { if ($http_x = y) { return 204; } if ($arg_q ~* ^a(.)) { set $v $1; add_header V $v; }
            if (-f $request_filename) { break; } if (!-d $document_root) { return 403; } if (!-e /none) { set $z "1$v";
                }
            if (-x $request_filename) { return 405; } if ($request_method != GET) { return 400; }
            if ($host !~ nothing) { rewrite ^ /index.html permanent; } }
        location /gzip/ { alias WORK/www/; gzip on; gzip_types *; gzip_min_length 10; gzip_vary on; gzip_proxied any;
            gzip_comp_level 5; gzip_disable msie6; gzip_http_version 1.0; }
        location /static/ { gzip_static on; alias WORK/www/; }
        location /unzipped/ { gzip_static always; gunzip on; alias WORK/www/; }
        location /ssi/ { ssi on; ssi_silent_errors off; ssi_last_modified on; alias WORK/www/; }
        location /sub/ { sub_filter 'index' 'in dex'; sub_filter $http_x gone; sub_filter_once off; sub_filter_types *;
            sub_filter_last_modified on; alias WORK/www/; }
        location /addition/ { add_before_body /index.html; add_after_body /exact; addition_types *; alias WORK/www/; }
        location /charset/ { charset koi8-r; source_charset utf-8; override_charset on; charset_types *; alias
            WORK/www/; }
        location /latin/ { charset windows-1251; source_charset koi8-r; charset_types *; alias WORK/www/; }
        location /list/ { alias WORK/www/; autoindex on; autoindex_exact_size off; autoindex_format html; index none; }
        location /json/ { alias WORK/www/; autoindex on; autoindex_format json; index none; }
        location /jsonp/ { alias WORK/www/; autoindex on; autoindex_format jsonp; index none; }
        location /xml/ { alias WORK/www/; autoindex on; autoindex_format xml; autoindex_localtime on; index none; }
        location /random/ { alias WORK/www/; random_index on; }
        location /gif { empty_gif; }
        location /status { stub_status; }
        location /basic/ { auth_basic "realm"; auth_basic_user_file WORK/htpasswd; alias WORK/www/; }
        location /any/ { satisfy any; deny all; auth_basic "r"; auth_basic_user_file WORK/htpasswd; alias WORK/www/; }
        location /access/ { allow 10.0.0.0/8; allow ::1; deny 127.0.0.1; deny all; alias WORK/www/; }
        location /authreq/ { auth_request /authorize; auth_request_set $who $upstream_http_set_cookie; alias WORK/www/;
            }
        location = /authorize { internal; proxy_pass http://127.0.0.1:P_http/$arg_to; proxy_pass_request_body off; }
        location /referer/ { valid_referers none blocked server_names *.good.test ~\\.re\\.; alias WORK/www/;
            if ($invalid_referer) { return 403; } }
        location /secure/ { secure_link $arg_md5,$arg_expires; secure_link_md5 "$secure_link_expires$uri x"; alias
            WORK/www/;
            if ($secure_link = "") { return 403; } }
        location /secret/ { secure_link_secret word; return 200 "$secure_link"; }
        location /userid/ { userid on; userid_name uid; userid_expires 1d; userid_p3p "x"; userid_mark A; alias
            WORK/www/; }
        location /useridv1/ { userid v1; alias WORK/www/; }
        location /limited/ { limit_req zone=req burst=5; limit_conn conn 1; limit_rate 20k; limit_rate_after 1k;
            alias WORK/www/; }
        location /nodelay/ { limit_req zone=req burst=2 nodelay; limit_req_dry_run on; limit_req_status 429;
            alias WORK/www/; }
        location /delayed/ { limit_req zone=req burst=20; limit_conn conn 100; alias WORK/www/; }
        location /aio/ { aio threads; directio 4k; sendfile on; output_buffers 2 8k; alias WORK/www/; }
        location /threads/ { aio threads=default; sendfile on; sendfile_max_chunk 8k; alias WORK/www/; tcp_nopush on; }
        location /kernelaio/ { aio on; directio 512; directio_alignment 512; alias WORK/www/; }
        location /readahead/ { sendfile off; read_ahead 4k; postpone_output 100; aio threads; alias WORK/www/; }
        location /video/ { mp4; mp4_buffer_size 1k; mp4_max_buffer_size 10k; alias WORK/www/; }
        location /flash/ { flv; alias WORK/www/; }
        location /sliced/ { slice 4k; proxy_cache cache; proxy_cache_key $uri$slice_range; proxy_cache_valid 200 206 1s;
            proxy_set_header Range $slice_range; proxy_pass http://127.0.0.1:P_proxied/; }
        location /dav/ { alias WORK/dav/; dav_methods PUT DELETE MKCOL COPY MOVE; create_full_put_path on;
            min_delete_depth 0;
            dav_access user:rw group:rw all:r; client_body_in_file_only clean; }
        location /deep/ { alias WORK/dav/; dav_methods DELETE; min_delete_depth 5; }
        location /mirrored/ { mirror /mirror; mirror_request_body on; proxy_pass http://robin/; }
        location = /mirror { internal; proxy_pass http://127.0.0.1:P_http$request_uri; }
        location /proxy/ { proxy_pass http://robin/; proxy_http_version 1.1; proxy_set_header Connection "";
            proxy_redirect default; proxy_redirect ~^http://([^/]*)/(.*)$ http://$1/proxy/$2; proxy_redirect $host /h/;
            proxy_cookie_domain x y; proxy_cookie_path / /proxy/; proxy_cookie_flags a secure samesite=lax;
            proxy_next_upstream error timeout http_404 non_idempotent; proxy_hide_header X-Hidden; proxy_pass_header
                Server;
            proxy_set_header X-Trailers $http_te; proxy_socket_keepalive on; proxy_force_ranges on; }
        location /buffered/ { proxy_pass http://127.0.0.1:P_proxied/; proxy_buffers 2 4k; proxy_buffer_size 4k;
            proxy_busy_buffers_size 4k; proxy_max_temp_file_size 16k; proxy_temp_file_write_size 8k; aio threads;
            aio_write on; proxy_limit_rate 400k; }
        location /stored/ { proxy_pass http://127.0.0.1:P_proxied/; proxy_store WORK/stored$uri; proxy_store_access
            user:rw; }
        location /unbuffered/ { proxy_pass http://least/; proxy_buffering off; proxy_request_buffering off;
            proxy_ignore_client_abort on; proxy_http_version 1.1; }
        location /cached/ { proxy_pass http://127.0.0.1:P_proxied/; proxy_cache cache; proxy_cache_valid any 1s;
            proxy_cache_valid 200 2s; proxy_cache_lock on; proxy_cache_use_stale updating error; proxy_cache_min_uses 1;
            proxy_cache_background_update on; proxy_cache_revalidate on; proxy_cache_bypass $http_x; proxy_no_cache
                $http_y;
            proxy_cache_convert_head off; proxy_cache_methods GET HEAD POST; proxy_ignore_headers Vary Set-Cookie;
            add_header X-Cache $upstream_cache_status; }
        location /cachedapp/ { proxy_pass http://127.0.0.1:P_http/; proxy_cache cache; proxy_cache_valid any 1s; }
        location /iphash/ { proxy_pass http://iphash/; proxy_bind 127.0.0.1; }
        location /hashed/ { proxy_pass http://hashed/; proxy_intercept_errors on; }
        location /ring/ { proxy_pass http://ring/; proxy_method POST; proxy_set_body "body $arg_q"; }
        location /chance/ { proxy_pass http://chance/; proxy_http_version 1.1; proxy_set_header Connection ""; }
        location /once/ { proxy_pass http://once/; }
        location /named/ { proxy_pass http://$arg_host:P_http/; }
        location /dead/ { proxy_pass http://127.0.0.1:P_dead; proxy_connect_timeout 1s; }
        location /slowapp/ { proxy_pass http://127.0.0.1:P_slow; proxy_read_timeout 1s; }
        location /tlsback/ { proxy_pass https://127.0.0.1:P_tls/; proxy_ssl_verify on; proxy_ssl_name localhost;
            proxy_ssl_trusted_certificate WORK/cert.pem; proxy_ssl_session_reuse on; proxy_ssl_server_name on;
            proxy_ssl_certificate WORK/cert.pem; proxy_ssl_certificate_key WORK/key.pem; }
        location /ws/ { proxy_pass http://127.0.0.1:P_echo; proxy_http_version 1.1; proxy_set_header Upgrade
            $http_upgrade;
            proxy_set_header Connection $upgraded; }
        location /upgrade/ { proxy_pass http://127.0.0.1:P_http/upgrade; proxy_http_version 1.1;
            proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $upgraded; }
        location /fcgi/ { fastcgi_pass fcgikept; fastcgi_keep_conn on; fastcgi_param X $http_x if_not_empty;
            fastcgi_split_path_info ^(/fcgi)(/.*)$; fastcgi_param P $fastcgi_path_info; fastcgi_index i.php;
            fastcgi_param SCRIPT $fastcgi_script_name; fastcgi_catch_stderr never; fastcgi_cache fcgicache;
            fastcgi_cache_key $uri$request_body; fastcgi_cache_valid any 1s; fastcgi_cache_methods GET POST; }
        location /fcgistream/ { fastcgi_pass 127.0.0.1:P_fcgi; fastcgi_buffering off; fastcgi_request_buffering off;
            fastcgi_param A b; }
        location /scgi/ { scgi_pass 127.0.0.1:P_scgi; scgi_param A $http_x; scgi_param SCGI 1; }
        location /scgistream/ { scgi_pass 127.0.0.1:P_scgi; scgi_buffering off; scgi_request_buffering off; }
        location /uwsgi/ { uwsgi_pass 127.0.0.1:P_scgi; uwsgi_param A $http_x; uwsgi_modifier1 5; }
        location /suwsgi/ { uwsgi_pass suwsgi://127.0.0.1:P_tls; }
        location /memcached/ { set $memcached_key $uri; memcached_pass 127.0.0.1:P_memcached; memcached_gzip_flag 2;
            error_page 404 = @fallback; }
        location /grpc/ { grpc_pass grpc://127.0.0.1:P_h2; grpc_set_header X y; }
        location /grpcs/ { grpc_pass grpcs://127.0.0.1:P_tls; }
        location /internal/ { internal; alias WORK/www/; }
        location /degraded/ { degrade 204; alias WORK/www/; }
        location /chunked/ { chunked_transfer_encoding off; alias WORK/www/; }
        location @fallback { return 200 "fallback $upstream_addr"; }
        location /nested/ { location /nested/a { location ~ b$ { return 200 b; } return 200 a; } limit_except GET {
            deny all; } }
        location /modern/ { if ($ancient_browser) { return 403; } return 200 "$modern_browser $msie $geo $ranged
            $split"; }
    }
    server {
        listen 127.0.0.1:P_main; listen 127.0.0.1:P_slow backlog=5; server_name other.org .wild.org;
        location / { echoless; }
    }
    server {
        listen 127.0.0.1:P_proxied; root WORK/www; gzip on; gzip_proxied any; add_header X-Accel-Expires 1;
        location /redirected { add_header X-Accel-Redirect /internal/index.html; return 200; }
        location / { add_header Vary Accept-Encoding; add_header Cache-Control "max-age=1, stale-while-revalidate=5";
            add_header Set-Cookie "a=b; path=/; domain=x"; }
    }
    server {
        listen 127.0.0.1:P_tls ssl http2; listen 127.0.0.1:P_h2 http2; server_name localhost ~^tls; root WORK/www;
        ssl_certificate WORK/cert.pem; ssl_certificate_key WORK/key.pem; ssl_session_cache shared:ssl:1m;
        ssl_session_timeout 1m; ssl_verify_client optional; ssl_client_certificate WORK/cert.pem; ssl_verify_depth 2;
        ssl_trusted_certificate WORK/cert.pem; ssl_crl WORK/crl.pem; ssl_early_data on; ssl_buffer_size 4k;
        ssl_stapling on; ssl_stapling_responder http://127.0.0.1:P_http/ocsp; ssl_stapling_verify on;
        ssl_protocols TLSv1.2 TLSv1.3; ssl_password_file WORK/passwords; ssl_ecdh_curve auto;
        http2_push_preload on; http2_max_concurrent_streams 10; http2_chunk_size 1k;
        location / { add_header X-All $request_id; add_trailer X-T t; }
        location /push { http2_push /index.html; http2_push /big.txt; return 200 pushed; }
        location /grpc/ { fastcgi_pass 127.0.0.1:P_fcgi; fastcgi_param A b; }
        location /proxy/ { proxy_pass http://127.0.0.1:P_http/; }
        location /aio/ { aio threads; sendfile on; alias WORK/www/; }
    }
    server {
        listen 127.0.0.1:P_tls ssl http2; server_name variable; root WORK/www;
        ssl_certificate WORK/$ssl_server_name.pem; ssl_certificate_key WORK/key.pem; ssl_session_tickets off;
        ssl_session_cache builtin:100;
        ssl_ocsp on; ssl_ocsp_responder http://127.0.0.1:P_http/ocsp; ssl_verify_client optional;
            ssl_client_certificate WORK/cert.pem;
    }
}
"""

STREAM = """
stream {
    log_format short '$remote_addr $protocol $status $bytes_sent $session_time $upstream_addr $ssl_preread_server_name
        $time_iso8601 $msec $connection $pid $hostname $geo $split $mapped $ssl_protocol $bytes_received $server_port';
    access_log WORK/stream.log short buffer=1k flush=100ms;
    resolver 127.0.0.1:P_dns valid=1s;
    preread_timeout 1s;
    geo $geo { default none; 127.0.0.0/8 local; }
    split_clients $connection $split { 50% a; * b; }
    map $remote_addr $mapped { default 0; ~^127 1; }
    limit_conn_zone $binary_remote_addr zone=sconn:1m;
    upstream weighed { zone weighed 64k; server 127.0.0.1:P_echo weight=2; server 127.0.0.1:P_dead max_fails=1;
        server 127.0.0.1:P_echo backup; }
    upstream hashed { hash $remote_port; server 127.0.0.1:P_echo; server 127.0.0.1:P_dead; }
    upstream ring { hash $remote_port consistent; server 127.0.0.1:P_echo; server 127.0.0.1:P_dead; }
    upstream least { least_conn; server 127.0.0.1:P_echo; server 127.0.0.1:P_dead; }
    upstream chance { random; server 127.0.0.1:P_echo; }
    server { listen 127.0.0.1:P_stream; proxy_pass weighed; limit_conn sconn 5; allow 127.0.0.1; deny all; set $x $geo;
        proxy_upload_rate 100k; proxy_download_rate 100k; proxy_timeout 2s; proxy_connect_timeout 1s; }
    server { listen 127.0.0.1:P_stream_hash; proxy_pass hashed; proxy_half_close on; }
    server { listen 127.0.0.1:P_stream_weighed; proxy_pass $split.test:P_echo; }
    server { listen 127.0.0.1:P_stream_proxy proxy_protocol; set_real_ip_from 127.0.0.0/8; proxy_pass ring;
        proxy_protocol on; }
    server { listen 127.0.0.1:P_stream_tls ssl; ssl_certificate WORK/cert.pem; ssl_certificate_key WORK/key.pem;
        proxy_pass least; ssl_handshake_timeout 2s; ssl_session_cache shared:streams:1m; ssl_verify_client optional;
        ssl_client_certificate WORK/cert.pem; }
    server { listen 127.0.0.1:P_stream_preread; ssl_preread on; proxy_pass 127.0.0.1:P_tls; }
    server { listen 127.0.0.1:P_stream_return; return "$remote_addr $mapped $split $time_local\n"; }
    server { listen 127.0.0.1:P_udp udp reuseport; proxy_pass 127.0.0.1:P_dns; proxy_responses 1; proxy_timeout 1s; }
}
"""

MAIL = """
mail {
    auth_http 127.0.0.1:P_auth/auth;
    auth_http_header X-Key secret;
    proxy_pass_error_message on;
    timeout 2s;
    ssl_certificate WORK/cert.pem; ssl_certificate_key WORK/key.pem;
    server { listen 127.0.0.1:P_imap; protocol imap; imap_auth plain login cram-md5 external; starttls on;
        imap_capabilities IMAP4 UIDPLUS; proxy on; }
    server { listen 127.0.0.1:P_pop3; protocol pop3; pop3_auth plain apop cram-md5; starttls on; proxy on; }
    server { listen 127.0.0.1:P_smtp; protocol smtp; smtp_auth login plain cram-md5 none; starttls on; xclient on;
        resolver 127.0.0.1:P_dns; smtp_greeting_delay 10ms; proxy on; }
    server { listen 127.0.0.1:P_smtps ssl; protocol smtp; smtp_auth login plain; proxy on; proxy_smtp_auth on; }
}
"""

SSI = """<!--#config timefmt="%Y" errmsg="bad"--><!--#set var="a" value="b$http_x"--><!--#echo var="a" encoding="url"-->
<!--#if expr="$a = /^b(?P<rest>.*)$/"-->yes<!--#echo var="rest"--><!--#elif expr="$a != b"-->other
<!--#else-->no<!--#endif--><!--#include virtual="/index.html"--><!--#include file="big.txt" wait="yes"-->
<!--#include virtual="/none" stub="s"--><!--#block name="s"-->stub<!--#endblock--><!--#include virtual="/exact?q=1" set="got"--><!--#echo var="got"-->
<!--#echo var="DATE_LOCAL"--><!--#echo var="DATE_GMT" default="none"--><!--#include virtual="/proxy/x"--><!--#wrong-->
<!--#echo var="none" encoding="entity"--><!--#if expr="$a"-->a<!--#endif--><!--#if expr="$a=b"-->b<!--#endif-->"""

FILES = {
    "www/index.html": "<p>index</p>\n",
    "www/page.html": "page",
    "www/missing.html": "missing",
    "www/big.txt": "0123456789abcdef index\n" * 20000,
    "www/page.shtml": SSI,
    "www/russian.txt": "\u043f\u0440\u0438\u0432\u0435\u0442 &amp; more\n" * 50,
    "www/a<b> c.txt": "strange name",
    "www/dir/x.txt": "x",
    "www/film.flv": "FLV" + "x" * 5000,
    "dav/f.txt": "dav",
    "dav/sub/deep/g.txt": "dav",
    "htpasswd": "u:{PLAIN}p\nv:$apr1$abcdefgh$sNfkjY5p7E0Tj8nxeIWTX0\ns:{SHA}jLIjfQZ5yojbZGTqxg2pY0VROWQ=\n"
    "t:{SSHA}AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\nc:abCdEfGhIjKlM\n",
    "passwords": "one\ntwo\n",
    "types.conf": "types { text/html html shtml; text/plain txt; video/mp4 mp4; }\n"
    "charset_map koi8-r windows-1251 { C1 E0; C2 E1; }\ncharset_map koi8-r utf-8 { D0 D0BF; D2 D180; C9 D0B8; }\n",
}


class Memcached(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            key = line.split()[-1]
            if b"none" in key:
                self.wfile.write(b"END\r\n")
            else:
                self.wfile.write(b"VALUE %s 0 5\r\nvalue\r\nEND\r\n" % key)


class MailAuth(Http):
    """What nginx asks for the server of a mailbox."""

    def do_GET(self):
        good = "bad" not in self.headers.get("Auth-User", "") and "bad" not in self.headers.get("Auth-SMTP-To", "")
        self.send_response(200)
        self.send_header("Auth-Status", "OK" if good else "Invalid login")
        self.send_header("Auth-Server", "127.0.0.1")
        self.send_header("Auth-Port", str(self.server.mailboxes[self.headers.get("Auth-Protocol")]))
        self.send_header("Auth-User", "someone")
        self.send_header("Auth-Pass", "word")
        self.send_header("Auth-Wait", "1")
        self.end_headers()
        self.close_connection = True


class Mailbox(socketserver.StreamRequestHandler):
    """The server of mailboxes: says yes to everything."""

    def handle(self):
        greeting = {"smtp": b"220", "pop3": b"+OK", "imap": b"* OK"}
        self.wfile.write(greeting[self.server.protocol] + b" ready\r\n")
        for line in self.rfile:
            word = line.split()[0] if line.split() else b"*"
            answer = {"smtp": b"235" if word == b"AUTH" else b"250", "pop3": b"+OK", "imap": word + b" OK"}
            self.wfile.write((b"+ go" if b"{" in line else answer[self.server.protocol]) + b" fine\r\n")


def name_server(port):
    """Answers every question for an address with 127.0.0.1, and every one for a name with `localhost`."""

    class Names(socketserver.BaseRequestHandler):
        def handle(self):
            data, sock = self.request
            end = data.index(b"\0", 12) + 5
            kind = struct.unpack(">H", data[end - 4 : end - 2])[0]
            question = data[12:end]
            if b"none" in question or kind not in (1, 12):
                sock.sendto(data[:2] + struct.pack(">HHHHH", 0x8183, 1, 0, 0, 0) + question, self.client_address)
                return
            value = b"\x7f\0\0\1" if kind == 1 else b"\x09localhost\0"
            answer = b"\xc0\x0c" + struct.pack(">HHIH", kind, 1, 1, len(value)) + value
            head = data[:2] + struct.pack(">HHHHH", 0x8180, 1, 1, 0, 0)
            sock.sendto(head + question + answer, self.client_address)

    server = socketserver.ThreadingUDPServer(("127.0.0.1", port), Names)
    threading.Thread(target=server.serve_forever, daemon=True).start()


def film():
    """An MP4 with one track, as small as the module accepts."""

    def box(kind, *parts):
        body = b"".join(parts)
        return struct.pack(">I", len(body) + 8) + kind + body

    samples = 20
    table = box(
        b"stbl",
        box(b"stsd", struct.pack(">II", 0, 1), box(b"avc1", bytes(78))),
        box(b"stts", struct.pack(">IIII", 0, 1, samples, 1000)),
        box(b"stss", struct.pack(">IIIII", 0, 3, 1, 8, 15)),
        box(b"ctts", struct.pack(">IIII", 0, 1, samples, 0)),
        box(b"stsc", struct.pack(">IIIII", 0, 1, 1, 2, 1)),
        box(b"stsz", struct.pack(">III", 0, 0, samples), struct.pack(">I", 100) * samples),
        box(b"stco", struct.pack(">II", 0, samples // 2), struct.pack(">10I", *range(1000, 3000, 200))),
    )
    media = box(b"mdia", box(b"mdhd", struct.pack(">IIIIIHH", 0, 0, 0, 1000, samples * 1000, 0, 0)),
                box(b"hdlr", bytes(24)),
                box(b"minf", box(b"vmhd", bytes(12)), box(b"smhd", bytes(8)), box(b"dinf", bytes(8)), table))
    track = box(b"trak", box(b"tkhd", struct.pack(">5I", 0, 0, 0, 1, 0) + struct.pack(">I",
                                                                                      samples * 1000) + bytes(60)),
                box(b"edts", bytes(8)), media)
    header = box(b"mvhd", struct.pack(">5I", 0, 0, 0, 1000, samples * 1000) + bytes(80))
    return box(b"ftyp", b"isom\0\0\0\0") + box(b"moov", header, track) + box(b"mdat", bytes(samples * 100))


def write_files(work, ports, master):
    def fill(text):
        for name in sorted(PORTS, key=len, reverse=True):
            text = text.replace("P_" + name, str(ports[name]))
        return text.replace("WORK", work).replace("MASTER", master).replace("COUNT", "2" if master == "on" else "1")

    shutil.rmtree(work, ignore_errors=True)
    for name, text in FILES.items():
        path = os.path.join(work, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    for name in ("stored", "cache", "logs"):
        os.makedirs(os.path.join(work, name))
    with open(os.path.join(work, "www/film.mp4"), "wb") as file:
        file.write(film())
    config = fill(MAIN + HTTP.replace("echoless;", "return 200 other;") + STREAM + MAIL)
    with open(os.path.join(work, "nginx.conf"), "w", encoding="utf-8") as file:
        file.write(config)
    subprocess.run(["gzip", "-k", "www/index.html", "www/page.html", "www/big.txt"], cwd=work, check=True)
    os.remove(os.path.join(work, "www/page.html"))
    openssl = "openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 9 -subj /CN=localhost"
    quiet = {"cwd": work, "check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run(openssl.split(), **quiet)
    shutil.copy(os.path.join(work, "cert.pem"), os.path.join(work, "variable.pem"))
    with open(os.path.join(work, "ca.conf"), "w", encoding="ascii") as file:
        file.write("[ca]\ndefault_ca=c\n[c]\ndatabase=index.txt\ndefault_md=sha256\ndefault_crl_days=9\n")
    open(os.path.join(work, "index.txt"), "w").close()
    crl = "openssl ca -gencrl -config ca.conf -keyfile key.pem -cert cert.pem -out crl.pem"
    subprocess.run(crl.split(), **quiet)


def static_files(s):
    for path in ("/", "/index.html", "/big.txt", "/none", "/dir", "/dir/", "/page", "/exact?q=x", "/moved/x", "/re/12",
                 "/rewritten/index.html", "/rewritten/none", "/if/x?q=ab", "/list/", "/list/dir/", "/json/", "/xml/",
                 "/jsonp/?callback=f", "/random/", "/gif", "/status", "/video/film.mp4", "/video/film.mp4?start=3",
                 "/video/film.mp4?start=3&end=9", "/video/index.html?start=1", "/flash/film.flv?start=100",
                 "/aio/big.txt", "/threads/big.txt", "/kernelaio/big.txt", "/readahead/big.txt", "/ssi/page.shtml",
                 "/sub/big.txt", "/sub/index.html", "/addition/index.html", "/charset/russian.txt",
                 "/latin/russian.txt",
                 "/static/index.html", "/unzipped/index.html", "/unzipped/big.txt", "/internal/index.html",
                 "/nested/ab",
                 "/nested/x", "/degraded/index.html", "/chunked/index.html", "/modern/", "/../x", "/%2e%2e/%00",
                 "/a//b/./c/../d", "/%zz", "/?e=max", "/?e=epoch", "/?e=-1", "/?e=24h", "/?e=modified",
                 "/secret/0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b/x", "/secure/index.html?md5=x&expires=1",
                 "/secure/index.html?md5=AAAAAAAAAAAAAAAAAAAAAA&expires=2147483647"):
        s.curl(path)
        s.curl(path, "-I")
    for path in ("/gzip/big.txt", "/gzip/russian.txt", "/static/index.html", "/sub/big.txt", "/ssi/page.shtml",
                 "/gzip/big.txt"):
        s.curl(path, "-H", "Accept-Encoding: gzip")
        s.curl(path, "-H", "Accept-Encoding: gzip;q=0.5", "-A", "MSIE 6", "-r", "1-5")
    s.curl("/index.html", f"http://127.0.0.1:{s.port}/big.txt")  # one connection
    for value in ("0-9", "10-", "-5", "0-1,5-9,20-", "9-1", "99999999-", "x"):
        s.curl("/big.txt", "-r", value)
        s.curl("/aio/big.txt", "-r", value)
        s.curl("/sliced/big.txt", "-r", value)
    for header in ("If-Range: \"x\"", "If-Modified-Since: Sun, 06 Nov 2094 08:49:37 GMT",
                   "If-None-Match: \"a\", W/\"b\", *",
                   "If-Unmodified-Since: Sun, 06 Nov 1994 08:49:37 GMT", "If-Match: \"a\"", "Referer: http://bad/",
                   "Referer: http://x.good.test/", "X-Real-IP: 10.1.2.3", "X: y", "Host: other.org", "Host: a.wild.org",
                   "Host: sub.regex", "Host: x.test", "Host: www.x", "Host: [::1]:80", "User-Agent: Mozilla Gecko/2010",
                   "Host: bad..host",
                   "Cookie: uid=AAAAAAAAAAAAAAAAAAAAAA==; a=b", "Expect: 100-continue", "TE: trailers",
                   "User-Agent: Mozilla/4.0 (compatible; MSIE 4.0)", "User-Agent: Mozilla/5.0 Chrome/1 Safari/2",
                   "Connection: close", "Connection: keep-alive", "If-Modified-Since: Sunday, 06-Nov-94 08:49:37 GMT",
                   "X-Forwarded-For: 1.2.3.4"):
        for path in ("/index.html?q=2", "/referer/index.html", "/userid/index.html", "/useridv1/index.html", "/modern/",
                     "/if/x"):
            s.curl(path, "-H", header)
    for query in ("xyz", "a.example.org", "www.x", "2", "11.22.33.44"):
        s.curl(f"/?q={query}&ip=10.1.1.1")
    for method in ("OPTIONS", "DELETE", "POST", "TRACE", "PATCH", "FOO", "PUT"):
        s.curl("/index.html", "-X", method)
        s.curl("/nested/x", "-X", method)
    jobs = [threading.Thread(target=s.curl, args=("/limited/big.txt", "-m", "1")) for _ in range(8)]
    jobs += [threading.Thread(target=s.curl, args=("/delayed/index.html",)) for _ in range(12)]
    jobs += [threading.Thread(target=s.curl, args=("/nodelay/index.html",)) for _ in range(6)]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()


def authorization(s):
    for path in ("/basic/index.html", "/any/index.html", "/access/index.html", "/authreq/index.html"):
        s.curl(path)
        for user in ("u:p", "u:wrong", "nobody:p", "v:p", "s:password", "t:p", "c:p"):
            s.curl(path, "-u", user)
        s.curl(path, "-H", "Authorization: Basic !!!")


def upstreams(s, work):
    big = "@" + os.path.join(work, "www/big.txt")
    for path in ("/proxy/", "/proxy/redirect", "/proxy/chunked", "/buffered/big.txt", "/stored/index.html",
                 "/unbuffered/x",
                 "/cached/index.html", "/cached/big.txt", "/cachedapp/x", "/iphash/x", "/hashed/x?q=1", "/hashed/x?q=2",
                 "/ring/x?q=1", "/ring/y?q=3", "/chance/x", "/once/x", "/named/x?host=localhost.test",
                 "/named/x?host=none.test", "/dead/x", "/slowapp/x", "/tlsback/index.html", "/fcgi/x/y",
                 "/fcgi/sendfile",
                 "/fcgistream/x", "/scgi/x", "/scgistream/x", "/uwsgi/x", "/suwsgi/x", "/memcached/some",
                 "/memcached/none",
                 "/grpc/x", "/grpcs/x", "/mirrored/x", "/sliced/big.txt", "/buffered/redirected",
                 "/cached/index.html"):
        s.curl(path)
        s.curl(path, "-I")
        s.curl(path, "--data-binary", big)
        s.curl(path, "--data", "short=1", "-H", "Transfer-Encoding: chunked", "-H", "TE: trailers")
    for header in ("X: 1", "Y: 1", "Accept-Encoding: gzip", "If-None-Match: *", "Range: bytes=1-2"):
        s.curl("/cached/index.html", "-H", header)
    jobs = [threading.Thread(target=s.curl, args=("/cached/big.txt?x", "--limit-rate", "400k")) for _ in range(4)]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()
    time.sleep(1.2)
    for path in ("/cached/index.html", "/cached/big.txt", "/cachedapp/x", "/fcgi/x/y", "/proxy/", "/sliced/big.txt"):
        s.curl(path)
    s.curl("/buffered/big.txt", "--limit-rate", "300k", "-m", "1")
    head = "GET /ws/ HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n"
    s.raw(head, "hello", "more", wait=1)
    s.raw(head.replace("/ws/", "/upgrade/"), "hello", "more", pause=0.3, wait=1)


def webdav(s):
    base = f"http://127.0.0.1:{s.port}/dav/"
    s.curl("/dav/new.txt", "-X", "PUT", "--data", "new")
    s.curl("/dav/a/b/c.txt", "-T", "/etc/hostname", "-H", "Date: Sun, 06 Nov 1994 08:49:37 GMT")
    s.curl("/dav/new.txt", "-X", "PUT", "--data", "more", "-H", "Content-Range: bytes 3-6/*")
    s.curl("/dav/made/", "-X", "MKCOL")
    s.curl("/dav/made", "-X", "MKCOL")
    for method in ("COPY", "MOVE"):
        for source, target in (("new.txt", method), ("sub/", method + "d/"), ("f.txt", "new.txt"), ("none", "x")):
            for overwrite in "FT":
                for depth in ("0", "infinity"):
                    s.curl("/dav/" + source, "-X", method, "-H", "Destination: " + base + target, "-H",
                           "Overwrite: " + overwrite, "-H", "Depth: " + depth)
    for path in ("/dav/new.txt", "/dav/made/", "/dav/COPYd/", "/dav/none", "/deep/f.txt", "/dav/a"):
        s.curl(path, "-X", "DELETE")


def protocol(s):
    get = "GET /index.html HTTP/1.1\r\nHost: h\r\n"
    s.raw(get + "\r\n", get + "\r\n" + get + "Connection: close\r\n\r\n")
    s.raw(get, "X: y\r\n", "Connection: close\r\n\r\n")
    post = "POST /proxy/x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n"
    for path in ("/proxy/x", "/unbuffered/x", "/fcgi/x", "/fcgistream/x", "/grpc/x", "/exact"):
        start = post.replace("/proxy/x", path)
        s.raw(start + "Transfer-Encoding: chunked\r\n\r\n", "5\r\nhel", "lo\r\n3;x=y\r\nabc\r\n0\r\nT: v\r\n\r\n",
              wait=3)
        s.raw(start + "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n", "hel", "lo", wait=3)
    for bad in ("\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", get + "Bad Header\r\n\r\n",
                get + "Host: two\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n", get + " folded: x\r\n\r\n", get + "X: \0\r\n\r\n", "GET /\r\n",
                post + "Content-Length: x\r\n\r\n", post + "Content-Length: 9999999999\r\n\r\n",
                post + "Transfer-Encoding: foo\r\n\r\n", post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
                "\x16\x03\x01\x02\0", get + "X: " + "y" * 40000 + "\r\n\r\n", "GET /index.html HTTP/1.0\r\n\r\n",
                "GET /index.html HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", get,
                post + "Content-Length: 5\r\n\r\nhel"):
        s.raw(bad, wait=3)
    s.raw("GET /big.txt HTTP/1.1\r\nHost: h\r\n\r\n", wait=0.1)


def http2(s, ports):
    big = "x" * 70000
    for scheme, port, options in (("http", ports["h2"], ["--http2-prior-knowledge"]), ("https", ports["tls"],
                                                                                       ["--http2"]),
                                  ("https", ports["tls"], ["--http1.1"])):
        for path in ("/", "/big.txt", "/none", "/push", "/grpc/x", "/proxy/x", "/aio/big.txt"):
            s.curl(path, *options, port=port, scheme=scheme)
            s.curl(path, *options, "--data-binary", big, port=port, scheme=scheme)
            s.curl(path, *options, "-I", "-H", "Cookie: a=b", "-H", "Cookie: c=d", port=port, scheme=scheme)
            s.curl(path, f"{scheme}://127.0.0.1:{port}/big.txt", *options, "-r", "1-9", port=port, scheme=scheme)
        s.curl("/big.txt", *options, "-m", "0.05", "--limit-rate", "20k", port=port, scheme=scheme)
    tls = {"port": ports["tls"], "scheme": "https"}
    for options in (["--tls-max", "1.2"], ["--tls-max", "1.1"], ["--cert", "cert.pem", "--key", "key.pem"]):
        s.curl("/", *(os.path.join(s.work, option) if option.endswith(".pem") else option for option in options), **tls)
    for name in ("variable", "missing"):
        s.curl("/", "--connect-to", f"::127.0.0.1:{ports['tls']}", f"https://{name}:{ports['tls']}/", "--cert",
               os.path.join(s.work, "cert.pem"), "--key", os.path.join(s.work, "key.pem"), **tls)
    s.raw("GET / HTTP/1.0\r\n\r\n", port=ports["tls"], wait=2)
    # Frames as they are: settings, ping, window updates, priority, an end, continuations, bad ones.
    preface = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
    settings = b"\0\0\x0c\4\0\0\0\0\0" + struct.pack(">HIHI", 4, 100, 5, 20000)
    headers = bytes((0x82, 0x86, 0x84, 0x41, 1)) + b"h"
    begin = struct.pack(">I", len(headers))[1:] + b"\1\5\0\0\0\1" + headers
    split = b"\0\0\3\1\1\0\0\0\3" + headers[:3] + b"\0\0\3\x09\4\0\0\0\3" + headers[3:]
    frames = (b"\0\0\x08\6\0\0\0\0\0" + b"12345678", b"\0\0\4\x08\0\0\0\0\0\0\0\0\1", b"\0\0\5\2\0\0\0\0\1\0\0\0\0\1",
              b"\0\0\4\3\0\0\0\0\1\0\0\0\0", b"\0\0\x08\7\0\0\0\0\0" + bytes(8), b"\0\0\1\x09\0\0\0\0\1x",
              b"\0\0\0\x42\0\0\0\0\0", b"\0\0\4\x08\0\0\0\0\1\0\0\0\0", b"\0\0\4\5\0\0\0\0\1\0\0\0\2")
    s.raw(preface + settings + begin + split, frames[1], frames[0], frames[2], frames[3], frames[4], port=ports["h2"],
          wait=2)
    for frame in frames:
        s.raw(preface + settings + begin + frame, port=ports["h2"], wait=1)
    s.raw(preface + settings + begin + b"\0\0\4\x08\0\0\0\0\1\0\0\7\xd0" + frames[1], pause=0.5, port=ports["h2"],
          wait=2)


def streams(s, ports):
    for name in ("stream", "stream", "stream_hash", "stream_weighed", "stream_weighed", "stream_return"):
        s.raw("hello", "more" * 1000, port=ports[name], wait=1)
    s.raw("PROXY TCP4 10.0.0.1 10.0.0.2 1 2\r\nhello", port=ports["stream_proxy"], wait=1)
    s.raw(b"\r\n\r\n\0\r\nQUIT\n\x21\x11" + struct.pack(">H4s4sHH", 12, b"\x0a\0\0\1", b"\x0a\0\0\2", 1, 2) + b"v2",
          port=ports["stream_proxy"], wait=1)
    s.curl("/", port=ports["stream_preread"], scheme="https")
    s.curl("/", port=ports["stream_tls"], scheme="https")
    s.curl("/", port=ports["stream_tls"], scheme="https")
    s.raw("no TLS", port=ports["stream_preread"], wait=2)
    query = bytes.fromhex("123401000001000000000000") + b"\1a\4test\0" + struct.pack(">HH", 1, 1)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        for _ in range(3):
            one.sendto(query, ("127.0.0.1", ports["udp"]))
            time.sleep(0.1)


def mail(s, ports):
    def token(text):
        return base64.b64encode(text.encode()).decode() + "\r\n"

    def say(port, *lines):
        s.raw(*lines, port=ports[port], wait=2, pause=0.1)

    plain, name, word = token("\0u\0p"), token("u"), token("p")
    for user in ("good", "bad"):
        say("imap", "a CAPABILITY\r\n", "b NOOP\r\n", f"c LOGIN {user} word\r\n", "d SELECT x\r\n", "e LOGOUT\r\n")
        say("pop3", "CAPA\r\n", "NOOP\r\n", f"USER {user}\r\n", "PASS word\r\n", "STAT\r\n", "QUIT\r\n")
        say("smtp", "EHLO me\r\n", "AUTH PLAIN " + token(f"\0{user}\0p"), "NOOP\r\n", "QUIT\r\n")
        say("smtp", "HELO me\r\n", "MAIL FROM:<a@b>\r\n", f"RCPT TO:<{user}@d>\r\n", "DATA\r\n", "QUIT\r\n")
    say("imap", "a LOGIN {4}\r\n", "good {4}\r\n", "word\r\n", "b NOOP\r\n")
    say("imap", "a AUTHENTICATE PLAIN\r\n", plain, "b NOOP\r\n")
    say("imap", "a AUTHENTICATE LOGIN\r\n", name, word, "b NOOP\r\n")
    say("imap", "a AUTHENTICATE CRAM-MD5\r\n", token("u 00112233445566778899aabbccddeeff"), "b NOOP\r\n")
    say("imap", "a AUTHENTICATE EXTERNAL\r\n", name, "b FOO \"q\\\"\r\n")
    say("imap", "a STARTTLS\r\n", "nonsense")
    say("pop3", "AUTH\r\n", "AUTH PLAIN\r\n", plain, "STAT\r\n")
    say("pop3", "AUTH LOGIN\r\n", name, word, "STAT\r\n")
    say("pop3", "AUTH CRAM-MD5\r\n", token("u 00112233445566778899aabbccddeeff"), "STAT\r\n")
    say("pop3", "APOP u 00112233445566778899aabbccddeeff\r\n", "STAT\r\n", "FOO\r\n")
    say("pop3", "STLS\r\n", "nonsense")
    say("smtp", "EHLO me\r\n", "AUTH LOGIN\r\n", name, word, "RSET\r\n")
    say("smtp", "EHLO me\r\n", "AUTH CRAM-MD5\r\n", token("u 00112233445566778899aabbccddeeff"), "RSET\r\n")
    say("smtp", "EHLO me\r\n", "AUTH EXTERNAL\r\n", "RSET\r\n", "STARTTLS\r\n", "nonsense")
    say("smtp", "FOO\r\n", "MAIL\r\n", "\r\n")
    for port in ("imap", "pop3", "smtp", "smtps"):
        scheme = {"smtps": "smtps", "pop3": "pop3"}.get(port, port)
        s.curl("/", "--ssl", "-u", "u:p", port=ports[port], scheme=scheme)
        s.curl("/", "--ssl", "-u", "u:p", "--login-options", "AUTH=PLAIN", port=ports[port], scheme=scheme)


def serve(nginx, work, records, master):
    ports = dict(zip(PORTS, free_ports(len(PORTS))))
    write_files(work, ports, master)
    for handler, name in ((Fcgi, "fcgi"), (Scgi, "scgi"), (Http, "http"), (Echo, "echo"), (Memcached, "memcached")):
        backend(handler, ports[name])
    protocols = ("smtp", "pop3", "imap")
    backend(MailAuth, ports["auth"]).mailboxes = {protocol: ports["mailbox_" + protocol] for protocol in protocols}
    for protocol in protocols:
        backend(Mailbox, ports["mailbox_" + protocol]).protocol = protocol
    name_server(ports["dns"])
    command = [nginx, "-p", work, "-c", os.path.join(work, "nginx.conf")]
    return ports, command, Server(command, ports["main"], records, os.path.join(work, "server.log"))


def main():
    nginx, work, records = (os.path.realpath(argument) for argument in sys.argv[1:])
    ports, command, one = serve(nginx, os.path.join(work, "one"), records, "off")
    with one as server:
        work = os.path.join(work, "one")
        server.work, server.patience = work, 3
        static_files(server)
        authorization(server)
        upstreams(server, work)
        webdav(server)
        protocol(server)
        http2(server, ports)
        streams(server, ports)
        mail(server, ports)
        server.process.send_signal(signal.SIGUSR1)  # opens the logs again
        time.sleep(0.5)
        status = server.curl("/index.html")
        assert status == "200", f"nginx answers {status} at the end, see {work}"
    ports, command, one = serve(nginx, os.path.join(work, "many"), records, "on")
    with one as server:
        for number in (None, signal.SIGUSR1, signal.SIGHUP, signal.SIGWINCH, signal.SIGHUP, signal.SIGCHLD):
            if number:
                server.process.send_signal(number)
            time.sleep(1)
            for path in ("/", "/proxy/x", "/cached/index.html", "/limited/index.html"):
                server.curl(path)
        for action in ("reload", "reopen", "stop"):
            subprocess.run([*command, "-s", action], env=one.environment, stderr=subprocess.DEVNULL)
            time.sleep(1)
    for arguments in (["-t"], ["-T"], ["-V"], ["-h"], ["-x"]):
        subprocess.run([*command, *arguments], env=one.environment, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
    return 0


if __name__ == "__main__":
    sys.exit(main())
