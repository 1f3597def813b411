"""Java's tools, and what a running Wideip tells of itself: its metrics, and its memory after a collection."""

import glob
import os
import re
import subprocess
import urllib.request

from servers import TOP

TESTS = os.path.join(TOP, "gslb-dns", "src", "test")
SOURCES = ["Packet", "SampleQueries", "Mutations", "ReplyCheck"]


def tool(name):
    home = os.environ.get("JAVA_HOME")
    return os.path.join(home, "bin", name) if home else name


def compile_mutation(directory):
    """The programs in bench/mutation, with the classes of the tests that they share."""
    sources = [os.path.join(TESTS, "java", "io", "wideip", "dns", f"{name}.java") for name in SOURCES]
    sources += sorted(glob.glob(os.path.join(TOP, "bench", "mutation", "*.java")))
    subprocess.run([tool("javac"), "-Xlint:all", "-Werror", "-d", directory, *sources], check=True)


class Jvm:
    def __init__(self, process, admin):
        self.process = process
        self.pid = str(process.popen.pid)
        self.admin = admin

    def metrics(self):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.admin}/metrics", timeout=10) as answer:
            lines = answer.read().decode().splitlines()
        return [line.rpartition(" ")[::2] for line in lines if not line.startswith("#")]

    def total(self, name, labels=""):
        return sum(float(value) for key, value in self.metrics() if key.partition("{")[0] == name and labels in key)

    def heap_after_collection(self):
        """Octets."""
        for _ in range(2):
            self._jcmd("GC.run")
        return self.total("jvm_memory_used_bytes", 'area="heap"')

    def live(self):
        """Octets of all objects that live, without what was allocated meanwhile or lies between them."""
        return int(re.search(r"^Total +\d+ +(\d+)", self._jcmd("GC.class_histogram"), re.MULTILINE)[1])

    def memory(self):
        """Megabytes after a collection: the heap, what is outside it by Unsafe as Netty's buffers are, all resident."""
        heap = self.heap_after_collection()
        outside = re.search(r"Other \(reserved=\d+KB, committed=(\d+)KB\)", self._jcmd("VM.native_memory", "summary"))
        return heap / 2**20, int(outside[1]) / 1024 if outside else 0.0, float(self.process.resident_megabytes())

    def _jcmd(self, *command):
        return subprocess.run([tool("jcmd"), self.pid, *command], check=True, capture_output=True, text=True).stdout
