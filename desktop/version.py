"""The program's version, the same as in `pyproject.toml` (a test compares them).

It is written here because reading it from the installation costs a tenth of the window's start.
"""

PROGRAM_VERSION = "0.1.0"
