"""Processes that are always ended, their CPU time, and a DNS question asked by hand."""

import fcntl
import os
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time

TICKS = os.sysconf("SC_CLK_TCK")


def _end(number, _frame):
    sys.exit(128 + number)


# Else SIGTERM and SIGHUP would end Python at once, and leave the processes to themselves. One that is ignored (nohup) stays so.
for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
    if signal.getsignal(ending) != signal.SIG_IGN:
        signal.signal(ending, _end)


def wait_for_the_machine():
    """Holds a lock until this process ends: two measurements at once would spoil each other."""
    lock = open(os.path.join(tempfile.gettempdir(), "wideip-bench.lock"), "a", encoding="ascii")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print("waiting: another benchmark runs on this machine", flush=True)
        fcntl.flock(lock, fcntl.LOCK_EX)
    return lock


def check_cpus(parser, options):
    """Ends the program with its usage where it may not run on the CPUs that its options name."""
    allowed = os.sched_getaffinity(0)
    for name in ("server", "client"):
        if vars(options)[f"{name}_cpu"] not in allowed:
            parser.error(f"--{name}-cpu: {vars(options)[f'{name}_cpu']} is none of the CPUs at hand: {', '.join(map(str, sorted(allowed)))}")


def free_port():
    """Free for UDP and TCP; gdnsd and others share a port that is taken without a word."""
    while True:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tcp, socket.socket(
            socket.AF_INET, socket.SOCK_DGRAM
        ) as udp:
            tcp.bind(("127.0.0.1", 0))
            try:
                udp.bind(tcp.getsockname())
                return tcp.getsockname()[1]
            except OSError:
                pass  # taken for UDP only


class Failure(SystemExit):
    """Ends the program with these words, unless it is caught."""


class Process:
    """A process on one CPU (or any, where cpu is None), its output in a file, ended with the with-block."""

    def __init__(self, name, command, directory, cpu=None):
        self.name = name
        self.log = os.path.join(directory, "log")
        pinned = [] if cpu is None else ["taskset", "-c", str(cpu)]
        with open(self.log, "w", encoding="utf-8") as log:
            self.popen = subprocess.Popen(
                pinned + command, cwd=directory, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.popen.terminate()
        try:
            self.popen.wait(10)
        except subprocess.TimeoutExpired:
            self.popen.kill()
            self.popen.wait()

    def check_alive(self):
        if self.popen.poll() is not None:
            self.fail("has ended")

    def cpu_seconds(self):
        """User and system time of all threads, of this process and its children (NSD answers in a child)."""
        # The process's own clock (clock_getcpuclockid), which counts nanoseconds; /proc has hundredths of a second.
        return sum(time.clock_gettime(~pid << 3 | 2) for pid in _with_children(self.popen.pid))

    def user_seconds(self):
        """The user time of it, by hundredths of a second."""
        return sum(_user_seconds(pid) for pid in _with_children(self.popen.pid))

    def resident_megabytes(self, field="VmRSS"):
        """Now; or the most there ever was, as VmHWM."""
        with open(f"/proc/{self.popen.pid}/status", encoding="ascii") as status:
            return next(int(line.split()[1]) // 1024 for line in status if line.startswith(field))

    def pin(self, cpu):
        """All threads, and those that they start."""
        for thread in os.listdir(f"/proc/{self.popen.pid}/task"):
            os.sched_setaffinity(int(thread), {cpu})

    def await_answer(self, port, name, seconds, pause=0.02):
        """Returns after the server's first NOERROR answer with an address."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.check_alive()
            if ask(port, name, 0.2):
                return
            time.sleep(pause)
        self.fail(f"does not answer for {name}")

    def fail(self, what):
        with open(self.log, encoding="utf-8", errors="replace") as log:
            raise Failure(f"{self.name} {what}; its last words:\n" + "".join(log.readlines()[-15:]))


def _user_seconds(pid):
    with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as stat:
        fields = stat.read().rpartition(")")[2].split()
    return int(fields[11]) / TICKS


def _with_children(pid):
    pids = [pid]
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as children:
        for child in children.read().split():
            pids += _with_children(int(child))
    return pids


def question(name, identity=1):
    labels = b"".join(bytes([len(label)]) + label.encode() for label in name.split("."))
    return struct.pack(">6H", identity, 0, 1, 0, 0, 0) + labels + b"\0" + struct.pack(">2H", 1, 1)


def ask(port, name, timeout):
    """The addresses of an A answer; empty where there is none, or no answer in time."""
    query = question(name)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        client.settimeout(timeout)
        try:
            client.connect(("127.0.0.1", port))
            client.send(query)
            return addresses(client.recv(4096), len(query))
        except OSError:
            return []


def ask_all(port, names, timeout=0.2):
    """The addresses of each name's A answer, by name; names without an answer in time are missing. Asks for many at once."""
    queries = [question(name) for name in names]
    replies = replies_of(port, queries, timeout)
    return {names[place]: addresses(reply, len(queries[place])) for place, reply in replies.items()}


def replies_of(port, queries, timeout=0.2):
    """The replies to queries, by the place of each; those without a reply in time are missing."""
    found = {}
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        client.settimeout(timeout)
        client.connect(("127.0.0.1", port))
        # As many as a socket's buffer holds replies.
        for start in range(0, len(queries), 128):
            some = queries[start : start + 128]
            try:
                for place, query in enumerate(some, start):
                    client.send(struct.pack(">H", place % 0x10000) + query[2:])
                for _ in some:
                    reply = client.recv(4096)
                    # It may be a late one of those before.
                    last = start + len(some) - 1
                    found[last - (last - struct.unpack_from(">H", reply)[0]) % 0x10000] = reply
            except (TimeoutError, ConnectionRefusedError):
                pass
    return found


def addresses(reply, question_length):
    """Owner names must be pointers to the question, as every server here writes them."""
    _, flags, _, count, _, _ = struct.unpack_from(">6H", reply)
    if flags & 0xF:
        return []
    found, at = [], question_length
    for _ in range(count):
        kind, _, _, length = struct.unpack_from(">HHIH", reply, at + 2)
        if kind == 1:
            found.append(socket.inet_ntoa(reply[at + 12 : at + 16]))
        at += 12 + length
    return found
