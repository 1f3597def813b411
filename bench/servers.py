"""The servers that are compared: each writes its configuration, and says how it is started."""

import os
import shutil
import sys

from processes import free_port

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ZONE = "bench.example.com"
ADDRESSES = ["192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4"]
TTL = 30


def host(number):
    return f"w{number:04d}.{ZONE}"


def program(name, package):
    path = shutil.which(name, path=os.environ["PATH"] + ":/usr/sbin:/sbin")
    if not path:
        sys.exit(f"{name} is missing; on Debian and Ubuntu: sudo apt-get install {package}")
    return path


def write(directory, name, text):
    path = os.path.join(directory, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="ascii") as out:
        out.write(text)
    return path


def zone_file(names, record):
    """A master file in which each name has the records that record(its label) gives."""
    head = f"$ORIGIN {ZONE}.\n$TTL {TTL}\n@ 900 SOA ns1 hostmaster 1 7200 1800 259200 900\n@ NS ns1\nns1 A 127.0.0.1\n"
    return head + "".join(record(host(i).split(".")[0]) for i in range(names))


def rrset(label):
    return "".join(f"{label} A {address}\n" for address in ADDRESSES)


def wideip(directory, port, names, options, threads=1):
    vips = "".join(f"  vip{i}: {{datacenter: here, addresses: [{a}]}}\n" for i, a in enumerate(ADDRESSES))
    members = ", ".join(f"vip{i}" for i in range(len(ADDRESSES)))
    tiers = f"members: [{members}]" if options.wideip_members else "pools: [all]"
    answer = f"{{policy: round-robin, {tiers}, ttl: {TTL}s, maxAnswers: 1}}"
    wide_ips = "".join(f"  {host(i)}: {answer}\n" for i in range(names))
    write(
        directory,
        "config/bench.yaml",
        f"""version: 1
server:
  dns: {{listen: ["127.0.0.1:{port}"], threads: {threads}}}
  admin: {{listen: "127.0.0.1:{free_port()}"}}
zones:
  {ZONE}: {{hostmaster: hostmaster@example.com, nameservers: {{ns1: [127.0.0.1]}}}}
datacenters:
  here: {{}}
vips:
{vips}pools:
  all: {{policy: round-robin, members: [{members}]}}
wideIps:
{wide_ips}""",
    )
    if not os.path.exists(options.jar):
        sys.exit(f"{options.jar} is missing; to build it: ./wideip --version")
    return [options.java, *options.java_opts.split(), "-jar", options.jar, "serve", "--config", f"{directory}/config"]


def gdnsd(directory, port, names, resource, tcp="tcp_threads => 1,"):
    """resource: what every name refers to, of the two below; tcp: its limits for connections."""
    write(directory, "etc/zones/" + ZONE, zone_file(names, lambda label: f"{label} DYNA {resource}\n"))
    weighted = " ".join(f"v{i} => [ {a}, 1 ]" for i, a in enumerate(ADDRESSES))
    multifo = " ".join(f"v{i} => {a}" for i, a in enumerate(ADDRESSES))
    write(
        directory,
        "etc/config",
        f"""options => {{
  listen => 127.0.0.1, dns_port => {port}, udp_threads => 1, {tcp}
  run_dir => {directory}/run, state_dir => {directory}/state
}}
plugins => {{
  weighted => {{ multi => false, one => {{ {weighted} }} }}
  multifo => {{ four => {{ {multifo} }} }}
}}
""",
    )
    return [program("gdnsd", "gdnsd"), "-c", f"{directory}/etc", "start"]


def nsd(directory, port, names, _options):
    zone = write(directory, ZONE, zone_file(names, rrset))
    conf = write(
        directory,
        "nsd.conf",
        f"""server:
  ip-address: 127.0.0.1
  port: {port}
  server-count: 1
  username: ""
  chroot: ""
  round-robin: yes
  database: ""
  zonesdir: "{directory}"
  pidfile: "{directory}/nsd.pid"
  xfrdfile: "{directory}/xfrd.state"
  zonelistfile: "{directory}/zone.list"
remote-control:
  control-enable: no
zone:
  name: {ZONE}
  zonefile: {zone}
""",
    )
    return [program("nsd", "nsd"), "-d", "-c", conf]


def pdns(directory, port, names, _options):
    zone = write(directory, ZONE, zone_file(names, rrset))
    bind = write(directory, "named.conf", f'zone "{ZONE}" {{ type master; file "{zone}"; }};\n')
    return [
        program("pdns_server", "pdns-server pdns-backend-bind"),
        f"--config-dir={directory}",
        f"--socket-dir={directory}",
        "--launch=bind",
        f"--bind-config={bind}",
        "--local-address=127.0.0.1",
        f"--local-port={port}",
        "--cache-ttl=0",  # its cache of packets would give one order for 20 s
        "--receiver-threads=1",
        "--distributor-threads=1",
        "--daemon=no",
        "--guardian=no",
        "--disable-syslog=yes",
        "--loglevel=3",
    ]


SERVERS = {
    "wideip": wideip,
    "gdnsd": lambda directory, port, names, _: gdnsd(directory, port, names, "weighted!one"),
    "gdnsd-multifo": lambda directory, port, names, _: gdnsd(directory, port, names, "multifo!four"),
    "nsd": nsd,
    "pdns": pdns,
}
