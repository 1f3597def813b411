"""The site that bench/scale serves: any number of wide IPs over four VIPs, whose health checks it answers itself."""

import contextlib
import os
import socket
import threading
import time

from processes import free_port
from servers import ZONE, write

VIPS = [f"127.0.1.{10 + i}" for i in range(4)]
PER_FILE = 10_000
OWN = "/own"
KINDS = {
    "plain": "without a check of their own",
    "own": "with a check of their own each, of two addresses",
    "records": "without a check of their own, and static records in the same zone",
}


class Site:
    """Every wide IP is answered with the first VIP, and with one of the other three when that is down."""

    def __init__(self, directory, size, kind, options):
        self.directory = directory
        self.size = size
        self.kind = kind
        self.options = options
        self.port, self.admin = free_port(), free_port()
        self.swapped, self.comments = set(), {}

    def targets(self):
        return len(VIPS) + (2 * self.size if self.kind == "own" else 0)

    def host(self, number):
        return f"w{number:07d}.{ZONE}"

    def other(self, number):
        """The VIP behind the first one."""
        return 1 + number % 3

    def write(self, check_port):
        interval = self.options.interval
        router = f"type: http, port: {check_port}, path: /, interval: {interval}, timeout: 500ms, fall: 1, rise: 1"
        vips = "".join(f"  vip{i}: {{datacenter: dc{i}, addresses: [{a}], healthCheck: router}}\n" for i, a in enumerate(VIPS))
        records = ""
        if self.kind == "records":
            records = "    records: |\n" + "".join(
                f"      r{i:05d} 300 IN A 192.0.2.{1 + i % 250}\n" for i in range(self.options.records)
            )
        # Own checks must neither hold up the start nor be most of the load while something else is measured.
        grace = "  startGrace: 0s\n" if self.kind == "own" else ""
        write(
            self.directory,
            "server.yaml",
            f"""version: 1
server:
  dns: {{listen: ["127.0.0.1:{self.port}"], threads: 1}}
  admin: {{listen: "127.0.0.1:{self.admin}"}}
{grace}zones:
  {ZONE}:
    hostmaster: hostmaster@example.com
    nameservers: {{ns1: [127.0.0.1]}}
{records}datacenters:
{"".join(f"  dc{i}: {{}}{chr(10)}" for i in range(len(VIPS)))}healthChecks:
  router: {{{router}}}
  own: {{type: http, port: {check_port}, path: {OWN}, interval: {self.options.own_interval}, timeout: 500ms, rise: 1}}
vips:
{vips}""",
        )
        for start in range(0, self.size, PER_FILE):
            self.write_wide_ips(start // PER_FILE)

    def write_wide_ips(self, file):
        """A whole new file takes the old one's place at once."""
        lines = ["version: 1\n", *["# a comment\n"] * self.comments.get(file, 0), "wideIps:\n"]
        check = ", healthCheck: own" if self.kind == "own" else ""
        for i in range(file * PER_FILE, min((file + 1) * PER_FILE, self.size)):
            members = ["vip0", f"vip{self.other(i)}"]
            if i in self.swapped:
                members.reverse()
            lines.append(f"  {self.host(i)}: {{policy: failover, members: [{', '.join(members)}], ttl: 30s{check}}}\n")
        path = write(self.directory, f".wide-ips-{file:04d}.new", "".join(lines))
        os.replace(path, os.path.join(self.directory, f"wide-ips-{file:04d}.yaml"))

    def swap(self, number):
        """Changes one wide IP."""
        self.swapped ^= {number}
        self.write_wide_ips(number // PER_FILE)

    def comment(self, number):
        """Changes the file of a wide IP, and nothing that it says."""
        file = number // PER_FILE
        self.comments[file] = self.comments.get(file, 0) + 1
        self.write_wide_ips(file)

    def octets(self):
        return sum(os.path.getsize(os.path.join(self.directory, file)) for file in os.listdir(self.directory))


class Vip:
    """Answers checks, by a success or a failure as it is told, and knows when it first gave the answer that it gives now."""

    def __init__(self, address, port):
        self.up, self.first_told = True, None
        self.lock = threading.Lock()
        self.listener = socket.create_server((address, port), backlog=1024)
        threading.Thread(target=self._accept, daemon=True).start()

    def turn(self, up):
        with self.lock:
            self.up, self.first_told = up, None

    def _accept(self):
        while True:
            with self.listener.accept()[0] as connection, contextlib.suppress(OSError):
                connection.settimeout(0.5)
                own = OWN in connection.recv(4096).decode("ascii").partition("\n")[0]
                status = "200 OK" if own or self._tell() else "503 Service Unavailable"
                head = f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                connection.sendall(head.encode("ascii"))

    def _tell(self):
        with self.lock:
            self.first_told = self.first_told or time.monotonic()
            return self.up
