#!/usr/bin/env bash
# Ctrl-C in mid-run: ends soon, with 130, without a half-written report and without processes left behind.
. "$(dirname "$0")/common.bash"
project p
for i in 1 2 3 4 5 6; do endless >"p/endless$i.cpp"; done
database p endless{1,2,3,4,5,6}.cpp app.c

# Python, because bash starts what runs in the background with SIGINT ignored.
cat >interrupt.py <<'EOF'
import os, signal, subprocess, sys, time
pinlint, name, to_group = sys.argv[1], sys.argv[2], sys.argv[3] == "group"
number = getattr(signal, name)
os.mkdir("out-" + name + sys.argv[3])
os.chdir("out-" + name + sys.argv[3])
with open("old.json", "w") as old:
    old.write("old\n")
job = subprocess.Popen([pinlint, "check", "-p", "../p", "-j", "3", "--timeout", "100", "--output", "json:old.json", "--output",
                        "sarif:new.sarif"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
                       preexec_fn=lambda: [signal.signal(s, signal.SIG_DFL) for s in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)])
time.sleep(1.5)
assert job.poll() is None, "it was over before it could be interrupted: " + repr(job.communicate())
start = time.time()
(os.killpg if to_group else os.kill)(job.pid, number)
try:
    out, err = job.communicate(timeout=20)
except subprocess.TimeoutExpired:
    os.killpg(job.pid, signal.SIGKILL)
    sys.exit("it did not end within 20 s")
if time.time() - start > 5:
    sys.exit(f"it took {time.time() - start:.1f} s to end")
expected = (128 + number, -number)
if job.returncode not in expected:
    sys.exit(f"exit code {job.returncode}, expected one of {expected}; stderr: {err!r}")
time.sleep(0.5)
left = []
for pid in filter(str.isdigit, os.listdir("/proc")):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        if int(fields[3]) == job.pid and fields[0] != "Z":
            left.append(pid)
    except (OSError, IndexError):
        pass
if left:
    os.killpg(job.pid, signal.SIGKILL)
    sys.exit(f"processes are left: {left}")
files = sorted(os.listdir("."))
if files != ["old.json"] or open("old.json").read() != "old\n":
    sys.exit(f"files after the interruption: {files}")
if err.count(b"\n") > 8:
    sys.exit(f"it says too much: {err!r}")
EOF
for signal in SIGINT SIGTERM; do
    for whom in group alone; do
        it "$signal to the $whom"
        "$PYTHON" interrupt.py "$PINLINT" $signal $whom 2>.err || fail "$(cat .err)"
    done
done

it "the same in extract"
cat >extract.py <<'EOF'
import os, signal, subprocess, sys, time
job = subprocess.Popen([sys.argv[1], "extract", "--timeout", "100", "-o", "x.facts", "--", "g++", "-c", "p/endless1.cpp"],
                       start_new_session=True, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
time.sleep(1)
os.killpg(job.pid, signal.SIGINT)
sys.exit(0 if job.wait(timeout=20) in (130, -2) else f"exit code {job.returncode}")
EOF
"$PYTHON" extract.py "$PINLINT" 2>.err || fail "$(cat .err)"
is_not_there x.facts

it "a reader that goes away"
database p app.c
set +e
"$PINLINT" check -p p --format text 2>.err | true
code=${PIPESTATUS[0]}
set -e
case $code in 1 | 2 | 3 | 141) ;; *) fail "exit code $code" ;; esac
[ "$(wc -l <.err)" -le 12 ] || fail "says too much"
done_testing
