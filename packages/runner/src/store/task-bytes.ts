const pageSize = 65_536;

/**
 * A byte for each task, 0 at first, in pages that are made when they are written to: what it takes grows with the tasks that
 * something is known of, not with those that there are.
 */
export class TaskBytes {
  readonly #pages = new Map<number, Uint8Array>();

  get(variant: number, index: number): number {
    return this.#pages.get(pageOf(variant, index))?.[index % pageSize] ?? 0;
  }

  set(variant: number, index: number, byte: number): void {
    const number = pageOf(variant, index);
    let page = this.#pages.get(number);
    if (page === undefined) this.#pages.set(number, (page = new Uint8Array(pageSize)));
    page[index % pageSize] = byte;
  }

  /** The first task with this byte, from `index` on and before `end`; -1 where there is none. */
  find(byte: number, variant: number, index: number, end: number): number {
    for (let from = index; from < end;) {
      const start = from - (from % pageSize);
      const page = this.#pages.get(pageOf(variant, from));
      if (page === undefined && byte === 0) return from;
      const place = page?.indexOf(byte, from - start) ?? -1;
      if (place !== -1) return start + place < end ? start + place : -1;
      from = start + pageSize;
    }
    return -1;
  }
}

/** A recipe has far fewer pages than this. */
function pageOf(variant: number, index: number): number {
  return variant * 2 ** 32 + Math.floor(index / pageSize);
}
