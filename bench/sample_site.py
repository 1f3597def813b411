"""The site of SampleSite, whose zone it shares, as YAML. VIPs without a check are up."""

import os

from jvm import TESTS

ZONE = "apps.example.com"


def sample_site(closed):
    """closed: a port on which nobody listens."""
    with open(os.path.join(TESTS, "resources", "io", "wideip", "dns", "sample.zone"), encoding="ascii") as zone:
        records = "".join("      " + line for line in zone)
    return f"""version: 1
zones:
  {ZONE}:
    hostmaster: hostmaster@example.com
    nameservers: {{ns1: [192.0.2.53, "2001:db8::53"], ns.example.org: []}}
    records: |
{records}
  nested.{ZONE}:
    hostmaster: hostmaster@example.com
    nameservers: {{ns1: [192.0.2.53]}}
    records: |
      *   A   192.0.2.99
datacenters: {{east: {{}}, west: {{}}, cloud: {{}}}}
healthChecks:
  closed: {{type: tcp, port: {closed}, interval: 1s, timeout: 500ms, fall: 1, rise: 1}}
vips:
  east: {{datacenter: east, addresses: [192.0.2.10, 192.0.2.11, "2001:db8::10"]}}
  west: {{datacenter: west, addresses: [198.51.100.10]}}
  broken: {{datacenter: west, addresses: [127.0.3.66], healthCheck: closed}}
  cdn: {{datacenter: cloud, hostname: lb.example.net}}
pools:
  both: {{policy: round-robin, members: [east, west]}}
  dead: {{policy: round-robin, members: [broken]}}
topology:
  - {{subnets: [10.1.0.0/16], prefer: [west, east]}}
  - {{subnets: ["2001:db8::/40"], prefer: [east, west]}}
wideIps:
  turns.{ZONE}: {{policy: round-robin, members: [east, west, broken]}}
  near.{ZONE}: {{policy: geo, members: [east, west, broken]}}
  kept.{ZONE}: {{policy: hash, members: [east, west, broken]}}
  first.{ZONE}: {{policy: failover, members: [broken, west], ttl: 5s}}
  drawn.{ZONE}: {{policy: weighted, members: [{{vip: east, weight: 3}}, west], maxAnswers: 3}}
  alias.{ZONE}: {{policy: failover, members: [cdn]}}
  mixed.{ZONE}: {{policy: geo, members: [west, cdn]}}
  pools.{ZONE}: {{policy: geo, pools: [dead, both]}}
  down.{ZONE}: {{policy: round-robin, members: [broken], whenAllDown: nodata}}
  servfail.{ZONE}: {{policy: round-robin, members: [broken], whenAllDown: servfail}}
  fallback.{ZONE}: {{policy: round-robin, members: [broken], whenAllDown: {{fallback: [west, east]}}}}
  turns.nested.{ZONE}: {{policy: round-robin, members: [east, west]}}
warnings: {{ignore: [datacenter-not-preferred, fall-of-one, no-health-check]}}
"""
