"""The site of bench/same-answers: wide IPs of every policy over members that stand in every way, and zones of every shape.

What is drawn by weight has "drawn" in its name, as does every name that leads there: no two servers draw alike.
"""

import os
import socket
import socketserver
import threading

from processes import free_port
from sample_site import sample_site
from servers import TOP, write

ZONE = "site.test"
CONFORMANCE = os.path.join(TOP, "e2e", "src", "test", "resources", "io", "wideip", "e2e", "conformance")
# gslb.yaml has VIPs of the names that the sample site has, too.
CONFORMANCE_FILES = ["plain.yaml", "dname.yaml", "svcb.yaml", "zones.yaml"]

# Name: datacenter, addresses that are checked at a port of their own, addresses or a host name without a check.
VIPS = {
    "e4": ("east", ["127.0.2.1"], []),
    "e46": ("east", ["127.0.2.2", "127.0.2.3", "::1"], []),
    "w4": ("west", ["127.0.2.4"], []),
    "w6": ("west", ["::1"], []),
    "dead4": ("west", ["127.0.2.9"], []),
    "dead46": ("east", ["127.0.2.8", "::1"], []),
    "s46": ("south", [], ["192.0.2.46", "2001:db8::46"]),
    "n6": ("north", [], ["2001:db8::6", "2001:db8::7"]),
    "n4": ("north", [], ["192.0.2.4", "192.0.2.5", "192.0.2.6"]),
    "far": ("cloud", [], "lb.elsewhere.example"),
    "near": ("cloud", [], f"inner.{ZONE}"),
    "nest": ("cloud", [], f"static.nested.{ZONE}"),
}
MEMBERS = {
    "two": ["e4", "w4"],
    "families": ["e46", "w4", "s46"],
    "six": ["w6", "n6"],
    "half": ["dead4", "e4", "n4"],
    "none": ["dead4", "dead46"],
    "lost4": ["dead4", "n6"],
    "one": ["e46"],
    "many": ["n4", "n6", "s46", "e4", "w4"],
    "names": ["far", "near"],
    "name": ["near"],
    "mixed": ["e4", "far", "n6"],
    "weights": [("e4", 3), ("w4", 1), ("s46", 0)],
    "zeros": [("e46", 0), ("w4", 0)],
}
POLICIES = {
    "rr": "policy: round-robin",
    "drawn": "policy: weighted",
    "failover": "policy: failover",
    "geo": "policy: geo",
    "hash": "policy: hash",
    "hash-wide": "policy: hash, prefix4: 12, prefix6: 32",
}
WHEN_ALL_DOWN = ["all", "nodata", "servfail", "{fallback: [s46, n4]}", "{fallback: [far]}", "{fallback: [n6]}"]
MOST_ANSWERS = [1, 2, 8]
# Which VIPs are up, in each phase; those without a check always are.
STANDINGS = {
    "as it starts": {"e4", "e46", "w4", "w6"},
    "after verdicts": {"w4", "w6", "dead4"},
    "all down": set(),
}
FAILING_HOST = "failing."
WEIGHED_POOLS = "[{pool: rr-none, weight: 9}, {pool: rr-two, weight: 2}, {pool: failover-six, weight: 1}]"
BETWEEN = [
    ZONE,
    f"beside.{ZONE}",
    f"MiXeD.{ZONE}",
    f"below.rr-two.{ZONE}",
    f"x.deep.{ZONE}",
    f"turns.nested.{ZONE}",
    f"'*.any.{ZONE}'",
    f"'*.wide.{ZONE}'",
]


def members(names):
    return "[" + ", ".join(n if isinstance(n, str) else f"{{vip: {n[0]}, weight: {n[1]}}}" for n in names) + "]"


def wide_ips(changed):
    """From name to options. Changed: some are gone, new ones are there, all have others' options."""
    found = {}
    turn = int(changed)

    def add(name, policy, tiers, down=None):
        down = down or WHEN_ALL_DOWN[(len(found) + turn) % len(WHEN_ALL_DOWN)]
        most = MOST_ANSWERS[(len(found) // 2 + turn) % len(MOST_ANSWERS)]
        ttl = 5 + len(found) % 7 * 10 + turn
        found[name] = f"{{{policy}, {tiers}, whenAllDown: {down}, maxAnswers: {most}, ttl: {ttl}s}}"

    for key, policy in POLICIES.items():
        for set_name, names in MEMBERS.items():
            add(f"{key}-{set_name}.{ZONE}", policy, f"members: {members(names)}")
        for inner in ("rr", "drawn", "failover", "geo", "hash"):
            pools = [f"{inner}-families", f"{inner}-none", f"{inner}-weights", f"{inner}-six"]
            add(f"{key}-of-{inner}.{ZONE}", policy, f"pools: {members(pools)}")
        add(f"{key}-weighed.{ZONE}", policy, f"pools: {WEIGHED_POOLS}")
        for failing in ("", FAILING_HOST):
            add(f"{failing}{key}-app.{ZONE}", policy, f"members: {members(['e46', 'w4'])}, healthCheck: app")
    for number, down in enumerate(WHEN_ALL_DOWN):
        add(f"down{number}.{ZONE}", POLICIES["failover"], f"members: {members(MEMBERS['none'])}", down)
    # Beside, above and below other names and their records, where no alias can be.
    for name in BETWEEN:
        add(name, POLICIES["rr"], f"members: {members(MEMBERS['families'])}", "{fallback: [s46, n4]}")
    if changed:
        for name in list(found)[3::40]:
            del found[name]
        for i in range(5):
            add(f"new{i}.{ZONE}", POLICIES["failover"], f"members: {members(MEMBERS['families'])}")
    return found


def zone_yaml(changed, added):
    records = """\
      ; beside and around wide IPs
      beside    300 IN TXT   "beside a wide IP"
      beside    300 IN MX    10 mail
      inner     300 IN A     192.0.2.81
      inner     300 IN AAAA  2001:db8::81
      mail      300 IN A     192.0.2.25
      *.any     300 IN TXT   "beside a wildcard"
      *.static  300 IN A     192.0.2.82
      *.static  300 IN TXT   "a static wildcard"
      *.alias   300 IN CNAME rr-two
      a.empty   300 IN A     192.0.2.83
      ; leading to wide IPs
      to-rr     300 IN CNAME rr-families
      to-geo    300 IN CNAME geo-mixed
      to-hash   300 IN CNAME hash-many
      to-drawn  300 IN CNAME drawn-two
      to-name   300 IN CNAME failover-names
      to-none   300 IN CNAME nothing
      to-none-a 300 IN CNAME failover-none
      to-chain  300 IN CNAME to-rr
      to-nested 300 IN CNAME turns.nested
      to-wild   300 IN CNAME a.any
      loop-1    300 IN CNAME loop-2
      loop-2    300 IN CNAME loop-1
      moved     300 IN DNAME nested
      around    300 IN DNAME deep
      away      300 IN DNAME elsewhere.example.
      svc       300 IN HTTPS 1 . alpn=h2
      svc       300 IN A     192.0.2.84
      svc-drawn 300 IN HTTPS 1 rr-two alpn=h2
      svc-drawn 300 IN HTTPS 2 inner
      svc-none  300 IN HTTPS 0 nothing
      ; delegated
      cut       900 IN NS    ns.cut
      cut       900 IN NS    ns.elsewhere.example.
      ns.cut    900 IN A     192.0.2.85
      ns.cut    900 IN AAAA  2001:db8::85
      cut       900 IN DS    12345 13 2 0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF
      lame      900 IN NS    inner
"""
    if changed:
        records += '      added     300 IN A     192.0.2.86\n      inner     300 IN TXT   "added"\n'
        records = records.replace("192.0.2.84", "192.0.2.87").replace("to-chain  300 IN CNAME to-rr", "to-chain  60 IN CNAME to-hash")
    further = f"  added.{ZONE}: {{hostmaster: h@{ZONE}, nameservers: {{ns1: [192.0.2.58]}}}}\n" if added else ""
    return f"""zones:
  {ZONE}:
    hostmaster: hostmaster@{ZONE}
    nameservers: {{ns1: [192.0.2.55, "2001:db8::55"], ns2.nested.{ZONE}: [192.0.2.56], ns.elsewhere.example: []}}
    negativeTtl: {20 if changed else 30}s
    records: |
{records}
  nested.{ZONE}:
    hostmaster: hostmaster@{ZONE}
    nameservers: {{ns1: [192.0.2.57]}}
    records: |
      static 300 IN A 192.0.2.91
      *.w    300 IN A 192.0.2.92
{further}"""


class Checked(socketserver.ThreadingTCPServer):
    """What listens at a VIP's addresses: it answers checks, and fails those of some host names."""

    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address, port):
        self.address_family = socket.AF_INET6 if ":" in address else socket.AF_INET
        super().__init__((address, port), Reply)
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def end(self):
        self.shutdown()
        self.server_close()


class Reply(socketserver.BaseRequestHandler):
    def handle(self):
        self.request.settimeout(1)
        try:
            asked = self.request.recv(4096).decode("ascii")
            status = "503 Down" if f"host: {FAILING_HOST}" in asked.lower() else "200 OK"
            if asked:
                head = f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                self.request.sendall(head.encode("ascii"))
        except OSError:
            pass


class Vips:
    """The VIPs' ports, open and closed as a phase demands; that of the applications is open at every address."""

    def __init__(self):
        self.ports = {name: free_port() for name, (_, checked, _) in VIPS.items() if checked}
        self.app = free_port()
        self.closed = free_port()
        self.open = {}
        for address in sorted({a for _, checked, _ in VIPS.values() for a in checked}):
            Checked(address, self.app)

    def stand(self, up):
        for name, port in self.ports.items():
            for address in VIPS[name][1]:
                if name in up and (name, address) not in self.open:
                    self.open[name, address] = Checked(address, port)
                elif name not in up and (name, address) in self.open:
                    self.open.pop((name, address)).end()

    def yaml(self):
        # A busy machine must not look like a VIP that is down.
        times = "interval: 500ms, timeout: 500ms, fall: 4, rise: 1"
        checks = "".join(f"  check-{name}: {{type: tcp, port: {port}, {times}}}\n" for name, port in self.ports.items())
        vips = ""
        for name, (datacenter, checked, others) in VIPS.items():
            where = f"hostname: {others}" if isinstance(others, str) else f"addresses: {[*checked, *others]}"
            check = f", healthCheck: check-{name}" if checked else ""
            vips += f"  {name}: {{datacenter: {datacenter}, {where}{check}}}\n"
        pools = ""
        for key, policy in POLICIES.items():
            for set_name, names in MEMBERS.items():
                pools += f"  {key}-{set_name}: {{{policy}, members: {members(names)}}}\n"
        return f"""datacenters:
  south: {{latitude: -33.9, longitude: 18.4}}
  north: {{latitude: 60.1, longitude: 24.9}}
healthChecks:
  app: {{type: http, port: {self.app}, path: /, {times}}}
{checks}vips:
{vips}pools:
{pools}topology:
  - {{subnets: [127.0.0.0/8], prefer: [west, north, east]}}
  - {{subnets: [10.2.0.0/16, "2001:db9::/32"], prefer: [east, south]}}
  - {{subnets: [10.2.3.0/24], prefer: [south]}}
  - {{subnets: [10.3.0.0/16, "2001:dba::/32"], latitude: 59.9, longitude: 10.7}}
"""


def write_site(directory, port, proxied, admin, vips, changed, added):
    write(
        directory,
        "server.yaml",
        f"""version: 1
server:
  dns:
    listen: ["127.0.0.1:{port}", {{address: "127.0.0.1:{proxied}", proxies: [127.0.0.0/8]}}]
    threads: 1
    identity: same-answers
    version: Wideip
    cookies: {{secrets: cookie.secrets}}
    rateLimit: {{mode: off}}
  admin: {{listen: "127.0.0.1:{admin}"}}
""",
    )
    write(directory, "cookie.secrets", "000102030405060708090a0b0c0d0e0f\n")
    write(directory, "sample.yaml", sample_site(vips.closed))
    for file in CONFORMANCE_FILES:
        with open(os.path.join(CONFORMANCE, file), encoding="utf-8") as text:
            write(directory, file, text.read())
    answers = "".join(f"  {name}: {options}\n" for name, options in wide_ips(changed).items())
    write(directory, "vips.yaml", "version: 1\n" + vips.yaml())
    path = write(directory, ".site.new", f"version: 1\n{zone_yaml(changed, added)}wideIps:\n{answers}")
    os.replace(path, os.path.join(directory, "site.yaml"))
