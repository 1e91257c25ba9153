/** Minimal standard generator (Park & Miller 1988): the same numbers in any language. */
export function* parkMiller(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (state * 16_807) % 2_147_483_647;
    yield state / 2_147_483_647;
  }
}

/**
 * A text of invented words, some of them far more frequent than others, as in any language. `made_texts.py` makes the same,
 * so that other programs can be asked about it and only their numbers are kept.
 */
export function madeText(seed: number): string[] {
  const random = parkMiller(seed + 1);
  const draw = (): number => random.next().value;
  draw();
  const length = 20 + Math.floor(draw() * 380);
  const vocabulary = 10 + Math.floor(draw() * 290);
  const skew = 1 + draw() * 3;
  return Array.from({ length }, () => `w${Math.floor(vocabulary * draw() ** skew)}`);
}
