import { checkCount } from "@sdialog/core/internal";
import type { OptionNames } from "@sdialog/core/internal";
import { type Dialog, InvalidArgumentError } from "@sdialog/core";
import type { Clock } from "../edge.ts";

/** How agents are served. */
export interface ServeOptions {
  /** Clients must send it as `Authorization: Bearer …`. */
  readonly token?: string | undefined;
  /**
   * Host names under which the server may be addressed, ports left out. Default: the names of this machine's loopback
   * when there is no token, `"any"` when there is one.
   */
  readonly allowedHosts?: readonly string[] | "any" | undefined;
  /** Web pages that may call the server from a browser, as `https://example.org`. Default: none. */
  readonly allowedOrigins?: readonly string[] | undefined;
  /** Largest request body in bytes. Default: 1 MiB. */
  readonly maxBodyBytes?: number | undefined;
  /** Lets clients have the server remember their conversation by sending `X-Session-Id`. Default: false. */
  readonly sessions?: boolean | undefined;
  /**
   * Memory for sessions, threads and stored responses together, in bytes; those not used for longest are forgotten
   * first. Default: 256 MiB.
   */
  readonly maxMemoryBytes?: number | undefined;
  /** Largest conversation that a session remembers, in bytes; what goes beyond is refused with 413. Default: 4 MiB. */
  readonly maxSessionBytes?: number | undefined;
  /** Longest time an answer may take, in milliseconds; then the agent is stopped and the client told 504. Default: 600,000. */
  readonly answerTimeoutMs?: number | undefined;
  /** Sends clients what agents think, in the field their protocol has for it. Default: false. */
  readonly revealThinking?: boolean | undefined;
  /**
   * Shows clients the tools that agents use, with what they were asked and what came of it, as part of what agents think:
   * front ends such as Open WebUI fold that in above the answer. Default: false.
   */
  readonly revealTools?: boolean | undefined;
  /** Sends clients what happened while an answer was made (instructions, tool calls) as `sdialog.events`. Default: false. */
  readonly revealEvents?: boolean | undefined;
  /**
   * Given the dialogue so far after each answer. While a conversation grows its id stays the same, so the last one
   * with an id is the whole conversation.
   */
  readonly onDialog?: ((dialog: Dialog) => void | Promise<void>) | undefined;
  /** Called with every error of which clients only learn the kind. */
  readonly onError?:
    | ((error: unknown, where: { readonly requestId: string; readonly path: string }) => void)
    | undefined;
  readonly clock?: Clock | undefined;
}

/** The names of {@link ServeOptions}. */
export const serveOptionNames: OptionNames<ServeOptions> = {
  token: true,
  allowedHosts: true,
  allowedOrigins: true,
  maxBodyBytes: true,
  sessions: true,
  maxMemoryBytes: true,
  maxSessionBytes: true,
  answerTimeoutMs: true,
  revealThinking: true,
  revealTools: true,
  revealEvents: true,
  onDialog: true,
  onError: true,
  clock: true,
};

const loopback = ["localhost", "127.0.0.1", "[::1]"] as const;

/** The host names a request may carry; nothing: any. */
export function hostsAllowed({ allowedHosts, token }: ServeOptions): readonly string[] | undefined {
  if (allowedHosts === "any" || (allowedHosts === undefined && token !== undefined)) return undefined;
  return allowedHosts ?? loopback;
}

/** @throws InvalidArgumentError for what would leave the server open or useless */
export function checkServeOptions(options: ServeOptions): void {
  const { token, maxBodyBytes = 1, maxMemoryBytes = 1, maxSessionBytes = 1, answerTimeoutMs = 1 } = options;
  if (token !== undefined && token.trim() === "")
    throw new InvalidArgumentError("The token must not be empty");
  for (const [name, value] of Object.entries({
    maxBodyBytes,
    maxMemoryBytes,
    maxSessionBytes,
    answerTimeoutMs,
  })) {
    checkCount(name, value, 1);
  }
}
