/** Numbers as small whole ones in the same order: what trees split on. */
export interface BinnedRows {
  readonly rows: number;
  /** Per column, each row's bin. */
  readonly columns: readonly Uint8Array[];
  /** Per column, how many bins it has. */
  readonly bins: readonly number[];
}

const mostBins = 256;

/**
 * Bins of columns of numbers: one per value where there are at most 256 different ones, else as many of equal weight.
 * Labels play no part, so that rows which are held out may be binned with the others.
 */
export function binRows(rows: readonly (readonly number[])[]): BinnedRows {
  const width = rows[0]?.length ?? 0;
  const edges = Array.from({ length: width }, (_, column) =>
    edgesOf(Float64Array.from(rows, (row) => row[column] as number).sort()),
  );
  return {
    rows: rows.length,
    columns: edges.map((of, column) => Uint8Array.from(rows, (row) => lastUpTo(of, row[column] as number))),
    bins: edges.map((of) => of.length),
  };
}

/** The least value of each bin. */
function edgesOf(sorted: Float64Array): Float64Array {
  const different = sorted.filter((value, index) => index === 0 || value !== sorted[index - 1]);
  if (different.length <= mostBins) return different;
  const at = Array.from(
    { length: mostBins },
    (_, bin) => sorted[Math.floor((bin * sorted.length) / mostBins)] as number,
  );
  return Float64Array.from(new Set(at));
}

function lastUpTo(edges: Float64Array, value: number): number {
  let [low, high] = [0, edges.length];
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((edges[middle] as number) <= value) low = middle;
    else high = middle;
  }
  return low;
}
