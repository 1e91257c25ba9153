import { InvalidArgumentError } from "@sdialog/core";
import { checkOptions, meanVector } from "@sdialog/core/internal";
import { Matrix, SingularValueDecomposition } from "ml-matrix";
import { Direction, type DirectionOrigin, directionOriginNames } from "./direction.ts";

/** A direction in which activations vary most, with how much of the variance it holds. */
export interface PrincipalDirection {
  /** At length 1; its sign carries no meaning. */
  readonly direction: Direction;
  /** The share of the variance along it, from 0 to 1. */
  readonly explained: number;
}

/**
 * The directions along which activations vary most (principal component analysis of the centred vectors).
 *
 * @param vectors at least two, of the same width
 * @param count how many directions, at most one less than there are vectors
 * @returns most important first
 * @throws InvalidArgumentError for fewer than two vectors, or vectors that are all the same
 */
export function principalDirections(
  vectors: readonly Float32Array[],
  count = 1,
  origin: DirectionOrigin = {},
): readonly PrincipalDirection[] {
  checkOptions("principalDirections", origin, directionOriginNames);
  if (vectors.length < 2) throw new InvalidArgumentError("Principal directions need at least two vectors");
  const mean = meanVector(vectors);
  const centred = new Matrix(
    vectors.map((vector) => Array.from(vector, (value, index) => value - (mean[index] as number))),
  );
  const { diagonal, rightSingularVectors } = new SingularValueDecomposition(centred, { autoTranspose: true });
  const total = diagonal.reduce((sum, value) => sum + value * value, 0);
  if (total === 0)
    throw new InvalidArgumentError("The vectors are all the same, so they vary along no direction");
  return diagonal.slice(0, Math.min(count, vectors.length - 1)).map((value, index) => ({
    direction: new Direction(rightSingularVectors.getColumn(index), {
      description: `principal component ${index + 1} of ${vectors.length} vectors`,
      ...origin,
    }),
    explained: (value * value) / total,
  }));
}
