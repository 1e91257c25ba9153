/** A webhook that answers after a fixed time, as a process of its own: sends its address to whoever started it. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const latencyMs = Number(process.argv[2] ?? 50);
const server = createServer((request, response) => {
  request.resume();
  setTimeout(() => {
    response.setHeader("content-type", "application/json");
    response.end('{"answer":"This is my answer."}');
  }, latencyMs);
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}/chat`);
});
