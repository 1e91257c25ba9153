import { EventEmitter, once } from "node:events";
import { expect, it } from "vitest";
import { answerRequests } from "./answer-requests.ts";
import type { FromWorker, WorkerStart } from "./protocol.ts";

it.each(["embed", "generate"] as const)(
  "says of work that fails (%s) which it was, and why",
  async (type) => {
    const answers = new EventEmitter();
    const description = {
      id: "local:gone",
      folder: "/nowhere",
      graphFile: "/nowhere/model.onnx",
      tokenizerFile: "/nowhere/tokenizer.json",
      tokenizerConfig: {},
    };
    const tell = answerRequests({ description, options: {} } as unknown as WorkerStart, (message) =>
      answers.emit("answer", message),
    );
    for (const id of [7, 8]) {
      const answered = once(answers, "answer");
      tell({ type, id, input: { texts: ["Hi"], request: {}, stream: false } } as never);
      const [answer] = (await answered) as [FromWorker];
      expect(answer).toMatchObject({ type: "failed", id });
      expect(JSON.stringify(answer)).toContain("tokenizer.json");
    }
  },
);
