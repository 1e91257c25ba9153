/**
 * A chat server with a fixed latency that speaks OpenAI's protocol, as a process of its own: prints its address, and
 * answers GET /stats with the number of calls and the time from the first to the last of them.
 */
import { createServer } from "node:http";

const latencyMs = Number(process.argv[2] ?? 200);
let calls = 0;
let first = 0;
let last = 0;

const server = createServer((request, response) => {
  if (request.url === "/stats") {
    response.end(JSON.stringify({ calls, seconds: (last - first) / 1000 }));
    return;
  }
  calls++;
  first ||= performance.now();
  request.resume();
  setTimeout(() => {
    last = performance.now();
    response.setHeader("content-type", "application/json");
    response.end(
      JSON.stringify({
        id: `c${calls}`,
        object: "chat.completion",
        created: 0,
        model: "bench",
        choices: [
          {
            index: 0,
            finish_reason: "stop",
            message: { role: "assistant", content: `Answer number ${calls}.` },
          },
        ],
        usage: { prompt_tokens: 100, completion_tokens: 4, total_tokens: 104 },
      }),
    );
  }, latencyMs);
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
  const address = server.address() as { port: number };
  process.send?.(`http://127.0.0.1:${address.port}`);
});
