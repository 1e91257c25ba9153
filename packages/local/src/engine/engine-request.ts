import type { ChatRequest } from "@sdialog/llm";
import type { RuntimeName } from "../runtime/create-session.ts";
import type { HookRequest } from "../hooks/hook-request.ts";

/** The part of a chat request that the engine reads; plain data, since it crosses threads. */
export type EngineRequest = Omit<
  ChatRequest,
  "signal" | "backendOptions" | "tools" | "toolChoice" | "thinking"
> & {
  /** What to look at and what to change while the reply is generated. */
  readonly hooks?: HookRequest | undefined;
};

/** How an engine uses the machine. */
export interface EngineOptions {
  /** Threads within one operation. */
  readonly threads: number;
  /** What computes; see {@link SessionOptions.runtime}. */
  readonly runtime?: RuntimeName | undefined;
  /** See {@link SessionOptions.runtimeFolder}. */
  readonly runtimeFolder?: string | undefined;
  /** Most replies generated together. */
  readonly batch: number;
  /** Whether a seed gives the same reply whatever is cached and whoever else is answered. */
  readonly reproducible: boolean;
  /** Most tokens kept in key-value caches between calls, over all sessions. */
  readonly cachedTokens: number;
}
