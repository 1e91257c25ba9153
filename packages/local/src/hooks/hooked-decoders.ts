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
  #current: Promise<Decoder> | undefined;

  constructor(options: DecoderOptions) {
    this.#options = options;
  }

  /** @throws ModelError when a site is not in the model */
  async for({ capture, steer }: HookRequest): Promise<Decoder> {
    const before = [new Map(this.#capture), new Map(this.#steer)] as const;
    const added = [
      ...capture.map((each) => add(this.#capture, wholeStream({ path: each.site, side: each.side }))),
      ...steer.map((each) => add(this.#steer, wholeStream({ path: each.site, side: each.side }))),
    ];
    if (added.includes(true) || this.#current === undefined) {
      const hooks = { capture: [...this.#capture.values()], steer: [...this.#steer.values()] };
      this.#current = Decoder.open({ ...this.#options, hooks });
    }
    try {
      return await this.#current;
    } catch (error) {
      // A site that does not exist must not break the next request.
      restore(this.#capture, before[0]);
      restore(this.#steer, before[1]);
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
