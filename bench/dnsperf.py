"""dnsperf on one CPU, and what it says."""

import re
import subprocess
import sys

from servers import program


def load(port, queries, seconds, cpu, outstanding=200, binary=False, clients=4):
    """Runs dnsperf; returns how many queries were answered and lost, and answers per second.

    binary: whether the file has messages, as TCP has them.
    """
    command = ["taskset", "-c", str(cpu), program("dnsperf", "dnsperf"), "-s", "127.0.0.1"]
    command += ["-p", str(port), "-d", queries, "-l", str(seconds), "-q", str(outstanding)]
    command += ["-c", str(clients), "-T", "1"] + (["-B"] if binary else [])
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    codes = re.search(r"Response codes: +(.*)", said)
    if not codes or not re.fullmatch(r"NOERROR \d+ \(100\.00%\)", codes[1].strip()):
        sys.exit(f"the server on port {port} did not answer NOERROR to all:\n{said}")
    answered = int(re.search(r"Queries completed: +(\d+)", said)[1])
    lost = int(re.search(r"Queries lost: +(\d+)", said)[1])
    return answered, lost, float(re.search(r"Queries per second: +([\d.]+)", said)[1])
