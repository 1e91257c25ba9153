import { Parser } from "htmlparser2";

/** Elements behind which a new line begins. */
const lines = new Set([
  "p",
  "div",
  "li",
  "tr",
  "blockquote",
  "pre",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "ul",
  "ol",
  "table",
]);
/** What stands for something that is not text. */
const marks: Readonly<Record<string, string>> = {
  img: "[image]",
  attachment: "[attachment]",
  video: "[video]",
  audio: "[audio]",
};

/** The text of a piece of HTML, as a person would see it: blocks on lines of their own, emoji as such, pictures as placeholders. */
export function htmlText(html: string): string {
  let text = "";
  const breakLine = (): void => {
    if (text !== "" && !text.endsWith("\n")) text += "\n";
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name === "br") text += "\n";
        else if (name === "emoji" || (name === "img" && /emoji|emoticon/i.test(attributes["itemtype"] ?? "")))
          text += attributes["alt"] ?? attributes["title"] ?? "";
        else if (name in marks) text += marks[name];
        else if (name === "td" || name === "th") text += text === "" || text.endsWith("\n") ? "" : "\t";
        else if (lines.has(name)) breakLine();
      },
      ontext(written) {
        text += written.replaceAll("\u00A0", " ");
      },
      onclosetag(name) {
        if (lines.has(name)) breakLine();
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  return text.trim();
}
