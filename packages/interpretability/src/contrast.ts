import { InvalidArgumentError } from "@sdialog/core";
import { meanVector, type OptionNames, checkOptions, requireArguments } from "@sdialog/core/internal";
import { collectActivations, type CollectOptions, collectOptionNames } from "./collect-activations.ts";
import { Direction } from "./direction.ts";
import { type Example, type Subject, subjectModel } from "./subject.ts";

/** The two sets of conversations whose activations are held against each other. */
export interface ContrastOptions extends CollectOptions {
  /** Conversations that show what the direction shall stand for. */
  readonly positive: readonly Example[];
  /** Conversations that do not, otherwise as alike as possible. */
  readonly negative: readonly Example[];
}

const contrastOptionNames: OptionNames<ContrastOptions> = {
  positive: true,
  negative: true,
  ...collectOptionNames,
};

/**
 * The direction from the mean activation of one set of conversations to that of another (difference in means;
 * Marks & Tegmark 2023, arXiv 2310.06824; Arditi et al. 2024, arXiv 2406.11717). Its length is the distance of the
 * means, so adding it with strength 1 moves a typical negative to a typical positive.
 *
 * @throws InvalidArgumentError when a set is empty or the means are the same
 */
export async function contrast(subject: Subject, options: ContrastOptions): Promise<Direction> {
  const given = checkOptions("contrast", options, contrastOptionNames);
  requireArguments("contrast", arguments, 2);
  const { positive, negative, ...collecting } = given;
  const empty = Object.entries({ positive, negative }).find(([, examples]) => examples.length === 0);
  if (empty !== undefined) throw new InvalidArgumentError(`There are no examples in "${empty[0]}"`);
  const [high, low] = await Promise.all([
    collectActivations(subject, positive, collecting),
    collectActivations(subject, negative, collecting),
  ]);
  const [a, b] = [meanVector(high), meanVector(low)];
  const { site, side } = collecting;
  const description = `difference in means of ${positive.length} and ${negative.length} examples`;
  const { id: model } = await subjectModel(subject);
  return new Direction(
    a.map((value, index) => value - (b[index] as number)),
    { model, site, side, description },
  );
}
