import { checkOptions, type OptionNames, visibleText } from "@sdialog/core/internal";
import { serveOptionNames } from "./serve-options.ts";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { InvalidArgumentError, SDialogError } from "@sdialog/core";
import { keepReleasingModels } from "@sdialog/llm";
import { getRequestListener } from "@hono/node-server";
import { agentApp } from "./agent-app.ts";
import { AgentRegistry, type Servable } from "./agent-registry.ts";
import type { ServeOptions } from "./serve-options.ts";

/** Where {@link serveAgents} listens, and to whom. */
export interface ListenOptions extends ServeOptions {
  /** Address to listen at. Default: `127.0.0.1`, this machine only. */
  readonly host?: string | undefined;
  /** Default: 1333; 0 takes any free port. */
  readonly port?: number | undefined;
  /** Whether to listen beyond this machine without a token. Default: false. */
  readonly allowAnonymous?: boolean | undefined;
}

const listenOptionNames: OptionNames<ListenOptions> = {
  host: true,
  port: true,
  allowAnonymous: true,
  ...serveOptionNames,
};

/** A server that is up. */
export interface RunningServer {
  /** For example `http://127.0.0.1:1333`. */
  readonly url: string;
  /** The port it listens at, also when 0 was asked for. */
  readonly port: number;
  /** The agents on offer; add and remove at will. */
  readonly agents: AgentRegistry;
  /** Accepts no more requests, ends those under way, and frees the port. */
  close(): Promise<void>;
  /** As {@link RunningServer.close}. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Serves agents as models to every client of OpenAI's or Ollama's protocol.
 *
 * Models in this process that nobody has talked to for ten minutes are freed, until somebody does again.
 *
 * Each request carries its whole conversation, so nothing is shared between clients; with `sessions` a client may ask
 * the server to remember. Errors are written to standard error unless `onError` takes them.
 *
 * @throws InvalidArgumentError for a host beyond this machine without a token, and as {@link agentApp}
 * @throws SDialogError `listen_failed` when the port is taken
 */
export async function serveAgents(
  agents: Servable | AgentRegistry,
  options: ListenOptions = {},
): Promise<RunningServer> {
  checkOptions("serveAgents", options, listenOptionNames);
  const { host = "127.0.0.1", port = 1333, allowAnonymous = false, ...serving } = options;
  if (!isLoopback(host) && serving.token === undefined && !allowAnonymous) {
    throw new InvalidArgumentError(`Without a token, anybody who can reach ${host} could use the agents`, {
      hint: "Pass a token, or allowAnonymous: true if that is what you want.",
    });
  }
  const registry = agents instanceof AgentRegistry ? agents : new AgentRegistry(agents);
  const app = agentApp(registry, {
    onError: writeError,
    ...serving,
    // Beyond this machine the server goes by names it cannot know.
    allowedHosts: serving.allowedHosts ?? (isLoopback(host) ? undefined : "any"),
  });
  const server = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }));
  // Whoever sends a request a byte a minute must not hold a place forever.
  server.requestTimeout = 60_000;
  server.headersTimeout = 30_000;
  await listen(server, host, port);
  const address = server.address() as AddressInfo;
  const endReleasing = keepReleasingModels();
  const close = async (): Promise<void> => {
    endReleasing();
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  };
  const name = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return {
    url: `http://${name}:${address.port}`,
    port: address.port,
    agents: registry,
    close,
    [Symbol.asyncDispose]: close,
  };
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(?:\.\d{1,3}){3}$/.test(host);
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, host, resolve);
    });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new SDialogError(
      `Cannot listen on ${host}:${port}${code === "EADDRINUSE" ? ": the port is taken" : ""}`,
      {
        code: "listen_failed",
        hint:
          code === "EADDRINUSE" ? "Choose another port, or 0 for any free one." : `The system says ${code}.`,
      },
    );
  }
}

function writeError(
  error: unknown,
  { requestId, path }: { readonly requestId: string; readonly path: string },
): void {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  process.stderr.write(`${visibleText(`${path} ${requestId} ${text}`)}\n`);
}
