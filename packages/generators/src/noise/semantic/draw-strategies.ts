import type { Random } from "@sdialog/core";
import type { SemanticLayer, SemanticStrategy } from "./semantic-strategies.ts";

export interface DrawnStrategies {
  readonly layer: SemanticLayer;
  /** At least one. */
  readonly strategies: readonly SemanticStrategy[];
}

/** One layer by weight, then each of its strategies by its own probability; when none comes up, one at random. */
export function drawStrategies(layers: readonly SemanticLayer[], random: Random): DrawnStrategies {
  const layer = random.weighted(
    layers,
    layers.map(({ weight }) => weight),
  );
  const drawn = layer.strategies.filter(({ probability }) => random.chance(probability));
  return { layer, strategies: drawn.length > 0 ? drawn : [random.pick(layer.strategies)] };
}
