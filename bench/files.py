"""Files somebody uploads: how long large ones take to be read, and what it costs to refuse hostile ones."""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from essaim.apps.frameworks.tests import large
from essaim.apps.frameworks.tests.test_hostile_files import HOSTILE

NODES = 1_300
# Read alone in a process of its own, so that its memory is its own; "of work" is what a machine not busy would take.
READ = """
import sys, time
from essaim.apps.frameworks.rules import Refused, formats

def peak():
    lines = open("/proc/self/status").read().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1000

content = open(sys.argv[1], "rb").read()
open("/proc/self/clear_refs", "w").write("5")  # the peak is counted from here
before, start, work = peak(), time.perf_counter(), time.process_time()
try:
    reading = formats.read(content, {})
    said = f"{len(reading.framework.criteria)} criteria, written anew in {len(reading.source) / 1e6:.1f} MB"
except Refused as refused:
    said = f"refused: {refused.problems[0].kind.value}"
seconds, work, more = time.perf_counter() - start, time.process_time() - work, peak() - before
print(f"{seconds:6.2f} s ({work:5.2f} of work)  {len(content) / 1e6:6.1f} MB read {more:6.1f} MB more at peak  {said}")
"""


def run() -> None:
    """Print seconds and memory of each file."""
    print(f"libraries of {NODES} requirements, ours of {large.COUNT} criteria, and files nobody should send")
    with TemporaryDirectory() as folder:
        for name, content in _files():
            path = Path(folder, "file")
            path.write_bytes(content)
            done = subprocess.run(
                [sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True, timeout=60
            )
            print(f"  {name:36} {done.stdout.strip()}")


def _files() -> list[tuple[str, bytes]]:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n"
        for before, name in zip("abcdefghi", "bcdefghij", strict=True)
    )
    hostile = ("a bomb that lies about its size", "a long text in every cell", "a hundred megabytes")
    return [
        ("our own YAML", large.source()),
        ("a foreign library (YAML)", large.as_yaml(large.library(NODES))),
        ("a foreign library (XLSX)", large.library_workbook(NODES)),
        ("aliases that would be 10¹⁰ values", f"objects: {{}}\n{bomb}".encode()),
        ("nested without end", ("objects: " + "[" * 100_000).encode()),
        ("sixteen levels and one more", ("objects: " + "[" * 17 + "]" * 17).encode()),
        *((f"xlsx: {name}", HOSTILE[name][0]()) for name in hostile),
        ("yaml: a hundred megabytes", HOSTILE["a hundred megabytes of text"][0]()),
    ]
