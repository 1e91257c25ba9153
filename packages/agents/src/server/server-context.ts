import type { Context } from "hono";
import type { Clock } from "../edge.ts";
import type { AgentCall, AgentService } from "./agent-service.ts";
import { RequestError } from "./request-error.ts";
import type { ServeOptions } from "./serve-options.ts";
import { type ClientMessage, threadOf } from "./thread.ts";

/** What every route works with. */
export interface ServerContext {
  readonly service: AgentService;
  readonly options: ServeOptions;
  readonly clock: Clock;
  readonly maxBodyBytes: number;
  /** Memory for stored responses. */
  readonly maxResponsesBytes: number;
  /** Unix time in seconds at which the server came up. */
  readonly since: number;
  /** Tells the operator of an error that happened after the status was sent. */
  readonly report: (error: unknown, context: Context) => void;
}

/** Unix time in whole seconds. */
export function now({ clock }: ServerContext): number {
  return Math.floor(clock().getTime() / 1000);
}

/** The call of an agent that a request's messages amount to. @throws RequestError 404 for an unknown model */
export function callOf(
  server: ServerContext,
  context: Context,
  request: Pick<AgentCall, "settings" | "seed" | "think" | "stream" | "tools"> & {
    readonly model: string;
    readonly messages: readonly ClientMessage[];
  },
): AgentCall {
  const { model, messages, settings, seed, think, stream, tools } = request;
  const served = server.service.registry.find(model);
  return {
    served,
    thread: threadOf(messages, served.agent, now(server)),
    settings,
    seed,
    think,
    tools,
    stream,
    session: sessionOf(server, context),
    signal: context.req.raw.signal,
  };
}

function sessionOf({ options }: ServerContext, context: Context): string | undefined {
  const id = context.req.header("x-session-id");
  if (id === undefined || options.sessions !== true) return undefined;
  if (/^[\w.:-]{1,128}$/.test(id)) return id;
  throw new RequestError("X-Session-Id: use 1 to 128 letters, digits and . _ : -", {
    status: 400,
    code: "invalid_request",
  });
}
