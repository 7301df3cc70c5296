"""What a ledger has to live through: `make torture`.

    kills    the process is ended at any moment, and in the middle of a write
    faults   every write, sync and truncation fails once: the disk is full (ENOSPC), the disk is broken (EIO)
    power    what was written and not synced is lost, or half of it

After each round: no document that was confirmed is lost, none is there twice, the file is whole, and the same work begun again ends
in the same ledger.
"""
