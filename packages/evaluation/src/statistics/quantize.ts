import { deriveSeed, type Seed } from "@sdialog/core";
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { kmeans } from "ml-kmeans";

export interface QuantizeOptions {
  readonly clusters: number;
  readonly seed: Seed;
  /** How often k-means starts anew, the tightest result is taken. */
  readonly restarts?: number | undefined;
  /** The share of variance that the coordinates kept hold, in (0, 1]. */
  readonly variance?: number | undefined;
}

/** The cluster of each vector: principal components that hold 90 % of the variance, then k-means++ from five seeds. */
export function quantize(vectors: readonly ArrayLike<number>[], options: QuantizeOptions): Uint32Array {
  const { clusters, seed, restarts = 5, variance = 0.9 } = options;
  const identities = byIdentity(vectors);
  if (new Set(identities).size <= clusters) return identities;
  const points = principalComponents(vectors, variance);
  const runs = Array.from({ length: restarts }, (_, run) => {
    const result = kmeans(points, clusters, {
      seed: deriveSeed(seed, "k-means", run),
      initialization: "kmeans++",
    });
    const error = points.reduce((sum, point, index) => {
      const centre = result.centroids[result.clusters[index] as number] as number[];
      return (
        sum + point.reduce((squares, value, axis) => squares + (value - (centre[axis] as number)) ** 2, 0)
      );
    }, 0);
    return { clusters: result.clusters, error };
  });
  return Uint32Array.from(runs.reduce((best, run) => (run.error < best.error ? run : best)).clusters);
}

/** Equal vectors get equal numbers, counted from 0. */
function byIdentity(vectors: readonly ArrayLike<number>[]): Uint32Array {
  const numbers = new Map<string, number>();
  return Uint32Array.from(vectors, (vector) => {
    const key = Array.from(vector).join();
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
}

/** Coordinates along the fewest axes that hold the share of variance; decomposes whichever of X Xᵀ and XᵀX is smaller. */
function principalComponents(vectors: readonly ArrayLike<number>[], variance: number): number[][] {
  const centred = new Matrix(vectors.map((vector) => Array.from(vector))).center("column");
  const wide = centred.rows < centred.columns;
  const transposed = centred.transpose();
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(
    wide ? centred.mmul(transposed) : transposed.mmul(centred),
    { assumeSymmetric: true },
  );
  const total = realEigenvalues.reduce((sum, value) => sum + Math.max(0, value), 0);
  const axes: number[] = [];
  let held = 0;
  for (let axis = realEigenvalues.length - 1; axis >= 0 && held < variance * total; axis--) {
    held += Math.max(0, realEigenvalues[axis] as number);
    axes.push(axis);
  }
  const vectorsOf = eigenvectorMatrix.subMatrixColumn(axes.length === 0 ? [0] : axes);
  const coordinates = wide
    ? vectorsOf.mulRowVector(axes.map((axis) => Math.sqrt(Math.max(0, realEigenvalues[axis] as number))))
    : centred.mmul(vectorsOf);
  return coordinates.to2DArray();
}

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
