"""The JDKs of this machine, and Wideip started with one of them."""

import contextlib
import glob
import os
import shutil
import subprocess

from processes import Failure
from servers import TOP

LAUNCHER = os.path.join(TOP, "wideip")
BUILT = os.path.join(TOP, "app/target/wideip.jar")
# With java.lang.foreign, which the native engine needs.
NATIVE_SINCE = 22


def jdks():
    """Homes by version: the one of JAVA_HOME, the one on PATH, and those in /usr/lib/jvm; of one version the first."""
    at_hand = shutil.which("java")
    homes = [os.environ.get("JAVA_HOME"), at_hand and os.path.dirname(os.path.dirname(os.path.realpath(at_hand)))]
    found = {}
    for home in homes + sorted(glob.glob("/usr/lib/jvm/*")):
        version = home and version_of(home)
        if version and feature(version) >= 17:
            found.setdefault(version, home)
    return found


def version_of(home):
    """As 17.0.15; None where there is no JDK."""
    with contextlib.suppress(OSError), open(os.path.join(home, "release"), encoding="utf-8") as release:
        if os.access(os.path.join(home, "bin/java"), os.X_OK):
            return next((line.split('"')[1] for line in release if line.startswith("JAVA_VERSION=")), None)
    return None


def feature(version):
    return int(version.split(".")[0].partition("-")[0])


class Start:
    """How Wideip is started on a JDK: by the launcher, as its users do, or, with a jar of its own, by java -jar."""

    def __init__(self, home, jar, java_opts):
        self.home, self.jar, self.java_opts = home, jar, java_opts
        self.built = self._prepare()

    def _prepare(self):
        """What the launcher builds and keeps for a quick start must be there before a start is measured."""
        if self.jar:
            return None
        environment = os.environ | {"JAVA_HOME": self.home}
        subprocess.run([LAUNCHER, "prepare"], env=environment, check=True, stdout=subprocess.DEVNULL)
        return os.stat(BUILT).st_mtime_ns

    def command(self, directory):
        if self._prepare() != self.built:
            raise Failure(f"{BUILT} was built anew meanwhile: compare again, and leave the sources alone until it has ended")
        serve = ["serve", "--config", os.path.join(directory, "config")]
        if self.jar:
            return [os.path.join(self.home, "bin/java"), *self.java_opts.split(), "-jar", self.jar, *serve]
        return ["env", f"JAVA_HOME={self.home}", f"WIDEIP_JAVA_OPTS={self.java_opts}", LAUNCHER, *serve]
