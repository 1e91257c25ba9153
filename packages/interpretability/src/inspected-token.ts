import { InvalidArgumentError } from "@sdialog/core";
import type { CapturedActivations, LikelyToken, SeenToken } from "@sdialog/local";

/** A token and the probability it had. */
export interface TokenProbability {
  readonly token: string;
  readonly probability: number;
}

/** Finds what was captured. With one captured site, its name may be left out. */
export type CaptureOf = (site: string | undefined) => CapturedActivations;

/** One token of a prompt or a reply, with what was captured at its position. */
export class InspectedToken {
  /** Its place in the prompt, or in the reply. */
  readonly index: number;
  readonly id: number;
  readonly text: string;
  /**
   * Where its activations were computed; 0 is the first token of the prompt. For a token of the prompt, where it was
   * read. For a token of the reply, where it was chosen: one before the place where it stands itself.
   */
  readonly position: number;
  readonly #top: readonly TokenProbability[] | undefined;
  readonly #captureOf: CaptureOf;

  constructor(
    place: { readonly index: number; readonly position: number; readonly token: SeenToken },
    captureOf: CaptureOf,
    top?: readonly TokenProbability[],
  ) {
    this.index = place.index;
    this.position = place.position;
    this.id = place.token.id;
    this.text = place.token.text;
    this.#captureOf = captureOf;
    this.#top = top;
  }

  /**
   * The activation of a site at this token's position.
   *
   * @param site a captured module path, or the name given to it; may be left out when there is only one
   * @returns as many numbers as the site is wide
   * @throws InvalidArgumentError when it was not captured here
   */
  activation(site?: string): Float32Array {
    const capture = this.#captureOf(site);
    const row = this.#row(capture);
    return capture.data.subarray(row * capture.width, (row + 1) * capture.width);
  }

  /**
   * What the model would have said from this position if the layers after the site were left out (logit lens).
   * @throws InvalidArgumentError when the inspector was not asked for it
   */
  lens(site?: string): readonly LikelyToken[] {
    const capture = this.#captureOf(site);
    const found = capture.lens?.[this.#row(capture)];
    if (found === undefined)
      throw new InvalidArgumentError("The logit lens was not captured", {
        hint: "Construct the inspector with { lens: 5 }, and with lensTokens that this token is one of.",
      });
    return found;
  }

  /**
   * How much the model looked at each token from this position: one share per position from the first of the prompt up to
   * this one, together 1.
   *
   * @param site a captured path of attention weights, `model.layers.4.attention_weights`, or the name given to it; may be
   *   left out when only one site was captured
   * @param head one head, from 0 on. Default: the mean of all of them
   * @throws InvalidArgumentError when it was not captured here, is something else, or has no such head
   */
  attention(site?: string, head?: number): Float32Array {
    const capture = this.#captureOf(site);
    const { heads } = capture;
    if (heads === undefined)
      throw new InvalidArgumentError(`${capture.site} holds activations, not attention weights`, {
        hint: 'Give the inspector a target such as "model.layers.4.attention_weights".',
      });
    if (head !== undefined && !(Number.isInteger(head) && head >= 0 && head < heads))
      throw new InvalidArgumentError(`There is no head ${head}: there are ${heads}, counted from 0`);
    const weights = this.activation(site);
    return Float32Array.from({ length: this.position + 1 }, (_, at) => {
      const looks = weights.subarray(at * heads, (at + 1) * heads);
      return head === undefined ? looks.reduce((sum, weight) => sum + weight, 0) / heads : (looks[head] ?? 0);
    });
  }

  /**
   * The most probable candidates for this token, before temperature and truncation; natural probabilities. Only for
   * tokens of a reply.
   * @throws InvalidArgumentError when the inspector was not asked for them
   */
  get top(): readonly TokenProbability[] {
    if (this.#top === undefined)
      throw new InvalidArgumentError("There are no candidates for this token", {
        hint: "Construct the inspector with { topK: 5 }; tokens of a prompt were not chosen by the model.",
      });
    return this.#top;
  }

  toString(): string {
    return this.text;
  }

  #row({ positions, data, width, site }: CapturedActivations): number {
    const row = positions.indexOf(this.position);
    if (row === -1 || data.length !== positions.length * width)
      throw new InvalidArgumentError(`${site} was not kept for token ${this.index} ("${this.text}")`, {
        hint: 'Widen the inspector\'s `tokens`, or set `reduce` to "none".',
      });
    return row;
  }
}
