"""Runs a command and measures it alone, with nothing of this project imported.

What the kernel tells of the memory of a child counts the process that started it, until the child's own program
begins; a test's process is larger than a crawl. This one is small.

Arguments: the descriptor to report to, seconds until the command is killed, bytes of address space, the command.
"""

import os
import signal
import sys


def main(report: int, seconds: int, most: int, command: list[str]) -> None:
    """Report how the command ended (its exit code, or minus the signal), its peak memory in KiB, and its ms of CPU."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    except (ImportError, ValueError, OSError):
        """Not on every system; it keeps a test from taking the machine's memory."""
    child = os.posix_spawn(command[0], command, os.environ)
    signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
    signal.alarm(seconds)
    _, ended, usage = os.wait4(child, 0)
    busy = 1000 * (usage.ru_utime + usage.ru_stime)
    os.write(report, b"%d %d %d" % (os.waitstatus_to_exitcode(ended), usage.ru_maxrss, busy))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
