import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { InvalidArgumentError } from "@sdialog/core";
import type { HookData, Side, TokenSelector } from "@sdialog/local";
import { type Example, exampleMessages, type Subject, subjectModel } from "./subject.ts";

/** Where in the model activations are read, and at which positions. */
export interface CollectOptions {
  /** A module path. */
  readonly site: string;
  /** Default: `output`. */
  readonly side?: Side | undefined;
  /** Which positions; the mean over several is taken. Default: `last`, the last token of the prompt. */
  readonly token?: TokenSelector | undefined;
  /** How many tokens to generate, for selectors that look at the reply. Default: 1. */
  readonly maxTokens?: number | undefined;
  readonly seed?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The names of {@link CollectOptions}. */
export const collectOptionNames: OptionNames<CollectOptions> = {
  site: true,
  side: true,
  token: true,
  maxTokens: true,
  seed: true,
  signal: true,
};

/**
 * The activation of one site for each of several conversations.
 *
 * @returns one vector per example, in order, as wide as the site
 * @throws ModelError when the model has no such site
 * @throws InvalidArgumentError when it stands for several sites or for attention weights, or no token is among them
 */
export async function collectActivations(
  subject: Subject,
  examples: readonly Example[],
  options: CollectOptions,
): Promise<readonly Float32Array[]> {
  const {
    site,
    side = "output",
    token = "last",
    maxTokens = 1,
    seed = 0,
    signal,
  } = checkOptions("collectActivations", options, collectOptionNames);
  const model = await subjectModel(subject);
  const capture = [{ site, side, tokens: token, reduce: "mean" }];
  return Promise.all(
    examples.map(async (example) => {
      const result = await model.generate({
        messages: exampleMessages(subject, example),
        maxTokens,
        seed,
        signal,
        backendOptions: { local: { capture } },
      });
      const captures = (result.backendData?.["local"] as HookData | undefined)?.captures ?? [];
      const [first, ...others] = captures;
      if (first === undefined || first.data.length === 0 || others.length > 0) {
        throw new InvalidArgumentError(
          `${site} with these tokens stands for ${captures.length} sites and ${first?.positions.length ?? 0} positions`,
          { hint: "Name one module, and tokens that every example has." },
        );
      }
      if (first.heads !== undefined)
        throw new InvalidArgumentError(`${site} holds attention weights, not activations`, {
          hint: "Name a layer or a module in it; `token.attention()` of an inspected reply tells where a layer looks.",
        });
      return first.data;
    }),
  );
}
