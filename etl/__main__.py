"""`python -m etl`."""

from etl import limited

if __name__ == "__main__":
    limited.command("etl.cli", "etl")
