/** Sets that grow together (union-find with path halving). */
export class Groups {
  readonly #parents = new Map<string, string>();

  rootOf(member: string): string {
    let current = member;
    for (;;) {
      const parent = this.#parents.get(current);
      if (parent === undefined) return current;
      const grandparent = this.#parents.get(parent);
      if (grandparent === undefined) return parent;
      this.#parents.set(current, grandparent);
      current = grandparent;
    }
  }

  join(a: string, b: string): void {
    const [first, second] = [this.rootOf(a), this.rootOf(b)];
    // The smaller hash is the root, whatever the order.
    if (first !== second) this.#parents.set(first < second ? second : first, first < second ? first : second);
  }
}
