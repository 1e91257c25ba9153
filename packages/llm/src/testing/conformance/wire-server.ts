import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import {
  createServer as createHttp2Server,
  type Http2ServerRequest,
  type Http2ServerResponse,
} from "node:http2";
import type { AddressInfo, Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { WireShape } from "./wire-shape.ts";
import type { WireBody, WireProtocol, WireReply, WireRequest } from "./wire-protocol.ts";

/** What the server does with a request. */
export type WireStep =
  | {
      readonly reply: WireReply;
      /** Write every byte on its own. */
      readonly bytewise?: boolean;
      /** Wait so long before each frame. */
      readonly pauseMs?: number;
      /** Close the connection after this part of the body, between 0 and 1. */
      readonly cutAfter?: number;
      /** Fall silent after this many frames, with the connection open. */
      readonly silentAfter?: number;
    }
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly echo?: boolean }
  | { readonly malformed: true }
  | { readonly empty: true }
  | { readonly brokenOff: true }
  /** Frames of the reply's middle, over and over, until the client goes. */
  | { readonly endless: WireReply }
  /** A reply of a shape the protocol is known for. */
  | { readonly shape: WireShape }
  | { readonly silence: true };

/** A local HTTP server that answers as told and keeps what it was asked; closed by disposing of it. */
export interface WireServer extends AsyncDisposable {
  /** Where the server listens. */
  readonly url: string;
  /** Every request so far, in order. */
  readonly requests: readonly WireRequest[];
  /** How many exchanges the client has broken off. */
  readonly brokenOff: number;
  /** What to do with every request from now on. */
  answer(step: WireStep | ((request: WireRequest) => WireStep)): void;
}

type Incoming = IncomingMessage | Http2ServerRequest;
type Outgoing = ServerResponse | Http2ServerResponse;

/** A server on a free port of this machine that speaks `protocol` and misbehaves as it is told. */
export async function startWireServer(protocol: WireProtocol): Promise<WireServer> {
  const requests: WireRequest[] = [];
  const sockets = new Set<Socket>();
  let step: WireStep | ((request: WireRequest) => WireStep) = { silence: true };
  let brokenOff = 0;

  async function handle(incoming: Incoming, outgoing: Outgoing): Promise<void> {
    let done = false;
    outgoing.on("close", () => (brokenOff += done ? 0 : 1));
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const { method = "", url: path = "", headers } = incoming;
    const request = { method, path, headers, body: Buffer.concat(chunks).toString("utf8") };
    requests.push(request);
    await perform(typeof step === "function" ? step(request) : step, request, protocol, outgoing);
    done = outgoing.writableEnded;
  }
  const listener = (incoming: Incoming, outgoing: Outgoing): void =>
    void handle(incoming, outgoing).catch((error: unknown) => {
      // A client that goes away while it is answered is part of the tests; a step that makes no reply is a mistake in one.
      if (outgoing.headersSent || outgoing.destroyed) return;
      const problem = `the test's server cannot answer so: ${String(error)}`;
      void send(outgoing, protocol.failure(400, problem), 400).catch(() => undefined);
    });
  const server = protocol.http2 === true ? createHttp2Server(listener) : createServer(listener);
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    get brokenOff() {
      return brokenOff;
    },
    answer: (next) => void (step = next),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function perform(
  step: WireStep,
  request: WireRequest,
  protocol: WireProtocol,
  outgoing: Outgoing,
): Promise<void> {
  if ("silence" in step) return;
  if ("status" in step) {
    const message = step.echo === true ? `refused: ${JSON.stringify(request.headers)}` : "refused for a test";
    return send(outgoing, protocol.failure(step.status, message), step.status, step.headers);
  }
  const streamed = protocol.wantsStream(request);
  const refusal = protocol.refuses?.(request);
  if (refusal !== undefined) return send(outgoing, protocol.failure(400, refusal), 400);
  if ("shape" in step) {
    const shape = protocol.shapes?.[step.shape];
    const shaped = typeof shape === "function" ? shape(streamed, request) : undefined;
    if (shaped === undefined) throw new Error(`${protocol.name} has no reply of the shape ${step.shape}`);
    return send(outgoing, shaped, 200);
  }
  if ("malformed" in step) return send(outgoing, protocol.malformed(streamed), 200);
  if ("brokenOff" in step) return send(outgoing, protocol.brokenOff(), 200);
  if ("endless" in step) return sendEndlessly(outgoing, protocol, step.endless, streamed);
  if ("empty" in step) return send(outgoing, protocol.empty(streamed), 200);
  const body = streamed ? protocol.stream(step.reply) : protocol.whole(step.reply);
  (outgoing as ServerResponse).writeHead(200, { "content-type": body.contentType });
  const frames = step.cutAfter === undefined ? body.frames : firstPart(body.frames, step.cutAfter);
  for (const [index, frame] of frames.entries()) {
    if (index === step.silentAfter) return;
    if (step.pauseMs !== undefined) await sleep(step.pauseMs);
    await (step.bytewise === true ? writeBytewise(outgoing, frame) : write(outgoing, frame));
  }
  if (step.cutAfter === undefined) outgoing.end();
  else await cut(outgoing);
}

async function sendEndlessly(
  outgoing: Outgoing,
  protocol: WireProtocol,
  reply: WireReply,
  streamed: boolean,
): Promise<void> {
  const { contentType, frames } = streamed ? protocol.stream(reply) : protocol.whole(reply);
  (outgoing as ServerResponse).writeHead(200, { "content-type": contentType });
  if (streamed) await write(outgoing, frames[0] ?? "");
  const more = streamed ? (frames[Math.floor(frames.length / 2)] ?? "") : " ".repeat(4096);
  while (!outgoing.destroyed) await write(outgoing, more);
}

async function send(
  outgoing: Outgoing,
  { contentType, frames }: WireBody,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  (outgoing as ServerResponse).writeHead(status, { "content-type": contentType, ...headers });
  for (const frame of frames) await write(outgoing, frame);
  outgoing.end();
}

function write(outgoing: Outgoing, frame: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    (outgoing as ServerResponse).write(frame, (error) =>
      error === null || error === undefined ? resolve() : reject(error),
    );
  });
}

async function writeBytewise(outgoing: Outgoing, frame: string | Uint8Array): Promise<void> {
  const bytes = Buffer.from(frame);
  for (let at = 0; at < bytes.length; at++) await write(outgoing, bytes.subarray(at, at + 1));
}

function firstPart(frames: WireBody["frames"], part: number): readonly Uint8Array[] {
  const bytes = Buffer.concat(frames.map((frame) => Buffer.from(frame)));
  return [bytes.subarray(0, Math.floor(bytes.length * part))];
}

/** Lets what was written arrive, then breaks the connection without ending the body. */
async function cut(outgoing: Outgoing): Promise<void> {
  await sleep(20);
  if ("stream" in outgoing) outgoing.stream.destroy();
  outgoing.socket?.destroy();
}
