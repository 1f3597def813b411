#!/usr/bin/env python3
"""A network with faults: runs a command in this namespace, beside web servers that are behind a link which this program relays.

The servers are in a network namespace of their own, at 10.9.0.1 to 10.9.0.11, port 8080. The nameserver that resolv.conf here has is
at 10.9.0.9, and knows living.example.net as 10.9.0.10 and dying.example.net as 10.9.0.11, each for a second. Each packet between the
two namespaces passes through here, over two TUN devices, so that every address can have a fault of its own: the kernel's netem is
not everywhere. Faults are lines on standard input:

  10.9.0.2 loss        every fifth packet is lost, either way
  10.9.0.3 delay       250 ms each way
  10.9.0.4 black-hole  nothing passes
  10.9.0.5 no-data     what carries data does not pass to the client
  10.9.0.6 small-only  packets of more than 600 octets do not pass
  10.9.0.7 vanish      the address is gone
  link down|up         the client's own link

usage: faulty_network.py COMMAND...
"""

import ctypes
import fcntl
import heapq
import http.server
import os
import select
import socket
import struct
import subprocess
import sys
import threading
import time

NEAR, FAR = "10.9.0.100", [f"10.9.0.{i}" for i in range(1, 12)]
NAMESERVER = "10.9.0.9"
NAMES = {b"\x06living\x07example\x03net\0": "10.9.0.10", b"\x05dying\x07example\x03net\0": "10.9.0.11"}
CLONE_NEWNET = 0x40000000
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
LOSS_OF, DELAY, SMALL = 5, 0.25, 600


def ip(*arguments):
    subprocess.run(["ip", *arguments], check=True)


def tun(name):
    device = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH", name.encode(), IFF_TUN | IFF_NO_PI))
    ip("link", "set", "dev", name, "up")
    return device


class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = b"ok" * 500
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def nameserver():
    server = socket.socket(type=socket.SOCK_DGRAM)
    server.bind((NAMESERVER, 53))
    while True:
        query, client = server.recvfrom(4096)
        name, wants_address = query[12 : query.index(0, 12) + 1], query[query.index(0, 12) + 1 :][:2] == b"\0\1"
        question = query[12 : 12 + len(name) + 4]
        address = NAMES.get(name.lower())
        answer = b""
        if address and wants_address:
            answer = struct.pack(">HHHIH4s", 0xC00C, 1, 1, 1, 4, socket.inet_aton(address))
        head = struct.pack(">HHHHH", 0x8580 if address else 0x8583, 1, len(answer) // 16, 0, 0)
        server.sendto(query[:2] + head + question + answer, client)


def use_nameserver():
    """In the mount namespace of this process only."""
    with open("resolv.conf", "w", encoding="ascii") as file:
        file.write(f"nameserver {NAMESERVER}\n")
    subprocess.run(["mount", "--bind", "resolv.conf", "/etc/resolv.conf"], check=True)


def servers(channel):
    """Runs in the process that has the far namespace."""
    if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWNET) != 0:
        sys.exit("no network namespace can be made")
    ip("link", "set", "dev", "lo", "up")
    device = tun("far")
    for address in FAR:
        ip("address", "add", address + "/32", "dev", "far")
    ip("route", "add", NEAR, "dev", "far")
    server = http.server.ThreadingHTTPServer(("", 8080), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    threading.Thread(target=nameserver, daemon=True).start()
    socket.send_fds(channel, [b"far"], [device])
    while address := channel.recv(64).decode():
        ip("address", "del", address + "/32", "dev", "far")


class Relay(threading.Thread):
    def __init__(self, near, far):
        super().__init__(daemon=True)
        self.other = {near: far, far: near}
        self.near = near
        self.faults = {}
        self.passed = 0
        self.waiting = []

    def run(self):
        while True:
            wait = max(0, self.waiting[0][0] - time.monotonic()) if self.waiting else None
            ready, _, _ = select.select(list(self.other), [], [], wait)
            for device in ready:
                self.take(device, os.read(device, 65536))
            while self.waiting and self.waiting[0][0] <= time.monotonic():
                _, _, device, packet = heapq.heappop(self.waiting)
                self.write(device, packet)

    def take(self, device, packet):
        if packet[0] >> 4 != 4:
            return
        outward = device == self.near
        fault = self.faults.get(socket.inet_ntoa(packet[16:20] if outward else packet[12:16]))
        self.passed += 1
        if (
            fault == "black-hole"
            or fault == "loss" and self.passed % LOSS_OF == 0
            or fault == "small-only" and len(packet) > SMALL
            or fault == "no-data" and not outward and has_data(packet)
        ):
            return
        if fault == "delay":
            heapq.heappush(self.waiting, (time.monotonic() + DELAY, self.passed, self.other[device], packet))
        else:
            self.write(self.other[device], packet)

    def write(self, device, packet):
        try:
            os.write(device, packet)
        except OSError:
            pass  # The link is down.


def has_data(packet):
    head = (packet[0] & 15) * 4
    return len(packet) > head + (packet[head + 12] >> 4) * 4


def main():
    here, there = socket.socketpair()
    if os.fork() == 0:
        here.close()
        servers(there)
        os._exit(0)
    there.close()
    _, [far], _, _ = socket.recv_fds(here, 64, 1)
    ip("link", "set", "dev", "lo", "up")
    use_nameserver()
    near = tun("near")
    set_up_near()
    relay = Relay(near, far)
    relay.start()
    command = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL)
    print("the network is up", flush=True)
    threading.Thread(target=obey, args=(relay, here, command), daemon=True).start()
    os._exit(command.wait())


def obey(relay, servers, command):
    for line in sys.stdin:
        what, fault = line.split()
        if what == "link":
            ip("link", "set", "dev", "near", fault)
            if fault == "up":
                set_up_near()
        elif fault == "vanish":
            servers.send(what.encode())
        else:
            relay.faults[what] = fault
    command.terminate()


def set_up_near():
    subprocess.run(["ip", "address", "add", NEAR + "/24", "dev", "near"], check=False, stderr=subprocess.DEVNULL)
    subprocess.run(["ip", "route", "replace", "10.9.0.0/24", "dev", "near"], check=True)


if __name__ == "__main__":
    main()
