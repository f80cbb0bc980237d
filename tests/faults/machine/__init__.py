"""Faults of the machine: runs that are killed, disks that are full, files that are damaged, clocks that are wrong."""
