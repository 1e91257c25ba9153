/** `ReadableStream.from`, which most browsers do not have. Who cancels the stream ends what it comes from. */
export function streamOf<Item>(items: AsyncIterable<Item>): ReadableStream<Item> {
  const iterator = items[Symbol.asyncIterator]();
  return new ReadableStream<Item>({
    async pull(controller) {
      const step = await iterator.next();
      if (step.done === true) controller.close();
      else controller.enqueue(step.value);
    },
    cancel: async () => void (await iterator.return?.()),
  });
}
