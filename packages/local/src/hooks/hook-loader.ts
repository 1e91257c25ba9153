import type { Decoder, DecoderOptions } from "../decoder/decoder.ts";
import type { Reply } from "../generate/reply.ts";
import type { ChangeRows } from "../steering/change-rows.ts";
import { SteeringPlan } from "../steering/steering-plan.ts";
import { isSelected } from "../steering/token-selector.ts";
import type { TextTokenizer } from "../tokens/text-tokenizer.ts";
import { ActivationLog } from "./activation-log.ts";
import type { CapturedActivations, HookData, SeenToken } from "./hook-data.ts";
import type { CaptureRequest, HookRequest } from "./hook-request.ts";
import { HookedDecoders } from "./hooked-decoders.ts";
import { LogitLens } from "./logit-lens.ts";

/** What a request with hooks needs while its reply is generated. */
export interface Hooks {
  readonly request: HookRequest;
  readonly decoder: Decoder;
  readonly plan: SteeringPlan | undefined;
  readonly log: ActivationLog | undefined;
}

/** Prepares hooks; what they need of the model is loaded when it is first asked for. */
export class HookLoader {
  readonly #options: DecoderOptions;
  readonly #decoders: HookedDecoders;
  readonly #plain: Decoder;
  #lens: Promise<LogitLens> | undefined;

  /** @param plain serves requests that hook nothing and only want to know the tokens */
  constructor(options: DecoderOptions, plain: Decoder) {
    this.#plain = plain;
    this.#options = options;
    this.#decoders = new HookedDecoders(options);
  }

  /** @throws ModelError when a site is not in the model; InvalidArgumentError for a direction of the wrong length */
  async load(request: HookRequest, promptLength: number, change: ChangeRows): Promise<Hooks> {
    const idle = request.capture.length === 0 && request.steer.length === 0;
    const decoder = idle ? this.#plain : await this.#decoders.for(request);
    const found = (path: string, side: "input" | "output") => decoder.resolve({ path, side });
    const { steer, capture } = request;
    return {
      request,
      decoder,
      plan:
        steer.length === 0
          ? undefined
          : new SteeringPlan(steer, ({ site, side }) => found(site, side).map(({ tensor }) => tensor), {
              change,
              promptLength,
            }),
      log:
        capture.length === 0
          ? undefined
          : new ActivationLog(capture, ({ site, side }) => found(site, side), promptLength),
    };
  }

  lens(): Promise<LogitLens> {
    this.#lens ??= LogitLens.open(this.#options);
    return this.#lens;
  }
}

/** What was captured while a reply was generated. @returns `undefined` when cancelled */
export async function hookData(
  { request, log }: Hooks,
  reply: Reply,
  tokenizer: TextTokenizer,
  loader: HookLoader,
  cancelled: () => boolean,
): Promise<HookData | undefined> {
  const seen = (id: number): SeenToken => ({ id, text: tokenizer.tokenText(id) });
  const captures: CapturedActivations[] = [];
  const text = (id: number): string => tokenizer.tokenText(id);
  for (const capture of log?.captures() ?? []) {
    const asked = request.capture[capture.request];
    if (asked === undefined || asked.lens === 0) captures.push(capture);
    else {
      const read = { lens: await loader.lens(), text, cancelled };
      const lens = await lensOf(capture, asked, reply.prompt.length, read);
      if (lens === undefined) return undefined;
      captures.push({ ...capture, lens });
    }
  }
  return { prompt: reply.prompt.map(seen), reply: reply.generated.map(seen), captures };
}

interface Reading {
  readonly lens: LogitLens;
  readonly text: (id: number) => string;
  readonly cancelled: () => boolean;
}

/** What the lens reads at the rows of a capture it was asked for. */
async function lensOf(
  { data, width, positions }: CapturedActivations,
  { lens: count, lensTokens, reduce }: CaptureRequest,
  promptLength: number,
  { lens, text, cancelled }: Reading,
): Promise<CapturedActivations["lens"]> {
  const rows = Array.from({ length: width === 0 ? 0 : data.length / width }, (_, row) => row);
  // A single row that stands for several tokens is nobody's but its own.
  const chosen = rows.filter(
    (row) => reduce !== "none" || isSelected(lensTokens, positions[row] as number, promptLength),
  );
  const states = new Float32Array(chosen.length * width);
  for (const [place, row] of chosen.entries())
    states.set(data.subarray(row * width, (row + 1) * width), place * width);
  const read = await lens.read(states, width, count, text, cancelled);
  if (read === undefined) return undefined;
  const places = new Map(chosen.map((row, place) => [row, place] as const));
  return rows.map((row) => read[places.get(row) ?? -1]);
}
