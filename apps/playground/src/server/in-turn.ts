/** Runs what concerns one thing one after another, in the order asked for; different things do not wait for each other. */
export class InTurn {
  readonly #tails = new Map<string, Promise<unknown>>();

  /** @throws whatever `action` throws; those after it run all the same */
  async run<Result>(key: string, action: () => Promise<Result>): Promise<Result> {
    const before = this.#tails.get(key) ?? Promise.resolve();
    const mine = before.catch(() => undefined).then(action);
    this.#tails.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.#tails.get(key) === mine) this.#tails.delete(key);
    }
  }
}
