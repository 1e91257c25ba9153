import { type Experience, type GeneratedExperience, withoutOrigin } from "./experience.ts";

/**
 * What the experiences of one batch came to that are made at the same time in this process, so that the later ones can be
 * compared with those before them. An experience waits for those of lower numbers only, and is compared with what each was
 * given first, so that all come out the same one at a time and sixteen at once.
 */
export class BatchSiblings {
  readonly #given = new Map<number, Promise<Experience | undefined>>();

  /**
   * Says that an experience is being made; to be called before anything is waited for.
   *
   * @param making what comes of it; a failure counts as nothing
   */
  begin<Made extends Experience>(index: number, making: () => Promise<Made>): Promise<Made> {
    const made = making();
    const given = made.catch(() => undefined);
    if (!this.#given.has(index)) this.#given.set(index, given);
    return made;
  }

  /**
   * What those before an experience came to, as far as they came to anything.
   *
   * @param first the number of the first of the batch
   * @param inherited what was made before this process began
   */
  async before(
    index: number,
    first: number,
    inherited: ReadonlyMap<number, unknown> = new Map(),
  ): Promise<readonly Experience[]> {
    const siblings: Experience[] = [];
    for (let at = first; at < index; at++) {
      const known = inherited.get(at) as GeneratedExperience | undefined;
      const given = this.#given.has(at) ? await this.#given.get(at) : known && withoutOrigin(known);
      if (given !== undefined) siblings.push(given);
    }
    return siblings;
  }
}
