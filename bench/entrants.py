"""Who is compared: each entrant starts its server for a kind of work, and the server is asked and watched."""

import contextlib
import os
import time

from processes import Process, free_port
from servers import SERVERS, host
from work import RoundRobin

REFERENCE = "gdnsd"
LOOP = "C loop"


class Entrant:
    """command(work, directory, port, threads) writes the configuration."""

    def __init__(self, name, command, warms_up=False, checked=True):
        self.name, self.command, self.warms_up, self.checked = name, command, warms_up, checked

    def can(self, _work, _threads):
        return True


class Peer(Entrant):
    """One of the other servers, which do one kind of work with one thread."""

    def __init__(self, name, options):
        super().__init__(name, lambda work, directory, port, threads: SERVERS[name](directory, port, options.names, options))

    def can(self, work, threads):
        return isinstance(work, RoundRobin) and threads == 1


def loop(path):
    return Entrant(LOOP, lambda work, directory, port, threads: [path, str(port), str(threads)], checked=False)


def gdnsd():
    return Entrant(REFERENCE, lambda work, directory, port, threads: work.gdnsd(directory, port, threads))


def wideip(name, start, engine):
    def command(work, directory, port, threads):
        work.wideip(directory, port, threads, f", engine: {engine}" if engine else "")
        return start.command(directory)

    return Entrant(name, command, warms_up=True)


class Running:
    """An entrant's server, from its start to its end."""

    def __init__(self, entrant, kind, work, threads, cpus, scratch):
        self.entrant, self.work, self.threads, self.cpus = entrant, work, threads, cpus
        self.name = entrant.name
        self.start = {"work": kind, "threads": threads, "server": self.name}
        self.directory = os.path.join(scratch, self.name.replace(" ", "-"))

    def __enter__(self):
        with contextlib.ExitStack() as leaving:
            os.makedirs(self.directory)
            self.port = free_port()
            command = self.entrant.command(self.work, self.directory, self.port, self.threads)
            begun = time.monotonic()
            cpus = ",".join(str(cpu) for cpu in self.cpus)
            self.process = leaving.enter_context(Process(self.name, command, self.directory, cpus))
            self.process.await_answer(self.port, host(self.work.names - 1), 120, pause=0.002)
            self.start["first_answer"] = time.monotonic() - begun
            self.start["first_resident"] = self.process.resident_megabytes()
            self.leaving = leaving.pop_all()
        return self

    def __exit__(self, *what):
        return self.leaving.__exit__(*what)

    def check(self, **patience):
        self.process.check_alive()
        if self.entrant.checked:
            self.work.check(self.name, self.port, **patience)

    def measure(self, load):
        """load(port) sends queries and says what came of them; added is the server's CPU time by answer, in microseconds."""
        before, user = self.process.cpu_seconds(), self.process.user_seconds()
        said = load(self.port)
        self.process.check_alive()
        spent = {"cpu": self.process.cpu_seconds() - before, "user": self.process.user_seconds() - user}
        return said | {name: 1e6 * seconds / said["answered"] for name, seconds in spent.items()}
