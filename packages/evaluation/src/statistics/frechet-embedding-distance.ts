import { Matrix, SingularValueDecomposition } from "ml-matrix";

/**
 * Squared Fréchet distance of normal distributions fitted to two sets of vectors, as in FID (Heusel et al. 2017,
 * arXiv 1706.08500): ‖μ − ν‖² + Tr(Σ + Τ − 2(ΣΤ)^½), covariances ÷ (n − 1).
 *
 * Computed from inner products alone: the trace of the square root is the nuclear norm of the cross product of the
 * centred sets (Mathiasen & Hvilshøj 2020, arXiv 2009.14075), which needs no d × d matrix and is right for fewer
 * vectors than dimensions.
 *
 * @param products inner products of all pairs of vectors
 * @param a indices of one set's vectors, at least two
 * @param b indices of the other's
 */
export function frechetEmbeddingDistance(
  products: readonly Float64Array[],
  a: Uint32Array,
  b: Uint32Array,
): number {
  if (a.length < 2 || b.length < 2) return Number.NaN;
  const [inA, inB, across] = [block(products, a, a), block(products, b, b), block(products, a, b)];
  const between = inA.mean() + inB.mean() - 2 * across.mean();
  const traces =
    (inA.trace() - a.length * inA.mean()) / (a.length - 1) +
    (inB.trace() - b.length * inB.mean()) / (b.length - 1);
  const centred = across
    .clone()
    .subRowVector(across.mean("column"))
    .subColumnVector(across.mean("row"))
    .add(across.mean());
  const nuclearNorm = new SingularValueDecomposition(centred, {
    computeLeftSingularVectors: false,
    computeRightSingularVectors: false,
    autoTranspose: true,
  }).diagonal.reduce((sum, value) => sum + value, 0);
  const root = nuclearNorm / Math.sqrt((a.length - 1) * (b.length - 1));
  const distance = between + traces - 2 * root;
  // What is left of the numbers it is made of by rounding is no distance.
  return distance > 1e-12 * (Math.abs(inA.mean()) + Math.abs(inB.mean()) + traces) ? distance : 0;
}

function block(products: readonly Float64Array[], rows: Uint32Array, columns: Uint32Array): Matrix {
  const result = new Matrix(rows.length, columns.length);
  for (const [i, row] of rows.entries()) {
    for (const [j, column] of columns.entries())
      result.set(i, j, (products[row] as Float64Array)[column] as number);
  }
  return result;
}
