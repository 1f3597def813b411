"""The messages of bench/same-answers: every name of its site by many types and options, and what is hardly a query."""

import random
import re
import socket
import struct
import subprocess
from collections import namedtuple

from answers_site import CONFORMANCE_FILES, CONFORMANCE, ZONE, wide_ips, zone_yaml
from jvm import tool
from processes import question

A, NS, CNAME, SOA, MX, TXT, AAAA, DNAME, DS, SVCB, HTTPS, ANY = 1, 2, 5, 6, 15, 16, 28, 39, 43, 64, 65, 255
COOKIE, SUBNET, NSID, PADDING, KEEPALIVE = 10, 8, 3, 12, 11
CLIENT_COOKIE = bytes(range(1, 9))
# Where a server's own cookie is put before a message is sent to it.
SERVER_COOKIE = b"\xfeSERVER COOKIE\xfe\xfe"
CLIENTS = ["127.0.0.9", "10.2.3.4", "10.2.9.9", "10.3.1.1", "203.0.113.7", "198.51.100.200", "2001:db9::1", "2001:dba:1::7", "2001:db8:99::5"]
SUBNETS = [("10.2.3.0", 24), ("10.2.0.0", 16), ("10.3.7.0", 24), ("203.0.113.0", 24), ("192.0.2.128", 25), ("0.0.0.0", 0), ("2001:db9:1::", 48), ("2001:dba::", 32), ("2400::", 56)]

# drawn: replies differ from one time to the next; many: how often they come is compared, too; client: whom a load balancer names.
Message = namedtuple("Message", "what octets drawn many client")


def message(what, octets, many=False, client=None):
    drawn = b"drawn" in octets.lower()
    return Message(what, octets, drawn, many and drawn, client)


def option(code, data=b""):
    return struct.pack(">HH", code, len(data)) + data


def subnet(address, prefix):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    octets = socket.inet_pton(family, address)[: (prefix + 7) // 8]
    return option(SUBNET, struct.pack(">HBB", 2 if ":" in address else 1, prefix, 0) + octets)


def query(name, kind, options=None, size=1232, flags=0):
    """With an OPT record where there are options, if only none of them: b""."""
    octets = bytearray(question(name))
    octets[-4:-2] = struct.pack(">H", kind)
    if options is None:
        return bytes(octets)
    octets[11] = 1
    return bytes(octets) + b"\0" + struct.pack(">HHBBHH", 41, size, 0, 0, flags, len(options)) + options


def proxied(client, port):
    """A PROXY header, version 2, of a datagram."""
    family = socket.AF_INET6 if ":" in client else socket.AF_INET
    here = "::1" if ":" in client else "127.0.0.1"
    addresses = socket.inet_pton(family, client) + socket.inet_pton(family, here) + struct.pack(">HH", 4711, port)
    kind = 0x22 if ":" in client else 0x12
    return b"\r\n\r\n\0\r\nQUIT\n" + struct.pack(">BBH", 0x21, kind, len(addresses)) + addresses


def of_wide_ips():
    names = [name.strip("'").replace("*", "any", 1) for name in {**wide_ips(False), **wide_ips(True)}]
    for number, name in enumerate(names):
        for kind in (A, AAAA, A, AAAA, A):
            yield message(f"{name} type {kind}", query(name, kind), many=True)
        for kind in (CNAME, TXT, HTTPS, ANY, SOA, MX):
            yield message(f"{name} type {kind}", query(name, kind, b""))
        for kind in (A, AAAA):
            for address, prefix in (SUBNETS[number % 9], SUBNETS[(number + 4) % 9], SUBNETS[(number // 3 + 7) % 9]):
                what = f"{name} type {kind} for {address}/{prefix}"
                yield message(what, query(name, kind, subnet(address, prefix)), many=True)
            for place in (number, number + 2, number // 2 + 5):
                client = CLIENTS[place % len(CLIENTS)]
                yield message(f"{name} type {kind} from {client}", query(name, kind, b""), client=client)
        yield message(f"below {name}", query(f"x.y.{name}", A, b""))


def of_records():
    """Names with a record in one of the zones, those below, and those between."""
    texts = [zone_yaml(False, False), zone_yaml(True, True)]
    for file in CONFORMANCE_FILES:
        with open(f"{CONFORMANCE}/{file}", encoding="utf-8") as text:
            texts.append(text.read())
    names = {}
    for text in texts:
        zone = ""
        for line in text.splitlines():
            if apex := re.fullmatch(r"  ([\w.-]+):", line):
                zone = apex[1]
                names.setdefault(zone, None)
            elif record := re.match(r"      ([\w.*@-]+) +\d+ +(?:IN +)?[A-Z]", line):
                name = zone if record[1] == "@" else f"{record[1]}.{zone}"
                names.setdefault(name, None)
    for name in names:
        for kind in (A, AAAA, TXT, CNAME, NS, ANY, SVCB, HTTPS):
            yield message(f"{name} type {kind}", query(name, kind), many=True)
        for kind in (A, NS, SOA, MX, DNAME, DS):
            yield message(f"{name} type {kind} with EDNS", query(name, kind, b"", size=4096, flags=0x8000))
        for below in (f"x.{name}", name.replace("*", "some.thing"), name.partition(".")[2]):
            yield message(f"{below} near {name}", query(below, A, b""))
            yield message(f"{below} near {name}", query(below, HTTPS))


def of_options():
    cookie = option(COOKIE, CLIENT_COOKIE)
    both = option(COOKIE, CLIENT_COOKIE + SERVER_COOKIE)
    all_options = [b"", cookie, both, both + option(NSID), option(NSID), option(PADDING, bytes(50)), option(KEEPALIVE)]
    all_options += [option(COOKIE, CLIENT_COOKIE + bytes(n)) for n in (0, 1, 7, 8, 16, 32, 33)]
    all_options += [option(65_001, b"?"), option(NSID, b"x"), cookie + cookie, cookie + subnet("10.2.3.0", 24), subnet("10.2.3.0", 24) * 2]
    all_options += [option(SUBNET, data) for data in (b"", b"\0\1\x18\0\x0a", b"\0\3\x08\0\x0a", b"\0\1\x21\0\x0a\1\1\1\1", b"\0\1\x08\x08\x0a")]
    names = [f"rr-many.{ZONE}", f"geo-families.{ZONE}", f"to-hash.{ZONE}", f"nothing.{ZONE}", f"down1.{ZONE}", "huge.plain.test"]
    for number, options in enumerate(all_options):
        for name in names:
            for size in (0, 512, 1232, 65_535):
                yield message(f"{name}, options {number}, size {size}", query(name, A if size else TXT, options, size))


def in_other_cases():
    chance = random.Random(7)
    for name in [*wide_ips(False), *(f"{n}.{ZONE}" for n in ("to-rr", "x.moved", "inner", "nothing", "x.cut"))]:
        name = name.strip("'")
        mixed = "".join(chance.choice((c.lower(), c.upper())) for c in name)
        yield message(f"{mixed} type A", query(mixed, A, b""))


def crafted(classes, mutated, seed):
    """The fuzz targets' samples, then such with changes."""
    command = [tool("java"), "-cp", classes, "Messages", str(mutated), str(seed)]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    for number, line in enumerate(lines):
        yield message(f"crafted message {number}", bytes.fromhex(line))


def messages(classes, mutated, seed):
    parts = (of_wide_ips(), of_records(), of_options(), in_other_cases(), crafted(classes, mutated, seed))
    return [each for part in parts for each in part]
