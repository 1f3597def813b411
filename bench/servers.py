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
    """A master file in which each name has the records that record(its number) gives, behind its label."""
    head = f"$ORIGIN {ZONE}.\n$TTL {TTL}\n@ 900 SOA ns1 hostmaster 1 7200 1800 259200 900\n@ NS ns1\nns1 A 127.0.0.1\n"
    return head + "".join(f"{host(i).split('.')[0]} {kind}\n" for i in range(names) for kind in record(i))


def rrset(_number):
    return [f"A {address}" for address in ADDRESSES]


def wideip(directory, port, names, options, threads=1):
    round_robin(directory, port, names, options.wideip_members, threads)
    if not os.path.exists(options.jar):
        sys.exit(f"{options.jar} is missing; to build it: ./wideip --version")
    return [options.java, *options.java_opts.split(), "-jar", options.jar, "serve", "--config", f"{directory}/config"]


def round_robin(directory, port, names, members_only, threads=1, dns=""):
    """All four addresses in turn; the wide IPs name the VIPs by a pool, or themselves."""
    vips = "".join(f"  vip{i}: {{datacenter: here, addresses: [{a}]}}\n" for i, a in enumerate(ADDRESSES))
    members = ", ".join(f"vip{i}" for i in range(len(ADDRESSES)))
    pools = "" if members_only else f"pools:\n  all: {{policy: round-robin, members: [{members}]}}\n"
    answer = f"policy: round-robin, {f'members: [{members}]' if members_only else 'pools: [all]'}"
    sections = f"datacenters:\n  here: {{}}\nvips:\n{vips}{pools}"
    wideip_site(directory, port, names, sections, lambda _: answer, threads, dns)


def wideip_site(directory, port, names, sections, answer, threads=1, dns="", admin=None, server=""):
    """Writes the YAML: answer(number) is the wide IP of that number; dns and server are more keys of those sections."""
    wide_ips = "".join(f"  {host(i)}: {{{answer(i)}, ttl: {TTL}s, maxAnswers: 1}}\n" for i in range(names))
    write(
        directory,
        "config/bench.yaml",
        f"""version: 1
server:
  dns: {{listen: ["127.0.0.1:{port}"], threads: {threads}{dns}}}
  admin: {{listen: "127.0.0.1:{admin or free_port()}"}}
{server}zones:
  {ZONE}: {{hostmaster: hostmaster@example.com, nameservers: {{ns1: [127.0.0.1]}}}}
{sections}wideIps:
{wide_ips}""",
    )


def gdnsd(directory, port, names, resource, tcp="tcp_threads => 1,", threads=1):
    """resource: what every name refers to, of the two below; tcp: its limits for connections."""
    weighted = " ".join(f"v{i} => [ {a}, 1 ]" for i, a in enumerate(ADDRESSES))
    multifo = " ".join(f"v{i} => {a}" for i, a in enumerate(ADDRESSES))
    plugins = f"""  weighted => {{ multi => false, one => {{ {weighted} }} }}
  multifo => {{ four => {{ {multifo} }} }}
"""
    return gdnsd_site(directory, port, names, plugins, lambda _: resource, threads, tcp=tcp)


def gdnsd_site(directory, port, names, plugins, resource, threads=1, services="", tcp="tcp_threads => 1,"):
    """resource(number) is what the name of that number refers to. Returns the command."""
    for folder in ("run", "state"):
        os.makedirs(os.path.join(directory, folder), exist_ok=True)
    write(directory, "etc/zones/" + ZONE, zone_file(names, lambda number: [f"DYNA {resource(number)}"]))
    write(
        directory,
        "etc/config",
        f"""options => {{
  listen => 127.0.0.1, dns_port => {port}, udp_threads => {threads}, {tcp}
  run_dir => {directory}/run, state_dir => {directory}/state
}}
service_types => {{ {services} }}
plugins => {{
{plugins}}}
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
