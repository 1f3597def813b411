"""Wideip over databases that can be replaced."""

import contextlib
import os
import shutil
import statistics
import tempfile
import time

import geo_site
from jvm import Jvm, tool
from processes import Process, free_port
from servers import host

IN_USE = "geo database in use"
PATIENCE = 120


class Server:
    """Wideip over copies of the databases, which can be replaced; from its start to its end."""

    def __init__(self, databases, options, cpu=None):
        self.sources, self.options, self.cpu = databases, options, cpu

    def __enter__(self):
        with contextlib.ExitStack() as leaving:
            scratch = leaving.enter_context(tempfile.TemporaryDirectory(prefix="wideip-bench-"))
            self.databases = [os.path.join(scratch, os.path.basename(path)) for path in self.sources]
            for source, path in zip(self.sources, self.databases):
                shutil.copyfile(source, path)
            self.port, admin = free_port(), free_port()
            config = geo_site.wideip(scratch, self.port, admin, self.databases)
            java = [tool("java"), *self.options.java_opts.split(), "-jar", self.options.jar]
            command = [*java, "serve", "--config", config]
            self.process = leaving.enter_context(Process("wideip", command, scratch, self.cpu))
            self.process.await_answer(self.port, host(0), PATIENCE)
            self.started = self.process.cpu_seconds()
            self.jvm = Jvm(self.process, admin)
            self.leaving = leaving.pop_all()
        return self

    def __exit__(self, *what):
        return self.leaving.__exit__(*what)

    def taken(self):
        """How often a database was put to use."""
        with open(self.process.log, encoding="utf-8", errors="replace") as log:
            return log.read().count(IN_USE)

    def await_taken(self, count, meanwhile):
        end = time.monotonic() + PATIENCE
        while self.taken() < count:
            self.process.check_alive()
            if time.monotonic() > end:
                self.process.fail(f"does not use a replaced database after {PATIENCE} s")
            meanwhile()

    def stage(self):
        for source, path in zip(self.sources, self.databases):
            shutil.copyfile(source, path + ".new")

    def replace(self):
        """By what was staged."""
        for path in self.databases:
            os.rename(path + ".new", path)

    def idle(self, seconds=3):
        """CPU seconds a second while nothing happens."""
        before = self.process.cpu_seconds()
        time.sleep(seconds)
        return (self.process.cpu_seconds() - before) / seconds


def spread(values, unit, digits=2):
    return f"{statistics.median(values):.{digits}f} {unit} ({min(values):.{digits}f} to {max(values):.{digits}f})"
