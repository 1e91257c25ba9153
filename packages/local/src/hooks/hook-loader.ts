import type { Decoder, DecoderOptions } from "../decoder/decoder.ts";
import type { Reply } from "../generate/reply.ts";
import { siteName } from "../sites/site.ts";
import { SteeringPlan } from "../steering/steering-plan.ts";
import type { TextTokenizer } from "../tokens/text-tokenizer.ts";
import { ActivationLog } from "./activation-log.ts";
import type { CapturedActivations, HookData, SeenToken } from "./hook-data.ts";
import type { HookRequest } from "./hook-request.ts";
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
  async load(request: HookRequest, promptLength: number): Promise<Hooks> {
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
          : new SteeringPlan(steer, ({ site, side }) => found(site, side).map(({ tensor }) => tensor)),
      log:
        capture.length === 0
          ? undefined
          : new ActivationLog(capture, ({ site, side }) => found(site, side).map(siteName), promptLength),
    };
  }

  lens(): Promise<LogitLens> {
    this.#lens ??= LogitLens.open(this.#options);
    return this.#lens;
  }
}

/** What was captured while a reply was generated. */
export async function hookData(
  { request, log }: Hooks,
  reply: Reply,
  tokenizer: TextTokenizer,
  loader: HookLoader,
): Promise<HookData> {
  const seen = (id: number): SeenToken => ({ id, text: tokenizer.tokenText(id) });
  const captures: CapturedActivations[] = [];
  for (const capture of log?.captures() ?? []) {
    const count = request.capture[capture.request]?.lens ?? 0;
    if (count === 0) captures.push(capture);
    else {
      const lens = await loader.lens();
      const text = (id: number): string => tokenizer.tokenText(id);
      captures.push({ ...capture, lens: await lens.read(capture.data, capture.width, count, text) });
    }
  }
  return { prompt: reply.prompt.map(seen), reply: reply.generated.map(seen), captures };
}
