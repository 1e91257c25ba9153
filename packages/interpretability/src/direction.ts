import { InvalidArgumentError } from "@sdialog/core";
import { checkArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import type { Side } from "@sdialog/local";

/** Where a direction comes from. */
export interface DirectionOrigin {
  /** The model it was found in, `local:…`. */
  readonly model?: string | undefined;
  /** The module path it was found at. */
  readonly site?: string | undefined;
  readonly side?: Side | undefined;
  /** How it was found, in a few words. */
  readonly description?: string | undefined;
}

/** The names of {@link DirectionOrigin}. */
export const directionOriginNames: OptionNames<DirectionOrigin> = {
  model: true,
  site: true,
  side: true,
  description: true,
};

/** Anything that can be used as a direction. */
export type DirectionLike = Direction | ArrayLike<number>;

/** A direction in the space of a site's activations. */
export class Direction {
  readonly values: Float32Array;
  readonly origin: DirectionOrigin;

  /** @throws InvalidArgumentError when there are no numbers, one is not finite, or all are 0 */
  constructor(values: ArrayLike<number>, origin: DirectionOrigin = {}) {
    checkArguments("new Direction", arguments, 2);
    checkOptions("new Direction", origin, directionOriginNames);
    this.values = Float32Array.from(values ?? []);
    this.origin = Object.freeze({ ...origin });
    if (!(this.length > 0) || !Number.isFinite(this.length)) {
      throw new InvalidArgumentError("A direction needs finite numbers that are not all 0", {
        hint: "A difference of means is 0 when both sets of examples are the same.",
      });
    }
  }

  static from(direction: DirectionLike): Direction {
    return direction instanceof Direction ? direction : new Direction(direction);
  }

  /** Its Euclidean length. */
  get length(): number {
    return Math.sqrt(this.values.reduce((sum, value) => sum + value * value, 0));
  }

  /** The same direction at length 1. */
  unit(): Direction {
    const { length } = this;
    return new Direction(
      this.values.map((value) => value / length),
      this.origin,
    );
  }

  /** The component of `activation` along this direction: its dot product with the unit vector. */
  project(activation: ArrayLike<number>): number {
    const dot = this.values.reduce((sum, value, index) => sum + value * (activation[index] ?? Number.NaN), 0);
    return dot / this.length;
  }

  /** The cosine of the angle to another direction: 1 the same, 0 unrelated, −1 opposite. */
  cosine(other: DirectionLike): number {
    const { values, length } = Direction.from(other);
    return this.project(values) / length;
  }
}
