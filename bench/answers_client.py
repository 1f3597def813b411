"""The client of bench/same-answers: asks one server by UDP and TCP, and masks in its replies what is never the same twice."""

import socket
import struct

from answers_messages import CLIENT_COOKIE, COOKIE, SERVER_COOKIE, SOA, option, proxied, query
from processes import Failure

# Asked behind a message: when its reply is there, the message's own has come or never will.
SENTINEL = b"\xff\xff" + query("plain.test", SOA)[2:]
PATIENCE = 10
OPT = 41
AT_ONCE = 50


class Client:
    """Replies come as lists of octets; by TCP, None at the end of one says that the server has closed the connection."""

    def __init__(self, port, proxied_port, mask_serial):
        self.port, self.proxied_port, self.mask_serial = port, proxied_port, mask_serial
        self.udp = self._datagrams(port)
        self.behind_proxy = self._datagrams(proxied_port)
        self.tcp = None
        self.cookie = bytes(len(SERVER_COOKIE))
        with_cookie = query("plain.test", SOA, option(COOKIE, CLIENT_COOKIE))
        reply = self._receive(self._send(with_cookie, None, "UDP"), "UDP")
        self.cookie = reply[reply.index(CLIENT_COOKIE) + 8 :][: len(SERVER_COOKIE)]

    @staticmethod
    def _datagrams(port):
        client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
        client.connect(("127.0.0.1", port))
        client.settimeout(PATIENCE)
        return client

    def begin(self):
        """Without the connection of before, which the server may have found idle."""
        if self.tcp is not None:
            self.tcp.close()
            self.tcp = None

    def ask(self, message, transport):
        """The replies to one message, as they came, masked."""
        return self._exchange(message, transport, 1)

    def repeat(self, message, transport, times):
        """Those to so many of the same."""
        replies = []
        while len(replies) < times:
            some = self._exchange(message, transport, AT_ONCE)
            if len(some) != AT_ONCE:
                return some
            replies += some
        return replies

    def _exchange(self, message, transport, times):
        octets = message.octets.replace(SERVER_COOKIE, self.cookie)
        # The sentinel's own number belongs to nothing else.
        octets = b"\x12\x34" + octets[2:] if len(octets) >= 2 else octets
        try:
            for _ in range(times):
                where = self._send(octets, message.client, transport)
            self._send(SENTINEL, message.client, transport)
        except (BrokenPipeError, ConnectionResetError):
            pass  # closed; what came before can still be read
        replies = []
        while True:
            reply = self._receive(where, transport)
            if reply is None:
                self.begin()
                return [*replies, None]
            if reply[:2] == SENTINEL[:2]:
                return replies
            replies.append(masked(reply, self.mask_serial))

    def _send(self, octets, client, transport):
        if transport == "TCP":
            if self.tcp is None:
                self.tcp = socket.create_connection(("127.0.0.1", self.port), PATIENCE)
                self.tcp.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.tcp.sendall(struct.pack(">H", len(octets)) + octets)
            return self.tcp
        if client:
            self.behind_proxy.send(proxied(client, self.proxied_port) + octets)
            return self.behind_proxy
        self.udp.send(octets)
        return self.udp

    def _receive(self, where, transport):
        try:
            if transport == "UDP":
                return where.recv(65_535)
            head = self._exactly(where, 2)
            return head and self._exactly(where, struct.unpack(">H", head)[0])
        except TimeoutError:
            raise Failure(f"no reply to a plain question by {transport} within {PATIENCE} s") from None
        except ConnectionResetError:
            return None

    @staticmethod
    def _exactly(connection, count):
        octets = b""
        while len(octets) < count:
            more = connection.recv(count - len(octets))
            if not more:
                return None
            octets += more
        return octets


def masked(reply, mask_serial):
    """Without the time and the signature in a server's cookie and, if asked for, without serials."""
    octets = bytearray(reply)
    try:
        for kind, start, end in records(reply):
            if kind == OPT:
                mask_cookie(octets, start, end)
            elif kind == SOA and mask_serial:
                octets[end - 20 : end - 16] = bytes(4)
    except (IndexError, struct.error):
        pass  # malformed; it is compared as it is
    return bytes(octets)


def mask_cookie(octets, start, end):
    while start < end:
        code, length = struct.unpack_from(">HH", octets, start)
        if code == COOKIE and length == 24:
            octets[start + 16 : start + 28] = bytes(12)
        start += 4 + length


def records(reply):
    """Of each record: its type, and where its data begins and ends."""
    questions, *counts = struct.unpack_from(">4H", reply, 4)
    at = 12
    for _ in range(questions):
        at = behind_name(reply, at) + 4
    for _ in range(sum(counts)):
        at = behind_name(reply, at)
        kind, length = struct.unpack_from(">H6xH", reply, at)
        yield kind, at + 10, at + 10 + length
        at += 10 + length


def behind_name(reply, at):
    while reply[at]:
        if reply[at] >= 0xC0:
            return at + 2
        at += reply[at] + 1
    return at + 1
