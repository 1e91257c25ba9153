// The program of a thread that compares.
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { InvalidArgumentError } from "@sdialog/core";
import { compareRealism } from "../comparison/compare-realism.ts";
import type { ThreadAnswer, ThreadWork } from "./compare-realism-in-thread.ts";

const { real, simulated, options } = workerData as ThreadWork;
const port = parentPort as MessagePort;
port.postMessage(answer());

function answer(): ThreadAnswer {
  try {
    return { comparison: compareRealism(real, simulated, options) };
  } catch (error) {
    if (!InvalidArgumentError.isInstance(error)) throw error;
    return { refused: { message: error.message, hint: error.hint } };
  }
}
