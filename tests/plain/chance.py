"""Chance with an address, in slow, obvious Python: Philox4x32-10 on whole numbers."""

CANDIDATES, CANDIDATES_MORE, CANDIDATES_LAST = 3, 4, 14
CHOICE, ANSWER, FRAMING, CHARACTER = 5, 6, 7, 11


def philox(counter: list[int], key: list[int]) -> list[int]:
    """Four 32-bit words from a counter of four and a key of two (Salmon et al. 2011)."""
    for _ in range(10):
        first, second = 0xD2511F53 * counter[0], 0xCD9E8D57 * counter[2]
        counter = [
            (second >> 32) ^ counter[1] ^ key[0],
            second & 0xFFFFFFFF,
            (first >> 32) ^ counter[3] ^ key[1],
            first & 0xFFFFFFFF,
        ]
        key = [(key[0] + 0x9E3779B9) & 0xFFFFFFFF, (key[1] + 0xBB67AE85) & 0xFFFFFFFF]
    return counter


def chances(seed: int, purpose: int, agent: int, week: int, index: int) -> list[float]:
    """The four uniforms at one address."""
    key = [seed & 0xFFFFFFFF, seed >> 32]
    return [(word + 0.5) / 2**32 for word in philox([agent, week, purpose + 256 * index, 0], key)]
