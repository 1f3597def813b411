"""The site of bench/geo: 1,000 names, each with an address in every datacenter, of which the nearest to the client answers."""

import ipaddress
import os
import random
import socket
import struct

from processes import addresses, question
from servers import gdnsd_site, host, wideip_site

NAMES = 1000
# Latitude, longitude, address.
DATACENTERS = {
    "newyork": (40.71, -74.01, "192.0.2.1"),
    "paris": (48.85, 2.35, "192.0.2.2"),
    "tokyo": (35.68, 139.69, "192.0.2.3"),
    "saopaulo": (-23.55, -46.63, "192.0.2.4"),
}
ANSWER = f"policy: geo, members: [{', '.join(DATACENTERS)}]"
OPT, ECS = 41, 8


def wideip(directory, port, admin, databases):
    """Its configuration; returns the folder."""
    places = "".join(f"  {name}: {{latitude: {lat}, longitude: {lon}}}\n" for name, (lat, lon, _) in DATACENTERS.items())
    listed = "".join(f"      - {{file: {path}}}\n" for path in databases)
    server = f"  geo:\n    databases:{chr(10) + listed if databases else ' []' + chr(10)}"
    wideip_site(directory, port, NAMES, f"datacenters:\n{places}{vips()}", lambda _: ANSWER, admin=admin, server=server)
    return os.path.join(directory, "config")


def vips():
    return "vips:\n" + "".join(f"  {name}: {{datacenter: {name}, addresses: [{at}]}}\n" for name, (_, _, at) in DATACENTERS.items())


def gdnsd(directory, port, database):
    """Its configuration; returns the command. It orders by distance only with coordinates in the database."""
    places = " ".join(f"{name} => [ {lat}, {lon} ]" for name, (lat, lon, _) in DATACENTERS.items())
    world = f"geoip2_db => {database}, auto_dc_coords => {{ {places} }}, auto_dc_limit => {len(DATACENTERS)}"
    return gdnsd_site(directory, port, NAMES, geoip(world), lambda _: "geoip!near")


def geoip(world):
    """gdnsd's plugin; world is how its map puts the datacenters into order."""
    vips = " ".join(f"{name} => {at}" for name, (_, _, at) in DATACENTERS.items())
    return f"""  geoip => {{
    maps => {{ world => {{ datacenters => [ {", ".join(DATACENTERS)} ], {world} }} }}
    resources => {{ near => {{ map => world, dcmap => {{ {vips} }} }} }}
  }}
"""


def subnets(database, count, seed=1):
    """Clients' networks, half of each family: IPv4 anywhere, IPv6 in any of the networks that the database knows."""
    drawn = random.Random(seed)
    known = database.public_ipv6()
    for i in range(count):
        if i % 2:
            first, length = drawn.choice(known)
            yield ipaddress.ip_network((first | drawn.getrandbits(128 - length), 56), strict=False)
        else:
            yield ipaddress.ip_network((drawn.getrandbits(24) << 8, 24))


def query(name, network):
    """With an EDNS Client Subnet (RFC 7871)."""
    option = _subnet(network) + b"\0" + _octets(network)
    plain = question(name)
    return plain[:11] + b"\x01" + plain[12:] + b"\0" + struct.pack(">HHIH", OPT, 1232, 0, len(option)) + option


def _subnet(network):
    """The option up to the scope."""
    return struct.pack(">HHHB", ECS, 4 + len(_octets(network)), 1 if network.version == 4 else 2, network.prefixlen)


def _octets(network):
    return network.network_address.packed[: network.prefixlen // 8]


def answer(port, name, network):
    """The addresses and the scope."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        client.settimeout(2)
        client.connect(("127.0.0.1", port))
        client.send(query(name, network))
        reply = client.recv(4096)
    start = _subnet(network)
    return addresses(reply, len(question(name))), reply[reply.rindex(start) + len(start)]
