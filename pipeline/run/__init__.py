"""The order of the rooms. It loops, catches and records, and decides nothing else."""
