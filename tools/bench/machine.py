"""How quick this machine is beside the one on which the goals were set, measured in the same run."""

from tools.bench.measures import Measured

BARE_MS = {"sqlite": 1.4, "postgresql": 1.9}  # the bare page, signed in, in the table that the goals come from


def factor_of(database: str, results: dict[str, Measured]) -> float:
    """2.0: everything takes twice the processor time here."""
    return results["lesson"].bare.cpu_ms / BARE_MS[database]


def words_of(database: str, results: dict[str, Measured]) -> str:
    here, there = results["lesson"].bare.cpu_ms, BARE_MS[database]
    return (
        f"Machine factor {factor_of(database, results):.2f}: the bare page took {here:.2f} ms here and {there:.1f} ms "
        "where the goals were set. Goals in ms, s and per second are judged by what stands under “there”."
    )
