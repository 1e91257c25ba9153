import type { Dialog } from "@sdialog/core";
import type { Groups } from "./groups.ts";
import type { MinHash } from "./min-hash.ts";
import { RunSet } from "./run-set.ts";

const threshold = 0.8;

/** A dialogue's runs under the name that its group knows it by. */
interface Member {
  readonly name: string;
  readonly runs: RunSet;
}

/**
 * Joins the groups of dialogues that say nearly the same, each with every other that does: two that are not alike are
 * in one group, too, when a third is like both.
 */
export class NearDuplicateGroups {
  readonly #groups: Groups;
  readonly #hash: MinHash;
  /** Band → those who meet there, those of one group together. */
  readonly #bands = new Map<string, Member[][]>();

  constructor(groups: Groups, seed: number) {
    this.#groups = groups;
    this.#hash = RunSet.hash(seed);
  }

  /** @param name what the dialogue is called among the groups */
  join(name: string, dialog: Dialog): void {
    const runs = RunSet.of(dialog, this.#hash);
    if (runs === undefined) return;
    let isCopy = false;
    for (const key of runs.bands) {
      for (const group of this.#bands.get(key) ?? []) {
        // Whoever is in the same group already need not be compared.
        if (this.#rootOf(group) === this.#groups.rootOf(name)) continue;
        for (const other of group) {
          const share = runs.similarity(other.runs, threshold);
          if (share < threshold) continue;
          this.#groups.join(name, other.name);
          isCopy ||= share === 1;
          break;
        }
      }
    }
    // Who is like a copy is like what it is a copy of.
    if (isCopy) return;
    for (const key of runs.bands) this.#bands.set(key, this.#regrouped(key, { name, runs }));
  }

  #rootOf([first]: readonly Member[]): string {
    return this.#groups.rootOf((first as Member).name);
  }

  #regrouped(key: string, member: Member): Member[][] {
    const groups = this.#bands.get(key) ?? [];
    const root = this.#groups.rootOf(member.name);
    const mine = groups.filter((group) => this.#rootOf(group) === root);
    const [first, ...others] = mine;
    if (first === undefined) return [...groups, [member]];
    first.push(...others.flat(), member);
    return others.length === 0 ? groups : groups.filter((group) => !others.includes(group));
  }
}
