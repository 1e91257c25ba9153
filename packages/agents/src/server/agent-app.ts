import { checkOptions } from "@sdialog/core/internal";
import { Hono, type Context } from "hono";
import { systemClock } from "../edge.ts";
import { authorized, crossOrigin, isAuthorized, sameSite } from "./access.ts";
import { AgentRegistry, type Servable } from "./agent-registry.ts";
import { AgentService } from "./agent-service.ts";
import { chatCompletions } from "./openai/chat-completions.ts";
import { openAiError } from "./openai/openai-error.ts";
import { openAiModels } from "./openai/models.ts";
import { responses } from "./openai/responses.ts";
import { ollamaChat } from "./ollama/chat.ts";
import { ollamaGenerate } from "./ollama/generate.ts";
import { ollamaModels } from "./ollama/models.ts";
import { type PublicError, publicError } from "./public-error.ts";
import { RequestError } from "./request-error.ts";
import { checkServeOptions, type ServeOptions, serveOptionNames } from "./serve-options.ts";
import type { ServerContext } from "./server-context.ts";
import { sessionRoutes } from "./session-routes.ts";

const mebibyte = 1024 * 1024;

/**
 * Agents as a web application in the sense of the Fetch standard: `app.fetch(request)` answers. Runs wherever hono
 * does; {@link serveAgents} puts it on a port.
 *
 * @throws InvalidArgumentError for options that contradict each other, or two agents with one name
 */
export function agentApp(agents: Servable | AgentRegistry, options: ServeOptions = {}): Hono {
  checkOptions("agentApp", options, serveOptionNames);
  checkServeOptions(options);
  const clock = options.clock ?? systemClock;
  const report: ServerContext["report"] = (error, context) =>
    options.onError?.(error, { requestId: requestId(context), path: context.req.path });
  const { maxMemoryBytes = 256 * mebibyte } = options;
  const server: ServerContext = {
    service: new AgentService(agents instanceof AgentRegistry ? agents : new AgentRegistry(agents), {
      clock,
      maxMemoryBytes: Math.floor(maxMemoryBytes / 2),
      maxSessionBytes: options.maxSessionBytes ?? 4 * mebibyte,
      answerTimeoutMs: options.answerTimeoutMs ?? 600_000,
      revealThinking: options.revealThinking ?? false,
      revealTools: options.revealTools ?? false,
      onDialog: options.onDialog,
      onSinkError: (error) => options.onError?.(error, { requestId: "", path: "onDialog" }),
    }),
    options,
    clock,
    maxBodyBytes: options.maxBodyBytes ?? mebibyte,
    maxResponsesBytes: Math.floor(maxMemoryBytes / 2),
    since: Math.floor(clock().getTime() / 1000),
    report,
  };

  const app = new Hono();
  app.onError((error, context) => {
    const seen = publicError(error);
    if (!(error instanceof RequestError) && !context.req.raw.signal.aborted) report(error, context);
    return refusal(context, seen);
  });
  app.notFound((context) =>
    refusal(context, { status: 404, code: "not_found", message: "there is nothing here" }),
  );
  app.use(async (context, next) => {
    context.header("X-Request-Id", crypto.randomUUID());
    await next();
    // What is left of a body that was refused is not read: no other request can come after it.
    const { method } = context.req;
    if (method !== "GET" && method !== "HEAD" && isHalfRead(context.env))
      context.header("Connection", "close");
  });
  app.use(sameSite(options), crossOrigin(options));
  app.get("/health", (context) =>
    context.json({
      status: "healthy",
      ...(isAuthorized(context, options)
        ? { agents: server.service.registry.list().map(({ name }) => name) }
        : {}),
    }),
  );
  app.use(authorized(options));
  app.get("/", (context) => context.text("SDialog is running"));
  for (const route of [
    openAiModels,
    chatCompletions,
    responses,
    ollamaModels,
    ollamaChat,
    ollamaGenerate,
    sessionRoutes,
  ])
    route(app, server);
  return app;
}

/** Whether the body of a request has not come to its end; on a server of Node.js, which says so. */
function isHalfRead(environment: unknown): boolean {
  const { incoming } = (environment ?? {}) as { readonly incoming?: { readonly complete?: boolean } };
  return incoming?.complete === false;
}

/** An error in the words of the protocol that was spoken. */
function refusal(context: Context, error: PublicError): Response {
  if (error.retryAfter !== undefined) context.header("Retry-After", String(error.retryAfter));
  const body = context.req.path.startsWith("/api/") ? { error: error.message } : openAiError(error);
  return context.json(body, error.status as 400);
}

function requestId(context: Context): string {
  return context.res.headers.get("X-Request-Id") ?? "";
}
