import { checkOptions } from "@sdialog/core/internal";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { SDialogError } from "@sdialog/core";
import { keepReleasingModels } from "@sdialog/llm";
import { buildPage } from "./build-page.ts";
import { OpenedFolder } from "./opened-folder.ts";
import { playgroundApp } from "./playground-app.ts";

export interface PlaygroundOptions {
  /** Port on this machine. Default: 4747; 0 takes any free one. */
  readonly port?: number | undefined;
  /** The one folder the playground reads and writes in; made when missing. Default: the working folder. */
  readonly folder?: string | undefined;
  /** For private datasets of the Hugging Face hub; it is sent there and nowhere else. */
  readonly hubToken?: string | undefined;
  /** Where the hub is. Default: https://huggingface.co. */
  readonly hubUrl?: string | undefined;
  /** Closes the playground. */
  readonly signal?: AbortSignal | undefined;
}

/** A playground that is up. */
export interface Playground {
  /** For example `http://127.0.0.1:4747`. */
  readonly url: string;
  readonly folder: string;
  /** Cuts what is under way and frees the port. */
  close(): Promise<void>;
}

/**
 * Starts the playground: a page and its server, for this machine only. Models in this process that nobody has used for ten
 * minutes are freed, until somebody does again.
 *
 * @throws SDialogError `listen_failed` when the port is taken; FileError for a folder that cannot be used
 */
export async function startPlayground(options: PlaygroundOptions = {}): Promise<Playground> {
  checkOptions("startPlayground", options, {
    port: true,
    folder: true,
    hubToken: true,
    hubUrl: true,
    signal: true,
  });
  const { port = 4747, folder = ".", hubToken: token, hubUrl, signal } = options;
  const opened = await OpenedFolder.open(folder, { token, hubUrl });
  const closing = new AbortController();
  const app = playgroundApp(opened, await buildPage(), closing.signal);
  const server = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }));
  server.requestTimeout = 60_000;
  server.headersTimeout = 30_000;
  await listen(server, port);
  const endReleasing = keepReleasingModels();
  const close = async (): Promise<void> => {
    endReleasing();
    closing.abort();
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  };
  signal?.addEventListener("abort", () => void close(), { once: true });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, folder: opened.root, close };
}

async function listen(server: Server, port: number): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, "127.0.0.1", resolve);
    });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new SDialogError(
      code === "EADDRINUSE"
        ? `Port ${port} is taken`
        : `Cannot listen on port ${port}: the system says ${code}`,
      { code: "listen_failed", hint: "Choose another port, or 0 for any free one." },
    );
  }
}
