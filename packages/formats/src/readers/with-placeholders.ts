/**
 * A message whose text, in `content`, has a placeholder for everything that came with it.
 *
 * @param lists keys of what comes with messages → what one of it is called in the text
 */
export function withPlaceholders<Message extends object>(
  message: Message,
  lists: Readonly<Record<string, string>>,
): Message {
  const { content, ...fields } = message as Readonly<Record<string, unknown>>;
  const marks = Object.entries(lists).flatMap(([key, name]) => {
    const { [key]: list } = fields;
    return Array.isArray(list) ? list.map(() => `[${name}]`) : [];
  });
  if (marks.length === 0) return message;
  return { ...message, content: [content, marks.join(" ")].filter((part) => part !== "").join("\n") };
}
