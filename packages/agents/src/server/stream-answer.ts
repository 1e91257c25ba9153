import type { Context } from "hono";
import { stream } from "hono/streaming";
import type { Answer, AnswerDelta, Answering } from "./answer.ts";
import { beginAnswer } from "./begin-answer.ts";
import { type PublicError, publicError } from "./public-error.ts";
import type { ServerContext } from "./server-context.ts";

/** How one protocol writes an answer piece by piece. */
export interface StreamProtocol {
  readonly contentType: string;
  start?(): Iterable<string>;
  piece(delta: AnswerDelta): Iterable<string>;
  end(answer: Answer): Iterable<string>;
  failed(error: PublicError): Iterable<string>;
}

/**
 * Sends an answer while it is being made. A slow reader slows the agent down, a reader that leaves stops it.
 *
 * @throws whatever keeps the answer from beginning
 */
export async function streamAnswer(
  server: ServerContext,
  context: Context,
  answering: Answering,
  protocol: StreamProtocol,
): Promise<Response> {
  const answer = await beginAnswer(answering);
  context.header("Content-Type", protocol.contentType);
  context.header("Cache-Control", "no-cache");
  return stream(context, async (output) => {
    const write = async (frames: Iterable<string>): Promise<void> => {
      for (const frame of frames) await output.write(frame);
    };
    try {
      await write(protocol.start?.() ?? []);
      for (;;) {
        const step = await answer.next();
        if (output.aborted) break;
        await write(step.done === true ? protocol.end(step.value) : protocol.piece(step.value));
        if (step.done === true) break;
      }
    } catch (error) {
      if (context.req.raw.signal.aborted) return;
      server.report(error, context);
      await write(protocol.failed(publicError(error)));
    } finally {
      await answer.return?.();
    }
  });
}

/** A server-sent event. */
export function sse(data: unknown, event?: string): string {
  const text = typeof data === "string" ? data : JSON.stringify(data);
  return `${event === undefined ? "" : `event: ${event}\n`}data: ${text}\n\n`;
}
