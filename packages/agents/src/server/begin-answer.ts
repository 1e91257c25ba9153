import type { Answer, AnswerDelta, Answering } from "./answer.ts";

/**
 * Waits until an answer has begun (its first piece, or its end), so that an agent that cannot answer is an HTTP error
 * and not a broken stream.
 *
 * @throws whatever keeps the answer from beginning
 */
export async function beginAnswer(answering: Answering): Promise<AsyncIterator<AnswerDelta, Answer, void>> {
  let first: IteratorResult<AnswerDelta, Answer> | undefined = await answering.next();
  return {
    next() {
      const step = first;
      first = undefined;
      return step === undefined ? answering.next() : Promise.resolve(step);
    },
    // Also when nothing was taken yet: the answer has begun and holds its place.
    return: (value) => answering.return(value as Answer),
  };
}
