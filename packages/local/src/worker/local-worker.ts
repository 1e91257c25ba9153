// The program of a thread of Node.
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { answerRequests } from "./answer-requests.ts";
import type { ToWorker, WorkerStart } from "./protocol.ts";

const port = parentPort as MessagePort;
const receive = answerRequests(workerData as WorkerStart, (message) => {
  port.postMessage(message);
});
port.on("message", (message: ToWorker) => receive(message));
