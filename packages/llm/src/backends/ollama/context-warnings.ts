import type * as SDK from "ollama";
import { httpFailure } from "../../backend-kit/checked-fetch.ts";
import { ProviderFailureError } from "../../backend-kit/provider-failure.ts";
import type { ReplyBuilder } from "../../backend-kit/reply-builder.ts";
import type { ChatRequest } from "../../chat-model.ts";
import type { OllamaCounts } from "./ollama-reply.ts";
import { PromptWatch } from "./prompt-watch.ts";

/** Warnings of one model that its server left out a part of the prompt. */
export interface ContextWarnings {
  /** Whether this error says that the prompt is too long; if so, the reply says that its oldest part is left out. */
  refused(error: unknown, reply: ReplyBuilder): boolean;
  /**
   * Warns where the counts of a reply tell, or cannot exclude, that the prompt was cut; the latter is said once.
   *
   * @param body what was asked of the server
   */
  counted(
    request: ChatRequest,
    body: Partial<SDK.ChatRequest>,
    counts: OllamaCounts,
    reply: ReplyBuilder,
  ): Promise<void>;
}

/** @param version asks the server for its version */
export function contextWarnings(version: (signal?: AbortSignal) => Promise<string>): ContextWarnings {
  const watch = new PromptWatch();
  let refuses: Promise<boolean> | undefined;
  let isDoubtTold = false;

  return {
    refused(error, reply) {
      const message = ProviderFailureError.in(error)?.failure.message ?? httpFailure(error)?.message ?? "";
      if (!tooLong.test(message)) return false;
      const [, asked, held] = tokensOfBoth.exec(message) ?? [];
      reply.warn(
        "contextLength",
        asked === undefined
          ? "the prompt is longer than the context that the server holds: its oldest part was left out"
          : `the server holds ${held} of the prompt's ${asked} tokens: its oldest part was left out`,
      );
      return true;
    },

    async counted(request, body, { read, written, isTimed }, reply) {
      if (read === undefined) return;
      const window = body.options?.num_ctx;
      const { verdict, tokens } = watch.read(request, read, window);
      if (verdict === "whole") {
        if (window === undefined || written === undefined || read > window || read + written <= window)
          return;
        return reply.warn(
          "contextLength",
          `prompt and reply have ${read + written} tokens, and the server holds ${window}: while it wrote, it let the oldest go`,
        );
      }
      const isCertain = verdict === "cut" && window !== undefined && tokens.least > window;
      // A version that refuses what does not fit when it is told not to cut has not refused this.
      if (!isCertain && isTimed && "truncate" in body && body.truncate === false) {
        refuses ??= version(request.signal).then(refusesLongPrompts, () => false);
        if (await refuses) return;
      }
      if (verdict === "cut")
        return reply.warn(
          "contextLength",
          isCertain
            ? `the server holds ${window} of the prompt's ${Math.ceil(tokens.least)} tokens or more: its oldest part was left out`
            : `the server read ${read} of the prompt's ${Math.ceil(tokens.least)} tokens or more: its oldest part was left out, as far as an estimate can tell`,
        );
      if (isDoubtTold) return;
      isDoubtTold = true;
      reply.warn(
        "contextLength",
        `the server read ${read} tokens, which may be all that it holds: if the prompt was longer, its oldest part was left out`,
      );
    },
  };
}

const tooLong =
  /exceed_context_size|exceeds the (?:available )?context|longer than the (?:available )?context|(?:input|prompt)[^.]{0,60}\bcontext (?:length|size|window)/iu;
const tokensOfBoth = /\((\d+) tokens\).{0,80}\((\d+) tokens\)/u;

/** Ollama 0.12.6 was the first with the field `truncate`. */
function refusesLongPrompts(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split(/[.-]/).map(Number);
  return major > 0 || minor > 12 || (minor === 12 && patch >= 6);
}
