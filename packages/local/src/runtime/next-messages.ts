/**
 * Lets the thread take the messages that have come meanwhile. WebAssembly computes without ever leaving the thread's
 * queue to others, so that without this a cancelled reply would be computed to its end, and one asked for later could not
 * join the batch.
 */
export const nextMessages: () => Promise<void> =
  typeof setImmediate === "function" ? () => new Promise((resolve) => setImmediate(resolve)) : throughChannel;

/** Where there is no `setImmediate`: a message to oneself, which unlike a timer does not wait. */
function throughChannel(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("message", () => (port1.close(), resolve()), { once: true });
    port1.start();
    port2.postMessage(undefined);
  });
}
