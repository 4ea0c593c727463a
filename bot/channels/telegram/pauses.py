"""How long the channel waits for what, in seconds; tests wait shorter."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pauses:
    """`album`: for further parts of an album. `fetch`: before a file is fetched again. `look`: before polling again

    while turns are under way. `failure`: after the first failure, doubled each time up to `longest`. `end`: what is in
    hand has left when the program stops.
    """

    album: float = 0.7
    fetch: float = 1.0
    look: float = 0.3
    failure: float = 1.0
    longest: float = 60.0
    end: float = 5.0

    def after(self, failures: int) -> float:
        """The pause after so many failures in a row."""
        return float(min(self.longest, self.failure * 2 ** min(failures - 1, 20)))
