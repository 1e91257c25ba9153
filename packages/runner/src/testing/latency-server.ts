/**
 * A chat server with a fixed latency that speaks OpenAI's protocol, as a process of its own: prints its address, and
 * answers GET /stats with the number of calls and how many it answered a second.
 */
import { createServer } from "node:http";

const latencyMs = Number(process.argv[2] ?? 200);
let first = 0;
/** When each answer was given. */
const answered: number[] = [];

const server = createServer((request, response) => {
  if (request.url === "/stats") {
    response.end(JSON.stringify(stats()));
    return;
  }
  first ||= performance.now();
  request.resume();
  setTimeout(() => {
    const number = answered.push(performance.now());
    response.setHeader("content-type", "application/json");
    response.end(
      JSON.stringify({
        id: `c${number}`,
        object: "chat.completion",
        created: 0,
        model: "bench",
        choices: [
          {
            index: 0,
            finish_reason: "stop",
            message: { role: "assistant", content: `Answer number ${number}.` },
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

/** Calls a second over all, and in the middle half of them, when nobody is starting or has run out of work. */
function stats() {
  const calls = answered.length;
  const [from = 0, to = 0] = [Math.floor(calls / 4), Math.floor((3 * calls) / 4)].map(
    (at) => answered[at] ?? 0,
  );
  return {
    calls,
    perSecond: rate(calls, (answered.at(-1) ?? 0) - first),
    perSecondInTheMiddle: rate(Math.floor((3 * calls) / 4) - Math.floor(calls / 4), to - from),
  };
}

function rate(count: number, milliseconds: number): number {
  return Math.round((count / milliseconds) * 10_000) / 10;
}
