"""APScheduler as an alarm clock: it says when to call ``run``; the database knows what is due.

No job is stored by APScheduler. A lost or doubled alarm is harmless: a run polls what is due by the states in the
database, and a digest's slot can be filled once only.
"""

from pipeline.schedule.service import serve

__all__ = ["serve"]
