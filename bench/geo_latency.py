"""Times of answers while a table is built."""

import contextlib
import os
import socket
import statistics
import struct
import subprocess
import sys
import threading
import time

import geo_site
from geo_databases import Database
from geo_server import PATIENCE, Server, spread
from servers import host


class Client(threading.Thread):
    """Asks one query at a time, each of another client; takes down when each was answered and after how long."""

    def __init__(self, port, messages, rate):
        super().__init__(daemon=True)
        self.port, self.messages, self.rate = port, messages, rate
        self.times, self.lost, self.ended = [], 0, False

    def run(self):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
            client.connect(("127.0.0.1", self.port))
            client.settimeout(1)
            i = 0
            while not self.ended:
                i += 1
                time.sleep(1 / self.rate)
                identity = struct.pack(">H", i & 0xFFFF)
                sent = time.perf_counter()
                client.send(identity + self.messages[i % len(self.messages)][2:])
                try:
                    while client.recv(4096)[:2] != identity:
                        pass  # late, of one that counts as lost
                    self.times.append((sent, 1e6 * (time.perf_counter() - sent)))
                except OSError:
                    self.lost += 1

    def between(self, spans):
        """The times of those that were sent in these spans."""
        return [micros for sent, micros in list(self.times) if any(begin <= sent < end for begin, end in spans)]


def latency(kind, options, paths):
    """Median times of answers while a table is built, at rest, and beside as many busy loops as files are read."""
    messages = [geo_site.query(host(0), network) for network in geo_site.subnets(Database(paths[-1]), 20_000)]
    with Server(paths, options) as server:
        client = Client(server.port, messages, options.rate)
        client.start()
        time.sleep(options.warm_up)
        # What is built takes processors from the rest of the machine, as the loops do, and the server's memory besides.
        spans = {"at rest": [], "beside busy loops": [], "while it is built": []}
        for _ in range(options.rounds):
            server.stage()
            time.sleep(1)
            for span, loops in (("at rest", 0), ("beside busy loops", len(paths))):
                with _busy_loops(loops):
                    seen = _watched(server, lambda begun: time.monotonic() > begun + options.seconds)
                spans[span].append(client.between([(seen[0][0], seen[-1][0])]))
            taken = server.taken() + len(paths)
            server.replace()
            seen = _watched(server, lambda _: server.taken() >= taken)
            busy = [(a[0], b[0]) for a, b in zip(seen, seen[1:]) if b[1] > a[1]]
            spans["while it is built"].append(client.between(busy))
        client.ended = True
        client.join()
    medians = {span: [statistics.median(each) for each in rounds] for span, rounds in spans.items()}
    for span, rounds in spans.items():
        all_times = sorted(micros for each in rounds for micros in each)
        slow = all_times[len(all_times) * 99 // 100]
        print(f"{kind}: {span}: p50 {spread(medians[span], 'µs', 1)}, 99 % below {slow:.0f} µs, {len(all_times)} queries")
    for span in ("at rest", "beside busy loops"):
        ratios = [built / other for built, other in zip(medians["while it is built"], medians[span])]
        print(f"{kind}: p50 while it is built is {spread(ratios, 'times', 3)} that {span}; {client.lost} lost")


@contextlib.contextmanager
def _busy_loops(count):
    loops = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(count)]
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()


def _watched(server, is_over):
    """The CPU time of the threads that build, every 25 ms until it is over, with when that was."""
    begun, seen = time.monotonic(), []
    while not seen or not is_over(begun):
        seen.append((time.perf_counter(), _building(server.process.popen.pid)))
        if time.monotonic() > begun + PATIENCE:
            server.process.fail("does not use a replaced database")
        time.sleep(0.025)
    return seen


def _building(pid):
    """Ticks of the threads that read databases and build, which are named for the files."""
    ticks = 0
    for task in os.listdir(f"/proc/{pid}/task"):
        with contextlib.suppress(OSError), open(f"/proc/{pid}/task/{task}/stat", encoding="ascii", errors="replace") as stat:
            name, _, fields = stat.read().partition("(")[2].rpartition(")")
            if name.startswith("geo"):
                ticks += int(fields.split()[11]) + int(fields.split()[12])
    return ticks
