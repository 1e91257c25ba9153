import { checkArguments, type OptionNames, checkOptions } from "@sdialog/core/internal";
import type { ChatModel, ChatRequest, ChatResult, ModelMiddleware } from "../chat-model.ts";
import type * as CacheEntries from "./cache-entries.ts";
import { streamOf } from "../define-chat-model.ts";
import { checkedResult, told } from "../checked-result.ts";
import { requestKey } from "../request-key.ts";
import { wrapModel } from "./wrap-model.ts";

/** Where replies are stored, and which calls may be answered from there. */
export interface CacheOptions {
  /** Folder of the entries; made when missing. Processes may share it. */
  readonly directory: string;
  /**
   * Also answer unseeded calls from the cache, so that asking twice brings the same answer twice. Default: false,
   * which caches only calls with a seed or at temperature 0.
   */
  readonly unseeded?: boolean | undefined;
  /** Called for each call with whether it was answered from the cache. */
  readonly onLookup?: ((lookup: { readonly key: string; readonly hit: boolean }) => void) | undefined;
}

const cacheOptionNames: OptionNames<CacheOptions> = {
  directory: true,
  unseeded: true,
  onLookup: true,
};

/** Loaded with the first call: who keeps no answers does not load what writes files. */
const files = (): Promise<typeof CacheEntries> => import("./cache-entries.ts");

/**
 * Keeps answers on disk under a hash of everything that can change them. An answer from the cache cost nothing:
 * its usage is zero calls and zero tokens. Failures and cut streams are never kept, and neither are requests,
 * nor anything of a result besides the fields of `ChatResult`. Calls whose backend options hold functions are always asked
 * anew: what a function does is not known.
 */
export function withCache(options: CacheOptions): ModelMiddleware {
  checkArguments("withCache", arguments, 1);
  checkOptions("withCache", options, cacheOptionNames);
  const keyOf = (model: ChatModel, request: ChatRequest): string | undefined =>
    options.unseeded === true || request.seed !== undefined || request.temperature === 0
      ? requestKey(model, request)
      : undefined;

  /** The answer kept under `key`, or a function that keeps one. */
  async function lookUp(key: string): Promise<{ readonly hit?: ChatResult; readonly keep: Keep }> {
    const { entryFile, readEntry, writeEntry } = await files();
    const file = entryFile(options.directory, key);
    const found = await readEntry(file, key);
    const hit = "result" in found ? found.result : undefined;
    options.onLookup?.({ key, hit: hit !== undefined });
    const warnings = "warning" in found ? [found.warning] : [];
    const keep: Keep = async (result) => {
      let heard = result;
      const failure = await writeEntry(file, key, () => {
        const written = checkedResult(result);
        heard = told(result, written);
        return written;
      });
      const all = failure === undefined ? warnings : [...warnings, failure];
      return all.length === 0 ? heard : { ...heard, warnings: [...heard.warnings, ...all] };
    };
    return hit === undefined ? { keep } : { hit, keep };
  }

  return (model: ChatModel) =>
    wrapModel(model, {
      async generate(request, next) {
        const key = keyOf(model, request);
        if (key === undefined) return next(request);
        const { hit, keep } = await lookUp(key);
        return hit ?? keep(await next(request));
      },
      async *stream(request, next) {
        const key = keyOf(model, request);
        if (key === undefined) return yield* next(request);
        const { hit, keep } = await lookUp(key);
        if (hit !== undefined) return yield* streamOf(Promise.resolve(hit));
        for await (const chunk of next(request))
          yield chunk.type === "finish" ? { type: "finish", result: await keep(chunk.result) } : chunk;
      },
    });
}

type Keep = (result: ChatResult) => Promise<ChatResult>;
