"""The kinds of work that servers are compared by: the site, the queries, and what each must be answered with."""

import ipaddress
import os
import random
import struct
import time

import geo_site
from processes import Failure, addresses, ask, free_port, question, replies_of
from scale_site import Vip
from servers import ADDRESSES, TTL, gdnsd, gdnsd_site, host, round_robin, wideip_site

PATIENCE = 60
NETWORKS = 3000


class Work:
    """Names are those of all kinds; dns: more keys of server.dns in Wideip's YAML."""

    def __init__(self, options):
        self.names = options.names
        self.members_only = options.wideip_members

    def queries(self):
        """Pairs of a message and the addresses of which it may be answered with any."""
        raise NotImplementedError

    def write_messages(self, directory):
        """For the senders: each message behind its length."""
        path = os.path.join(directory, "messages")
        with open(path, "wb") as out:
            for message, _ in self.queries():
                out.write(struct.pack(">H", len(message)) + message)
        return path

    def check(self, name, port, seconds=PATIENCE):
        """Every query must have a right answer; waits so long until that is so."""
        end = time.monotonic() + seconds
        left = list(self.queries())
        while left := self._wrong(port, left):
            if time.monotonic() > end:
                message, expected, got = left[0]
                asked = message[12 : _question_end(message) - 5]
                raise Failure(f"{name}: {len(left)} wrong answer(s): {got} for {asked}, not of {sorted(expected)}")
            left = [(message, expected) for message, expected, _ in left]
            time.sleep(0.1)

    def _wrong(self, port, queries):
        replies = replies_of(port, [message for message, _ in queries])
        wrong = []
        for place, (message, expected) in enumerate(queries):
            got = addresses(replies[place], _question_end(message)) if place in replies else []
            if not got or not set(got) <= expected:
                wrong.append((message, expected, got))
        return wrong


class RoundRobin(Work):
    """Four addresses in turn, or one drawn at random, for each name."""

    def queries(self):
        return [(question(host(i)), set(ADDRESSES)) for i in range(self.names)]

    def wideip(self, directory, port, threads, dns):
        round_robin(directory, port, self.names, self.members_only, threads, dns)

    def gdnsd(self, directory, port, threads):
        return gdnsd(directory, port, self.names, "weighted!one", threads=threads)

    def check(self, name, port, seconds=PATIENCE):
        super().check(name, port, seconds)
        for number in (0, self.names - 1):
            answers = [ask(port, host(number), 1) for _ in range(100)]
            if {answer[0] for answer in answers if answer} != set(ADDRESSES):
                raise Failure(f"{name} does not rotate {host(number)} over {ADDRESSES}: {answers[:8]}")


class Failover(Work):
    """The first of four VIPs that is up, each name with another order; two are up, one answers 503, one refuses connections.

    Both servers check the VIPs all the while, every two seconds.
    """

    VIPS = [f"127.0.2.{i}" for i in range(1, 5)]
    UP = (0, 2)
    FAILING = 1
    CHECK = {"interval": 2, "timeout": 1}

    def __init__(self, options):
        super().__init__(options)
        self.port = free_port()
        for i in (*self.UP, self.FAILING):
            Vip(self.VIPS[i], self.port).turn(i in self.UP)

    def order(self, number):
        return [(number + i) % len(self.VIPS) for i in range(len(self.VIPS))]

    def queries(self):
        for i in range(self.names):
            yield question(host(i)), {self.VIPS[next(vip for vip in self.order(i) if vip in self.UP)]}

    def wideip(self, directory, port, threads, dns):
        check = f"type: http, port: {self.port}, path: /, fall: 2, rise: 2, " + ", ".join(f"{k}: {v}s" for k, v in self.CHECK.items())
        vips = "".join(f"  vip{i}: {{datacenter: dc{i}, addresses: [{a}], healthCheck: web}}\n" for i, a in enumerate(self.VIPS))
        places = "".join(f"  dc{i}: {{}}\n" for i in range(len(self.VIPS)))
        sections = f"datacenters:\n{places}healthChecks:\n  web: {{{check}}}\nvips:\n{vips}"

        def answer(number):
            return f"policy: failover, members: [{', '.join(f'vip{i}' for i in self.order(number))}]"

        wideip_site(directory, port, self.names, sections, answer, threads, dns)

    def gdnsd(self, directory, port, threads):
        check = f"plugin => http_status, port => {self.port}, up_thresh => 2, ok_thresh => 1, down_thresh => 2, " + ", ".join(
            f"{k} => {v}" for k, v in self.CHECK.items()
        )
        vips = " ".join(f"vip{i} => {a}" for i, a in enumerate(self.VIPS))
        orders = "".join(
            f"    from{i} => {{ datacenters => [ {', '.join(f'vip{vip}' for vip in self.order(i))} ], dcmap => {{ {vips} }} }}\n"
            for i in range(len(self.VIPS))
        )
        plugins = f"  metafo => {{ service_types => web, resources => {{\n{orders}  }} }}\n"
        services = f"web => {{ {check} }}"
        return gdnsd_site(directory, port, self.names, plugins, lambda i: f"metafo!from{i % len(self.VIPS)}", threads, services)


class Geo(Work):
    """The client's network, of its EDNS Client Subnet, says which of four datacenters comes first."""

    def __init__(self, options):
        super().__init__(options)
        self.networks = list(_networks(NETWORKS))

    def order(self, number):
        """Datacenters for clients of the network of that number, best first; each is best for networks of both families."""
        names = list(geo_site.DATACENTERS)
        first = number // 2 % len(names)
        return names[first:] + names[:first]

    def queries(self):
        for i, network in enumerate(self.networks):
            nearest = geo_site.DATACENTERS[self.order(i)[0]]
            yield geo_site.query(host(i % self.names), network), {nearest[2]}

    def wideip(self, directory, port, threads, dns):
        places = "".join(f"  {name}: {{}}\n" for name in geo_site.DATACENTERS)
        subnets = {}
        for i, network in enumerate(self.networks):
            subnets.setdefault(", ".join(self.order(i)), []).append(f'"{network}"')
        rules = "".join(f"  - {{subnets: [{', '.join(some)}], prefer: [{order}]}}\n" for order, some in subnets.items())
        sections = f"datacenters:\n{places}{geo_site.vips()}topology:\n{rules}"
        wideip_site(directory, port, self.names, sections, lambda _: geo_site.ANSWER, threads, dns)

    def gdnsd(self, directory, port, threads):
        nets = "".join(f"      {network} => [ {', '.join(self.order(i))} ]\n" for i, network in enumerate(self.networks))
        plugins = geo_site.geoip(f"nets => {{\n{nets}    }}")
        return gdnsd_site(directory, port, self.names, plugins, lambda _: "geoip!near", threads)


WORK = {"round-robin": RoundRobin, "failover": Failover, "geo": Geo}


def _networks(count, seed=1):
    """Half of each family, none twice."""
    drawn, seen = random.Random(seed), set()
    while len(seen) < count:
        if len(seen) % 2:
            network = ipaddress.ip_network(((0x2A00 << 112) | drawn.getrandbits(36) << 80, 48))
        else:
            network = ipaddress.ip_network((drawn.randrange(11 << 16, 127 << 16) << 8, 24))
        if network not in seen:
            seen.add(network)
            yield network


def _question_end(message):
    return message.index(b"\0", 12) + 5
