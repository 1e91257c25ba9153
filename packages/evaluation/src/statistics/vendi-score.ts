import { InvalidArgumentError } from "@sdialog/core";
import { checkFinite } from "./check-numbers.ts";
import { EigenvalueDecomposition, Matrix } from "ml-matrix";

/**
 * Vendi score (Friedman & Dieng 2023, arXiv 2210.02410): the exponential of the entropy of order `q` of the
 * eigenvalues of K ÷ n, in [1, n]; NaN for no element.
 *
 * @param kernel similarities of all pairs, positive semi-definite, 1 on the diagonal
 * @param q from 0 up to Infinity; 1 = Shannon entropy
 * @throws InvalidArgumentError for a negative q, a kernel that is not square, or similarities that are not finite
 */
export function vendiScore(kernel: readonly (readonly number[])[], q = 1): number {
  if (!(q >= 0)) throw new InvalidArgumentError(`The order of a Vendi score must be at least 0, not ${q}`);
  const n = kernel.length;
  if (n === 0) return Number.NaN;
  for (const [row, similarities] of kernel.entries()) {
    if (similarities.length !== n)
      throw new InvalidArgumentError(
        `vendiScore: row ${row} of the kernel holds ${similarities.length} similarities of ${n} elements`,
      );
    checkFinite("vendiScore", similarities, `Row ${row}, similarity`);
  }
  const matrix = new Matrix(kernel.map((row) => [...row])).div(n);
  const { realEigenvalues } = new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
  // Rounding leaves tiny eigenvalues, of either sign, where there is none.
  const values = realEigenvalues.filter((value) => value > 1e-12);
  if (q === 1) return Math.exp(-values.reduce((sum, value) => sum + value * Math.log(value), 0));
  if (q === Number.POSITIVE_INFINITY) return 1 / Math.max(...values);
  return values.reduce((sum, value) => sum + value ** q, 0) ** (1 / (1 - q));
}
