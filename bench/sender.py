"""The programs in C: a sender of queries, and a server that answers without looking anything up."""

import json
import os
import shutil
import subprocess

from processes import Failure
from servers import TOP

FLOWS = 64
# As sender.c says: a quarter of a query's IDs.
MOST_OUTSTANDING = 1 << 14


def compiled(directory):
    """The paths of sender and loop; None without a C compiler."""
    compiler = shutil.which("cc")
    if not compiler:
        return None
    paths = []
    for name in ("sender", "loop"):
        paths.append(os.path.join(directory, name))
        source = os.path.join(TOP, "bench", f"{name}.c")
        subprocess.run([compiler, "-O2", "-pthread", "-o", paths[-1], source], check=True)
    return paths


class Sender:
    """On one CPU. shared: whether a server has to do on it, too; else the sender never sleeps."""

    def __init__(self, path, messages, cpu, shared):
        self.path, self.messages, self.cpu = path, messages, cpu
        self.wait = "sleep" if shared else "spin"

    def open(self, port, seconds, rate):
        """So many queries a second, whatever comes back."""
        return self._run(port, seconds, "open", rate)

    def closed(self, port, seconds, outstanding):
        """So many queries on the way at once."""
        return self._run(port, seconds, "closed", outstanding)

    def _run(self, port, seconds, how, number):
        command = ["taskset", "-c", str(self.cpu), self.path, port, self.messages, seconds, FLOWS, self.wait, how, number]
        done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
        if done.returncode:
            raise Failure(f"port {port}: {done.stderr}")
        said = json.loads(done.stdout)
        if said["wrong"] or not said["answered"]:
            raise Failure(f"the server on port {port} did not answer NOERROR with a record to all: {said}")
        return said
