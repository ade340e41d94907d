"""A small news world on loopback, run through the very same pipeline into a throw-away installation.

world   the articles, outlets and right answers of config/demo
web     real HTTP servers that show the world, day by day
play    seeds, two days, two digests
report  what happened, for people
"""

from __future__ import annotations

from pipeline.demo.play import DemoDay, DemoReport, play_demo
from pipeline.demo.report import print_demo

__all__ = ["DemoDay", "DemoReport", "play_demo", "print_demo"]
