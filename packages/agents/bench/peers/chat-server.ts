// A server in a process of its own that answers chat completions, each with words that were not said before.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const latencyMs = Number(process.argv[2] ?? 0);
const places = ["harbour", "market", "station", "library", "bridge", "garden", "theatre", "bakery"];
let count = 0;

function completion(): string {
  const number = count++;
  const content = `I went to the ${places[number % places.length]} and counted ${number} lamps on the way back home.`;
  return JSON.stringify({
    id: `chatcmpl-${number}`,
    object: "chat.completion",
    created: 1_700_000_000,
    model: "bench",
    choices: [{ index: 0, message: { role: "assistant", content }, logprobs: null, finish_reason: "stop" }],
    usage: { prompt_tokens: 60, completion_tokens: 16, total_tokens: 76 },
  });
}

const server = createServer((request, response) => {
  request.resume();
  request.on("end", () => {
    const body = completion();
    const answer = (): unknown =>
      response
        .writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) })
        .end(body);
    if (latencyMs === 0) answer();
    else setTimeout(answer, latencyMs);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
