import { Decoder, type DecoderOptions } from "../decoder/decoder.ts";
import { type Site, siteName } from "../sites/site.ts";
import type { HookRequest } from "./hook-request.ts";

/**
 * Decoders whose graph was edited so that sites can be looked at and steered. There is one at a time: when a request
 * needs more sites than it has, one with all of them takes its place. Requests without hooks never use it.
 */
export class HookedDecoders {
  readonly #options: DecoderOptions;
  readonly #capture = new Map<string, Site>();
  readonly #steer = new Map<string, Site>();
  /** Those of the steered ones that functions change. */
  readonly #change = new Map<string, Site>();
  #current: Promise<Decoder> | undefined;

  constructor(options: DecoderOptions) {
    this.#options = options;
  }

  /** @throws ModelError when a site is not in the model */
  async for({ capture, steer }: HookRequest): Promise<Decoder> {
    const all = [this.#capture, this.#steer, this.#change];
    const before = all.map((sites) => new Map(sites));
    const changed = steer.filter(({ operation }) => operation === "function");
    const added = [capture, steer, changed].flatMap((places, kind) =>
      places.map(({ site, side }) => add(all[kind] as Map<string, Site>, wholeStream({ path: site, side }))),
    );
    if (added.includes(true) || this.#current === undefined) {
      const hooks = {
        capture: [...this.#capture.values()],
        steer: [...this.#steer.values()],
        change: [...this.#change.values()],
      };
      this.#current = Decoder.open({ ...this.#options, hooks });
    }
    try {
      return await this.#current;
    } catch (error) {
      // A site that does not exist must not break the next request.
      for (const [kind, sites] of all.entries()) restore(sites, before[kind] as Map<string, Site>);
      this.#current = undefined;
      throw error;
    }
  }
}

/** Whoever looks at one layer will look at others: all of them are hooked at once. */
function wholeStream(site: Site): Site {
  return /^(model\.)?layers\.(\d+|\*)$/.test(site.path) ? { ...site, path: "model.layers.*" } : site;
}

function add(sites: Map<string, Site>, site: Site): boolean {
  const isNew = !sites.has(siteName(site));
  sites.set(siteName(site), site);
  return isNew;
}

function restore(sites: Map<string, Site>, before: ReadonlyMap<string, Site>): void {
  sites.clear();
  for (const [name, site] of before) sites.set(name, site);
}
