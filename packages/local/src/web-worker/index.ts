// The program of a worker of a page.
import { downloads } from "../platform/browser-platform.ts";
import { answerRequests } from "../worker/answer-requests.ts";
import type { FromWorker, ToWorker } from "../worker/protocol.ts";
import type { StartMessage } from "../worker/web-thread.ts";

/** What a worker of a page finds around it. */
interface WorkerScope {
  postMessage(message: FromWorker): void;
  addEventListener(
    type: "message",
    listener: (event: { readonly data: ToWorker | StartMessage }) => void,
  ): void;
}

const scope = globalThis as unknown as WorkerScope;
let receive: ((message: ToWorker) => void) | undefined;

downloads.onProgress = (progress) => scope.postMessage({ type: "progress", progress });
scope.addEventListener("message", ({ data }) => {
  if (data.type === "start") receive = answerRequests(data.start, (message) => scope.postMessage(message));
  else receive?.(data);
});
