/** The backend's name in a model id: what stands before the first colon. */
export function providerOf(modelId: string): string {
  const colon = modelId.indexOf(":");
  return colon === -1 ? modelId : modelId.slice(0, colon);
}
