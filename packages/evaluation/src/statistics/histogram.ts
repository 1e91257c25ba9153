/** The share of the chosen elements in each of `bins` bins; with `smoothing`, added to every bin's count first. */
export function histogram(
  binOf: Uint32Array,
  chosen: Uint32Array,
  bins: number,
  smoothing = 0,
): Float64Array {
  const shares = new Float64Array(bins).fill(smoothing / (chosen.length + bins * smoothing));
  for (const element of chosen) {
    const bin = binOf[element] as number;
    shares[bin] = (shares[bin] as number) + 1 / (chosen.length + bins * smoothing);
  }
  return shares;
}
